// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRewardDistributor} from "../../contracts/interfaces/IRewardDistributor.sol";
import {RewardTree} from "../../contracts/libraries/RewardTree.sol";
import {RewardDistributorVectors} from "../vectors/RewardDistributorVectors.sol";
import {RewardSystem} from "./harness/RewardSystem.sol";

/// @dev The cheat codes that only this test needs.
interface VmJson {
    function chainId(uint256 id) external;
    function etch(address target, bytes calldata code) external;
    function keyExistsJson(string calldata json, string calldata key) external view returns (bool);
    function parseJsonAddress(string calldata json, string calldata key) external pure returns (address);
    function parseJsonBytes32(string calldata json, string calldata key) external pure returns (bytes32);
    function parseJsonBytes32Array(string calldata json, string calldata key) external pure returns (bytes32[] memory);
    function parseJsonUint(string calldata json, string calldata key) external pure returns (uint256);
    function toString(uint256 value) external pure returns (string memory);
}

/// @dev test/vectors/reward-distributor.json, as TypeScript reads it too.
contract RewardDistributorVectorsTest is RewardSystem {
    VmJson private constant JSON = VmJson(address(vm));

    function setUp() external {
        _deployRewardSystem();
    }

    function test_reportDigests() external {
        address target = _address(".domain.verifyingContract");
        JSON.etch(target, address(distributor).code);
        JSON.chainId(_uint(".domain.chainId"));

        uint256 count = 0;
        for (string memory key = _at(".reports", 0); _exists(key); key = _at(".reports", ++count)) {
            bytes32 digest = IRewardDistributor(target).reportHash(
                _uint(string.concat(key, ".epoch")),
                _uint(string.concat(key, ".attempt")),
                _report(string.concat(key, ".report"))
            );
            vm.assertEq(digest, _bytes32(string.concat(key, ".digest")), key);
        }
        vm.assertEq(count, 12, "all vectors were read");
    }

    function test_digestsAreBoundToTheChain() external {
        address target = _address(".domain.verifyingContract");
        JSON.etch(target, address(distributor).code);
        JSON.chainId(_uint(".domain.chainId") + 1);
        bytes32 digest = IRewardDistributor(target).reportHash(1, 1, _report(".reports[0].report"));

        vm.assertTrue(digest != _bytes32(".reports[0].digest"), "another chain, another digest");
    }

    function test_leavesAndProofs() external view {
        uint256 leaves = 0;
        for (uint256 tree = 0; _exists(_at(".trees", tree)); ++tree) {
            bytes32 root = _bytes32(string.concat(_at(".trees", tree), ".root"));
            string memory list = string.concat(_at(".trees", tree), ".leaves");
            for (uint256 i = 0; _exists(_at(list, i)); ++i) {
                this.checkLeaf(_at(list, i), root, _proof(_at(list, i)));
                ++leaves;
            }
        }
        vm.assertEq(leaves, 12, "all vectors were read");
    }

    /// @dev External, because the library takes the proof from calldata.
    function checkLeaf(string calldata key, bytes32 root, bytes32[] calldata proof) external pure {
        address account = _address(string.concat(key, ".account"));
        uint256 cumulative = _uint(string.concat(key, ".cumulative"));

        vm.assertEq(RewardTree.leafOf(account, cumulative), _bytes32(string.concat(key, ".leaf")), key);
        vm.assertTrue(RewardTree.contains(root, account, cumulative, proof), key);
        vm.assertTrue(!RewardTree.contains(root, account, cumulative ^ 1, proof), key);
        vm.assertTrue(!RewardTree.contains(root, account, cumulative, proof[:0]), key);
    }

    function _report(string memory key) private pure returns (IRewardDistributor.Report memory report) {
        report.root = _bytes32(string.concat(key, ".root"));
        report.totalCumulative = _uint(string.concat(key, ".totalCumulative"));
        report.leafCount = uint32(_uint(string.concat(key, ".leafCount")));
        report.filesBitmap = _uint(string.concat(key, ".filesBitmap"));
        report.inputsHash = _bytes32(string.concat(key, ".inputsHash"));
        report.artifactHash = _bytes32(string.concat(key, ".artifactHash"));
        report.rulesetHash = _bytes32(string.concat(key, ".rulesetHash"));
        report.prevRoot = _bytes32(string.concat(key, ".prevRoot"));
    }

    function _exists(string memory key) private view returns (bool) {
        return JSON.keyExistsJson(RewardDistributorVectors.JSON, key);
    }

    function _proof(string memory key) private pure returns (bytes32[] memory) {
        return JSON.parseJsonBytes32Array(RewardDistributorVectors.JSON, string.concat(key, ".proof"));
    }

    function _address(string memory key) private pure returns (address) {
        return JSON.parseJsonAddress(RewardDistributorVectors.JSON, key);
    }

    function _bytes32(string memory key) private pure returns (bytes32) {
        return JSON.parseJsonBytes32(RewardDistributorVectors.JSON, key);
    }

    function _uint(string memory key) private pure returns (uint256) {
        return JSON.parseJsonUint(RewardDistributorVectors.JSON, key);
    }

    function _at(string memory list, uint256 i) private pure returns (string memory) {
        return string.concat(list, "[", JSON.toString(i), "]");
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IRewardDistributor} from "../../../contracts/interfaces/IRewardDistributor.sol";
import {IEpochSchedule} from "../../../contracts/interfaces/IEpochSchedule.sol";
import {IRewardReserve} from "../../../contracts/interfaces/IRewardReserve.sol";
import {RewardTree} from "../../../contracts/libraries/RewardTree.sol";
import {EpochSchedule} from "../../../contracts/rewards/EpochSchedule.sol";
import {RewardDistributor} from "../../../contracts/rewards/RewardDistributor.sol";
import {RewardReserve} from "../../../contracts/rewards/RewardReserve.sol";
import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {ScoreCommitments} from "../../../contracts/validators/ScoreCommitments.sol";
import {ValidatorRegistry} from "../../../contracts/validators/ValidatorRegistry.sol";
import {Harness} from "./Harness.sol";

/// @dev The real contracts of the reward system with four validators; this contract is their governance.
abstract contract RewardSystem is Harness {
    uint64 internal constant REWARD_DISTRIBUTOR = 3;
    uint256 internal constant FUNDED = 60_000_000e18;
    bytes32 internal constant RULESET = keccak256("ruleset-v1");

    AccessManager internal authority;
    GPTToken internal token;
    EpochSchedule internal schedule;
    ValidatorRegistry internal registry;
    ScoreCommitments internal commitments;
    RewardReserve internal reserve;
    RewardDistributor internal distributor;
    address[4] internal validators = [address(0x7a11d1), address(0x7a11d2), address(0x7a11d3), address(0x7a11d4)];

    function _deployRewardSystem() internal {
        vm.warp(1_800_000_000);
        authority = new AccessManager(address(this));
        token = new GPTToken(address(this), address(this), address(this), address(this));
        schedule = new EpochSchedule(
            IEpochSchedule.Schedule(uint48(block.timestamp + 1 hours), 7 days, 1 days, 1 days, 1 days)
        );
        registry = new ValidatorRegistry(address(authority), token, address(this), 0, 14 days);
        commitments = new ScoreCommitments(schedule, registry);
        reserve = new RewardReserve(
            address(authority),
            token,
            schedule,
            IRewardReserve.RewardParameters(100, 1_000, 5e18, RULESET)
        );
        distributor = new RewardDistributor(address(authority), token, schedule, registry, commitments, reserve);

        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (RewardReserve.release.selector, RewardReserve.skip.selector);
        authority.setTargetFunctionRole(address(reserve), selectors, REWARD_DISTRIBUTOR);
        authority.grantRole(REWARD_DISTRIBUTOR, address(distributor), 0);
        token.approve(address(reserve), type(uint256).max);
        reserve.fund(FUNDED);
        for (uint256 i = 0; i < validators.length; ++i) {
            registry.admit(validators[i], "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq", "");
            vm.prank(validators[i]);
            registry.activate();
        }
    }

    /// @dev Runs `epoch` from its end to the activation of a root.
    function _settle(uint256 epoch, bytes32 root, uint256 total, uint32 leafCount) internal {
        _reveal(epoch);
        IRewardDistributor.Report memory report = IRewardDistributor.Report({
            root: root,
            totalCumulative: total,
            leafCount: leafCount,
            filesBitmap: 15,
            inputsHash: keccak256("inputs"),
            artifactHash: keccak256("artifact"),
            rulesetHash: RULESET,
            prevRoot: distributor.rootOf(distributor.lastActiveEpoch())
        });
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(validators[i]);
            distributor.submitRoot(epoch, report, "u");
        }
        vm.warp(distributor.pendingRoot().activatesAt);
        distributor.activate(epoch);
    }

    /// @dev Commits and reveals the scores of all validators, and stops when reports open.
    function _reveal(uint256 epoch) internal {
        vm.warp(schedule.endOf(epoch) + 1);
        for (uint256 i = 0; i < validators.length; ++i) {
            vm.prank(validators[i]);
            commitments.commitScores(epoch, keccak256("scores"));
        }
        vm.warp(schedule.commitEndsAt(epoch));
        for (uint256 i = 0; i < validators.length; ++i) {
            vm.prank(validators[i]);
            commitments.revealScores(epoch, "u");
        }
        vm.warp(schedule.revealEndsAt(epoch));
    }

    /// @dev The root over four leaves, laid out as by StandardMerkleTree: 0-1 and 2-3 are siblings.
    function _rootOf(address[4] memory accounts, uint256[4] memory amounts) internal pure returns (bytes32) {
        bytes32 left = _pair(_leaf(accounts, amounts, 0), _leaf(accounts, amounts, 1));
        return _pair(left, _pair(_leaf(accounts, amounts, 2), _leaf(accounts, amounts, 3)));
    }

    /// @dev The proof of leaf `i` of the four.
    function _proofOf(
        address[4] memory accounts,
        uint256[4] memory amounts,
        uint256 i
    ) internal pure returns (bytes32[] memory proof) {
        uint256 other = 2 - (i & 2);
        proof = new bytes32[](2);
        proof[0] = _leaf(accounts, amounts, i ^ 1);
        proof[1] = _pair(_leaf(accounts, amounts, other), _leaf(accounts, amounts, other + 1));
    }

    function _leaf(address[4] memory accounts, uint256[4] memory amounts, uint256 i) private pure returns (bytes32) {
        return RewardTree.leafOf(accounts[i], amounts[i]);
    }

    function _pair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }
}

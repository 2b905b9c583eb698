// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {RewardTree} from "../../contracts/libraries/RewardTree.sol";
import {Harness} from "./harness/Harness.sol";

contract RewardTreeTest is Harness {
    function contains(
        bytes32 root,
        address account,
        uint256 cumulative,
        bytes32[] calldata proof
    ) external pure returns (bool) {
        return RewardTree.contains(root, account, cumulative, proof);
    }

    function testFuzz_containsEveryLeafAndNothingElse(
        address[4] calldata accounts,
        uint256[4] calldata amounts,
        uint256 index,
        uint256 other
    ) external view {
        index = bound(index, 0, 3);
        (bytes32 root, bytes32[] memory proof) = _tree(accounts, amounts, index);

        vm.assertTrue(this.contains(root, accounts[index], amounts[index], proof), "its own leaf");
        if (other != amounts[index]) {
            vm.assertTrue(!this.contains(root, accounts[index], other, proof), "another amount");
        }
        vm.assertTrue(!this.contains(bytes32(other), accounts[index], amounts[index], proof), "another root");
    }

    function rootByOpenZeppelin(bytes32[] calldata proof, bytes32 leaf) external pure returns (bytes32) {
        return MerkleProof.processProofCalldata(proof, leaf);
    }

    /// @custom:fuzzes RewardTree.leafOf
    function testFuzz_leafOfIsTheStandardLeaf(address account, uint256 cumulative) external pure {
        bytes32 expected = keccak256(bytes.concat(keccak256(abi.encode(account, cumulative))));

        vm.assertEq(RewardTree.leafOf(account, cumulative), expected, "hashed twice");
    }

    /// @custom:fuzzes RewardTree.contains
    function testFuzz_containsAgreesWithOpenZeppelin(
        address account,
        uint256 cumulative,
        bytes32[] calldata proof,
        bytes32 otherRoot
    ) external view {
        bytes32 leaf = RewardTree.leafOf(account, cumulative);
        bytes32 root = this.rootByOpenZeppelin(proof, leaf);

        vm.assertTrue(this.contains(root, account, cumulative, proof) == (proof.length > 0), "the root it leads to");
        vm.assertTrue(!this.contains(otherRoot, account, cumulative, proof) || otherRoot == root, "and to no other");
    }

    function testFuzz_containsRefusesAnEmptyProof(address account, uint256 cumulative) external view {
        bytes32 leaf = RewardTree.leafOf(account, cumulative);

        vm.assertTrue(!this.contains(leaf, account, cumulative, new bytes32[](0)), "a tree of one leaf");
    }

    function testFuzz_leafOfIsNoInnerNode(bytes32 left, bytes32 right) external pure {
        // The 64 bytes of an inner node, read as an account and an amount, hash to something else: leaves hash twice.
        bytes32 node = keccak256(abi.encode(left, right));
        bytes32 leaf = RewardTree.leafOf(address(uint160(uint256(left))), uint256(right));

        vm.assertTrue(leaf != node, "domain separation");
    }

    /// @dev A tree of four leaves in the given order, and the proof of one of them.
    function _tree(
        address[4] calldata accounts,
        uint256[4] calldata amounts,
        uint256 index
    ) private pure returns (bytes32 root, bytes32[] memory proof) {
        bytes32[4] memory leaves;
        for (uint256 i = 0; i < 4; ++i) leaves[i] = RewardTree.leafOf(accounts[i], amounts[i]);
        bytes32[2] memory nodes = [
            Hashes.commutativeKeccak256(leaves[0], leaves[1]),
            Hashes.commutativeKeccak256(leaves[2], leaves[3])
        ];
        root = Hashes.commutativeKeccak256(nodes[0], nodes[1]);
        proof = new bytes32[](2);
        proof[0] = leaves[index ^ 1];
        proof[1] = nodes[(index >> 1) ^ 1];
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title RewardTree
/// @notice The leaves of a reward root and the proofs that lead to it.
/// @dev The tree of OpenZeppelin's StandardMerkleTree over `["address", "uint256"]`. A leaf is hashed twice and an
/// inner node hashes 64 bytes once, so that no inner node can pass for a leaf.
library RewardTree {
    /// @notice Returns the leaf of an account.
    /// @param account The account.
    /// @param cumulative Everything it ever earned, in wei.
    /// @return The hash.
    function leafOf(address account, uint256 cumulative) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(account, cumulative))));
    }

    /// @notice Returns whether `proof` leads from the leaf of an account to `root`.
    /// @dev An empty proof never does: a tree of one leaf, whose root is that leaf, is not a reward tree.
    /// @param root The root.
    /// @param account The account.
    /// @param cumulative Everything it ever earned, in wei.
    /// @param proof The siblings, from the bottom up.
    /// @return True when the leaf is in the tree.
    function contains(
        bytes32 root,
        address account,
        uint256 cumulative,
        bytes32[] calldata proof
    ) internal pure returns (bool) {
        return proof.length > 0 && MerkleProof.verifyCalldata(proof, root, leafOf(account, cumulative));
    }
}

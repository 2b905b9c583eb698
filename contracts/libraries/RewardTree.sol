// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title RewardTree
/// @notice The leaves of a reward root and the proofs that lead to it.
/// @dev The tree of OpenZeppelin's StandardMerkleTree over `["address", "uint256"]`. A leaf is hashed twice and an
/// inner node hashes 64 bytes once, so that no inner node can pass for a leaf. Every claim runs this code, so it hashes
/// in the scratch space (bytes 0 to 63 of memory, see "Layout in Memory" in the Solidity documentation) instead of
/// allocating: 2,400 gas less for a proof of 20 nodes. Tests compare it with OpenZeppelin's MerkleProof.
library RewardTree {
    /// @notice Returns the leaf of an account.
    /// @param account The account.
    /// @param cumulative Everything it ever earned, in wei.
    /// @return leaf `keccak256(bytes.concat(keccak256(abi.encode(account, cumulative))))`.
    function leafOf(address account, uint256 cumulative) internal pure returns (bytes32 leaf) {
        uint256 word = uint160(account);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(0x00, word)
            mstore(0x20, cumulative)
            mstore(0x00, keccak256(0x00, 0x40))
            leaf := keccak256(0x00, 0x20)
        }
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
        return proof.length > 0 && _climb(leafOf(account, cumulative), proof) == root;
    }

    /// @dev Returns the root to which `proof`, which must not be empty, leads from `node`. A pair hashes in ascending
    /// order.
    function _climb(bytes32 node, bytes32[] calldata proof) private pure returns (bytes32 root) {
        root = node;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let end := add(proof.offset, shl(5, proof.length))
            let at := proof.offset
            // The test comes last: one jump less for each node.
            for {} 1 {} {
                let sibling := calldataload(at)
                // 0x20 when the sibling is the smaller one and goes first, else 0x00.
                let place := shl(5, gt(root, sibling))
                mstore(place, root)
                mstore(xor(place, 0x20), sibling)
                root := keccak256(0x00, 0x40)
                at := add(at, 0x20)
                if iszero(lt(at, end)) {
                    break
                }
            }
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev Reward trees of any size, laid out as by OpenZeppelin's StandardMerkleTree without sorted leaves. Written from
/// that description and not from RewardTree, so that the two check each other.
library LeafTree {
    /// @dev All nodes, the root first; the children of node i are 2i + 1 and 2i + 2, and leaf k is the k-th from the end.
    function build(address[] memory owners, uint256[] memory amounts) internal pure returns (bytes32[] memory nodes) {
        uint256 count = amounts.length;
        nodes = new bytes32[](2 * count - 1);
        for (uint256 i = 0; i < count; ++i) nodes[2 * count - 2 - i] = leaf(owners[i], amounts[i]);
        for (uint256 i = count - 1; i > 0; --i) nodes[i - 1] = _pair(nodes[2 * i - 1], nodes[2 * i]);
    }

    /// @dev The siblings on the way from leaf `i` to the root.
    function proof(bytes32[] memory nodes, uint256 i) internal pure returns (bytes32[] memory siblings) {
        uint256 depth = 0;
        uint256 bottom = nodes.length - 1 - i;
        for (uint256 node = bottom; node > 0; node = (node - 1) / 2) ++depth;
        siblings = new bytes32[](depth);
        depth = 0;
        for (uint256 node = bottom; node > 0; node = (node - 1) / 2)
            siblings[depth++] = nodes[node % 2 == 1 ? node + 1 : node - 1];
    }

    function leaf(address owner, uint256 amount) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(owner, amount))));
    }

    function _pair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(bytes.concat(a, b)) : keccak256(bytes.concat(b, a));
    }
}

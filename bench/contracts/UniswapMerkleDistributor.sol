// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title Claims as in Uniswap's MerkleDistributor
/// @notice Written anew for the gas benchmark; pays, but is not meant to be deployed.
/// @dev Kept: one contract per epoch, token and root in the code, one bit per leaf, single-hashed leaves, the proof
/// copied to memory. Left out: nothing that a claim touches.
contract UniswapMerkleDistributor {
    using SafeERC20 for IERC20;

    IERC20 public immutable TOKEN;
    bytes32 public immutable MERKLE_ROOT;

    mapping(uint256 word => uint256 bits) private _claimedBits;

    event Claimed(uint256 index, address account, uint256 amount);

    error AlreadyClaimed();
    error InvalidProof();

    constructor(IERC20 token, bytes32 merkleRoot) {
        TOKEN = token;
        MERKLE_ROOT = merkleRoot;
    }

    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata proof) external {
        if (isClaimed(index)) revert AlreadyClaimed();
        bytes32 leaf = keccak256(abi.encodePacked(index, account, amount));
        if (!MerkleProof.verify(proof, MERKLE_ROOT, leaf)) revert InvalidProof();

        _claimedBits[index / 256] |= 1 << (index % 256);
        TOKEN.safeTransfer(account, amount);
        emit Claimed(index, account, amount);
    }

    function isClaimed(uint256 index) public view returns (bool) {
        uint256 mask = 1 << (index % 256);
        return _claimedBits[index / 256] & mask == mask;
    }
}

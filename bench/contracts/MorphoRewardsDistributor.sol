// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title Claims as in Morpho's UniversalRewardsDistributor
/// @notice Written anew for the gas benchmark; pays, but is not meant to be deployed.
/// @dev Kept: one current root, cumulative amounts by account and token, double-hashed leaves, claims open to anybody,
/// reasons as strings. Left out: the pending root and its timelock, which no claim touches.
contract MorphoRewardsDistributor {
    using SafeERC20 for IERC20;

    bytes32 public root;
    bytes32 public ipfsHash;
    mapping(address account => mapping(address reward => uint256 amount)) public claimed;
    address public owner;

    event Claimed(address indexed account, address indexed reward, uint256 amount);

    constructor() {
        owner = msg.sender;
    }

    function setRoot(bytes32 newRoot, bytes32 newIpfsHash) external {
        require(msg.sender == owner, "caller is not the owner");
        root = newRoot;
        ipfsHash = newIpfsHash;
    }

    function claim(
        address account,
        address reward,
        uint256 claimable,
        bytes32[] calldata proof
    ) external returns (uint256 amount) {
        require(root != bytes32(0), "root is not set");
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(account, reward, claimable))));
        require(MerkleProof.verifyCalldata(proof, root, leaf), "invalid proof or expired");

        amount = claimable - claimed[account][reward];
        require(amount > 0, "already claimed");
        claimed[account][reward] = claimable;
        IERC20(reward).safeTransfer(account, amount);
        emit Claimed(account, reward, amount);
    }
}

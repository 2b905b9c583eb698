// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Claims as in Merkl's Distributor
/// @notice Written anew for the gas benchmark; pays, but is not meant to be deployed.
/// @dev Kept: the current and the last tree with the dispute period between them, records of two slots, claims by
/// lists, operators, recipients, call-backs, the guard against reentrancy. Left out: the proxy, and the outside
/// contract that is asked only when no operator matches.
contract MerklDistributor {
    using SafeERC20 for IERC20;

    struct MerkleTree {
        bytes32 merkleRoot;
        bytes32 ipfsHash;
    }

    struct Claim {
        uint208 amount;
        uint48 timestamp;
        bytes32 merkleRoot;
    }

    MerkleTree public tree;
    MerkleTree public lastTree;
    address public governor;
    address public disputer;
    uint48 public endOfDisputePeriod;
    uint48 public disputePeriod;
    mapping(address user => mapping(address token => Claim record)) public claimed;
    mapping(address user => mapping(address operator => uint256 allowed)) public operators;
    uint128 public upgradeabilityDeactivated;
    uint96 private _status;
    uint32 internal _epochDuration;
    mapping(address user => mapping(address token => address recipient)) public claimRecipient;
    mapping(address operator => mapping(address token => uint256 allowed)) public mainOperators;

    event Claimed(address indexed user, address indexed token, uint256 amount);

    error ReentrantCall();
    error InvalidLengths();
    error NotWhitelisted();
    error NotGovernor();
    error InvalidProof();
    error InvalidUninitializedRoot();

    modifier nonReentrant() {
        if (_status == 2) revert ReentrantCall();
        _status = 2;
        _;
        _status = 1;
    }

    constructor() {
        governor = msg.sender;
        _status = 1;
    }

    function updateTree(MerkleTree calldata newTree) external {
        if (msg.sender != governor) revert NotGovernor();
        lastTree = tree;
        tree = newTree;
        endOfDisputePeriod = uint48(block.timestamp);
    }

    function toggleMainOperatorStatus(address operator, address token) external {
        if (msg.sender != governor) revert NotGovernor();
        mainOperators[operator][token] = 1 - mainOperators[operator][token];
    }

    function claim(
        address[] calldata users,
        address[] calldata tokens,
        uint256[] calldata amounts,
        bytes32[][] calldata proofs
    ) external {
        address[] memory recipients = new address[](users.length);
        bytes[] memory datas = new bytes[](users.length);
        _claim(users, tokens, amounts, proofs, recipients, datas);
    }

    function getMerkleRoot() public view returns (bytes32) {
        if (block.timestamp >= endOfDisputePeriod && disputer == address(0)) return tree.merkleRoot;
        return lastTree.merkleRoot;
    }

    function _claim(
        address[] calldata users,
        address[] calldata tokens,
        uint256[] calldata amounts,
        bytes32[][] calldata proofs,
        address[] memory recipients,
        bytes[] memory datas
    ) private nonReentrant {
        uint256 length = users.length;
        if (length == 0 || length != tokens.length || length != amounts.length || length != proofs.length) {
            revert InvalidLengths();
        }
        if (length != recipients.length || length != datas.length) revert InvalidLengths();

        for (uint256 i = 0; i < length;) {
            _claimOne(users[i], tokens[i], amounts[i], proofs[i], recipients[i]);
            unchecked {
                ++i;
            }
        }
    }

    function _claimOne(
        address user,
        address token,
        uint256 amount,
        bytes32[] calldata proof,
        address recipient
    ) private {
        if (!_mayClaimFor(user, token)) revert NotWhitelisted();
        if (!_verifyProof(keccak256(abi.encode(user, token, amount)), proof)) revert InvalidProof();

        uint256 toSend = amount - claimed[user][token].amount;
        claimed[user][token] = Claim(SafeCast.toUint208(amount), uint48(block.timestamp), getMerkleRoot());
        emit Claimed(user, token, toSend);

        if (msg.sender != user || recipient == address(0)) {
            recipient = claimRecipient[user][token];
            if (recipient == address(0)) recipient = claimRecipient[user][address(0)];
            if (recipient == address(0)) recipient = user;
        }
        if (toSend != 0) IERC20(token).safeTransfer(recipient, toSend);
    }

    function _mayClaimFor(address user, address token) private view returns (bool) {
        return
            msg.sender == user ||
            // The original asks this too: a claim by a contract on behalf of the account that started it.
            // solhint-disable-next-line avoid-tx-origin
            tx.origin == user ||
            mainOperators[msg.sender][token] != 0 ||
            mainOperators[msg.sender][address(0)] != 0 ||
            operators[user][msg.sender] != 0 ||
            operators[user][address(0)] != 0;
    }

    function _verifyProof(bytes32 leaf, bytes32[] memory proof) private view returns (bool) {
        bytes32 node = leaf;
        uint256 length = proof.length;
        for (uint256 i = 0; i < length;) {
            if (node < proof[i]) node = keccak256(abi.encode(node, proof[i]));
            else node = keccak256(abi.encode(proof[i], node));
            unchecked {
                ++i;
            }
        }
        bytes32 root = getMerkleRoot();
        if (root == bytes32(0)) revert InvalidUninitializedRoot();
        return node == root;
    }
}

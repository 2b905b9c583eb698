// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";

/// @title Claims as in EigenLayer's RewardsCoordinator
/// @notice Written anew for the gas benchmark; pays, but is not meant to be deployed.
/// @dev Kept: a list of roots with their times, a tree of earners whose leaves are roots of trees of tokens, proofs as
/// bytes in the order of the leaf's index, salted leaves, the pause word, the guard against reentrancy, claimers, and
/// claims of several tokens and of several earners. Left out: the proxy, submissions of rewards, splits.
contract EigenRewardsCoordinator is ReentrancyGuard {
    using SafeERC20 for IERC20;

    struct DistributionRoot {
        bytes32 root;
        uint32 rewardsCalculationEndTimestamp;
        uint32 activatedAt;
        bool disabled;
    }

    struct EarnerLeaf {
        address earner;
        bytes32 earnerTokenRoot;
    }

    struct TokenLeaf {
        IERC20 token;
        uint256 cumulativeEarnings;
    }

    struct RewardsClaim {
        uint32 rootIndex;
        uint32 earnerIndex;
        bytes earnerTreeProof;
        EarnerLeaf earnerLeaf;
        uint32[] tokenIndices;
        bytes[] tokenTreeProofs;
        TokenLeaf[] tokenLeaves;
    }

    uint8 private constant _PAUSED_PROCESS_CLAIM = 2;
    uint8 private constant _EARNER_LEAF_SALT = 0;
    uint8 private constant _TOKEN_LEAF_SALT = 1;

    address public rewardsUpdater;
    uint256 private _paused;
    DistributionRoot[] private _distributionRoots;
    mapping(address earner => address claimer) public claimerFor;
    mapping(address earner => mapping(IERC20 token => uint256 total)) public cumulativeClaimed;

    event RewardsClaimed(
        bytes32 root,
        address indexed earner,
        address indexed claimer,
        address indexed recipient,
        IERC20 token,
        uint256 claimedAmount
    );

    error CurrentlyPaused();
    error RootDisabled();
    error RootNotActivated();
    error InputArrayLengthMismatch();
    error InvalidEarnerLeafIndex();
    error InvalidTokenLeafIndex();
    error InvalidProofLength();
    error InvalidClaimProof();
    error UnauthorizedCaller();
    error EarningsNotGreaterThanClaimed();

    modifier onlyWhenNotPaused(uint8 index) {
        uint256 mask = 1 << index;
        if (_paused & mask == mask) revert CurrentlyPaused();
        _;
    }

    constructor() {
        rewardsUpdater = msg.sender;
    }

    function submitRoot(bytes32 root, uint32 calculatedUntil) external {
        if (msg.sender != rewardsUpdater) revert UnauthorizedCaller();
        _distributionRoots.push(DistributionRoot(root, calculatedUntil, uint32(block.timestamp), false));
    }

    function setClaimerFor(address claimer) external {
        claimerFor[msg.sender] = claimer;
    }

    function processClaim(
        RewardsClaim calldata claim,
        address recipient
    ) external onlyWhenNotPaused(_PAUSED_PROCESS_CLAIM) nonReentrant {
        _processClaim(claim, recipient);
    }

    function processClaims(
        RewardsClaim[] calldata claims,
        address recipient
    ) external onlyWhenNotPaused(_PAUSED_PROCESS_CLAIM) nonReentrant {
        for (uint256 i = 0; i < claims.length; ++i) _processClaim(claims[i], recipient);
    }

    function _processClaim(RewardsClaim calldata claim, address recipient) private {
        DistributionRoot memory root = _distributionRoots[claim.rootIndex];
        _checkClaim(claim, root);
        address earner = claim.earnerLeaf.earner;
        address claimer = claimerFor[earner];
        if (claimer == address(0)) claimer = earner;
        if (msg.sender != claimer) revert UnauthorizedCaller();

        for (uint256 i = 0; i < claim.tokenIndices.length; ++i) {
            TokenLeaf calldata tokenLeaf = claim.tokenLeaves[i];
            uint256 claimedBefore = cumulativeClaimed[earner][tokenLeaf.token];
            if (tokenLeaf.cumulativeEarnings <= claimedBefore) revert EarningsNotGreaterThanClaimed();

            uint256 amount = tokenLeaf.cumulativeEarnings - claimedBefore;
            cumulativeClaimed[earner][tokenLeaf.token] = tokenLeaf.cumulativeEarnings;
            tokenLeaf.token.safeTransfer(recipient, amount);
            emit RewardsClaimed(root.root, earner, claimer, recipient, tokenLeaf.token, amount);
        }
    }

    function _checkClaim(RewardsClaim calldata claim, DistributionRoot memory root) private view {
        if (root.disabled) revert RootDisabled();
        if (block.timestamp < root.activatedAt) revert RootNotActivated();
        if (claim.tokenIndices.length != claim.tokenTreeProofs.length) revert InputArrayLengthMismatch();
        if (claim.tokenTreeProofs.length != claim.tokenLeaves.length) revert InputArrayLengthMismatch();

        if (claim.earnerIndex >= (1 << (claim.earnerTreeProof.length / 32))) revert InvalidEarnerLeafIndex();
        EarnerLeaf calldata earnerLeaf = claim.earnerLeaf;
        bytes32 leaf = keccak256(abi.encodePacked(_EARNER_LEAF_SALT, earnerLeaf.earner, earnerLeaf.earnerTokenRoot));
        _requireIncluded(claim.earnerTreeProof, root.root, leaf, claim.earnerIndex);

        for (uint256 i = 0; i < claim.tokenIndices.length; ++i) {
            bytes calldata proof = claim.tokenTreeProofs[i];
            uint32 index = claim.tokenIndices[i];
            if (index >= (1 << (proof.length / 32))) revert InvalidTokenLeafIndex();
            TokenLeaf calldata token = claim.tokenLeaves[i];
            leaf = keccak256(abi.encodePacked(_TOKEN_LEAF_SALT, token.token, token.cumulativeEarnings));
            _requireIncluded(proof, earnerLeaf.earnerTokenRoot, leaf, index);
        }
    }

    function _requireIncluded(bytes memory proof, bytes32 root, bytes32 leaf, uint256 index) private pure {
        if (proof.length % 32 != 0) revert InvalidProofLength();
        bytes32 node = leaf;
        for (uint256 offset = 32; offset <= proof.length; offset += 32) {
            bool isLeft = index % 2 == 0;
            assembly ("memory-safe") {
                let sibling := mload(add(proof, offset))
                switch isLeft
                case 0 {
                    mstore(0x00, sibling)
                    mstore(0x20, node)
                }
                default {
                    mstore(0x00, node)
                    mstore(0x20, sibling)
                }
                node := keccak256(0x00, 0x40)
                index := div(index, 2)
            }
        }
        if (node != root) revert InvalidClaimProof();
    }
}

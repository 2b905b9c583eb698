// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title GovernorBounds
/// @notice The bounds that no vote can move: how far the settings of the governor may go, and how long things last.
/// @dev Both ends are allowed. Times are seconds, votes wei of $GPT, shares basis points. The bounds leave room for a
/// local network and keep governance alive: under any settings within them a proposal can be made by whom the floor is
/// delegated to, and passed. The threshold is never above the floor, nor the extension above the voting period.
library GovernorBounds {
    uint256 internal constant MAX_VOTING_DELAY = 7 days;
    uint256 internal constant MIN_VOTING_PERIOD = 1 hours;
    uint256 internal constant MAX_VOTING_PERIOD = 14 days;
    uint256 internal constant MIN_PROPOSAL_THRESHOLD = 1_000e18;
    uint256 internal constant MAX_PROPOSAL_THRESHOLD = 1_000_000e18;
    uint256 internal constant MIN_QUORUM_CAP_BPS = 100;
    uint256 internal constant MAX_QUORUM_CAP_BPS = 2_000;
    uint256 internal constant MIN_QUORUM_SHARE_BPS = 500;
    uint256 internal constant MAX_QUORUM_SHARE_BPS = 5_000;
    uint256 internal constant MIN_QUORUM_FLOOR = 10_000e18;
    uint256 internal constant MAX_QUORUM_FLOOR = 5_000_000e18;
    uint256 internal constant MAX_CALLS = 10;
    uint256 internal constant PROPOSAL_LIFETIME = 14 days;
    uint48 internal constant GUARDIAN_TERM = 730 days;

    /// @dev Stands in for a guardian whose term has ended. Nobody has its key.
    address internal constant EXPIRED_GUARDIAN = 0x000000000000000000000000000000000000dEaD;
}

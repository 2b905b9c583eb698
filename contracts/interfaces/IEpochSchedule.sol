// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IEpochSchedule
/// @notice The single source of epoch times: every contract and every validator reads them here.
/// @dev Immutable. The life of epoch `e`, all in unix seconds:
///
/// ```
/// startOf(e)        endOf(e)         commitEndsAt(e)      revealEndsAt(e)
///     |--- epoch e ---|--- commit window ---|--- reveal window ---|--- roots may be submitted …
/// ```
///
/// A root that reached quorum becomes active `activationDelay` after that moment.
///
/// All times of one epoch except the activation lie before `endOf(e + 1)`, because the two windows together are not
/// longer than an epoch.
/// @custom:security-contact See SECURITY.md.
interface IEpochSchedule {
    /// @notice The parameters of a schedule.
    /// @param genesis The start of epoch 1, in unix seconds.
    /// @param epochLength The length of an epoch, in seconds.
    /// @param commitWindow How long after an epoch's end scores may be committed, in seconds.
    /// @param revealWindow How long after the commit window committed scores may be revealed, in seconds.
    /// @param activationDelay How long a root with quorum stays pending before it can be activated, in seconds.
    struct Schedule {
        uint48 genesis;
        uint32 epochLength;
        uint32 commitWindow;
        uint32 revealWindow;
        uint32 activationDelay;
    }

    /// @notice Emitted once, by the constructor.
    /// @param schedule The parameters, for ever.
    event ScheduleFixed(Schedule schedule);

    /// @notice Thrown by the constructor when the start of epoch 1 is zero or too far in the future.
    /// @param genesis The refused start, in unix seconds.
    /// @param latest The latest start allowed, in unix seconds.
    error EpochScheduleGenesisOutOfBounds(uint256 genesis, uint256 latest);

    /// @notice Thrown by the constructor when the epoch length is out of bounds.
    /// @param epochLength The refused length, in seconds.
    /// @param minimum The shortest length allowed, in seconds.
    /// @param maximum The longest length allowed, in seconds.
    error EpochScheduleEpochLengthOutOfBounds(uint256 epochLength, uint256 minimum, uint256 maximum);

    /// @notice Thrown by the constructor when the commit window is out of bounds.
    /// @param commitWindow The refused window, in seconds.
    /// @param minimum The shortest window allowed, in seconds.
    /// @param maximum The longest window allowed, in seconds.
    error EpochScheduleCommitWindowOutOfBounds(uint256 commitWindow, uint256 minimum, uint256 maximum);

    /// @notice Thrown by the constructor when the reveal window is out of bounds.
    /// @param revealWindow The refused window, in seconds.
    /// @param minimum The shortest window allowed, in seconds.
    /// @param maximum The longest window allowed, in seconds.
    error EpochScheduleRevealWindowOutOfBounds(uint256 revealWindow, uint256 minimum, uint256 maximum);

    /// @notice Thrown by the constructor when the activation delay is out of bounds.
    /// @param activationDelay The refused delay, in seconds.
    /// @param minimum The shortest delay allowed, in seconds.
    /// @param maximum The longest delay allowed, in seconds.
    error EpochScheduleActivationDelayOutOfBounds(uint256 activationDelay, uint256 minimum, uint256 maximum);

    /// @notice Thrown by the constructor when both windows together are longer than an epoch.
    /// @param windows The commit window plus the reveal window, in seconds.
    /// @param epochLength The length of an epoch, in seconds.
    error EpochScheduleWindowsExceedEpoch(uint256 windows, uint256 epochLength);

    /// @notice Thrown when a time is asked of epoch 0 or of an epoch whose times do not fit a `uint48`.
    /// @param epoch The refused epoch number.
    /// @param lastEpoch The last epoch that has times.
    error EpochScheduleUnknownEpoch(uint256 epoch, uint256 lastEpoch);

    /// @notice Returns the parameters of this schedule.
    /// @return The parameters given to the constructor.
    function schedule() external view returns (Schedule memory);

    /// @notice Returns how long a root with quorum stays pending before it can be activated.
    /// @return Seconds, from 10 seconds to 48 hours.
    function activationDelay() external view returns (uint256);

    /// @notice Returns the number of the running epoch.
    /// @return The epoch number, or 0 before epoch 1.
    function currentEpoch() external view returns (uint256);

    /// @notice Returns the number of the epoch that contains `timepoint`.
    /// @param timepoint Unix seconds, past or future.
    /// @return The epoch number, or 0 before epoch 1.
    function epochAt(uint256 timepoint) external view returns (uint256);

    /// @notice Returns the first second of `epoch`.
    /// @dev Requirements: `epoch` is at least 1 and its times fit, else {EpochScheduleUnknownEpoch}.
    /// @param epoch The epoch number.
    /// @return Unix seconds, inclusive.
    function startOf(uint256 epoch) external view returns (uint48);

    /// @notice Returns the first second after `epoch`.
    /// @dev This is the moment at which the validators of the epoch are counted: `activeBitmapAt(endOf(epoch))`.
    /// Requirements: `epoch` is at least 1 and its times fit, else {EpochScheduleUnknownEpoch}.
    /// @param epoch The epoch number.
    /// @return Unix seconds, exclusive.
    function endOf(uint256 epoch) external view returns (uint48);

    /// @notice Returns the first second at which scores of `epoch` can no longer be committed, and can be revealed.
    /// @dev Requirements: `epoch` is at least 1 and its times fit, else {EpochScheduleUnknownEpoch}.
    /// @param epoch The epoch number.
    /// @return Unix seconds, exclusive for commits and inclusive for reveals.
    function commitEndsAt(uint256 epoch) external view returns (uint48);

    /// @notice Returns the first second at which scores of `epoch` can no longer be revealed, and roots can be
    /// submitted.
    /// @dev Requirements: `epoch` is at least 1 and its times fit, else {EpochScheduleUnknownEpoch}.
    /// @param epoch The epoch number.
    /// @return Unix seconds, exclusive for reveals and inclusive for roots.
    function revealEndsAt(uint256 epoch) external view returns (uint48);
}

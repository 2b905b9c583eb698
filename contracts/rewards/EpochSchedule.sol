// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEpochSchedule} from "../interfaces/IEpochSchedule.sol";
import {EpochClock} from "../libraries/EpochClock.sol";

/// @title EpochSchedule
/// @notice The one clock of the collective: numbers the epochs and says when their windows open and close.
/// @dev Invariants (tests cite the numbers):
/// EPO1. Nothing can change a schedule after its construction.
/// EPO2. Epochs tile the time from `genesis` on: every second belongs to exactly one epoch.
/// EPO3. `startOf(e) < endOf(e) < commitEndsAt(e) < revealEndsAt(e) <= endOf(e + 1)`.
/// @custom:security-contact See SECURITY.md.
contract EpochSchedule is IEpochSchedule {
    /// @notice The shortest epoch, in seconds.
    uint256 public constant MIN_EPOCH_LENGTH = 1 minutes;

    /// @notice The longest epoch, in seconds.
    uint256 public constant MAX_EPOCH_LENGTH = 30 days;

    /// @notice The shortest commit or reveal window, in seconds.
    uint256 public constant MIN_WINDOW = 10 seconds;

    /// @notice The longest commit or reveal window, in seconds.
    uint256 public constant MAX_WINDOW = 3 days;

    /// @notice The shortest activation delay, in seconds.
    uint256 public constant MIN_ACTIVATION_DELAY = 10 seconds;

    /// @notice The longest activation delay, in seconds.
    uint256 public constant MAX_ACTIVATION_DELAY = 48 hours;

    /// @notice How far in the future epoch 1 may start at construction, in seconds.
    uint256 public constant MAX_GENESIS_DELAY = 30 days;

    uint48 private immutable _GENESIS;
    uint32 private immutable _EPOCH_LENGTH;
    uint32 private immutable _COMMIT_WINDOW;
    uint32 private immutable _REVEAL_WINDOW;
    uint32 private immutable _ACTIVATION_DELAY;
    uint256 private immutable _LAST_EPOCH;

    /// @notice Fixes the schedule for ever.
    /// @dev Emits a {ScheduleFixed} event. Refuses a schedule outside the bounds above.
    /// @param schedule_ The parameters.
    constructor(Schedule memory schedule_) {
        _requireInBounds(schedule_);

        _GENESIS = schedule_.genesis;
        _EPOCH_LENGTH = schedule_.epochLength;
        _COMMIT_WINDOW = schedule_.commitWindow;
        _REVEAL_WINDOW = schedule_.revealWindow;
        _ACTIVATION_DELAY = schedule_.activationDelay;
        _LAST_EPOCH = EpochClock.lastEpoch(schedule_.genesis, schedule_.epochLength, type(uint48).max);

        emit ScheduleFixed(schedule_);
    }

    /// @inheritdoc IEpochSchedule
    function schedule() external view returns (Schedule memory) {
        return Schedule(_GENESIS, _EPOCH_LENGTH, _COMMIT_WINDOW, _REVEAL_WINDOW, _ACTIVATION_DELAY);
    }

    /// @inheritdoc IEpochSchedule
    function activationDelay() external view returns (uint256) {
        return _ACTIVATION_DELAY;
    }

    /// @inheritdoc IEpochSchedule
    function currentEpoch() external view returns (uint256) {
        return epochAt(block.timestamp);
    }

    /// @inheritdoc IEpochSchedule
    function startOf(uint256 epoch) external view returns (uint48) {
        _requireKnown(epoch);
        return uint48(EpochClock.startOf(epoch, _GENESIS, _EPOCH_LENGTH));
    }

    /// @inheritdoc IEpochSchedule
    function commitEndsAt(uint256 epoch) external view returns (uint48) {
        return endOf(epoch) + _COMMIT_WINDOW;
    }

    /// @inheritdoc IEpochSchedule
    function revealEndsAt(uint256 epoch) external view returns (uint48) {
        return endOf(epoch) + _COMMIT_WINDOW + _REVEAL_WINDOW;
    }

    /// @inheritdoc IEpochSchedule
    function epochAt(uint256 timepoint) public view returns (uint256) {
        return EpochClock.epochAt(timepoint, _GENESIS, _EPOCH_LENGTH);
    }

    /// @inheritdoc IEpochSchedule
    function endOf(uint256 epoch) public view returns (uint48) {
        _requireKnown(epoch);
        return uint48(EpochClock.endOf(epoch, _GENESIS, _EPOCH_LENGTH));
    }

    /// @dev Reverts unless all times of `epoch` fit a uint48: no cast above truncates and no sum overflows, because
    /// the end of the last epoch, plus one epoch length, is still within the type.
    function _requireKnown(uint256 epoch) private view {
        if (epoch == 0 || epoch > _LAST_EPOCH) revert EpochScheduleUnknownEpoch(epoch, _LAST_EPOCH);
    }

    /// @dev Reverts with the error of the first parameter that is out of bounds.
    function _requireInBounds(Schedule memory s) private view {
        uint256 latest = block.timestamp + MAX_GENESIS_DELAY;
        if (s.genesis == 0 || s.genesis > latest) revert EpochScheduleGenesisOutOfBounds(s.genesis, latest);
        if (!_isBetween(s.epochLength, MIN_EPOCH_LENGTH, MAX_EPOCH_LENGTH)) {
            revert EpochScheduleEpochLengthOutOfBounds(s.epochLength, MIN_EPOCH_LENGTH, MAX_EPOCH_LENGTH);
        }
        if (!_isBetween(s.commitWindow, MIN_WINDOW, MAX_WINDOW)) {
            revert EpochScheduleCommitWindowOutOfBounds(s.commitWindow, MIN_WINDOW, MAX_WINDOW);
        }
        if (!_isBetween(s.revealWindow, MIN_WINDOW, MAX_WINDOW)) {
            revert EpochScheduleRevealWindowOutOfBounds(s.revealWindow, MIN_WINDOW, MAX_WINDOW);
        }
        if (!_isBetween(s.activationDelay, MIN_ACTIVATION_DELAY, MAX_ACTIVATION_DELAY)) {
            revert EpochScheduleActivationDelayOutOfBounds(
                s.activationDelay,
                MIN_ACTIVATION_DELAY,
                MAX_ACTIVATION_DELAY
            );
        }
        uint256 windows = uint256(s.commitWindow) + s.revealWindow;
        if (windows > s.epochLength) revert EpochScheduleWindowsExceedEpoch(windows, s.epochLength);
    }

    /// @dev Returns whether `minimum <= value <= maximum`.
    function _isBetween(uint256 value, uint256 minimum, uint256 maximum) private pure returns (bool) {
        return minimum <= value && value <= maximum;
    }
}

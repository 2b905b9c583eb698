// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title EpochClock
/// @notice Turns timestamps into epoch numbers and back.
/// @dev Epochs are numbered from 1. Epoch `e` covers the half-open interval `[genesis + (e - 1) * length, genesis +
/// e * length)`; 0 means "before the first epoch". Pure and import-free, so that a solver can reason about it.
/// Checked arithmetic: arguments that leave the number range, a zero `length` and epoch 0 panic instead of wrapping.
library EpochClock {
    /// @notice Returns the number of the epoch that contains `timepoint`.
    /// @dev Requires `length > 0`.
    /// @param timepoint Unix seconds.
    /// @param genesis The start of epoch 1, in unix seconds.
    /// @param length The length of an epoch, in seconds.
    /// @return The epoch number, or 0 before `genesis`.
    function epochAt(uint256 timepoint, uint256 genesis, uint256 length) internal pure returns (uint256) {
        return timepoint < genesis ? 0 : (timepoint - genesis) / length + 1;
    }

    /// @notice Returns the first second of `epoch`.
    /// @dev Requires `epoch > 0`.
    /// @param epoch The epoch number, counted from 1.
    /// @param genesis The start of epoch 1, in unix seconds.
    /// @param length The length of an epoch, in seconds.
    /// @return Unix seconds, inclusive.
    function startOf(uint256 epoch, uint256 genesis, uint256 length) internal pure returns (uint256) {
        return genesis + (epoch - 1) * length;
    }

    /// @notice Returns the first second after `epoch`, which is the first second of `epoch + 1`.
    /// @param epoch The epoch number, counted from 1.
    /// @param genesis The start of epoch 1, in unix seconds.
    /// @param length The length of an epoch, in seconds.
    /// @return Unix seconds, exclusive.
    function endOf(uint256 epoch, uint256 genesis, uint256 length) internal pure returns (uint256) {
        return genesis + epoch * length;
    }

    /// @notice Returns the last epoch whose end, and one more epoch length after it, is not later than `horizon`.
    /// @dev Bounds the casts of a caller that stores times in a narrower type: for every epoch up to the result, all
    /// windows that close within one epoch length after its end fit. Requires `length > 0` and
    /// `horizon >= genesis + length`.
    /// @param genesis The start of epoch 1, in unix seconds.
    /// @param length The length of an epoch, in seconds.
    /// @param horizon The largest time that the caller can represent, in unix seconds.
    /// @return The epoch number, or 0 when not even epoch 1 fits.
    function lastEpoch(uint256 genesis, uint256 length, uint256 horizon) internal pure returns (uint256) {
        return (horizon - genesis) / length - 1;
    }
}

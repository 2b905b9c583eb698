// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IExpiringPause} from "../interfaces/IExpiringPause.sol";

/// @title Expiring pause
/// @notice Base of contracts that a guardian may pause, but never for longer than `MAX_PAUSE` and never back to back.
/// @dev The child passes the authority to {AccessManaged} and calls {_requireNotPaused} first in each function that a
/// pause stops. One timestamp holds all state and shares a storage slot with the authority.
///
/// Invariants:
/// PAU1. A pause ends by itself `MAX_PAUSE` after it began, whatever any role does or fails to do.
/// PAU2. Between the end of a pause and the beginning of the next lie at least `PAUSE_COOLDOWN`.
/// PAU3. A pause in force can be shortened, never prolonged.
abstract contract ExpiringPause is IExpiringPause, AccessManaged {
    /// @inheritdoc IExpiringPause
    uint48 public constant MAX_PAUSE = 72 hours;

    /// @inheritdoc IExpiringPause
    uint48 public constant PAUSE_COOLDOWN = 7 days;

    /// @dev End of the latest pause, in Unix seconds; 0 before the first.
    uint48 private _pausedUntil;

    /// @inheritdoc IExpiringPause
    function pause() external restricted {
        // Before the first pause this lies in January 1970, so the first never waits.
        uint48 availableAt = _pausedUntil + PAUSE_COOLDOWN;
        if (block.timestamp < availableAt) revert ExpiringPauseCooldown(availableAt);

        uint48 until = uint48(block.timestamp) + MAX_PAUSE;
        _pausedUntil = until;
        emit Paused(until);
    }

    /// @inheritdoc IExpiringPause
    function unpause() external restricted {
        if (!paused()) revert ExpiringPauseNotPaused();

        uint48 endedAt = uint48(block.timestamp);
        _pausedUntil = endedAt;
        emit Unpaused(endedAt);
    }

    /// @inheritdoc IExpiringPause
    function pausedUntil() external view returns (uint48) {
        return _pausedUntil;
    }

    /// @inheritdoc IExpiringPause
    function paused() public view returns (bool) {
        return block.timestamp < _pausedUntil;
    }

    /// @dev Reverts with {ExpiringPausePaused} while a pause is in force.
    function _requireNotPaused() internal view {
        if (paused()) revert ExpiringPausePaused(_pausedUntil);
    }
}

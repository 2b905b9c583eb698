// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title A pause that ends by itself
/// @notice Lets a guardian stop selected functions of a contract for a while, and never for longer than that.
/// @dev Roles come from the OpenZeppelin AccessManager the contract answers to: `pause` belongs to the GUARDIAN,
/// `unpause` to the ADMIN. Even a hostile guardian can stop the paused functions for at most `MAX_PAUSE` out of each
/// `MAX_PAUSE + PAUSE_COOLDOWN`: 3 days in 10.
interface IExpiringPause {
    /// @notice Emitted when the guardian pauses the contract.
    /// @param until The moment the pause ends by itself, in Unix seconds.
    event Paused(uint48 until);

    /// @notice Emitted when governance lifts a pause before it ends by itself. A pause that expires emits nothing.
    /// @param endedAt The moment of lifting, in Unix seconds. `PAUSE_COOLDOWN` runs from here.
    event Unpaused(uint48 endedAt);

    /// @notice Thrown when a function that a pause stops is called during one.
    /// @param until The moment the pause ends by itself, in Unix seconds.
    error ExpiringPausePaused(uint48 until);

    /// @notice Thrown by {pause} during a pause and until `PAUSE_COOLDOWN` after the last one ended.
    /// @param availableAt The first moment at which a new pause is allowed, in Unix seconds.
    error ExpiringPauseCooldown(uint48 availableAt);

    /// @notice Thrown by {unpause} when no pause is in force.
    error ExpiringPauseNotPaused();

    /// @notice Stops the pausable functions for exactly `MAX_PAUSE`, unless governance lifts the pause earlier.
    /// @dev Emits {Paused}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (GUARDIAN), else `AccessManagedUnauthorized`.
    /// - No pause is in force and the last one ended `PAUSE_COOLDOWN` ago or longer, else {ExpiringPauseCooldown}.
    function pause() external;

    /// @notice Lifts the pause in force.
    /// @dev Emits {Unpaused}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (ADMIN), else `AccessManagedUnauthorized`.
    /// - A pause is in force, else {ExpiringPauseNotPaused}.
    function unpause() external;

    /// @notice How long a pause lasts when nobody lifts it.
    /// @return The length of a pause, in seconds.
    function MAX_PAUSE() external view returns (uint48);

    /// @notice How long after the end of a pause the next one is refused.
    /// @return The least distance between the end of a pause and the next, in seconds.
    function PAUSE_COOLDOWN() external view returns (uint48);

    /// @notice Tells whether a pause is in force now.
    /// @return True while `block.timestamp` is less than {pausedUntil}.
    function paused() external view returns (bool);

    /// @notice The end of the latest pause.
    /// @return In Unix seconds: in the future while paused, in the past afterwards, 0 when there never was a pause.
    function pausedUntil() external view returns (uint48);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What the timelock of the collective adds to OpenZeppelin's TimelockController
/// @notice Bounds on the delay, so that no vote can take away the time to react or put off every decision for ever.
/// @dev Times are seconds.
interface ICollectiveTimelock {
    /// @notice Thrown when a delay is outside of its bounds.
    /// @param delay The delay asked for.
    /// @param minimum The shortest delay.
    /// @param maximum The longest delay.
    error CollectiveTimelockDelayOutOfBounds(uint256 delay, uint256 minimum, uint256 maximum);

    // solhint-disable func-name-mixedcase
    /// @notice Returns the shortest delay that a vote can set: the one the timelock was deployed with.
    /// @return The delay.
    function MIN_DELAY() external view returns (uint256);

    /// @notice Returns the longest delay that a vote can set.
    /// @return The delay.
    function MAX_DELAY() external view returns (uint256);
    // solhint-enable func-name-mixedcase
}

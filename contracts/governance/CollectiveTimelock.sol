// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ICollectiveTimelock} from "../interfaces/ICollectiveTimelock.sol";

/// @title CollectiveTimelock
/// @notice Owns everything that $GPT holders decide about, and does what they decided only after a delay.
/// @dev OpenZeppelin's TimelockController with a bounded delay: {updateDelay} there takes any number, also one after
/// which nothing could be decided for years. Invariants (tests cite the numbers):
/// TIM1. The delay is never shorter than at deployment and never longer than 30 days.
/// TIM2. Only the timelock itself, which means a decision that waited for the delay in force, changes it.
/// @custom:security-contact See SECURITY.md.
contract CollectiveTimelock is TimelockController, ICollectiveTimelock {
    /// @inheritdoc ICollectiveTimelock
    uint256 public constant MAX_DELAY = 30 days;

    /// @inheritdoc ICollectiveTimelock
    uint256 public immutable MIN_DELAY;

    /// @notice Sets the delay, which is also the shortest for ever, and the first holders of the roles.
    /// @dev Refuses a delay above {MAX_DELAY} with {CollectiveTimelockDelayOutOfBounds}.
    /// @param minDelay Seconds from the queueing of a decision until it can be executed.
    /// @param proposers Accounts that may schedule and cancel.
    /// @param executors Accounts that may execute.
    /// @param admin Account that may hand out roles until it renounces; the timelock itself always may.
    constructor(
        uint256 minDelay,
        address[] memory proposers,
        address[] memory executors,
        address admin
    ) TimelockController(minDelay, proposers, executors, admin) {
        if (minDelay > MAX_DELAY) revert CollectiveTimelockDelayOutOfBounds(minDelay, 0, MAX_DELAY);

        MIN_DELAY = minDelay;
    }

    /// @inheritdoc TimelockController
    function updateDelay(uint256 newDelay) public override {
        if (newDelay < MIN_DELAY || newDelay > MAX_DELAY) {
            revert CollectiveTimelockDelayOutOfBounds(newDelay, MIN_DELAY, MAX_DELAY);
        }
        super.updateDelay(newDelay);
    }
}

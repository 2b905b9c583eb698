// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title TimelockControllerMock
/// @notice The unchanged OpenZeppelin timelock, compiled with our settings for the tests.
contract TimelockControllerMock is TimelockController {
    /// @notice Creates a timelock without proposers and executors.
    /// @param minDelay Seconds between scheduling and execution.
    /// @param admin Grants the roles.
    constructor(
        uint256 minDelay,
        address admin
    ) TimelockController(minDelay, new address[](0), new address[](0), admin) {}
}

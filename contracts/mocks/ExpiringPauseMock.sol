// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ExpiringPause} from "../governance/ExpiringPause.sol";

/// @title Smallest child of ExpiringPause
/// @notice Has one function that a pause stops and one that it does not.
contract ExpiringPauseMock is ExpiringPause {
    /// @notice Connects the contract to its authority.
    /// @param authority_ The AccessManager that decides who may pause and unpause.
    constructor(address authority_) AccessManaged(authority_) {}

    /// @notice Stands for any function that a pause stops.
    /// @return True when no pause is in force; reverts otherwise.
    function pausable() external view returns (bool) {
        _requireNotPaused();
        return true;
    }

    /// @notice Stands for any function that no pause may stop.
    /// @return Always true.
    function unstoppable() external pure returns (bool) {
        return true;
    }
}

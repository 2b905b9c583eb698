// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

import {CollectiveGovernor} from "../governance/CollectiveGovernor.sol";
import {IGPTToken} from "../interfaces/IGPTToken.sol";

/// @title CollectiveGovernorMock
/// @notice The governor with its checked use of nonces made public, which no function of its own needs.
contract CollectiveGovernorMock is CollectiveGovernor {
    /// @notice Creates the governor, as `CollectiveGovernor` does.
    /// @param token The $GPT token.
    /// @param timelock The timelock.
    /// @param settings The first settings.
    constructor(
        IGPTToken token,
        TimelockController timelock,
        Settings memory settings
    ) CollectiveGovernor(token, timelock, settings) {}

    /// @notice Uses the next nonce of an account.
    /// @param owner The account.
    /// @param keyedNonce The nonce, its key in the upper 192 bits; a key of zero means the plain sequence.
    function useCheckedNonce(address owner, uint256 keyedNonce) external {
        _useCheckedNonce(owner, keyedNonce);
    }
}

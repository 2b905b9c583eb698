// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title CallRecorderMock
/// @notice Accepts every call, remembers its calldata and does nothing else: a look-alike of any contract.
contract CallRecorderMock {
    /// @notice The calldata of the latest call, the selector included.
    bytes public latestCalldata;

    /// @notice Takes any call, without ether.
    fallback() external {
        latestCalldata = msg.data;
    }
}

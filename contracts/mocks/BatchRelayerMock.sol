// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Relayer of several calls
/// @notice Sends calls to one contract in a single transaction and goes on when one fails.
contract BatchRelayerMock {
    /// @notice Emitted for each call.
    /// @param index The position of the call in the batch.
    /// @param success Whether it took effect.
    event Relayed(uint256 indexed index, bool success);

    /// @notice Sends all `calls` to `target`.
    /// @param target The contract to call.
    /// @param calls The calls, in order.
    function relay(address target, bytes[] calldata calls) external {
        for (uint256 i = 0; i < calls.length; ++i) {
            // solhint-disable-next-line avoid-low-level-calls
            (bool success, ) = target.call(calls[i]);
            emit Relayed(i, success);
        }
    }
}

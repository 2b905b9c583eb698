// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Recipient that calls back
/// @notice Repeats, whenever it is paid, the call it was told to make, and counts how often that went through.
contract ReentrantReceiverMock {
    address private _target;
    bytes private _data;

    /// @notice How many repeated calls went through.
    uint256 public successes;

    /// @notice How many repeated calls were refused.
    uint256 public refusals;

    /// @notice Thrown when the call that should be repeated was refused at once.
    /// @param reason What the target said.
    error ReentrantReceiverMockRefused(bytes reason);

    /// @notice Calls `target` now and again from within every payment.
    /// @param target The contract to call.
    /// @param data The call.
    function attack(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, bytes memory reason) = target.call(data);
        if (!ok) revert ReentrantReceiverMockRefused(reason);
    }

    /// @notice Called by the token in the middle of a payment.
    function received() external {
        if (_target == address(0)) return;
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, ) = _target.call(_data);
        if (ok) ++successes;
        else ++refusals;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Token that calls whoever receives it
/// @notice Gives the recipient control in the middle of a transfer, as ERC-777 does.
contract HookTokenMock is ERC20 {
    /// @notice Mints the supply to its creator.
    /// @param supply How many wei there are at first.
    constructor(uint256 supply) ERC20("Hook", "HOOK") {
        _mint(msg.sender, supply);
    }

    /// @dev Hands control over after the balances have moved.
    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        // solhint-disable-next-line avoid-low-level-calls
        (bool called, ) = to.call(abi.encodeCall(ReentrantReceiverMock.received, ()));
        // Whoever has no such function is paid all the same.
        if (!called) return;
    }
}

/// @title Recipient that calls back
/// @notice Repeats, whenever it is paid, the call it was told to make, and counts how often that went through.
contract ReentrantReceiverMock {
    address private _target;
    bytes private _data;

    /// @notice How many repeated calls went through.
    uint256 public successes;

    /// @notice How many repeated calls were refused.
    uint256 public refusals;

    /// @notice Calls `target` now and again from within every payment.
    /// @param target The contract to call.
    /// @param data The call.
    function attack(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, ) = target.call(data);
        require(ok);
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

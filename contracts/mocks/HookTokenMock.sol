// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ReentrantReceiverMock} from "./ReentrantReceiverMock.sol";

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

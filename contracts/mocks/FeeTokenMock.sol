// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Token with a fee on transfer
/// @notice Burns one percent of every transfer: what arrives is less than what was sent, as with some real tokens.
contract FeeTokenMock is ERC20 {
    /// @notice Mints the supply to its creator.
    /// @param supply How many wei there are at first.
    constructor(uint256 supply) ERC20("Fee", "FEE") {
        _mint(msg.sender, supply);
    }

    /// @dev Burns the fee after a transfer between accounts.
    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (from != address(0) && to != address(0)) super._update(to, address(0), value / 100);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

contract GPTToken is ERC20, ERC20Permit, ERC20Votes {
    constructor(
        address rewards,
        address treasury,
        address foundation,
        address team
    ) ERC20("ChatGPT Data Collective", "GPT") ERC20Permit("ChatGPT Data Collective") {
        _mint(rewards, 60_000_000e18);
        _mint(treasury, 18_000_000e18);
        _mint(foundation, 14_000_000e18);
        _mint(team, 8_000_000e18);
    }

    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }
}

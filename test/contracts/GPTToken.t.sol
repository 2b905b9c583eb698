// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GPTToken} from "../../contracts/token/GPTToken.sol";
import {Harness} from "./harness/Harness.sol";

/// @dev Moves $GPT and delegations between six accounts without ever reverting, and remembers what it once read.
contract GPTTokenHandler is Harness {
    uint256 public constant ACCOUNTS = 6;

    GPTToken public immutable TOKEN;

    uint256 public rememberedAt;
    uint256 public rememberedVotes;
    uint256 public rememberedSupply;

    constructor() {
        TOKEN = new GPTToken(account(0), account(1), account(2), account(3));
    }

    function transfer(uint256 fromSeed, uint256 toSeed, uint256 amount) external {
        address from = account(fromSeed);
        amount = bound(amount, 0, TOKEN.balanceOf(from));
        vm.prank(from);
        TOKEN.transfer(account(toSeed), amount);
    }

    function transferFrom(uint256 fromSeed, uint256 toSeed, uint256 amount) external {
        address from = account(fromSeed);
        amount = bound(amount, 0, TOKEN.balanceOf(from));
        vm.prank(from);
        TOKEN.approve(address(this), amount);
        TOKEN.transferFrom(from, account(toSeed), amount);
    }

    function delegate(uint256 delegatorSeed, uint256 delegateeSeed) external {
        vm.prank(account(delegatorSeed));
        TOKEN.delegate(account(delegateeSeed));
    }

    function undelegate(uint256 delegatorSeed) external {
        vm.prank(account(delegatorSeed));
        TOKEN.delegate(address(0));
    }

    function warp(uint256 elapsed) external {
        vm.warp(block.timestamp + bound(elapsed, 1, 30 days));
    }

    function remember(uint256 ago) external {
        if (block.timestamp < 2) vm.warp(2);
        rememberedAt = block.timestamp - bound(ago, 1, block.timestamp);
        rememberedVotes = TOKEN.getPastDelegatedSupply(rememberedAt);
        rememberedSupply = TOKEN.getPastTotalSupply(rememberedAt);
    }

    function account(uint256 seed) public pure returns (address) {
        return address(uint160(0xA000 + (seed % ACCOUNTS)));
    }
}

contract GPTTokenTest is Harness {
    function test_handler_movesVotesIntoAndOutOfDelegation() external {
        GPTTokenHandler handler = new GPTTokenHandler();
        GPTToken token = handler.TOKEN();

        handler.delegate(1, 1);
        vm.assertEq(token.delegatedSupply(), 18_000_000e18, "after a delegation");
        handler.transfer(0, 1, 7e18);
        vm.assertEq(token.delegatedSupply(), 18_000_007e18, "after a transfer in");
        handler.transferFrom(1, 2, 9e18);
        vm.assertEq(token.delegatedSupply(), 17_999_998e18, "after a transfer out");
        handler.warp(5);
        handler.remember(1);
        vm.assertEq(handler.rememberedVotes(), 17_999_998e18, "remembered");
        handler.undelegate(1);
        vm.assertEq(token.delegatedSupply(), 0, "after the delegation ended");
    }

    function testFuzz_delegatedSupply_followsAnySequenceOfActions(uint256[24] calldata seeds) external {
        GPTTokenHandler handler = new GPTTokenHandler();
        GPTToken token = handler.TOKEN();
        for (uint256 i = 0; i < seeds.length; ++i) _act(handler, seeds[i]);

        uint256 balances = 0;
        uint256 votes = 0;
        for (uint256 i = 0; i < handler.ACCOUNTS(); ++i) {
            address account = handler.account(i);
            if (token.delegates(account) != address(0)) balances += token.balanceOf(account);
            votes += token.getVotes(account);
        }
        vm.assertEq(token.delegatedSupply(), balances, "sum of balances with a delegate");
        vm.assertEq(token.delegatedSupply(), votes, "sum of votes");
    }

    function testFuzz_delegatedSupply_changesByExactlyWhatEntersOrLeaves(uint256 amount, bool from, bool to) external {
        GPTToken token = new GPTToken(address(0xA), address(0xB), address(0xC), address(0xD));
        amount = bound(amount, 0, token.balanceOf(address(0xA)));
        vm.prank(address(0xA));
        token.delegate(from ? address(0xE) : address(0));
        vm.prank(address(0xB));
        token.delegate(to ? address(0xF) : address(0));
        uint256 before = token.delegatedSupply();

        vm.prank(address(0xA));
        token.transfer(address(0xB), amount);

        uint256 expected =
            from == to
                ? before
                : from
                    ? before - amount
                    : before + amount;
        vm.assertEq(token.delegatedSupply(), expected, "delegated supply");
    }

    function testFuzz_getPastDelegatedSupply_isTheValueAtTheEndOfThatSecond(uint256 amount, uint256 elapsed) external {
        GPTToken token = new GPTToken(address(0xA), address(0xB), address(0xC), address(0xD));
        amount = bound(amount, 1, 60_000_000e18);
        elapsed = bound(elapsed, 2, 3_650 days);
        vm.warp(1_000);
        vm.prank(address(0xB));
        token.delegate(address(0xB));
        vm.prank(address(0xA));
        token.transfer(address(0xB), amount);
        vm.warp(1_000 + elapsed);
        vm.prank(address(0xB));
        token.delegate(address(0));
        vm.warp(1_000 + elapsed + 1);

        vm.assertEq(token.getPastDelegatedSupply(999), 0, "before");
        vm.assertEq(token.getPastDelegatedSupply(1_000), 18_000_000e18 + amount, "from");
        vm.assertEq(token.getPastDelegatedSupply(1_000 + elapsed - 1), 18_000_000e18 + amount, "until");
        vm.assertEq(token.getPastDelegatedSupply(1_000 + elapsed), 0, "after");
    }

    function _act(GPTTokenHandler handler, uint256 seed) private {
        uint256 kind = seed % 5;
        uint256 first = (seed >> 8) & 0xff;
        uint256 second = (seed >> 16) & 0xff;
        if (kind == 0) handler.delegate(first, second);
        else if (kind == 1) handler.undelegate(first);
        else if (kind == 2) handler.warp(seed >> 32);
        else handler.transfer(first, second, seed >> 32);
    }
}

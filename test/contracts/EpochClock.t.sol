// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EpochClock} from "../../contracts/libraries/EpochClock.sol";
import {Harness} from "./harness/Harness.sol";

contract EpochClockTest is Harness {
    uint256 private constant _GENESIS = 1_800_000_000;
    uint256 private constant _WEEK = 7 days;

    function epochAt(uint256 timepoint, uint256 genesis, uint256 length) external pure returns (uint256) {
        return EpochClock.epochAt(timepoint, genesis, length);
    }

    function startOf(uint256 epoch, uint256 genesis, uint256 length) external pure returns (uint256) {
        return EpochClock.startOf(epoch, genesis, length);
    }

    function endOf(uint256 epoch, uint256 genesis, uint256 length) external pure returns (uint256) {
        return EpochClock.endOf(epoch, genesis, length);
    }

    function lastEpoch(uint256 genesis, uint256 length, uint256 horizon) external pure returns (uint256) {
        return EpochClock.lastEpoch(genesis, length, horizon);
    }

    function test_T1_epochAt_edges() external pure {
        vm.assertEq(EpochClock.epochAt(0, _GENESIS, _WEEK), 0, "long before");
        vm.assertEq(EpochClock.epochAt(_GENESIS - 1, _GENESIS, _WEEK), 0, "before");
        vm.assertEq(EpochClock.epochAt(_GENESIS, _GENESIS, _WEEK), 1, "first second");
        vm.assertEq(EpochClock.epochAt(_GENESIS + 604_799, _GENESIS, _WEEK), 1, "last second");
        vm.assertEq(EpochClock.epochAt(_GENESIS + 604_800, _GENESIS, _WEEK), 2, "next epoch");
    }

    function test_startAndEnd_knownValues() external pure {
        vm.assertEq(EpochClock.startOf(1, _GENESIS, _WEEK), 1_800_000_000, "start of 1");
        vm.assertEq(EpochClock.endOf(1, _GENESIS, _WEEK), 1_800_604_800, "end of 1");
        vm.assertEq(EpochClock.startOf(3, _GENESIS, _WEEK), 1_801_209_600, "start of 3");
    }

    /// @custom:fuzzes EpochClock.epochAt
    function testFuzz_epochAt_findsTheEpochThatContainsTheTime(
        uint256 time,
        uint256 start,
        uint256 length
    ) external pure {
        start = bound(start, 0, type(uint64).max);
        time = bound(time, start, type(uint128).max);
        length = bound(length, 1, type(uint64).max);
        uint256 epoch = EpochClock.epochAt(time, start, length);

        vm.assertLe(EpochClock.startOf(epoch, start, length), time, "not before its start");
        vm.assertTrue(time < EpochClock.endOf(epoch, start, length), "before its end");
    }

    /// @custom:fuzzes EpochClock.startOf EpochClock.endOf
    function testFuzz_epochs_tileTheTime(uint256 epoch, uint256 start, uint256 length) external pure {
        epoch = bound(epoch, 1, type(uint64).max);
        start = bound(start, 0, type(uint64).max);
        length = bound(length, 1, type(uint64).max);
        uint256 end = EpochClock.endOf(epoch, start, length);

        vm.assertEq(EpochClock.startOf(epoch + 1, start, length), end, "the next starts where it ends");
        vm.assertEq(end - EpochClock.startOf(epoch, start, length), length, "length");
        vm.assertEq(EpochClock.epochAt(end - length, start, length), epoch, "its first second");
        vm.assertEq(EpochClock.epochAt(end - 1, start, length), epoch, "its last second");
        vm.assertEq(EpochClock.epochAt(end, start, length), epoch + 1, "the second after");
    }

    function testFuzz_epochAt_isZeroBeforeGenesis(uint256 timepoint, uint256 start, uint256 length) external pure {
        start = bound(start, 1, type(uint256).max);
        timepoint = bound(timepoint, 0, start - 1);

        vm.assertEq(EpochClock.epochAt(timepoint, start, length), 0, "no epoch");
    }

    /// @custom:fuzzes EpochClock.lastEpoch
    function testFuzz_lastEpoch_isTheLastThatFits(uint256 start, uint256 length, uint256 horizon) external pure {
        length = bound(length, 1, type(uint64).max);
        start = bound(start, 0, type(uint64).max);
        horizon = bound(horizon, start + 2 * length, type(uint128).max);
        uint256 last = EpochClock.lastEpoch(start, length, horizon);

        vm.assertLe(EpochClock.endOf(last, start, length) + length, horizon, "fits");
        vm.assertTrue(EpochClock.endOf(last + 1, start, length) + length > horizon, "the next does not");
    }

    function testFuzz_lastEpoch_isZeroWhenNoEpochFits(uint256 start, uint256 length, uint256 rest) external pure {
        length = bound(length, 1, type(uint64).max);
        start = bound(start, 0, type(uint64).max);
        rest = bound(rest, 0, length - 1);

        vm.assertEq(EpochClock.lastEpoch(start, length, start + length + rest), 0, "none");
    }

    function test_RevertWhen_argumentsLeaveTheirRange() external {
        vm.expectRevert();
        this.startOf(0, _GENESIS, _WEEK);
        vm.expectRevert();
        this.endOf(type(uint256).max, _GENESIS, _WEEK);
        vm.expectRevert();
        this.epochAt(_GENESIS, _GENESIS, 0);
        vm.expectRevert();
        this.epochAt(type(uint256).max, 0, 1);
        vm.expectRevert();
        this.lastEpoch(_GENESIS, _WEEK, _GENESIS + _WEEK - 1);
    }
}

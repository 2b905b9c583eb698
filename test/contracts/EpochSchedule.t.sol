// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEpochSchedule} from "../../contracts/interfaces/IEpochSchedule.sol";
import {EpochSchedule} from "../../contracts/rewards/EpochSchedule.sol";
import {Harness} from "./harness/Harness.sol";

contract EpochScheduleTest is Harness {
    uint256 private constant _NOW = 1_800_000_000;

    function setUp() external {
        vm.warp(_NOW);
    }

    function testFuzz_E2_E3_timesOfAnEpochAreInOrder(IEpochSchedule.Schedule memory drawn, uint256 epoch) external {
        IEpochSchedule.Schedule memory s = _inBounds(drawn);
        EpochSchedule schedule = new EpochSchedule(s);
        epoch = bound(epoch, 1, (type(uint48).max - s.genesis) / s.epochLength - 1);

        vm.assertEq(schedule.endOf(epoch) - schedule.startOf(epoch), s.epochLength, "length");
        vm.assertEq(schedule.commitEndsAt(epoch) - schedule.endOf(epoch), s.commitWindow, "commit window");
        vm.assertEq(schedule.revealEndsAt(epoch) - schedule.commitEndsAt(epoch), s.revealWindow, "reveal window");
        vm.assertLe(
            schedule.revealEndsAt(epoch),
            uint256(schedule.endOf(epoch)) + s.epochLength,
            "before the next end"
        );
        vm.assertEq(schedule.epochAt(schedule.startOf(epoch)), epoch, "first second");
        vm.assertEq(schedule.epochAt(schedule.endOf(epoch)), epoch + 1, "second after");
    }

    function testFuzz_E1_parametersAreThoseGiven(IEpochSchedule.Schedule memory drawn, uint256 time) external {
        IEpochSchedule.Schedule memory s = _inBounds(drawn);
        EpochSchedule schedule = new EpochSchedule(s);
        vm.warp(bound(time, _NOW, type(uint48).max));

        vm.assertEq(keccak256(abi.encode(schedule.schedule())), keccak256(abi.encode(s)), "schedule");
        vm.assertEq(schedule.activationDelay(), s.activationDelay, "activation delay");
        vm.assertEq(schedule.currentEpoch(), schedule.epochAt(block.timestamp), "current epoch");
    }

    function testFuzz_RevertWhen_timesDoNotFit(IEpochSchedule.Schedule memory drawn, uint256 epoch) external {
        IEpochSchedule.Schedule memory s = _inBounds(drawn);
        EpochSchedule schedule = new EpochSchedule(s);
        uint256 last = (type(uint48).max - s.genesis) / s.epochLength - 1;
        epoch = bound(epoch, last + 1, type(uint256).max);

        vm.expectRevert(abi.encodeWithSelector(IEpochSchedule.EpochScheduleUnknownEpoch.selector, epoch, last));
        schedule.revealEndsAt(epoch);
    }

    function _inBounds(IEpochSchedule.Schedule memory s) private pure returns (IEpochSchedule.Schedule memory) {
        s.genesis = uint48(bound(s.genesis, 1, _NOW + 30 days));
        s.commitWindow = uint32(bound(s.commitWindow, 10 seconds, 3 days));
        s.revealWindow = uint32(bound(s.revealWindow, 10 seconds, 3 days));
        s.activationDelay = uint32(bound(s.activationDelay, 10 seconds, 48 hours));
        uint256 windows = uint256(s.commitWindow) + s.revealWindow;
        s.epochLength = uint32(bound(s.epochLength, windows < 1 minutes ? 1 minutes : windows, 30 days));
        return s;
    }
}

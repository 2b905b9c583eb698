// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEpochSchedule} from "../../../contracts/interfaces/IEpochSchedule.sol";
import {EpochSchedule} from "../../../contracts/rewards/EpochSchedule.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev The construction, which is the only thing that ever changes a schedule.
contract EpochScheduleFuzzTest is Outcome {
    uint256 private constant NOW = 1_800_000_000;

    function setUp() external {
        vm.warp(NOW);
    }

    /// @dev External, so that the outcome of a construction can be compared like that of a call.
    function deploy(IEpochSchedule.Schedule calldata wanted) external returns (EpochSchedule) {
        return new EpochSchedule(wanted);
    }

    /// @dev EPO1: exactly the schedules within the bounds exist, with the parameters they were given.
    /// @custom:fuzzes EpochSchedule.constructor
    function testFuzz_constructor(IEpochSchedule.Schedule memory s, uint256 pick) external {
        // Each parameter lies near its bounds in most cases; the windows must also fit the epoch.
        if (pick % 8 != 0) s.genesis = uint48(bound(s.genesis, 0, NOW + 30 days + 1));
        if ((pick >> 4) % 8 != 0) s.epochLength = uint32(bound(s.epochLength, 59, 30 days + 1));
        if ((pick >> 8) % 8 != 0) s.commitWindow = uint32(bound(s.commitWindow, 9, 3 days + 1));
        if ((pick >> 12) % 8 != 0) s.revealWindow = uint32(bound(s.revealWindow, 9, 3 days + 1));
        if ((pick >> 16) % 8 != 0) s.activationDelay = uint32(bound(s.activationDelay, 9, 48 hours + 1));

        (bool success, bytes memory answer) = address(this).call(abi.encodeCall(this.deploy, (s)));

        bytes memory refusal = _refusal(s);
        vm.assertTrue(success == (refusal.length == 0), "exactly within the bounds");
        if (!success) {
            vm.assertEq(keccak256(answer), keccak256(refusal), "the first bound that is broken");
        } else {
            EpochSchedule made = abi.decode(answer, (EpochSchedule));
            vm.assertEq(keccak256(abi.encode(made.schedule())), keccak256(abi.encode(s)), "as given");
        }
    }

    function _refusal(IEpochSchedule.Schedule memory s) private pure returns (bytes memory) {
        if (s.genesis == 0 || s.genesis > NOW + 30 days) {
            bytes4 selector = IEpochSchedule.EpochScheduleGenesisOutOfBounds.selector;
            return abi.encodeWithSelector(selector, s.genesis, NOW + 30 days);
        }
        if (s.epochLength < 1 minutes || s.epochLength > 30 days) {
            bytes4 selector = IEpochSchedule.EpochScheduleEpochLengthOutOfBounds.selector;
            return abi.encodeWithSelector(selector, s.epochLength, 1 minutes, 30 days);
        }
        if (s.commitWindow < 10 seconds || s.commitWindow > 3 days) {
            bytes4 selector = IEpochSchedule.EpochScheduleCommitWindowOutOfBounds.selector;
            return abi.encodeWithSelector(selector, s.commitWindow, 10 seconds, 3 days);
        }
        if (s.revealWindow < 10 seconds || s.revealWindow > 3 days) {
            bytes4 selector = IEpochSchedule.EpochScheduleRevealWindowOutOfBounds.selector;
            return abi.encodeWithSelector(selector, s.revealWindow, 10 seconds, 3 days);
        }
        if (s.activationDelay < 10 seconds || s.activationDelay > 48 hours) {
            bytes4 selector = IEpochSchedule.EpochScheduleActivationDelayOutOfBounds.selector;
            return abi.encodeWithSelector(selector, s.activationDelay, 10 seconds, 48 hours);
        }
        uint256 windows = uint256(s.commitWindow) + s.revealWindow;
        if (windows <= s.epochLength) return ALLOWED;
        return abi.encodeWithSelector(IEpochSchedule.EpochScheduleWindowsExceedEpoch.selector, windows, s.epochLength);
    }
}

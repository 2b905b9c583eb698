// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {QuorumMath} from "../../contracts/libraries/QuorumMath.sol";
import {Harness} from "./harness/Harness.sol";

contract QuorumMathTest is Harness {
    uint256 private constant SUPPLY = 100_000_000e18;

    function test_quorum_isTheShareBetweenFloorAndCap() external pure {
        vm.assertEq(QuorumMath.quorum(SUPPLY, 8_500_000e18, 1_000, 3_000, 1_000_000e18), 2_550_000e18, "share");
        vm.assertEq(QuorumMath.quorum(SUPPLY, 1_500_000e18, 1_000, 3_000, 1_000_000e18), 1_000_000e18, "floor");
        vm.assertEq(QuorumMath.quorum(SUPPLY, 0, 1_000, 3_000, 1_000_000e18), 1_000_000e18, "floor of nothing");
        vm.assertEq(QuorumMath.quorum(SUPPLY, 60_000_000e18, 1_000, 3_000, 1_000_000e18), 10_000_000e18, "cap");
        vm.assertEq(QuorumMath.quorum(SUPPLY, 0, 100, 3_000, 5_000_000e18), 1_000_000e18, "cap below the floor");
    }

    function test_quorum_roundsDown() external pure {
        vm.assertEq(QuorumMath.quorum(1_000_000, 3, 10_000, 3_333, 0), 0, "0.9999 becomes 0");
        vm.assertEq(QuorumMath.quorum(1_000_000, 10_001, 10_000, 5_000, 0), 5_000, "5000.5 becomes 5000");
        vm.assertEq(QuorumMath.quorum(19_999, 19_999, 1, 5_000, 0), 1, "the cap of 1.9999 becomes 1");
    }

    /// @custom:fuzzes QuorumMath.quorum
    function testFuzz_quorum_isTheShareRaisedToTheFloorAndCutAtTheCap(
        uint208 supply,
        uint208 delegated,
        uint16 capBps,
        uint16 shareBps,
        uint128 floor
    ) external pure {
        uint256 quorum = QuorumMath.quorum(supply, delegated, capBps, shareBps, floor);
        uint256 cap = (uint256(supply) * capBps) / 10_000;
        uint256 share = (uint256(delegated) * shareBps) / 10_000;

        vm.assertLe(quorum, cap, "above the cap");
        vm.assertTrue(quorum == cap || quorum == share || quorum == floor, "none of its three terms");
        if (floor <= cap) {
            vm.assertLe(floor, quorum, "below the floor");
            if (share >= floor && share <= cap) vm.assertEq(quorum, share, "not the share between floor and cap");
        } else {
            vm.assertEq(quorum, cap, "not the cap below the floor");
        }
    }

    function testFuzz_quorum_neverFallsWhenMoreIsDelegated(
        uint208 supply,
        uint208 delegated,
        uint208 more,
        uint16 capBps,
        uint16 shareBps,
        uint128 floor
    ) external pure {
        uint256 larger = bound(more, delegated, type(uint208).max);

        vm.assertLe(
            QuorumMath.quorum(supply, delegated, capBps, shareBps, floor),
            QuorumMath.quorum(supply, larger, capBps, shareBps, floor),
            "fell"
        );
    }

    function testFuzz_quorum_isReachableByTheDelegatedVotesOnceTheyReachTheFloor(
        uint256 delegated,
        uint256 capBps,
        uint256 shareBps,
        uint256 floor
    ) external pure {
        floor = bound(floor, 10_000e18, 5_000_000e18);
        delegated = bound(delegated, floor, SUPPLY);
        capBps = bound(capBps, 100, 2_000);
        shareBps = bound(shareBps, 500, 5_000);

        vm.assertLe(QuorumMath.quorum(SUPPLY, delegated, capBps, shareBps, floor), delegated, "unreachable");
    }
}

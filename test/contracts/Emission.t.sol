// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Emission} from "../../contracts/libraries/Emission.sol";
import {Harness} from "./harness/Harness.sol";

contract EmissionTest is Harness {
    uint256 private constant MAX_SUPPLY = 100_000_000e18;

    function test_capKnownValues() external pure {
        vm.assertEq(Emission.cap(60_000_000e18, 100), 600_000e18, "1 %");
        vm.assertEq(Emission.cap(60_000_000e18, 500), 3_000_000e18, "5 %");
        vm.assertEq(Emission.cap(9_999, 1), 0, "rounds down to nothing");
        vm.assertEq(Emission.cap(10_000, 1), 1, "the first wei");
        vm.assertEq(Emission.cap(0, 500), 0, "an empty reserve");
        vm.assertEq(Emission.cap(7, 10_000), 7, "everything");
    }

    function test_splitKnownValues() external pure {
        (uint256 fromRevenue, uint256 fromReserve) = Emission.split(10, 4);
        vm.assertEq(fromRevenue, 4, "revenue first");
        vm.assertEq(fromReserve, 6, "then the reserve");
        (fromRevenue, fromReserve) = Emission.split(4, 10);
        vm.assertEq(fromRevenue, 4, "revenue suffices");
        vm.assertEq(fromReserve, 0, "reserve untouched");
    }

    /// @custom:fuzzes Emission.cap
    function testFuzz_capIsTheShareRoundedDown(uint256 remaining, uint256 bps) external pure {
        remaining = bound(remaining, 0, type(uint128).max);
        bps = bound(bps, 0, Emission.BASIS_POINTS);

        uint256 result = Emission.cap(remaining, bps);

        vm.assertLe(result, remaining, "never more than there is");
        vm.assertLe(result * Emission.BASIS_POINTS, remaining * bps, "rounded down");
        vm.assertTrue((result + 1) * Emission.BASIS_POINTS > remaining * bps, "by less than a wei");
    }

    function testFuzz_capGrowsWithReserveAndShare(uint256 a, uint256 b, uint256 bpsA, uint256 bpsB) external pure {
        a = bound(a, 0, type(uint128).max);
        b = bound(b, 0, a);
        bpsA = bound(bpsA, 0, Emission.BASIS_POINTS);
        bpsB = bound(bpsB, 0, bpsA);

        vm.assertLe(Emission.cap(b, bpsB), Emission.cap(a, bpsA), "monotone");
    }

    function testFuzz_emissionNeverExhaustsTheReserve(uint256 remaining, uint256 bps, uint8 epochs) external pure {
        remaining = bound(remaining, 0, MAX_SUPPLY);
        bps = bound(bps, 1, 500);
        uint256 left = remaining;
        uint256 paid = 0;

        for (uint256 i = 0; i < epochs; ++i) {
            uint256 amount = Emission.cap(left, bps);
            left -= amount;
            paid += amount;
        }

        vm.assertEq(left + paid, remaining, "conserved");
        vm.assertTrue(left > 0 || remaining == 0, "something is always left");
    }

    /// @custom:fuzzes Emission.split
    function testFuzz_splitConserves(uint256 amount, uint256 revenue) external pure {
        (uint256 fromRevenue, uint256 fromReserve) = Emission.split(amount, revenue);

        vm.assertLe(fromRevenue, revenue, "no more revenue than there is");
        vm.assertTrue(fromRevenue + fromReserve == amount, "adds up");
        vm.assertTrue(fromReserve == 0 || fromRevenue == revenue, "revenue is used up first");
    }
}

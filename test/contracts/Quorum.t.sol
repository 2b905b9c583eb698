// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Quorum} from "../../contracts/libraries/Quorum.sol";
import {Harness} from "./harness/Harness.sol";

contract QuorumTest is Harness {
    function required(uint256 active) external pure returns (uint256) {
        return Quorum.required(active);
    }

    function isVeto(uint256 vetoes, uint256 active) external pure returns (bool) {
        return Quorum.isVeto(vetoes, active);
    }

    function test_T21_required_knownValues() external pure {
        uint8[13] memory expected = [1, 1, 2, 3, 3, 4, 5, 5, 6, 7, 7, 8, 9];
        for (uint256 active = 0; active < expected.length; active++) {
            vm.assertEq(Quorum.required(active), expected[active], "required");
        }
        vm.assertEq(Quorum.required(64), 43, "required of the largest set");
        vm.assertEq(Quorum.MIN_VALIDATORS, 4, "smallest set");
    }

    function test_isVeto_knownValues() external pure {
        vm.assertTrue(!Quorum.isVeto(0, 0), "nobody of nobody");
        vm.assertTrue(!Quorum.isVeto(1, 4) && Quorum.isVeto(2, 4), "of four");
        vm.assertTrue(!Quorum.isVeto(2, 6) && Quorum.isVeto(3, 6), "exactly a third is not enough");
        vm.assertTrue(!Quorum.isVeto(21, 64) && Quorum.isVeto(22, 64), "of the largest set");
    }

    /// @custom:fuzzes Quorum.required
    function testFuzz_T21_required_isTheLeastAboveTwoThirds(uint256 active) external pure {
        active = bound(active, 0, type(uint256).max / 4);
        uint256 quorum = Quorum.required(active);

        vm.assertTrue(3 * quorum > 2 * active, "more than two thirds");
        vm.assertLe(3 * (quorum - 1), 2 * active, "one less is not");
    }

    function testFuzz_T21_required_anyTwoQuorumsShareAnHonestValidator(uint256 active) external pure {
        active = bound(active, 1, type(uint256).max / 4);
        uint256 faulty = (active - 1) / 3;

        vm.assertTrue(2 * Quorum.required(active) - active > faulty, "shared validators outnumber the faulty");
    }

    function testFuzz_required_honestValidatorsSuffice(uint256 active) external pure {
        active = bound(active, 1, type(uint256).max / 4);
        uint256 faulty = (active - 1) / 3;

        vm.assertLe(Quorum.required(active), active - faulty, "without the faulty");
    }

    /// @custom:fuzzes Quorum.isVeto
    function testFuzz_isVeto_leavesNoQuorum(uint256 active, uint256 vetoes) external pure {
        active = bound(active, 1, type(uint256).max / 4);
        vetoes = bound(vetoes, 0, active);

        if (Quorum.isVeto(vetoes, active)) {
            vm.assertTrue(active - vetoes < Quorum.required(active), "the others are too few");
        } else {
            vm.assertLe(vetoes, active / 3, "at most a third");
        }
    }

    /// @custom:fuzzes Quorum.popcount
    function testFuzz_popcount_countsEachBit(uint256 bitmap) external pure {
        uint256 expected;
        for (uint256 i = 0; i < 256; i++) expected += (bitmap >> i) & 1;

        vm.assertEq(Quorum.popcount(bitmap), expected, "popcount");
    }

    function test_popcount_extremes() external pure {
        vm.assertEq(Quorum.popcount(0), 0, "none");
        vm.assertEq(Quorum.popcount(type(uint256).max), 256, "all");
        vm.assertEq(Quorum.popcount(type(uint208).max), 208, "all slots");
        for (uint256 i = 0; i < 256; i++) {
            vm.assertEq(Quorum.popcount(1 << i), 1, "one");
            vm.assertEq(Quorum.popcount(type(uint256).max ^ (1 << i)), 255, "all but one");
        }
    }

    function testFuzz_overflow_panicsInsteadOfWrapping(uint256 value) external {
        vm.expectRevert();
        this.required(bound(value, type(uint256).max / 2 + 1, type(uint256).max));
        vm.expectRevert();
        this.isVeto(bound(value, type(uint256).max / 3 + 1, type(uint256).max), value);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Emission} from "../../contracts/libraries/Emission.sol";

/// @dev What holds of Emission for every input in its range: amounts below 2^128, shares up to all of it.
contract EmissionProof {
    function cap_isAtMostWhatIsLeft(uint128 remaining, uint256 bps) external pure {
        require(bps <= Emission.BASIS_POINTS);
        assert(Emission.cap(remaining, bps) <= remaining);
    }

    function cap_ofEverythingIsEverything(uint128 remaining) external pure {
        assert(Emission.cap(remaining, Emission.BASIS_POINTS) == remaining);
        assert(Emission.cap(remaining, 0) == 0);
    }

    function cap_roundsDownByLessThanOneWei(uint128 remaining, uint256 bps) external pure {
        require(bps <= Emission.BASIS_POINTS);
        uint256 cap = Emission.cap(remaining, bps);
        assert(cap * Emission.BASIS_POINTS <= uint256(remaining) * bps);
        assert((cap + 1) * Emission.BASIS_POINTS > uint256(remaining) * bps);
    }

    function split_addsUp(uint256 amount, uint256 revenue) external pure {
        (uint256 fromRevenue, uint256 fromReserve) = Emission.split(amount, revenue);
        assert(fromRevenue + fromReserve == amount);
        assert(fromRevenue <= revenue);
    }

    function split_usesRevenueUpFirst(uint256 amount, uint256 revenue) external pure {
        (uint256 fromRevenue, uint256 fromReserve) = Emission.split(amount, revenue);
        assert(fromReserve == 0 || fromRevenue == revenue);
    }

    function split_staysWithinTheBudget(uint128 amount, uint128 remaining, uint256 bps, uint128 revenue) external pure {
        require(bps <= Emission.BASIS_POINTS);
        uint256 cap = Emission.cap(remaining, bps);
        require(amount <= cap + revenue);
        (, uint256 fromReserve) = Emission.split(amount, revenue);
        assert(fromReserve <= cap);
        assert(fromReserve <= remaining);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Emission
/// @notice Integer arithmetic of the reward reserve: how much an epoch may pay, and out of which counter.
/// @dev Import-free and pure. Amounts are wei of $GPT. Sums stay below 2^128 because the supply is 10^26 wei.
library Emission {
    /// @notice Denominator of every share given in basis points.
    uint256 internal constant BASIS_POINTS = 10_000;

    /// @notice Largest part of the reserve that one epoch may emit: geometric decay, so never more than what is left.
    /// @param remaining Wei left in the reserve.
    /// @param bps Share in basis points, at most `BASIS_POINTS`.
    /// @return The share, rounded down.
    function cap(uint256 remaining, uint256 bps) internal pure returns (uint256) {
        return (remaining * bps) / BASIS_POINTS;
    }

    /// @notice Splits a payment over the two counters it is taken from. Revenue is used up first.
    /// @param amount Wei to pay.
    /// @param revenue Wei of revenue at hand.
    /// @return fromRevenue Wei taken from revenue, at most `revenue`.
    /// @return fromReserve Wei taken from the reserve. The two add up to `amount` exactly.
    function split(uint256 amount, uint256 revenue) internal pure returns (uint256 fromRevenue, uint256 fromReserve) {
        fromRevenue = amount < revenue ? amount : revenue;
        fromReserve = amount - fromRevenue;
    }
}

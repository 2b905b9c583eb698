// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {VestingWallet} from "@openzeppelin/contracts/finance/VestingWallet.sol";
import {VestingWalletCliff} from "@openzeppelin/contracts/finance/VestingWalletCliff.sol";

/// @title The vesting of one genesis allocation
/// @notice Holds $GPT for one beneficiary: nothing for six months, then what has accrued, then the rest linearly for
/// eighteen months.
/// @dev OpenZeppelin's own wallet with the two durations fixed. Accrual starts at `start`, so a quarter is released at
/// the cliff and everything 24 months after `start`. Locked tokens cannot vote: the wallet has no way to delegate.
/// @custom:security-contact See SECURITY.md
contract GPTVesting is VestingWalletCliff {
    /// @notice How long nothing can be released, in seconds.
    uint64 public constant CLIFF_SECONDS = 182 days;

    /// @notice The time from `start` until everything has vested, in seconds.
    uint64 public constant DURATION_SECONDS = CLIFF_SECONDS + 548 days;

    /// @notice Creates the wallet of one allocation; the tokens are minted to it by {GPTToken}.
    /// @param beneficiary Receives what has vested; may hand this right over (it is the wallet's owner).
    /// @param start Unix seconds at which accrual begins.
    constructor(
        address beneficiary,
        uint64 start
    ) VestingWallet(beneficiary, start, DURATION_SECONDS) VestingWalletCliff(CLIFF_SECONDS) {}
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title IGPTToken
/// @notice The $GPT token: ERC-20, ERC-2612 permit, ERC-5805 votes and a history of the total delegated votes.
/// @dev Amounts and votes are in wei of $GPT (18 decimals), timepoints are Unix seconds (ERC-6372 `mode=timestamp`).
/// A balance carries votes only while its holder has a delegate; a holder may be its own delegate.
interface IGPTToken is IERC20, IERC20Permit, IERC5805 {
    /// @notice Returns the votes that all delegates hold together now.
    /// @return The sum of the balances of the accounts that have a delegate, in wei of $GPT.
    function delegatedSupply() external view returns (uint256);

    /// @notice Returns the votes that all delegates held together at the end of a past second.
    /// @dev Requirements:
    /// - `timepoint` lies in the past, else `ERC5805FutureLookup(timepoint, clock())`.
    /// @param timepoint Unix seconds.
    /// @return The sum of the balances of the accounts that had a delegate, in wei of $GPT.
    function getPastDelegatedSupply(uint256 timepoint) external view returns (uint256);
}

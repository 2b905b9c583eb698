// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title IFlashBorrower
/// @notice Who can take a loan from {FlashLenderMock}.
interface IFlashBorrower {
    /// @notice Uses the loan. The lender takes it back, by allowance, right afterwards.
    /// @param amount What was lent, in wei.
    function onLoan(uint256 amount) external;
}

/// @title FlashLenderMock
/// @notice Lends a token for the length of one call, without fee or security.
contract FlashLenderMock {
    using SafeERC20 for IERC20;

    /// @notice The token lent.
    IERC20 public immutable TOKEN;

    /// @notice Creates a lender, which lends what it is sent.
    /// @param token The token lent.
    constructor(IERC20 token) {
        TOKEN = token;
    }

    /// @notice Lends the caller `amount` and takes it back.
    /// @param amount How much, in wei.
    function lend(uint256 amount) external {
        TOKEN.safeTransfer(msg.sender, amount);
        IFlashBorrower(msg.sender).onLoan(amount);
        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }
}

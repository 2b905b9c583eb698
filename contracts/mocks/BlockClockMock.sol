// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title BlockClockMock
/// @notice Stands in for a votes token that counts block numbers instead of Unix seconds.
contract BlockClockMock {
    /// @notice Returns the block number.
    /// @return The ERC-6372 clock of this contract.
    function clock() external view returns (uint48) {
        return uint48(block.number);
    }
}

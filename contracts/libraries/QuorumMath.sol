// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title QuorumMath
/// @notice The quorum of a vote, from the voting power that is delegated rather than from the whole supply.
/// @dev Pure and free of imports. Most of the supply starts in the reserve, the treasury and vesting wallets, where it
/// cannot vote: a share of the supply would never be reached. A share of the delegated votes can be; its floor keeps a
/// handful of early voters from deciding alone, its cap keeps it reachable when nearly everything is delegated.
library QuorumMath {
    /// @dev One hundred percent, in basis points.
    uint256 internal constant BPS = 10_000;

    /// @dev Returns min(capBps of the supply, max(shareBps of the delegated votes, floor)), each division rounded down.
    /// Amounts share one unit. `supply` and `delegated` below 2^208 and basis points below 2^16 cannot overflow.
    function quorum(
        uint256 supply,
        uint256 delegated,
        uint256 capBps,
        uint256 shareBps,
        uint256 floor
    ) internal pure returns (uint256) {
        uint256 cap = (supply * capBps) / BPS;
        uint256 share = (delegated * shareBps) / BPS;
        uint256 wanted = share > floor ? share : floor;
        return wanted < cap ? wanted : cap;
    }
}

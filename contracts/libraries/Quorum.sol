// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Quorum
/// @notice Says how many validators must agree, how many can veto, and counts them in a bitmap.
/// @dev Byzantine bounds: with fewer than a third of the validators faulty, two quorums always share an honest
/// validator, so that two different reports can never both reach it. Pure and import-free, so that a solver can
/// reason about it.
library Quorum {
    /// @notice The fewest active validators with which an epoch can be reported: 3f + 1 for one faulty validator.
    uint256 internal constant MIN_VALIDATORS = 4;

    /// @dev The even lanes of 1, 2, 4, …, 128 bits each.
    uint256 private constant _LANES_1 = 0x5555555555555555555555555555555555555555555555555555555555555555;
    uint256 private constant _LANES_2 = 0x3333333333333333333333333333333333333333333333333333333333333333;
    uint256 private constant _LANES_4 = 0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f;
    uint256 private constant _LANES_8 = 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff;
    uint256 private constant _LANES_16 = 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff;
    uint256 private constant _LANES_32 = 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff;
    uint256 private constant _LANES_64 = 0x0000000000000000ffffffffffffffff0000000000000000ffffffffffffffff;
    uint256 private constant _LANES_128 = 0x00000000000000000000000000000000ffffffffffffffffffffffffffffffff;

    /// @notice Returns how many validators must support one report: ⌊2N/3⌋ + 1, which is more than two thirds.
    /// @dev For `active` 0 the result is 1, which nobody can reach. Panics when `2 * active` overflows.
    /// @param active N, the number of validators active at the epoch's end.
    /// @return The number of validators.
    function required(uint256 active) internal pure returns (uint256) {
        return (2 * active) / 3 + 1;
    }

    /// @notice Returns whether `vetoes` validators cancel a pending root: more than a third of N.
    /// @dev The smallest veto and the smallest quorum always share a validator, and without the vetoing ones there
    /// is no quorum left. Panics when `3 * vetoes` overflows.
    /// @param vetoes The number of distinct validators that object.
    /// @param active N, the number of validators active at the epoch's end.
    /// @return True when the pending root must be cancelled.
    function isVeto(uint256 vetoes, uint256 active) internal pure returns (bool) {
        return 3 * vetoes > active;
    }

    /// @notice Returns the number of one bits of `bitmap`.
    /// @dev Adds neighbouring lanes of doubling width (Warren, Hacker's Delight, 2nd ed., §5-1): the same cost for
    /// every input and no loop. Unchecked: a lane of w bits holds at most w, so no sum of two lanes carries into the
    /// next.
    /// @param bitmap The bitmap.
    /// @return count The number of one bits, 0…256.
    function popcount(uint256 bitmap) internal pure returns (uint256 count) {
        unchecked {
            count = (bitmap & _LANES_1) + ((bitmap >> 1) & _LANES_1);
            count = (count & _LANES_2) + ((count >> 2) & _LANES_2);
            count = (count & _LANES_4) + ((count >> 4) & _LANES_4);
            count = (count & _LANES_8) + ((count >> 8) & _LANES_8);
            count = (count & _LANES_16) + ((count >> 16) & _LANES_16);
            count = (count & _LANES_32) + ((count >> 32) & _LANES_32);
            count = (count & _LANES_64) + ((count >> 64) & _LANES_64);
            count = (count & _LANES_128) + (count >> 128);
        }
    }
}

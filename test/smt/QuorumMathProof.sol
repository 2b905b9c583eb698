// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernorBounds} from "../../contracts/libraries/GovernorBounds.sol";
import {QuorumMath} from "../../contracts/libraries/QuorumMath.sol";

/// @dev What holds of QuorumMath for every amount below 2^208 and every share up to all of it.
contract QuorumMathProof {
    uint256 private constant _SUPPLY = 100_000_000e18;

    function quorum_isBetweenItsBounds(
        uint208 supply,
        uint208 delegated,
        uint16 cap,
        uint16 share,
        uint128 floor
    ) external pure {
        require(cap <= QuorumMath.BPS && share <= QuorumMath.BPS);
        uint256 quorum = QuorumMath.quorum(supply, delegated, cap, share, floor);
        uint256 ceiling = (uint256(supply) * cap) / QuorumMath.BPS;
        assert(quorum <= ceiling);
        assert(quorum == ceiling || quorum >= floor);
        assert(quorum == ceiling || quorum >= (uint256(delegated) * share) / QuorumMath.BPS);
        assert(quorum == ceiling || quorum == floor || quorum == (uint256(delegated) * share) / QuorumMath.BPS);
    }

    function quorum_underTheLargestCapIsAtMostAFifth(
        uint208 supply,
        uint208 delegated,
        uint16 share,
        uint128 floor
    ) external pure {
        uint256 largest = GovernorBounds.MAX_QUORUM_CAP_BPS;
        assert(5 * QuorumMath.quorum(supply, delegated, largest, share, floor) <= supply);
    }

    function quorum_neverFallsWithDelegation(
        uint128 supply,
        uint128 fewer,
        uint128 more,
        uint16 cap,
        uint128 floor
    ) external pure {
        require(fewer <= more);
        uint256 least = GovernorBounds.MIN_QUORUM_SHARE_BPS;
        uint256 most = GovernorBounds.MAX_QUORUM_SHARE_BPS;
        assert(
            QuorumMath.quorum(supply, fewer, cap, least, floor) <= QuorumMath.quorum(supply, more, cap, least, floor)
        );
        assert(QuorumMath.quorum(supply, fewer, cap, most, floor) <= QuorumMath.quorum(supply, more, cap, most, floor));
    }

    function quorum_neverFallsWithTheFloor(
        uint208 supply,
        uint208 delegated,
        uint16 cap,
        uint16 share,
        uint128 lower,
        uint128 higher
    ) external pure {
        require(lower <= higher);
        assert(
            QuorumMath.quorum(supply, delegated, cap, share, lower) <=
                QuorumMath.quorum(supply, delegated, cap, share, higher)
        );
    }

    function quorum_underEverySettingIsBetweenAFloorAndAFifth(
        uint208 delegated,
        uint16 cap,
        uint16 share,
        uint128 floor
    ) external pure {
        require(cap >= GovernorBounds.MIN_QUORUM_CAP_BPS && cap <= GovernorBounds.MAX_QUORUM_CAP_BPS);
        require(share >= GovernorBounds.MIN_QUORUM_SHARE_BPS && share <= GovernorBounds.MAX_QUORUM_SHARE_BPS);
        require(floor >= GovernorBounds.MIN_QUORUM_FLOOR && floor <= GovernorBounds.MAX_QUORUM_FLOOR);
        uint256 quorum = QuorumMath.quorum(_SUPPLY, delegated, cap, share, floor);
        assert(quorum >= GovernorBounds.MIN_QUORUM_FLOOR);
        assert(quorum <= _SUPPLY / 5);
    }
}

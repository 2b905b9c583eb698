// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernorBounds} from "../../contracts/libraries/GovernorBounds.sol";

/// @dev The bounds are in order, and whatever lies within them keeps governance alive.
contract GovernorBoundsProof {
    uint256 private constant _SUPPLY = 100_000_000e18;

    function bounds_areInOrder() external pure {
        assert(GovernorBounds.MIN_VOTING_PERIOD < GovernorBounds.MAX_VOTING_PERIOD);
        assert(GovernorBounds.MIN_PROPOSAL_THRESHOLD < GovernorBounds.MAX_PROPOSAL_THRESHOLD);
        assert(GovernorBounds.MIN_QUORUM_CAP_BPS < GovernorBounds.MAX_QUORUM_CAP_BPS);
        assert(GovernorBounds.MIN_QUORUM_SHARE_BPS < GovernorBounds.MAX_QUORUM_SHARE_BPS);
        assert(GovernorBounds.MIN_QUORUM_FLOOR < GovernorBounds.MAX_QUORUM_FLOOR);
    }

    function proposing_neverNeedsMoreThanAHundredthOfTheSupply(uint256 threshold) external pure {
        require(threshold <= GovernorBounds.MAX_PROPOSAL_THRESHOLD);
        assert(threshold * 100 <= _SUPPLY);
    }
}

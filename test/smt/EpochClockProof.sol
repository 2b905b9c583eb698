// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EpochClock} from "../../contracts/libraries/EpochClock.sol";

/// @dev What holds of EpochClock for every genesis and every length that the schedule can be deployed with. Where a
/// product of two unknowns is divided again, which the solver cannot do, the lengths are the shortest, the usual and the
/// longest one.
contract EpochClockProof {
    function epochAt_isZeroExactlyBeforeGenesis(uint48 time, uint48 genesis, uint32 length) external pure {
        require(length > 0);
        assert((EpochClock.epochAt(time, genesis, length) == 0) == (time < genesis));
    }

    function epochAt_invertsStartOf(uint32 epoch, uint48 genesis) external pure {
        require(epoch > 0);
        assert(EpochClock.epochAt(EpochClock.startOf(epoch, genesis, 1 minutes), genesis, 1 minutes) == epoch);
        assert(EpochClock.epochAt(EpochClock.startOf(epoch, genesis, 7 days), genesis, 7 days) == epoch);
        assert(EpochClock.epochAt(EpochClock.startOf(epoch, genesis, 30 days), genesis, 30 days) == epoch);
    }

    function epochAt_namesTheEpochThatHoldsTheTime(uint48 time, uint48 genesis, uint32 length) external pure {
        require(length > 0 && time >= genesis);
        uint256 epoch = EpochClock.epochAt(time, genesis, length);
        assert(EpochClock.startOf(epoch, genesis, length) <= time);
        assert(time < EpochClock.endOf(epoch, genesis, length));
    }

    function epochAt_lastSecondBelongsToTheEpoch(uint32 epoch, uint48 genesis) external pure {
        require(epoch > 0);
        assert(EpochClock.epochAt(EpochClock.endOf(epoch, genesis, 1 minutes) - 1, genesis, 1 minutes) == epoch);
        assert(EpochClock.epochAt(EpochClock.endOf(epoch, genesis, 7 days) - 1, genesis, 7 days) == epoch);
        assert(EpochClock.epochAt(EpochClock.endOf(epoch, genesis, 30 days) - 1, genesis, 30 days) == epoch);
    }

    function epochAt_neverFalls(uint48 earlier, uint48 later, uint48 genesis) external pure {
        require(earlier <= later);
        assert(EpochClock.epochAt(earlier, genesis, 1 minutes) <= EpochClock.epochAt(later, genesis, 1 minutes));
        assert(EpochClock.epochAt(earlier, genesis, 7 days) <= EpochClock.epochAt(later, genesis, 7 days));
        assert(EpochClock.epochAt(earlier, genesis, 30 days) <= EpochClock.epochAt(later, genesis, 30 days));
    }

    function epochs_tileTheTime(uint32 epoch, uint48 genesis, uint32 length) external pure {
        require(epoch > 0);
        uint256 end = EpochClock.endOf(epoch, genesis, length);
        assert(EpochClock.startOf(1, genesis, length) == genesis);
        assert(end == EpochClock.startOf(uint256(epoch) + 1, genesis, length));
        assert(end - EpochClock.startOf(epoch, genesis, length) == length);
    }

    function lastEpoch_isTheLastThatFits(uint48 horizon, uint48 genesis, uint32 length) external pure {
        require(length > 0 && horizon >= uint256(genesis) + length);
        uint256 last = EpochClock.lastEpoch(genesis, length, horizon);
        assert(EpochClock.endOf(last, genesis, length) + length <= horizon);
        assert(EpochClock.endOf(last + 1, genesis, length) + length > horizon);
    }
}

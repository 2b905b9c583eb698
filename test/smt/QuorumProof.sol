// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Quorum} from "../../contracts/libraries/Quorum.sol";

/// @dev What holds of Quorum for every number of validators. `popcount` is left to the tests: bit tricks on 256 bits are
/// beyond the solver in reasonable time.
contract QuorumProof {
    function required_isMoreThanTwoThirds(uint128 active) external pure {
        uint256 quorum = Quorum.required(active);
        assert(3 * quorum > 2 * uint256(active));
        assert(3 * (quorum - 1) <= 2 * uint256(active));
    }

    function required_canBeReached(uint128 active) external pure {
        require(active > 0);
        assert(Quorum.required(active) <= active);
    }

    function required_isTwoFaultyMajoritiesAndOne(uint64 faulty) external pure {
        assert(Quorum.required(3 * uint256(faulty) + 1) == 2 * uint256(faulty) + 1);
    }

    function required_neverFalls(uint128 fewer, uint128 more) external pure {
        require(fewer <= more);
        assert(Quorum.required(fewer) <= Quorum.required(more));
    }

    function quorums_shareMoreThanAThird(uint128 active, uint128 first, uint128 second, uint128 both) external pure {
        require(first <= active && second <= active && both <= active);
        require(first >= Quorum.required(active) && second >= Quorum.required(active));
        // The union of the two is no larger than all validators.
        require(uint256(first) + second <= uint256(active) + both);
        assert(3 * uint256(both) > active);
    }

    function quorums_shareAnHonestValidator(uint64 active, uint64 faulty, uint64 both) external pure {
        require(3 * uint256(faulty) < active);
        require(2 * Quorum.required(active) <= uint256(active) + both);
        assert(both > faulty);
    }

    function veto_meetsEveryQuorum(uint128 active, uint128 vetoes, uint128 supporters) external pure {
        require(vetoes <= active && supporters <= active);
        require(Quorum.isVeto(vetoes, active) && supporters >= Quorum.required(active));
        assert(uint256(vetoes) + supporters > active);
    }

    function veto_leavesNoQuorum(uint128 active, uint128 vetoes) external pure {
        require(vetoes <= active && Quorum.isVeto(vetoes, active));
        assert(active - vetoes < Quorum.required(active));
    }

    function noVeto_leavesAQuorumOrTwoThirds(uint128 active, uint128 vetoes) external pure {
        require(vetoes <= active && !Quorum.isVeto(vetoes, active));
        assert(3 * (uint256(active) - vetoes) >= 2 * uint256(active));
    }

    function isVeto_growsWithVetoes(uint128 active, uint128 fewer, uint128 more) external pure {
        require(fewer <= more && Quorum.isVeto(fewer, active));
        assert(Quorum.isVeto(more, active));
    }

    function isVeto_shrinksWithValidators(uint128 fewer, uint128 more, uint128 vetoes) external pure {
        require(fewer <= more && Quorum.isVeto(vetoes, more));
        assert(Quorum.isVeto(vetoes, fewer));
    }

    function isVeto_needsMoreThanAThird(uint128 active, uint128 vetoes) external pure {
        require(3 * uint256(vetoes) <= active);
        assert(!Quorum.isVeto(vetoes, active));
    }
}

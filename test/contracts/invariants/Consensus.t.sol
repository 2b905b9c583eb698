// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Campaign} from "../harness/rewards/Campaign.sol";
import {VotingDriver} from "../harness/rewards/VotingDriver.sol";

/// @dev The actions of the campaign below.
contract ConsensusHandler is VotingDriver {
    function pass(uint256 seed) external action(seed) {
        _passSomehow();
    }

    function commit(uint256 seed) external action(seed) {
        if (_oneIn(2) && _time <= _endOf(_next)) _passTo(_endOf(_next) + 1);
        _commit(_below(SEATS), _oneIn(4) && _next > 1 ? _next - 1 : _next);
    }

    function reveal(uint256 seed) external action(seed) {
        if (_oneIn(2) && _time > _endOf(_next)) _passTo(_commitEndsAt(_next));
        _reveal(_below(SEATS), _oneIn(4) && _next > 1 ? _next - 1 : _next);
    }

    function vote(uint256 seed) external action(seed) {
        _voteSomehow();
    }

    function voteAround(uint256 seed) external action(seed) {
        _voteAround();
    }

    function submitFlawed(uint256 seed) external action(seed) {
        _submitFlawed(_below(SEATS));
    }

    function confirm(uint256 seed) external action(seed) {
        _confirmSomehow();
    }

    function veto(uint256 seed) external action(seed) {
        if (_oneIn(8)) _veto(_below(SEATS), _oneIn(4) ? _next + 1 : _next);
        else _reachVeto();
    }

    function proveDecrease(uint256 seed) external action(seed) {
        _reachDecrease();
    }

    function proveDuplicate(uint256 seed) external action(seed) {
        _reachDuplicate();
    }

    function accuseFalsely(uint256 seed) external action(seed) {
        _accuseFalsely();
    }

    function cancelByGuardian(uint256 seed) external action(seed) {
        if (_pending == 0 && _oneIn(2)) _reachPending(Flaw.None);
        _cancelByGuardian(_oneIn(8) ? _next + 1 : _next);
    }

    /// @dev The guardian spends all it has on one epoch, and is refused then.
    function exhaustGuardian(uint256 seed) external action(seed) {
        for (uint256 i = 0; i < 3; ++i) {
            if (_pending == 0) _reachPending(Flaw.None);
            _cancelByGuardian(_next);
        }
        if (_guardianCancellations[_next] == 2) _count("guardian spent");
    }

    function loseQuorum(uint256 seed) external action(seed) {
        _reachQuorumLost();
    }

    function vetoLate(uint256 seed) external action(seed) {
        _reachLateVeto();
    }

    function ejectVoter(uint256 seed) external action(seed) {
        _reachEjectedVote();
    }

    function activate(uint256 seed) external action(seed) {
        // The model counts on watchers that refute a flawed root in time.
        if (_candidates[_pending].flaw != Flaw.None) _resolve();
        if (_oneIn(2)) _activate(_anyActor(), _oneIn(4) ? _next + 1 : _next);
        else _settleSoundly();
    }

    function skip(uint256 seed) external action(seed) {
        _skipSomehow();
    }

    function abandon(uint256 seed) external action(seed) {
        if (!_oneIn(4)) _resolve();
        if (_pending == 0 && !_oneIn(4)) _passTo(_revealEndsAt(_next));
        _abandon(_oneIn(4) ? _next + 1 : _next);
    }

    function churn(uint256 seed) external action(seed) {
        for (uint256 k = 0; k < 3; ++k) _churn();
    }

    function pause(uint256 seed) external action(seed) {
        _pauseOrUnpause();
    }

    function trespass(uint256 seed) external action(seed) {
        _trespass();
    }

    function donate(uint256 seed) external action(seed) {
        _donate();
    }

    /// @dev All votes each time, and the rest in turn: what once differs stays different.
    function check() external view {
        _checkVoting();
        _checkPart(calls % 3);
    }

    /// @dev VOT10: from wherever the run ended, a sound root can become active.
    function finish() external {
        vm.warp(_time);
        _settleSoundly();
        _checkHistory();
        for (uint256 part = 0; part < 3; ++part) _checkPart(part);
    }

    function _checkPart(uint256 part) private view {
        if (part == 0) _checkElectorate();
        else if (part == 1) _checkReserve();
        else _checkTokens();
    }
}

/// @dev How an epoch is settled, by validators that come and go, disagree, copy, lie and veto.
contract ConsensusTest is Campaign {
    function setUp() external {
        bytes4[] memory actions = new bytes4[](23);
        actions[0] = ConsensusHandler.pass.selector;
        actions[1] = ConsensusHandler.commit.selector;
        actions[2] = ConsensusHandler.reveal.selector;
        actions[3] = ConsensusHandler.vote.selector;
        actions[4] = ConsensusHandler.voteAround.selector;
        actions[5] = ConsensusHandler.submitFlawed.selector;
        actions[6] = ConsensusHandler.confirm.selector;
        actions[7] = ConsensusHandler.veto.selector;
        actions[8] = ConsensusHandler.proveDecrease.selector;
        actions[9] = ConsensusHandler.proveDuplicate.selector;
        actions[10] = ConsensusHandler.accuseFalsely.selector;
        actions[11] = ConsensusHandler.cancelByGuardian.selector;
        actions[12] = ConsensusHandler.exhaustGuardian.selector;
        actions[13] = ConsensusHandler.loseQuorum.selector;
        actions[14] = ConsensusHandler.activate.selector;
        actions[15] = ConsensusHandler.skip.selector;
        actions[16] = ConsensusHandler.abandon.selector;
        actions[17] = ConsensusHandler.churn.selector;
        actions[18] = ConsensusHandler.pause.selector;
        actions[19] = ConsensusHandler.trespass.selector;
        actions[20] = ConsensusHandler.donate.selector;
        actions[21] = ConsensusHandler.ejectVoter.selector;
        actions[22] = ConsensusHandler.vetoLate.selector;
        _begin(address(new ConsensusHandler()), actions);
        _mustReachOften("veto");
        _mustReachOften("decrease");
        _mustReachOften("duplicate");
        _mustReachOften("guardian");
        _mustReachOften("quorum lost");
        _mustReachOften("activate");
        _mustReachOnce("late veto");
        _mustReachOnce("confirm");
        _mustReachOften("refused");
        _mustReachOnce("ejected vote");
        _mustReachOnce("abandon");
        _mustReachOnce("skip");
        _mustReachOnce("guardian spent");
        _mustReachOnce("false accusation");
        _mustReachOnce("trespass");
        _mustReachOnce("eject");
        _mustReachOnce("leave");
        _mustReachOnce("readmit");
        _mustReachOnce("pause");
        _mustReachOnce("donate");
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_COM_EPO_PAU_VOT_epochsSettleAsTheModelSays() external view {
        _requireModel();
    }
}

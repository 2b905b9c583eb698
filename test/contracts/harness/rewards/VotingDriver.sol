// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IExpiringPause} from "../../../../contracts/interfaces/IExpiringPause.sol";
import {IRewardDistributor} from "../../../../contracts/interfaces/IRewardDistributor.sol";
import {IRewardReserve} from "../../../../contracts/interfaces/IRewardReserve.sol";
import {VotingModel} from "./VotingModel.sol";

/// @dev Leads the voting into the states that chance alone would hardly reach, and compares all of it with the model.
abstract contract VotingDriver is VotingModel {
    /// @dev Leads to an epoch that can be reported, skipping those that cannot. No root may be pending.
    function _reachReportable() internal {
        for (uint256 i = 0; i < 32; ++i) {
            _finishScores();
            if (_sizeOf(_next) >= 4 && _countOf(_usableFiles()) >= _quorumOf(_next)) return;
            _skip(_anyActor(), _next);
        }
        _differ("VOT10: no epoch can be reported");
    }

    /// @dev Leads to a pending root whose tree has `flaw`. No root may be pending.
    function _reachPending(Flaw flaw) internal {
        _reachReportable();
        uint256 c = _draft(flaw);
        uint256 voters = _usableFiles();
        uint256 start = _below(SEATS);
        for (uint256 k = 0; k < SEATS && _pending == 0; ++k) {
            uint256 i = (start + k) % SEATS;
            if (voters & (1 << i) != 0) _vote(i, c);
        }
        _expect(_pending == c, "VOT10: every validator agrees, yet nothing is pending");
    }

    /// @dev Ends what is pending: refutes a flawed root, activates a sound one unless its quorum was lost.
    function _resolve() internal {
        if (_pending == 0) return;
        Flaw flaw = _candidates[_pending].flaw;
        if (flaw == Flaw.Decrease) _proveDecrease();
        else if (flaw == Flaw.Duplicate) _proveDuplicate();
        else _activateInTime();
    }

    /// @dev Activates the pending root as soon as time and pause allow it.
    function _activateInTime() internal returns (bool) {
        if (_oneIn(4)) {
            _passTo(_activatesAt - 1);
            _activate(_anyActor(), _next);
        }
        _passTo(_activatesAt > _pausedUntil ? _activatesAt : _pausedUntil);
        return _activate(_anyActor(), _next);
    }

    /// @dev Leads one epoch to the activation of a sound root.
    function _settleSoundly() internal {
        _resolve();
        for (uint256 i = 0; i < 4; ++i) {
            if (_pending == 0) _reachPending(Flaw.None);
            if (_activateInTime()) return;
        }
        _differ("VOT10: no root becomes active");
    }

    /// @dev Leads to a pending root with `flaw`, after a tree with something to decrease was active.
    function _reachFlawed(Flaw flaw) internal {
        for (uint256 i = 0; i < 8 && (_total == 0 || _pending != 0); ++i) {
            if (_pending != 0 && _oneIn(2)) _cancelByGuardian(_next);
            if (_pending != 0 || _total == 0) _settleSoundly();
        }
        _reachPending(flaw);
    }

    function _reachDecrease() internal {
        if (_pending == 0 || _candidates[_pending].flaw != Flaw.Decrease) {
            _resolve();
            _reachFlawed(Flaw.Decrease);
        }
        _proveDecrease();
    }

    function _reachDuplicate() internal {
        if (_pending == 0 || _candidates[_pending].flaw != Flaw.Duplicate) {
            _resolve();
            _reachFlawed(Flaw.Duplicate);
        }
        _proveDuplicate();
    }

    /// @dev Gathers more than a third against a pending root.
    function _reachVeto() internal {
        if (_pending != 0 && _countOf(_eligible(_next)) <= _sizeOf(_next) / 3) _resolve();
        if (_pending == 0) _reachPending(_total > 0 && _oneIn(3) ? Flaw.Decrease : Flaw.None);
        uint256 start = _below(SEATS);
        for (uint256 k = 0; k < SEATS && _pending != 0; ++k) _veto((start + k) % SEATS, _next);
    }

    /// @dev Ejects supporters of a pending root until too few are left, and then tries to activate it.
    function _reachQuorumLost() internal {
        _resolve();
        if (_pending == 0) _reachPending(Flaw.None);
        for (uint256 i = 0; i < SEATS; ++i) {
            if (_countOf(_supporters & _eligible(_next)) < _quorumOf(_next)) break;
            if (_supporters & _eligible(_next) & (1 << i) != 0) _eject(i, false);
        }
        _activateInTime();
        _refill();
    }

    /// @dev Has as many object as is still no veto, replaces one of them while another objects, and brings it back.
    function _reachLateVeto() internal {
        _resolve();
        if (_pending == 0) _reachPending(Flaw.None);
        uint256 third = _sizeOf(_next) / 3;
        uint256 objectors = _eligible(_next);
        uint256 first = _lowestOf(objectors);
        for (uint256 k = 0; k < third; ++k) {
            _veto(_lowestOf(objectors), _next);
            objectors &= objectors - 1;
        }
        _eject(first, false);
        _veto(_lowestOf(objectors), _next);
        _readmit(first);
        _enroll(first);
        _activateInTime();
        _refill();
    }

    /// @dev Ejects a validator after its vote, and has one more vote than that: still one too few.
    function _reachEjectedVote() internal {
        _resolve();
        _reachReportable();
        uint256 voters = _usableFiles();
        uint256 quorum = _quorumOf(_next);
        if (_countOf(voters) <= quorum) return;
        uint256 first = _lowestOf(voters);
        uint256 c = _draft(Flaw.None);
        // Its own file is not used: else the report would fall with it.
        _candidates[c].report.filesBitmap = voters & ~(1 << first);
        _candidates[c].digest = _digestOf(_candidates[c].report);
        _vote(first, c);
        voters &= ~(1 << first);
        for (uint256 k = 2; k < quorum; ++k) {
            _vote(_lowestOf(voters), c);
            voters &= voters - 1;
        }
        _eject(first, false);
        _vote(_lowestOf(voters), c);
        _expect(_pending == 0, "VOT2: an ejected validator's vote counted");
        if (_oneIn(2)) {
            _readmit(first);
            _enroll(first);
        }
        _vote(_lowestOf(voters & (voters - 1)), c);
        _count("ejected vote");
    }

    /// @dev Asks for the skip of an epoch: of another, of one that nobody scored, of a stranded one, or of any.
    function _skipSomehow() internal {
        uint256 kind = _below(6);
        if (kind == 0) return _skip(_anyActor(), _next + 1);
        if (_total < 1_000_000e18 && _pending == 0 && _oneIn(2)) {
            _reachReportable();
            _passTo(_revealEndsAt(_next + 1) - _below(2));
        } else if (kind < 4) {
            _resolve();
            _passTo(_revealEndsAt(_next));
        }
        _skip(_anyActor(), _next);
    }

    /// @dev A confirmation, mostly of a validator that could have voted for what is pending, and did not.
    function _confirmSomehow() internal {
        if (_pending == 0 && !_oneIn(4)) _reachPending(Flaw.None);
        bytes32 digest = _candidates[_oneIn(8) ? 0 : _pending].digest;
        uint256 late = _usableFiles() & ~_supporters;
        uint256 i = late == 0 || _oneIn(4) ? _below(SEATS) : _lowestOf(late);
        _confirm(i, _oneIn(8) ? _next + 1 : _next, digest);
    }

    /// @dev One vote of anybody for any candidate of the attempt, or a new one. Half the time it leads to an open epoch.
    function _voteSomehow() internal {
        if (_pending == 0 && _oneIn(2)) _reachReportable();
        uint256 count = _candidates.length - _first;
        bool opens = _pending == 0 && _time >= _revealEndsAt(_next);
        uint256 c = _first + _below(count + 1);
        if (c == _candidates.length) {
            if (!opens) return _submitFlawed(_below(SEATS));
            c = _draft(Flaw.None);
        }
        _vote(_below(SEATS), c);
    }

    /// @dev Votes of everybody who can for the candidates that exist, so that quorums also arise out of mixtures.
    function _voteAround() internal {
        if (_pending == 0) _reachReportable();
        if (_pending == 0 && (_first == _candidates.length || _oneIn(4))) _draft(Flaw.None);
        if (_first == _candidates.length) return;
        uint256 count = _candidates.length - _first;
        for (uint256 k = 0; k < 4; ++k) _vote(_below(SEATS), _first + _below(count));
    }

    /// @dev A report with one thing wrong, or for a wrong epoch.
    function _submitFlawed(uint256 i) internal {
        if (_pending == 0 && _oneIn(2)) _reachReportable();
        // Without an open epoch a report of nothing is refused for that, before anything of it is read.
        bool opens = _pending == 0 && _time >= _revealEndsAt(_next);
        uint256 c = opens ? _draft(Flaw.None) : 0;
        IRewardDistributor.Report memory report = _candidates[c].report;
        uint256 epoch = _next;
        uint256 kind = _below(opens ? 9 : 2);
        if (kind == 0 || kind == 1) epoch = kind == 0 ? _next + 1 : _next - 1;
        else if (kind == 2) report.root = 0;
        else if (kind == 3) report.leafCount = uint32(_below(2));
        else if (kind == 4) report.prevRoot = keccak256(abi.encode(report.prevRoot));
        else if (kind == 5) report.rulesetHash = "other rules";
        else if (kind == 6) report.totalCumulative = _total + _budget() + 1;
        else if (kind == 7) report.filesBitmap |= 1 << (SEATS + _below(8));
        else report.filesBitmap &= (1 << _below(SEATS)) - 1;
        if (_total > 0 && kind == 6 && _oneIn(2)) report.totalCumulative = _total - 1;
        // The few files may still be a quorum: then nothing is wrong.
        if (kind == 8 && _countOf(report.filesBitmap) >= _quorumOf(_next)) return;
        _submit(i, epoch, report, c);
    }

    /// @dev Cancels the pending root, whose leaf `spoilt` is lower than in the last active tree.
    function _proveDecrease() internal {
        uint256 i = _candidates[_pending].spoilt;
        uint256 active = _activeEpochs[_activeEpochs.length - 1];
        if (_accuseDecrease(active, i, _candidates[_pending].amounts[i], "")) _drop("decrease");
    }

    /// @dev Cancels the pending root, in which account 0 has two leaves.
    function _proveDuplicate() internal {
        Candidate storage c = _candidates[_pending];
        if (_accuseDuplicate(c.spoilt, c.amounts[c.spoilt], "")) _drop("duplicate");
    }

    /// @dev Accuses whatever is pending, or nothing, of what it did not do.
    function _accuseFalsely() internal {
        if (_pending != 0 && _candidates[_pending].flaw != Flaw.None) return _resolve();
        if (_total == 0) _settleSoundly();
        if (_pending == 0 && !_oneIn(8)) _reachPending(Flaw.None);
        uint256 epoch = _activeEpochs[_below(_activeEpochs.length)];
        uint256[] memory pending = _candidates[_pending].amounts;
        uint256 i = _below(_candidates[_activeOf[epoch]].amounts.length);
        uint256 active = _candidates[_activeOf[epoch]].amounts[i];
        bytes32 root = _candidates[_pending].report.root;
        bytes4 none = IRewardDistributor.RewardDistributorNoPendingRoot.selector;
        bytes4 invalid = IRewardDistributor.RewardDistributorInvalidProof.selector;
        bytes memory refusal = abi.encodeWithSelector(none, _next);
        uint256 kind = _below(4);
        if (kind == 0) {
            bytes4 code = IRewardDistributor.RewardDistributorNoDecrease.selector;
            if (_pending != 0) refusal = abi.encodeWithSelector(code, active, pending[i]);
            _accuseDecrease(epoch, i, _pending == 0 ? 0 : pending[i], refusal);
        } else if (kind == 1 && active > 0) {
            if (_pending != 0) refusal = abi.encodeWithSelector(invalid, root, _accounts[i], active - 1);
            _accuseDecrease(epoch, i, active - 1, refusal);
        } else if (kind == 2) {
            bytes4 code = IRewardDistributor.RewardDistributorNoDuplicate.selector;
            if (_pending != 0) refusal = abi.encodeWithSelector(code, pending[0]);
            _accuseDuplicate(0, _pending == 0 ? 0 : pending[0], refusal);
        } else {
            if (_pending != 0) refusal = abi.encodeWithSelector(invalid, root, _accounts[0], pending[0] + 1);
            _accuseDuplicate(1, _pending == 0 ? 1 : pending[0] + 1, refusal);
        }
        _count("false accusation");
    }

    /// @dev A restricted function called by somebody who may not.
    function _trespass() internal {
        address caller = _anyActor();
        bytes[7] memory data = [
            abi.encodeCall(distributor.cancelRoot, (_next, "why")),
            abi.encodeCall(distributor.abandonEpoch, (_next)),
            abi.encodeCall(distributor.pause, ()),
            abi.encodeCall(distributor.unpause, ()),
            abi.encodeCall(reserve.release, (_next, 1)),
            abi.encodeCall(reserve.skip, (_next)),
            abi.encodeCall(reserve.setParameters, (IRewardReserve.RewardParameters(500, 0, 1, RULESET)))
        ];
        uint256 kind = _below(7);
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        address target = kind < 4 ? address(distributor) : address(reserve);
        string memory label = kind < 4 ? "VOT12: a restricted function" : "RES6: a restricted function";
        _send(caller, target, data[kind], refusal, label);
        _count("trespass");
    }

    function _pauseOrUnpause() internal {
        bytes memory refusal;
        if (_time < _pausedUntil && _oneIn(2)) {
            if (!_send(address(this), address(distributor), abi.encodeCall(distributor.unpause, ()), "", "PAU3"))
                return;
            _pausedUntil = _time;
            _count("unpause");
            return;
        }
        uint256 available = _pausedUntil + 7 days;
        if (_time < available)
            refusal = abi.encodeWithSelector(IExpiringPause.ExpiringPauseCooldown.selector, available);
        bytes memory data = abi.encodeCall(distributor.pause, ());
        if (!_send(address(this), address(distributor), data, refusal, "PAU2: a pause")) return;
        _pausedUntil = _time + 72 hours;
        _count("pause");
    }

    /// @dev Reverts when the voting differs from the model.
    function _checkVoting() internal view {
        _same(distributor.attemptOf(_next), _attempt, "VOT3: the attempt");
        // One half of the seats per call, in turn.
        for (uint256 i = _turn(2); i < SEATS; i += 2) {
            bytes32 vote = distributor.voteOf(_next, _attempt, _seats[i]);
            _same(uint256(vote), uint256(_candidates[_voteOf[i]].digest), "VOT1: a live vote");
        }
        for (uint256 c = _first; c < _candidates.length; ++c) _checkSupport(c);
        _checkSupport(_turn(_candidates.length));
        _checkPending();
        _same(distributor.totalCumulative(), _total, "VOT5: the total");
        _same(_total, _released, "VOT5: the total is what the reserve paid");
        uint256 roots = _activeEpochs.length;
        _same(distributor.lastActiveEpoch(), roots == 0 ? 0 : _activeEpochs[roots - 1], "VOT5: the last active epoch");
        uint256 epoch = _turn(_next + 1);
        _checkRoot(epoch);
        _checkRoot(_next - 1);
        _same(distributor.guardianCancellationsOf(epoch), _guardianCancellations[epoch], "VOT8: cancellations");
        _same(distributor.pausedUntil(), _pausedUntil, "PAU1: the end of the pause");
    }

    /// @dev Reverts when any root that was ever active, or support that was ever given, differs from the model.
    function _checkHistory() internal view {
        for (uint256 epoch = 0; epoch <= _next; ++epoch) _checkRoot(epoch);
        for (uint256 c = 0; c < _candidates.length; ++c) _checkSupport(c);
    }

    function _checkRoot(uint256 epoch) private view {
        bytes32 root = _candidates[_activeOf[epoch]].report.root;
        _same(uint256(distributor.rootOf(epoch)), uint256(root), "VOT4: an active root");
    }

    function _checkSupport(uint256 c) private view {
        _same(distributor.supportOf(_candidates[c].digest), _candidates[c].support, "VOT1: the support of a report");
    }

    function _checkPending() private view {
        IRewardDistributor.PendingRoot memory p = distributor.pendingRoot();
        Candidate storage c = _candidates[_pending];
        _same(uint256(p.reportHash), uint256(c.digest), "VOT2, VOT6: the pending report");
        _same(uint256(p.root), uint256(c.report.root), "VOT3: the pending root");
        _same(p.totalCumulative, c.report.totalCumulative, "VOT5: the pending total");
        _same(p.supporters, _supporters, "VOT2: its supporters");
        _same(p.activatesAt, _activatesAt, "VOT4: its activation time");
        _same(p.vetoes, _vetoes, "VOT9: its vetoes");
        _same(p.epoch, _pending == 0 ? 0 : _next, "VOT3: its epoch");
    }

    function _accuseDecrease(
        uint256 epoch,
        uint256 i,
        uint256 pendingAmount,
        bytes memory refusal
    ) private returns (bool) {
        uint256 active = _activeOf[epoch];
        bytes32[] memory pendingProof = _pending == 0 ? new bytes32[](0) : _proofOf(_pending, i);
        bytes memory data = abi.encodeCall(
            distributor.proveDecrease,
            (epoch, _accounts[i], _candidates[active].amounts[i], _proofOf(active, i), pendingAmount, pendingProof)
        );
        return _send(_anyActor(), address(distributor), data, refusal, "VOT11: a decrease");
    }

    function _accuseDuplicate(uint256 i, uint256 amount, bytes memory refusal) private returns (bool) {
        uint256 first = _pending == 0 ? 0 : _candidates[_pending].amounts[0];
        bytes32[] memory proofA = _pending == 0 ? new bytes32[](0) : _proofOf(_pending, 0);
        bytes32[] memory proofB = _pending == 0 ? new bytes32[](0) : _proofOf(_pending, i);
        bytes memory data = abi.encodeCall(distributor.proveDuplicate, (_accounts[0], first, proofA, amount, proofB));
        return _send(_anyActor(), address(distributor), data, refusal, "VOT11: a duplicate");
    }
}

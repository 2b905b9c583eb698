// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEpochSchedule} from "../../../contracts/interfaces/IEpochSchedule.sol";
import {IScoreCommitments} from "../../../contracts/interfaces/IScoreCommitments.sol";
import {Outcome} from "../harness/Outcome.sol";
import {RewardSystem} from "../harness/RewardSystem.sol";

/// @dev Commitments and reveals by any caller, for any epoch, at any time around the windows.
contract ScoreCommitmentsFuzzTest is RewardSystem, Outcome {
    /// @dev One call of revealScores and what came before it.
    struct Reveal {
        address caller;
        uint256 epoch;
        uint256 size;
        uint256 before;
        bool committed;
        bool ejected;
    }

    uint256 private constant EPOCHS = 3;

    uint256 private _lastEpoch;

    function setUp() external {
        _deployRewardSystem();
        _lastEpoch = (type(uint48).max - schedule.schedule().genesis) / 7 days - 1;
        // One validator that was active at the end of epoch 1 and is ejected since.
        vm.warp(schedule.endOf(1) + 1);
        registry.remove(validators[3]);
    }

    /// @dev COM1: once, by an eligible validator, strictly between the epoch's end and the end of the window.
    /// @custom:fuzzes ScoreCommitments.commitScores
    function testFuzz_commitScores(address drawn, uint256 pick, uint256 epoch, bytes32 hash, uint256 time) external {
        address caller = _callerFrom(drawn, validators[(pick >> 8) % 4], pick);
        epoch = _epoch(epoch, pick);
        if (pick & 64 == 0) hash = 0;
        bool repeats = pick & 128 == 0 && epoch >= 1 && epoch <= EPOCHS && _isEligible(caller);
        if (repeats) _commit(caller, epoch);
        _warpAround(epoch, time, pick);
        bytes32 before = commitments.commitmentOf(epoch, caller);
        bytes memory refusal = _refusalOfCommit(caller, epoch, hash);

        _startCounting();
        bytes memory data = abi.encodeCall(commitments.commitScores, (epoch, hash));
        bool committed = _callAs(caller, address(commitments), data, refusal);

        vm.assertEq(commitments.commitmentOf(epoch, caller), committed ? hash : before, "commitment");
        vm.assertEq(commitments.revealedBitmap(epoch), 0, "nothing is revealed by it");
        if (committed) vm.assertEq(_slotsWritten(address(commitments)), 1, "nothing else changes");
    }

    /// @dev COM2: once, after the commitment, inside the window, and only the bit of the caller.
    /// @custom:fuzzes ScoreCommitments.revealScores
    function testFuzz_revealScores(address drawn, uint256 pick, uint256 epoch, uint16 length, uint256 time) external {
        Reveal memory r;
        r.caller = _callerFrom(drawn, validators[(pick >> 8) % 4], pick);
        r.epoch = _epoch(epoch, pick);
        _prepare(r, pick);
        _warpAround(r.epoch, time, pick);
        r.size = (pick >> 12) % 4 == 0 ? bound(length, 0, 300) : 40;
        bytes memory data = abi.encodeCall(commitments.revealScores, (r.epoch, _text(r.size)));

        _startCounting();
        bool revealed = _callAs(r.caller, address(commitments), data, _refusalOfReveal(r));

        uint256 bit = revealed ? 1 << registry.slotOf(r.caller) : 0;
        vm.assertEq(commitments.revealedBitmap(r.epoch), r.before | bit, "the bit of the caller");
        vm.assertTrue(commitments.hasRevealed(r.epoch, r.caller) == (revealed || r.before != 0), "hasRevealed");
        if (revealed) vm.assertEq(_slotsWritten(address(commitments)), 1, "nothing else changes");
    }

    /// @dev Commits, reveals and ejects, or not, as `pick` says.
    function _prepare(Reveal memory r, uint256 pick) private {
        if (pick & 64 == 0 || r.epoch == 0 || r.epoch > EPOCHS || !_isEligible(r.caller)) return;
        r.committed = true;
        _commit(r.caller, r.epoch);
        if (pick & 128 == 0) r.before = _reveal(r.caller, r.epoch);
        r.ejected = (pick >> 10) % 4 == 0;
        if (r.ejected) registry.remove(r.caller);
    }

    function _refusalOfCommit(address caller, uint256 epoch, bytes32 hash) private view returns (bytes memory) {
        if (hash == 0) return abi.encodeWithSelector(IScoreCommitments.ScoreCommitmentsZeroHash.selector);
        if (_isUnknown(epoch)) return _unknown(epoch);
        uint256 opens = schedule.endOf(epoch);
        uint256 closes = schedule.commitEndsAt(epoch);
        if (block.timestamp <= opens || block.timestamp >= closes) {
            bytes4 selector = IScoreCommitments.ScoreCommitmentsOutsideCommitWindow.selector;
            return abi.encodeWithSelector(selector, block.timestamp, opens, closes);
        }
        if (!_isEligible(caller)) return _notEligible(caller, epoch);
        if (commitments.commitmentOf(epoch, caller) == 0) return ALLOWED;
        return abi.encodeWithSelector(IScoreCommitments.ScoreCommitmentsAlreadyCommitted.selector, caller, epoch);
    }

    function _refusalOfReveal(Reveal memory r) private view returns (bytes memory) {
        if (r.size == 0 || r.size > 256) {
            return abi.encodeWithSelector(IScoreCommitments.ScoreCommitmentsInvalidUri.selector, r.size, 256);
        }
        if (_isUnknown(r.epoch)) return _unknown(r.epoch);
        uint256 opens = schedule.commitEndsAt(r.epoch);
        uint256 closes = schedule.revealEndsAt(r.epoch);
        if (block.timestamp < opens || block.timestamp >= closes) {
            bytes4 selector = IScoreCommitments.ScoreCommitmentsOutsideRevealWindow.selector;
            return abi.encodeWithSelector(selector, block.timestamp, opens, closes);
        }
        if (!r.committed) {
            return abi.encodeWithSelector(IScoreCommitments.ScoreCommitmentsNotCommitted.selector, r.caller, r.epoch);
        }
        if (r.before != 0) {
            bytes4 selector = IScoreCommitments.ScoreCommitmentsAlreadyRevealed.selector;
            return abi.encodeWithSelector(selector, r.caller, r.epoch);
        }
        return r.ejected ? _notEligible(r.caller, r.epoch) : ALLOWED;
    }

    function _commit(address validator, uint256 epoch) private {
        vm.warp(schedule.endOf(epoch) + 1);
        _callAs(validator, address(commitments), abi.encodeCall(commitments.commitScores, (epoch, "first")), ALLOWED);
    }

    function _reveal(address validator, uint256 epoch) private returns (uint256 bit) {
        vm.warp(schedule.commitEndsAt(epoch));
        _callAs(validator, address(commitments), abi.encodeCall(commitments.revealScores, (epoch, "first")), ALLOWED);
        return 1 << registry.slotOf(validator);
    }

    /// @dev A time near an edge of the windows in most cases, but not before the tests began.
    function _warpAround(uint256 epoch, uint256 time, uint256 pick) private {
        uint256 earliest = block.timestamp;
        uint256 near = _isUnknown(epoch) ? earliest : schedule.endOf(epoch) + (time % 3) * 1 days;
        uint256 wanted = (pick >> 16) % 4 == 0 ? bound(time, earliest, type(uint48).max) : near + ((time >> 8) % 3);
        if ((pick >> 16) % 4 == 1) wanted = near + ((time >> 8) % 1 days);
        vm.warp(wanted > earliest ? wanted - (wanted > earliest + 1 ? 1 : 0) : earliest);
    }

    /// @dev One of the first epochs in most cases.
    function _epoch(uint256 epoch, uint256 pick) private pure returns (uint256) {
        return pick & 32 == 0 && pick & 16 == 0 ? epoch : 1 + (epoch % EPOCHS);
    }

    function _isUnknown(uint256 epoch) private view returns (bool) {
        return epoch == 0 || epoch > _lastEpoch;
    }

    function _unknown(uint256 epoch) private view returns (bytes memory) {
        return abi.encodeWithSelector(IEpochSchedule.EpochScheduleUnknownEpoch.selector, epoch, _lastEpoch);
    }

    function _isEligible(address caller) private view returns (bool) {
        return caller == validators[0] || caller == validators[1] || caller == validators[2];
    }

    function _notEligible(address caller, uint256 epoch) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IScoreCommitments.ScoreCommitmentsNotEligible.selector, caller, epoch);
    }
}

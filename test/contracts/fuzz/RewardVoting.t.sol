// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRewardDistributor} from "../../../contracts/interfaces/IRewardDistributor.sol";
import {SettledEpoch} from "./SettledEpoch.sol";

/// @dev Votes, confirmations and vetoes by any caller, for any report, epoch and time.
contract RewardVotingFuzzTest is SettledEpoch {
    function setUp() external {
        _settleFirstEpoch();
        _openSecondEpoch();
    }

    /// @dev VOT1, VOT2, VOT3: a vote counts exactly when its report keeps every rule, and three of four make it pending.
    /// @custom:fuzzes RewardDistributor.submitRoot
    function testFuzz_submitRoot(
        address drawn,
        uint256 pick,
        uint256 epoch,
        IRewardDistributor.Report memory report,
        uint16 length
    ) external {
        address caller = _validatorFrom(drawn, pick);
        epoch = (pick >> 16) % 8 == 0 ? epoch : 2;
        length = (pick >> 20) % 8 == 0 ? uint16(bound(length, 0, 300)) : 1;
        _mend(report, pick);
        uint256 votes = _votesBefore(report, pick);
        if ((pick >> 24) % 16 == 0) vm.warp(schedule.revealEndsAt(2) - 1);
        bytes memory refusal = _refusal(caller, epoch, report, length);
        bytes32 digest = distributor.reportHash(2, 1, report);
        bytes32 before = _state();

        bytes memory data = abi.encodeCall(distributor.submitRoot, (epoch, report, _text(length)));
        if (!_callAs(caller, address(distributor), data, refusal)) {
            vm.assertEq(_state(), before, "nothing changes");
            vm.assertEq(distributor.supportOf(digest), votes, "no support changes");
            return;
        }
        votes |= _seatOf(caller);
        vm.assertEq(distributor.voteOf(2, 1, caller), digest, "VOT1: its vote");
        vm.assertEq(distributor.supportOf(digest), votes, "VOT1: the support of the report");
        if (votes != 7) vm.assertEq(_state(), before, "VOT2: two votes propose nothing");
        else _assertProposed(digest, report);
    }

    /// @dev VOT3: who revealed scores joins the supporters of the very report that is pending; nothing else changes.
    /// @custom:fuzzes RewardDistributor.confirmRoot
    function testFuzz_confirmRoot(address drawn, uint256 pick, uint256 epoch, bytes32 digest) external {
        address caller = _validatorFrom(drawn, pick);
        epoch = (pick >> 16) % 8 == 0 ? epoch : 2;
        IRewardDistributor.Report memory other = _goodReport(1);
        bool revealed = (pick >> 20) % 4 != 0;
        if (revealed) _revealFourth();
        bool votedOther = revealed && (pick >> 24) % 2 == 0;
        if (votedOther) _vote(3, other);
        bytes32 pending = (pick >> 28) % 8 == 0 ? bytes32(0) : _makePending(_goodReport(2));
        digest = (pick >> 32) % 8 == 0 ? digest : pending;
        IRewardDistributor.PendingRoot memory expected = distributor.pendingRoot();
        bytes memory refusal = _refusalOfConfirmation(caller, epoch, digest, revealed);

        bytes memory data = abi.encodeCall(distributor.confirmRoot, (epoch, digest));
        bool confirmed = _callAs(caller, address(distributor), data, refusal);

        if (confirmed) {
            expected.supporters = 15;
            vm.assertEq(distributor.voteOf(2, 1, caller), digest, "VOT1: its vote");
            vm.assertEq(distributor.supportOf(digest), 15, "VOT1: the support of the report");
        }
        bytes32 stays = keccak256(abi.encode(distributor.pendingRoot()));
        vm.assertEq(stays, keccak256(abi.encode(expected)), "VOT3: nothing but the supporters changes");
        bytes32 otherDigest = distributor.reportHash(2, 1, other);
        vm.assertEq(distributor.supportOf(otherDigest), votedOther && !confirmed ? 8 : 0, "VOT1: of the other report");
    }

    /// @dev More than a third of the validators of the epoch cancel its pending root; those ejected since do not count.
    /// @custom:fuzzes RewardDistributor.veto
    function testFuzz_veto(address drawn, uint256 pick, uint256 epoch) external {
        address caller = _validatorFrom(drawn, pick);
        epoch = (pick >> 16) % 8 == 0 ? epoch : 2;
        bool isPending = (pick >> 20) % 8 != 0;
        if (isPending) _makePending(_goodReport(1));
        // One earlier veto, of a validator that may be the caller, and that may be ejected since.
        uint256 earlier = (pick >> 24) % 4;
        bool vetoed = isPending && (pick >> 28) % 2 == 0;
        if (vetoed) _callAs(validators[earlier], address(distributor), abi.encodeCall(distributor.veto, (2)), ALLOWED);
        bool ejected = (pick >> 32) % 4 == 0;
        if (ejected) registry.remove(validators[earlier]);
        IRewardDistributor.PendingRoot memory expected = distributor.pendingRoot();
        bytes memory refusal = ALLOWED;
        if (!isPending || epoch != 2) refusal = _noPending(epoch);
        else if (_seatOf(caller) == 0 || (ejected && caller == validators[earlier])) refusal = _notEligible(caller, 2);
        else if (vetoed && caller == validators[earlier]) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorAlreadyVetoed.selector, caller, 2);
        }

        bool done = _callAs(caller, address(distributor), abi.encodeCall(distributor.veto, (epoch)), refusal);

        bool cancelled = done && vetoed && !ejected;
        if (done) expected.vetoes |= uint208(_seatOf(caller));
        if (cancelled) delete expected;
        vm.assertEq(keccak256(abi.encode(distributor.pendingRoot())), keccak256(abi.encode(expected)), "pending root");
        vm.assertEq(distributor.attemptOf(2), cancelled ? 2 : 1, "attempt");
        vm.assertEq(distributor.totalCumulative(), total, "VOT5: no money moves");
    }

    function _refusalOfConfirmation(
        address caller,
        uint256 epoch,
        bytes32 digest,
        bool revealed
    ) private view returns (bytes memory) {
        bytes32 pending = distributor.pendingRoot().reportHash;
        if (pending == 0 || epoch != 2) return _noPending(epoch);
        if (digest != pending) {
            return
                abi.encodeWithSelector(IRewardDistributor.RewardDistributorDifferentReport.selector, digest, pending);
        }
        uint256 seat = _seatOf(caller);
        if (seat == 0) return _notEligible(caller, 2);
        if (seat == 8 && !revealed) return _notRevealed(caller);
        return seat == 8 ? ALLOWED : _alreadyVoted(caller, digest);
    }

    /// @dev The first rule that a vote breaks, in the order of the contract.
    function _refusal(
        address caller,
        uint256 epoch,
        IRewardDistributor.Report memory report,
        uint256 length
    ) private view returns (bytes memory) {
        if (epoch != 2) {
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorEpochNotNext.selector, epoch, 2);
        }
        uint48 opens = schedule.revealEndsAt(2);
        if (block.timestamp < opens) {
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorRevealOpen.selector, 2, opens);
        }
        bytes32 pending = distributor.pendingRoot().root;
        if (pending != 0) {
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorRootPending.selector, 2, pending);
        }
        uint256 seat = _seatOf(caller);
        if (seat == 0) return _notEligible(caller, 2);
        if (seat == 8) return _notRevealed(caller);
        if (length == 0 || length > 256) {
            bytes4 selector = IRewardDistributor.RewardDistributorTextLengthOutOfBounds.selector;
            return abi.encodeWithSelector(selector, length, 256);
        }
        return _refusalOfReport(caller, report);
    }

    function _refusalOfReport(
        address caller,
        IRewardDistributor.Report memory report
    ) private view returns (bytes memory) {
        if (report.root == 0) return abi.encodeWithSelector(IRewardDistributor.RewardDistributorZeroRoot.selector);
        if (report.leafCount < 2) {
            return
                abi.encodeWithSelector(IRewardDistributor.RewardDistributorTooFewLeaves.selector, report.leafCount, 2);
        }
        if (report.prevRoot != root) {
            bytes4 selector = IRewardDistributor.RewardDistributorWrongPreviousRoot.selector;
            return abi.encodeWithSelector(selector, report.prevRoot, root);
        }
        if (report.rulesetHash != RULESET) {
            bytes4 selector = IRewardDistributor.RewardDistributorWrongRuleset.selector;
            return abi.encodeWithSelector(selector, report.rulesetHash, RULESET);
        }
        bytes memory refusal = _refusalOfAmountAndFiles(report);
        if (refusal.length > 0) return refusal;
        bytes32 digest = distributor.reportHash(2, 1, report);
        return distributor.voteOf(2, 1, caller) == digest ? _alreadyVoted(caller, digest) : ALLOWED;
    }

    function _refusalOfAmountAndFiles(IRewardDistributor.Report memory report) private view returns (bytes memory) {
        if (report.totalCumulative < total) {
            bytes4 selector = IRewardDistributor.RewardDistributorTotalDecreased.selector;
            return abi.encodeWithSelector(selector, report.totalCumulative, total);
        }
        uint256 budget = (FUNDED - total) / 100;
        if (report.totalCumulative - total > budget) {
            bytes4 selector = IRewardDistributor.RewardDistributorOverBudget.selector;
            return abi.encodeWithSelector(selector, report.totalCumulative - total, budget);
        }
        if (report.filesBitmap & ~uint256(7) != 0) {
            bytes4 selector = IRewardDistributor.RewardDistributorFileNotRevealed.selector;
            return abi.encodeWithSelector(selector, report.filesBitmap, 7);
        }
        if (report.filesBitmap == 7) return ALLOWED;
        uint256 files = (report.filesBitmap & 1) + ((report.filesBitmap >> 1) & 1) + ((report.filesBitmap >> 2) & 1);
        return abi.encodeWithSelector(IRewardDistributor.RewardDistributorTooFewFiles.selector, files, 3);
    }

    /// @dev Replaces what was drawn by what is right, but for a few fields that `pick` leaves.
    function _mend(IRewardDistributor.Report memory report, uint256 pick) private view {
        IRewardDistributor.Report memory good = _goodReport(0);
        uint256 random = pick >> 32;
        if (random % 16 == 0) report.root = 0;
        if (random % 16 == 1) report.root = good.root;
        if ((random >> 4) % 16 != 0) report.leafCount = uint32(bound(report.leafCount, 2, type(uint32).max));
        else report.leafCount = report.leafCount % 3;
        if ((random >> 8) % 16 != 0) report.prevRoot = good.prevRoot;
        if ((random >> 12) % 16 != 0) report.rulesetHash = good.rulesetHash;
        uint256 budget = (FUNDED - total) / 100;
        if ((random >> 16) % 16 > 1) report.totalCumulative = total + bound(report.totalCumulative, 0, budget);
        if ((random >> 16) % 16 == 1) report.totalCumulative = total + budget + 1;
        if ((random >> 20) % 8 != 0) report.filesBitmap = 7;
        else if ((random >> 23) % 2 == 0) report.filesBitmap &= 7;
    }

    /// @dev Lets up to three validators vote for the report first, if it can be voted for; returns its support.
    function _votesBefore(IRewardDistributor.Report memory report, uint256 pick) private returns (uint256 votes) {
        if (_refusalOfReport(address(0), report).length > 0) return 0;
        uint256 count = (pick >> 12) % 4;
        uint256 first = (pick >> 14) % 3;
        for (uint256 i = 0; i < count; ++i) {
            uint256 voter = (first + i) % 3;
            _vote(voter, report);
            votes |= 1 << voter;
        }
    }

    function _assertProposed(bytes32 digest, IRewardDistributor.Report memory report) private view {
        IRewardDistributor.PendingRoot memory pending = distributor.pendingRoot();
        vm.assertEq(pending.reportHash, digest, "VOT2: the report");
        vm.assertEq(pending.root, report.root, "VOT2: its root");
        vm.assertEq(pending.totalCumulative, report.totalCumulative, "VOT2: its total");
        vm.assertEq(pending.supporters, 7, "VOT2: the supporters");
        vm.assertEq(pending.activatesAt, block.timestamp + 1 days, "VOT4: not before the delay");
        vm.assertEq(pending.vetoes, 0, "no veto yet");
        vm.assertEq(pending.epoch, 2, "epoch");
    }

    function _notRevealed(address caller) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRewardDistributor.RewardDistributorNotRevealed.selector, caller, 2);
    }

    function _alreadyVoted(address caller, bytes32 digest) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRewardDistributor.RewardDistributorAlreadyVoted.selector, caller, digest);
    }
}

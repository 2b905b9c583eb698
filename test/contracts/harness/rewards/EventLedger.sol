// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IExpiringPause} from "../../../../contracts/interfaces/IExpiringPause.sol";
import {IRewardDistributor} from "../../../../contracts/interfaces/IRewardDistributor.sol";
import {IRewardReserve} from "../../../../contracts/interfaces/IRewardReserve.sol";
import {IScoreCommitments} from "../../../../contracts/interfaces/IScoreCommitments.sol";
import {IValidatorRegistry} from "../../../../contracts/interfaces/IValidatorRegistry.sol";
import {Harness} from "../Harness.sol";
import {ClaimModel} from "./ClaimModel.sol";

/// @dev The cheat codes that read events.
interface VmLogs {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
}

/// @dev Records events. As the first base it also sees those of the deployment.
abstract contract EventRecorder is Harness {
    constructor() {
        VmLogs(address(vm)).recordLogs();
    }
}

/// @dev The state of the rewards, rebuilt from their events alone.
abstract contract EventLedger is EventRecorder, ClaimModel {
    mapping(address validator => uint256 bit) private _bitSeen;
    mapping(address account => uint256 amount) private _claimedSeen;
    mapping(address account => bool value) private _optOutSeen;
    mapping(uint256 epoch => bytes32 root) private _rootSeen;
    mapping(uint256 epoch => uint256 count) private _cancelledSeen;
    mapping(uint256 epoch => uint256 count) private _guardianSeen;
    mapping(uint256 epoch => uint256 amount) private _revenueSeen;
    mapping(uint256 epoch => uint256 bitmap) private _revealedSeen;
    mapping(uint256 epoch => mapping(address validator => bytes32 hash)) private _scoresSeen;
    mapping(uint256 epoch => mapping(uint256 attempt => mapping(address who => bytes32 digest))) private _voteSeen;
    mapping(bytes32 digest => uint256 bitmap) private _supportSeen;
    IRewardDistributor.PendingRoot private _pendingSeen;
    bytes32 private _lastVoteSeen;
    uint256 private _pausedUntilSeen;
    uint256 private _totalSeen;
    uint256 private _remainingSeen;
    uint256 private _carriedSeen;
    uint256 private _settledSeen;

    constructor() {
        _afterCall(true);
    }

    /// @dev Reads what a call emitted. The runner records the events of a reverted call too.
    function _afterCall(bool passed) internal override {
        VmLogs.Log[] memory logs = VmLogs(address(vm)).getRecordedLogs();
        if (!passed) return;
        for (uint256 i = 0; i < logs.length; ++i) {
            VmLogs.Log memory log = logs[i];
            // Of each constructor, and without an epoch.
            if (log.topics[0] == IAccessManaged.AuthorityUpdated.selector) continue;
            if (log.emitter == address(distributor)) _readDistributor(log.topics, log.data);
            else if (log.emitter == address(reserve)) _readReserve(log.topics, log.data);
            else if (log.emitter == address(commitments)) _readScores(log.topics, log.data);
            else if (log.emitter == address(registry)) _readRegistry(log.topics);
        }
    }

    /// @dev Reverts when the events do not suffice to know the state.
    function _checkEvents() internal view {
        for (uint256 i = 0; i < ACTORS; ++i) {
            address account = _accounts[i];
            _same(_claimedSeen[account], distributor.claimedOf(account), "DIS11: what an account was paid");
            bool optedOut = distributor.isClaimOptedOut(account);
            if (_optOutSeen[account] != optedOut) vm.assertTrue(false, "DIS11: an opt-out");
            bytes32 vote = _voteSeen[_next][_cancelledSeen[_next] + 1][_seats[i]];
            bytes32 actual = distributor.voteOf(_next, distributor.attemptOf(_next), _seats[i]);
            _same(uint256(vote), uint256(actual), "DIS11: a vote");
        }
        for (uint256 c = _first; c < _candidates.length; ++c) _checkSupportSeen(_candidates[c].digest);
        _checkSupportSeen(_candidates[_turn(_candidates.length)].digest);
        _checkEpochSeen(_turn(_next + 1));
        _checkEpochSeen(_next);
        _same(_totalSeen, distributor.totalCumulative(), "DIS11: the total");
        _same(_remainingSeen, reserve.remaining(), "DIS11: what remains");
        _same(_carriedSeen, reserve.carriedRevenue(), "DIS11: carried revenue");
        _same(_settledSeen, reserve.lastSettledEpoch(), "DIS11: the last settled epoch");
        _same(_pausedUntilSeen, distributor.pausedUntil(), "DIS11: the pause");
        bytes32 pending = keccak256(abi.encode(distributor.pendingRoot()));
        _same(uint256(keccak256(abi.encode(_pendingSeen))), uint256(pending), "DIS11: the pending root");
    }

    function _readDistributor(bytes32[] memory topics, bytes memory data) private {
        bytes32 kind = topics[0];
        if (kind == IExpiringPause.Paused.selector || kind == IExpiringPause.Unpaused.selector) {
            _pausedUntilSeen = abi.decode(data, (uint48));
            return;
        }
        uint256 epoch = uint256(topics[1]);
        if (kind == IRewardDistributor.Claimed.selector) {
            (, uint256 cumulative) = abi.decode(data, (uint256, uint256));
            _claimedSeen[_addressIn(topics[2])] = cumulative;
        } else if (kind == IRewardDistributor.ClaimOptOutChanged.selector) {
            _optOutSeen[_addressIn(topics[1])] = abi.decode(data, (bool));
        } else if (kind == IRewardDistributor.RootSubmitted.selector) {
            (uint256 attempt, bytes32 digest) = abi.decode(data, (uint256, bytes32));
            _readVote(epoch, attempt, _addressIn(topics[2]), digest);
            _lastVoteSeen = digest;
        } else if (kind == IRewardDistributor.RootProposed.selector) {
            _readProposed(epoch, data);
        } else if (kind == IRewardDistributor.RootConfirmed.selector) {
            (uint256 attempt, bytes32 digest, uint256 supporters) = abi.decode(data, (uint256, bytes32, uint256));
            _readVote(epoch, attempt, _addressIn(topics[2]), digest);
            _pendingSeen.supporters = uint208(supporters);
        } else if (kind == IRewardDistributor.RootVetoed.selector) {
            (, uint256 vetoes) = abi.decode(data, (uint256, uint256));
            _pendingSeen.vetoes = uint208(vetoes);
        } else if (kind == IRewardDistributor.RootCancelled.selector) {
            _readCancelled(epoch, data);
        } else if (kind == IRewardDistributor.RootActivated.selector) {
            (_rootSeen[epoch], _totalSeen) = abi.decode(data, (bytes32, uint256));
            delete _pendingSeen;
        }
    }

    /// @dev A vote takes the place of the one that its validator gave in the same attempt.
    function _readVote(uint256 epoch, uint256 attempt, address validator, bytes32 digest) private {
        _supportSeen[_voteSeen[epoch][attempt][validator]] &= ~_bitSeen[validator];
        _supportSeen[digest] |= _bitSeen[validator];
        _voteSeen[epoch][attempt][validator] = digest;
    }

    function _readCancelled(uint256 epoch, bytes memory data) private {
        (uint256 attempt, , IRewardDistributor.CancelReason reason) = abi.decode(
            data,
            (uint256, bytes32, IRewardDistributor.CancelReason)
        );
        _cancelledSeen[epoch] = attempt;
        if (reason == IRewardDistributor.CancelReason.Guardian) ++_guardianSeen[epoch];
        delete _pendingSeen;
    }

    function _readProposed(uint256 epoch, bytes memory data) private {
        (, bytes32 root, uint256 total, uint48 activatesAt, uint256 supporters) = abi.decode(
            data,
            (uint256, bytes32, uint256, uint48, uint256)
        );
        // A quorum is announced right after the vote that completes it, without repeating its digest.
        _pendingSeen.reportHash = _lastVoteSeen;
        _pendingSeen.root = root;
        _pendingSeen.totalCumulative = total;
        _pendingSeen.activatesAt = activatesAt;
        _pendingSeen.supporters = uint208(supporters);
        _pendingSeen.epoch = uint48(epoch);
    }

    function _readReserve(bytes32[] memory topics, bytes memory data) private {
        uint256 epoch = uint256(topics[1]);
        if (topics[0] == IRewardReserve.Funded.selector) {
            (, _remainingSeen) = abi.decode(data, (uint256, uint256));
        } else if (topics[0] == IRewardReserve.RevenueDeposited.selector) {
            (, uint256 amount) = abi.decode(data, (uint8, uint256));
            _revenueSeen[epoch] += amount;
        } else if (topics[0] == IRewardReserve.Released.selector) {
            (uint256 amount, uint256 remaining) = abi.decode(data, (uint256, uint256));
            _carriedSeen = _carriedSeen + _revenueSeen[epoch] + _remainingSeen - remaining - amount;
            (_remainingSeen, _settledSeen) = (remaining, epoch);
        } else if (topics[0] == IRewardReserve.EpochSkipped.selector) {
            (_carriedSeen, _settledSeen) = (abi.decode(data, (uint256)), epoch);
        }
    }

    function _readScores(bytes32[] memory topics, bytes memory data) private {
        (uint256 epoch, address validator) = (uint256(topics[1]), _addressIn(topics[2]));
        if (topics[0] == IScoreCommitments.ScoresCommitted.selector) {
            _scoresSeen[epoch][validator] = abi.decode(data, (bytes32));
        } else if (topics[0] == IScoreCommitments.ScoresRevealed.selector) {
            _revealedSeen[epoch] |= _bitSeen[validator];
        }
    }

    function _readRegistry(bytes32[] memory topics) private {
        if (topics[0] != IValidatorRegistry.ValidatorAdmitted.selector) return;
        _bitSeen[_addressIn(topics[1])] = 1 << uint256(topics[2]);
    }

    function _checkSupportSeen(bytes32 digest) private view {
        _same(_supportSeen[digest], distributor.supportOf(digest), "DIS11: the support of a report");
    }

    function _checkEpochSeen(uint256 epoch) private view {
        address seat = _seats[_turn(SEATS)];
        _same(uint256(_rootSeen[epoch]), uint256(distributor.rootOf(epoch)), "DIS11: a root");
        _same(uint256(_scoresSeen[epoch][seat]), uint256(commitments.commitmentOf(epoch, seat)), "DIS11: scores");
        _same(_revealedSeen[epoch], commitments.revealedBitmap(epoch), "DIS11: revealed scores");
        _same(_guardianSeen[epoch], distributor.guardianCancellationsOf(epoch), "DIS11: cancellations by the guardian");
        _same(_revenueSeen[epoch], reserve.revenueOf(epoch), "DIS11: revenue");
    }

    function _addressIn(bytes32 topic) private pure returns (address) {
        return address(uint160(uint256(topic)));
    }
}

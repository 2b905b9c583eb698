// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IExpiringPause} from "../../../../contracts/interfaces/IExpiringPause.sol";
import {IRewardDistributor} from "../../../../contracts/interfaces/IRewardDistributor.sol";
import {IRewardReserve} from "../../../../contracts/interfaces/IRewardReserve.sol";
import {IScoreCommitments} from "../../../../contracts/interfaces/IScoreCommitments.sol";
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

/// @dev The state of the rewards, rebuilt from their events alone.
abstract contract EventLedger is ClaimModel {
    mapping(address account => uint256 amount) private _claimedSeen;
    mapping(address account => bool value) private _optOutSeen;
    mapping(uint256 epoch => bytes32 root) private _rootSeen;
    mapping(uint256 epoch => uint256 count) private _cancelledSeen;
    mapping(uint256 epoch => uint256 amount) private _revenueSeen;
    mapping(uint256 epoch => mapping(address validator => bytes32 hash)) private _scoresSeen;
    mapping(uint256 epoch => mapping(uint256 attempt => mapping(address who => bytes32 digest))) private _voteSeen;
    IRewardDistributor.PendingRoot private _pendingSeen;
    bytes32 private _lastVoteSeen;
    uint256 private _pausedUntilSeen;
    uint256 private _totalSeen;
    uint256 private _remainingSeen = FUNDED;
    uint256 private _carriedSeen;
    uint256 private _settledSeen;

    constructor() {
        VmLogs(address(vm)).recordLogs();
    }

    /// @dev Reads what a call emitted. The runner records the events of a reverted call too.
    function _afterCall(bool passed) internal override {
        VmLogs.Log[] memory logs = VmLogs(address(vm)).getRecordedLogs();
        if (!passed) return;
        for (uint256 i = 0; i < logs.length; ++i) {
            VmLogs.Log memory log = logs[i];
            if (log.emitter == address(distributor)) _readDistributor(log.topics, log.data);
            else if (log.emitter == address(reserve)) _readReserve(log.topics, log.data);
            else if (log.emitter == address(commitments)) _readScores(log.topics, log.data);
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
        uint256 epoch = _turn(_next + 1);
        address seat = _seats[_turn(SEATS)];
        _same(uint256(_rootSeen[epoch]), uint256(distributor.rootOf(epoch)), "DIS11: a root");
        _same(uint256(_scoresSeen[epoch][seat]), uint256(commitments.commitmentOf(epoch, seat)), "DIS11: scores");
        _same(_revenueSeen[epoch], reserve.revenueOf(epoch), "DIS11: revenue");
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
            _voteSeen[epoch][attempt][_addressIn(topics[2])] = digest;
            _lastVoteSeen = digest;
        } else if (kind == IRewardDistributor.RootProposed.selector) {
            _readProposed(epoch, data);
        } else if (kind == IRewardDistributor.RootConfirmed.selector) {
            (uint256 attempt, bytes32 digest, uint256 supporters) = abi.decode(data, (uint256, bytes32, uint256));
            _voteSeen[epoch][attempt][_addressIn(topics[2])] = digest;
            _pendingSeen.supporters = uint208(supporters);
        } else if (kind == IRewardDistributor.RootVetoed.selector) {
            (, uint256 vetoes) = abi.decode(data, (uint256, uint256));
            _pendingSeen.vetoes = uint208(vetoes);
        } else if (kind == IRewardDistributor.RootCancelled.selector) {
            _cancelledSeen[epoch] = abi.decode(data, (uint256));
            delete _pendingSeen;
        } else if (kind == IRewardDistributor.RootActivated.selector) {
            (_rootSeen[epoch], _totalSeen) = abi.decode(data, (bytes32, uint256));
            delete _pendingSeen;
        }
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
        if (topics[0] != IScoreCommitments.ScoresCommitted.selector) return;
        _scoresSeen[uint256(topics[1])][_addressIn(topics[2])] = abi.decode(data, (bytes32));
    }

    function _addressIn(bytes32 topic) private pure returns (address) {
        return address(uint160(uint256(topic)));
    }
}

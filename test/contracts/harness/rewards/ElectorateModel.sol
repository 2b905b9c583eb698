// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IScoreCommitments} from "../../../../contracts/interfaces/IScoreCommitments.sol";
import {IValidatorRegistry} from "../../../../contracts/interfaces/IValidatorRegistry.sol";
import {ReserveModel} from "./ReserveModel.sol";

/// @dev Who is a validator and was one at the end of each epoch, what they bonded, and whose scores are known.
abstract contract ElectorateModel is ReserveModel {
    uint256 internal constant SEATS = 8;
    uint256 internal constant UNBONDING = 14 days;
    uint256 private constant BOND = 100e18;
    string private constant AGE_KEY = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

    /// @dev Four plain validators, then four actors.
    address[SEATS] internal _seats;
    IValidatorRegistry.Status[SEATS] internal _status;
    uint256[SEATS] internal _bonds;
    uint256[SEATS] private _unbondingEndsAt;
    uint256 internal _active;
    uint256 internal _ejected;
    mapping(uint256 epoch => uint256 bitmap) private _activeAtEndOf;
    /// @dev The first epoch whose electorate is not fixed yet.
    uint256 private _unended = 1;

    mapping(uint256 epoch => uint256 bitmap) internal _committed;
    mapping(uint256 epoch => uint256 bitmap) internal _revealed;

    constructor() {
        registry.setBondRequired(BOND);
        for (uint256 i = 0; i < SEATS; ++i) {
            if (i < 4) {
                _seats[i] = validators[i];
                _status[i] = IValidatorRegistry.Status.Active;
                _active |= 1 << i;
            } else {
                _seats[i] = _accounts[i - 4];
                registry.admit(_seats[i], AGE_KEY, "");
                _status[i] = IValidatorRegistry.Status.Admitted;
                if (i == 4) _enroll(i);
            }
        }
    }

    /// @dev The only way in which time passes: fixes the electorate of every epoch that ends meanwhile. What happens in
    /// the very second of the end still counts.
    function _passTo(uint256 time) internal {
        if (time <= _time) return;
        while (_endOf(_unended) < time) _activeAtEndOf[_unended++] = _active;
        _time = time;
        vm.warp(time);
    }

    /// @dev Passes to, or one second beside, a time at which something changes, or by any duration.
    function _passSomehow() internal {
        uint256 kind = _below(6);
        if (kind == 0) _passTo(_time + _below(3 days));
        else if (kind == 1) _passTo(_endOf(_next) + _below(3) - 1);
        else if (kind == 2) _passTo(_commitEndsAt(_next) + _below(3) - 1);
        else if (kind == 3) _passTo(_revealEndsAt(_next) + _below(3) - 1);
        else if (kind == 4) _passTo(_time + _below(3));
        else if (_oneIn(8)) _passTo(_time + _below(3 * EPOCH));
    }

    /// @dev Moves one validator one step on its way: in, out, or out against its will.
    function _churn() internal {
        uint256 i = _below(SEATS);
        IValidatorRegistry.Status status = _status[i];
        bool spare = _countOf(_active) > 4 || _oneIn(8);
        if (status == IValidatorRegistry.Status.Removed) _readmit(i);
        else if (status == IValidatorRegistry.Status.Leaving) _withdrawOrEject(i);
        else if (status == IValidatorRegistry.Status.Admitted && _countOf(_active) < 6) _enroll(i);
        else if (status == IValidatorRegistry.Status.Admitted && _oneIn(4)) _enroll(i);
        else if (status == IValidatorRegistry.Status.Admitted || !spare) return;
        else if (_oneIn(2)) _leave(i);
        else _eject(i, false);
    }

    /// @dev Takes some of the bond of a validator, which is ejected by that if it was not yet.
    function _slash() internal {
        uint256 i = _below(SEATS);
        bool spare = _status[i] != IValidatorRegistry.Status.Active || _countOf(_active) > 4 || _oneIn(8);
        if (spare) _eject(i, true);
    }

    /// @dev Brings validators back until five are active, so that most epochs can be reported.
    function _refill() internal {
        for (uint256 i = 0; i < SEATS && _countOf(_active) < 5; ++i) {
            if (_status[i] == IValidatorRegistry.Status.Leaving) {
                if (_time < _unbondingEndsAt[i]) continue;
                _withdrawOrEject(i);
            }
            if (_status[i] == IValidatorRegistry.Status.Removed) _readmit(i);
            if (_status[i] == IValidatorRegistry.Status.Admitted) _enroll(i);
        }
        for (uint256 i = 0; i < SEATS && _countOf(_active) < 5; ++i) {
            if (_status[i] != IValidatorRegistry.Status.Leaving) continue;
            _eject(i, false);
            _readmit(i);
            _enroll(i);
        }
    }

    /// @dev Ejects a validator; with `slashes`, by taking some of its bond.
    function _eject(uint256 i, bool slashes) internal {
        bytes memory data = abi.encodeCall(registry.remove, (_seats[i]));
        uint256 amount = 0;
        if (slashes) {
            amount = _below(_bonds[i] + 1);
            data = abi.encodeCall(registry.slash, (_seats[i], amount, "reason"));
        }
        if (!_send(address(this), address(registry), data, "", "VAL2: eject")) return;
        if (_status[i] != IValidatorRegistry.Status.Removed) _unbondingEndsAt[i] = _time + UNBONDING;
        _status[i] = IValidatorRegistry.Status.Removed;
        _active &= ~(1 << i);
        _ejected |= 1 << i;
        _bonds[i] -= amount;
        _moved(address(registry), address(this), amount);
        _count(slashes ? bytes32("slash") : bytes32("eject"));
    }

    function _readmit(uint256 i) internal {
        bytes memory data = abi.encodeCall(registry.admit, (_seats[i], AGE_KEY, ""));
        if (!_send(address(this), address(registry), data, "", "VAL2: admit again")) return;
        _status[i] = IValidatorRegistry.Status.Admitted;
        _count("readmit");
    }

    /// @dev Gives an admitted validator what it must bond and makes it active.
    function _enroll(uint256 i) internal {
        uint256 missing = _bonds[i] < BOND ? BOND - _bonds[i] : 0;
        token.transfer(_seats[i], missing);
        _moved(address(this), _seats[i], missing);
        vm.prank(_seats[i]);
        token.approve(address(registry), type(uint256).max);
        if (!_send(_seats[i], address(registry), abi.encodeCall(registry.activate, ()), "", "VAL2: activate")) return;
        _status[i] = IValidatorRegistry.Status.Active;
        _unbondingEndsAt[i] = 0;
        _active |= 1 << i;
        _ejected &= ~(1 << i);
        _bonds[i] += missing;
        _moved(_seats[i], address(registry), missing);
        _count("enroll");
    }

    function _leave(uint256 i) private {
        bytes memory data = abi.encodeCall(registry.startLeaving, ());
        if (!_send(_seats[i], address(registry), data, "", "VAL2: leave")) return;
        _status[i] = IValidatorRegistry.Status.Leaving;
        _unbondingEndsAt[i] = _time + UNBONDING;
        _active &= ~(1 << i);
        _count("leave");
    }

    function _withdrawOrEject(uint256 i) private {
        uint256 endsAt = _unbondingEndsAt[i];
        if (_time < endsAt && _oneIn(2)) return _eject(i, false);
        bytes memory refusal;
        if (_time < endsAt) {
            bytes4 code = IValidatorRegistry.ValidatorRegistryStillUnbonding.selector;
            refusal = abi.encodeWithSelector(code, endsAt, _time);
        }
        bytes memory data = abi.encodeCall(registry.withdrawBond, ());
        if (!_send(_seats[i], address(registry), data, refusal, "VAL6: withdrawal")) return;
        _status[i] = IValidatorRegistry.Status.Admitted;
        _unbondingEndsAt[i] = 0;
        _ejected |= 1 << i;
        _moved(address(registry), _seats[i], _bonds[i]);
        _bonds[i] = 0;
        _count("withdraw");
    }

    function _commit(uint256 i, uint256 epoch) internal {
        uint256 bit = 1 << i;
        bytes memory refusal;
        if (_time <= _endOf(epoch) || _time >= _commitEndsAt(epoch)) {
            bytes4 code = IScoreCommitments.ScoreCommitmentsOutsideCommitWindow.selector;
            refusal = abi.encodeWithSelector(code, _time, _endOf(epoch), _commitEndsAt(epoch));
        } else if (_eligible(epoch) & bit == 0) {
            refusal = _about(IScoreCommitments.ScoreCommitmentsNotEligible.selector, i, epoch);
        } else if (_committed[epoch] & bit != 0) {
            refusal = _about(IScoreCommitments.ScoreCommitmentsAlreadyCommitted.selector, i, epoch);
        }
        bytes memory data = abi.encodeCall(commitments.commitScores, (epoch, _scoresOf(i, epoch)));
        if (!_send(_seats[i], address(commitments), data, refusal, "COM1: commit")) return;
        _committed[epoch] |= bit;
        _count("commit");
    }

    function _reveal(uint256 i, uint256 epoch) internal {
        uint256 bit = 1 << i;
        bytes memory refusal;
        if (_time < _commitEndsAt(epoch) || _time >= _revealEndsAt(epoch)) {
            bytes4 code = IScoreCommitments.ScoreCommitmentsOutsideRevealWindow.selector;
            refusal = abi.encodeWithSelector(code, _time, _commitEndsAt(epoch), _revealEndsAt(epoch));
        } else if (_committed[epoch] & bit == 0) {
            refusal = _about(IScoreCommitments.ScoreCommitmentsNotCommitted.selector, i, epoch);
        } else if (_revealed[epoch] & bit != 0) {
            refusal = _about(IScoreCommitments.ScoreCommitmentsAlreadyRevealed.selector, i, epoch);
        } else if (_eligible(epoch) & bit == 0) {
            refusal = _about(IScoreCommitments.ScoreCommitmentsNotEligible.selector, i, epoch);
        }
        bytes memory data = abi.encodeCall(commitments.revealScores, (epoch, "u"));
        if (!_send(_seats[i], address(commitments), data, refusal, "COM2: reveal")) return;
        _revealed[epoch] |= bit;
        _count("reveal");
    }

    /// @dev Brings the next epoch past its reveal window, everybody who can doing its work in the time that is left.
    function _finishScores() internal {
        if (_time <= _endOf(_next)) _refill();
        _passTo(_endOf(_next) + 1);
        bool scores = _time < _commitEndsAt(_next);
        for (uint256 i = 0; scores && i < SEATS; ++i) {
            if (_eligible(_next) & ~_committed[_next] & (1 << i) != 0) _commit(i, _next);
        }
        _passTo(_commitEndsAt(_next));
        bool reveals = _time < _revealEndsAt(_next);
        for (uint256 i = 0; reveals && i < SEATS; ++i) {
            if (_eligible(_next) & _committed[_next] & ~_revealed[_next] & (1 << i) != 0) _reveal(i, _next);
        }
        _passTo(_revealEndsAt(_next));
    }

    /// @dev Reverts when an electorate or the scores of an epoch differ from the model.
    function _checkElectorate() internal view {
        uint256 i = _turn(SEATS);
        for (uint256 epoch = _unended > 3 ? _unended - 3 : 1; epoch < _unended; ++epoch) {
            uint256 end = _endOf(epoch);
            _same(registry.activeBitmapAt(end), _activeAtEndOf[epoch], "VAL3: active at an epoch's end");
            _same(registry.eligibleBitmapAt(end), _eligible(epoch), "VAL4: eligible at an epoch's end");
            _same(commitments.revealedBitmap(epoch), _revealed[epoch], "COM2: revealed scores");
            bytes32 hash = _committed[epoch] & (1 << i) == 0 ? bytes32(0) : _scoresOf(i, epoch);
            _same(uint256(commitments.commitmentOf(epoch, _seats[i])), uint256(hash), "COM1: a commitment");
        }
        uint256 old = 1 + _turn(_unended);
        _same(commitments.revealedBitmap(old), _revealed[old], "COM2: revealed scores of an old epoch");
        _same(schedule.endOf(old), _endOf(old), "EPO1: the end of an epoch");
        _same(schedule.revealEndsAt(old), _revealEndsAt(old), "EPO1: the end of a window");
        _same(schedule.currentEpoch(), _currentEpoch(), "EPO2: the current epoch");
        _same(uint256(registry.statusOf(_seats[i])), uint256(_status[i]), "VAL2: status");
        _same(registry.bondOf(_seats[i]), _bonds[i], "VAL5: bond");
    }

    /// @dev The validators active at the end of `epoch` that are not ejected now.
    function _eligible(uint256 epoch) internal view returns (uint256) {
        return _activeAtEndOf[epoch] & ~_ejected;
    }

    /// @dev N of `epoch`.
    function _sizeOf(uint256 epoch) internal view returns (uint256) {
        return _countOf(_activeAtEndOf[epoch]);
    }

    /// @dev The smallest number that is more than two thirds of N.
    function _quorumOf(uint256 epoch) internal view returns (uint256 quorum) {
        uint256 size = _sizeOf(epoch);
        while (3 * quorum <= 2 * size) ++quorum;
    }

    /// @dev The score files of the next epoch that count now.
    function _usableFiles() internal view returns (uint256) {
        return _revealed[_next] & _eligible(_next);
    }

    function _about(bytes4 code, uint256 seat, uint256 epoch) internal view returns (bytes memory) {
        return abi.encodeWithSelector(code, _seats[seat], epoch);
    }

    function _countOf(uint256 bitmap) internal pure returns (uint256 count) {
        for (; bitmap != 0; bitmap &= bitmap - 1) ++count;
    }

    /// @dev The lowest seat in a bitmap that is not empty.
    function _lowestOf(uint256 bitmap) internal pure returns (uint256 seat) {
        while (bitmap & (1 << seat) == 0) ++seat;
    }

    function _scoresOf(uint256 i, uint256 epoch) private pure returns (bytes32) {
        return keccak256(abi.encode("scores", i, epoch));
    }
}

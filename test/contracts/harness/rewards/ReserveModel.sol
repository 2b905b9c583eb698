// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRewardReserve} from "../../../../contracts/interfaces/IRewardReserve.sol";
import {Ghost} from "./Ghost.sol";

/// @dev What the RewardReserve must know: its counters, its parameters and the next epoch.
abstract contract ReserveModel is Ghost {
    struct Change {
        uint256 fromEpoch;
        uint16 emissionBps;
        bytes32 rulesetHash;
    }

    /// @dev The epoch to be settled next.
    uint256 internal _next = 1;
    uint256 internal _paidIn = FUNDED;
    uint256 internal _released;
    uint256 private _remaining = FUNDED;
    uint256 private _carried;
    uint256 private _unsettled;
    mapping(uint256 epoch => uint256 amount) private _revenueOf;
    Change[] private _changes;

    constructor() {
        _changes.push(Change(0, 100, RULESET));
    }

    function _fund() internal {
        uint256 amount = _oneIn(8) ? 0 : 1 + _below(100_000e18);
        bytes memory refusal;
        if (amount == 0) refusal = abi.encodeWithSelector(IRewardReserve.RewardReserveZeroAmount.selector);

        bytes memory data = abi.encodeCall(reserve.fund, (amount));
        if (!_send(address(this), address(reserve), data, refusal, "RES2: fund")) return;
        _remaining += amount;
        _paidIn += amount;
        _moved(address(this), address(reserve), amount);
        _count("fund");
    }

    function _depositRevenue() internal {
        uint256 amount = 1 + _below(50_000e18);
        uint8 purpose = uint8(_below(34));
        bytes memory refusal;
        if (purpose > 31) {
            refusal = abi.encodeWithSelector(IRewardReserve.RewardReserveUnknownPurpose.selector, purpose, 31);
        }

        bytes memory data = abi.encodeCall(reserve.depositRevenue, (amount, purpose));
        if (!_send(address(this), address(reserve), data, refusal, "RES2: depositRevenue")) return;
        uint256 current = _currentEpoch();
        _revenueOf[current == 0 ? 1 : current] += amount;
        _unsettled += amount;
        _paidIn += amount;
        _moved(address(this), address(reserve), amount);
        _count("depositRevenue");
    }

    function _setParameters() internal {
        uint16 bps = uint16(_below(520));
        bytes32 rulesetHash = _oneIn(4) ? keccak256(abi.encode(bps)) : _changes[_changes.length - 1].rulesetHash;
        bytes memory refusal;
        if (bps < 1 || bps > 500) {
            refusal = abi.encodeWithSelector(IRewardReserve.RewardReserveEmissionOutOfBounds.selector, bps, 1, 500);
        }

        bytes memory data = abi.encodeCall(
            reserve.setParameters,
            (IRewardReserve.RewardParameters(bps, 1_000, 5e18, rulesetHash))
        );
        if (!_send(address(this), address(reserve), data, refusal, "RES5: setParameters")) return;
        _changes.push(Change(_currentEpoch() + 1, bps, rulesetHash));
        _count("setParameters");
    }

    /// @dev Books that the next epoch was paid `amount`, or skipped with 0.
    function _book(uint256 amount) internal {
        uint256 revenue = _carried + _revenueOf[_next];
        uint256 cap = (_remaining * _parametersOf(_next).emissionBps) / 10_000;
        _expect(amount <= revenue + cap, "RES4: more than the budget");
        uint256 fromRevenue = amount < revenue ? amount : revenue;
        _unsettled -= _revenueOf[_next];
        _carried = revenue - fromRevenue;
        _remaining -= amount - fromRevenue;
        _released += amount;
        _moved(address(reserve), address(distributor), amount);
        ++_next;
    }

    function _budget() internal view returns (uint256) {
        return (_remaining * _parametersOf(_next).emissionBps) / 10_000 + _carried + _revenueOf[_next];
    }

    function _parametersOf(uint256 epoch) internal view returns (Change memory) {
        uint256 i = _changes.length - 1;
        while (_changes[i].fromEpoch > epoch) --i;
        return _changes[i];
    }

    /// @dev Reverts when the reserve differs from the model. One epoch's parameters are looked at per call.
    function _checkReserve() internal view {
        _same(reserve.lastSettledEpoch() + 1, _next, "RES3: the next epoch");
        _same(reserve.remaining(), _remaining, "RES2: remaining");
        _same(reserve.carriedRevenue(), _carried, "RES2: carried revenue");
        _same(reserve.budgetOf(_next), _budget(), "RES4: the budget");
        uint256 owed = _remaining + _carried + _unsettled;
        _same(token.balanceOf(address(reserve)), owed + _donatedTo[address(reserve)], "RES1: tokens held");
        _same(_paidIn, _released + owed, "RES2: nothing appears or vanishes");
        uint256 epoch = _turn(_currentEpoch() + 2);
        _same(reserve.parametersOf(epoch).emissionBps, _parametersOf(epoch).emissionBps, "RES5: emission");
        _same(reserve.revenueOf(epoch), _revenueOf[epoch], "RES2: revenue of an epoch");
        _same(
            uint256(reserve.parametersOf(epoch).rulesetHash),
            uint256(_parametersOf(epoch).rulesetHash),
            "RES5: rules"
        );
    }

    /// @dev The clock, from its definition rather than from the EpochSchedule.
    function _currentEpoch() internal view returns (uint256) {
        return _time < GENESIS ? 0 : (_time - GENESIS) / EPOCH + 1;
    }

    function _endOf(uint256 epoch) internal pure returns (uint256) {
        return GENESIS + epoch * EPOCH;
    }

    function _commitEndsAt(uint256 epoch) internal pure returns (uint256) {
        return _endOf(epoch) + WINDOW;
    }

    function _revealEndsAt(uint256 epoch) internal pure returns (uint256) {
        return _endOf(epoch) + 2 * WINDOW;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IEpochSchedule} from "../interfaces/IEpochSchedule.sol";
import {IRewardReserve} from "../interfaces/IRewardReserve.sol";
import {Emission} from "../libraries/Emission.sol";

/// @title RewardReserve
/// @notice Holds the $GPT set aside for rewards and lets out at most one bounded budget per epoch, in epoch order.
/// @dev Invariants (tests cite the numbers):
/// RES1. Tokens held >= `remaining` + `carriedRevenue` + the revenue of every epoch not settled yet.
/// RES2. Everything paid in = everything released + the right side of RES1, to the wei.
/// RES3. An epoch is settled at most once, in order, after its end.
/// RES4. An epoch receives at most `budgetOf` it, and `remaining` shrinks by at most its emission cap.
/// RES5. The parameters of an epoch that has begun never change.
/// @custom:security-contact See SECURITY.md.
contract RewardReserve is IRewardReserve, AccessManaged {
    using SafeERC20 for IERC20;

    /// @dev Parameters from one epoch on, until the next entry.
    struct ParameterChange {
        uint256 fromEpoch;
        RewardParameters parameters;
    }

    /// @notice The smallest `emissionBps`: 0.01 % of the reserve per epoch.
    uint16 public constant MIN_EMISSION_BPS = 1;

    /// @notice The largest `emissionBps`: 5 % of the reserve per epoch.
    uint16 public constant MAX_EMISSION_BPS = 500;

    /// @notice The largest `validatorShareBps`: 20 % of an epoch's emission.
    uint16 public constant MAX_VALIDATOR_SHARE_BPS = 2_000;

    /// @notice The highest purpose: a consent mask has 32 bits.
    uint8 public constant MAX_PURPOSE = 31;

    /// @notice The $GPT token.
    IERC20 public immutable TOKEN;

    /// @notice When epochs begin and end.
    IEpochSchedule public immutable SCHEDULE;

    /// @inheritdoc IRewardReserve
    uint256 public remaining;

    /// @inheritdoc IRewardReserve
    uint256 public carriedRevenue;

    /// @inheritdoc IRewardReserve
    uint256 public lastSettledEpoch;

    /// @inheritdoc IRewardReserve
    mapping(uint256 epoch => uint256 amount) public revenueOf;

    /// @dev Ascending by first epoch, the last of equal ones counts. The first entry is for epoch 0, so every epoch
    /// finds one.
    ParameterChange[] private _changes;

    /// @notice Starts empty, with parameters for the first epochs.
    /// @param authority The AccessManager.
    /// @param token The $GPT token.
    /// @param schedule When epochs begin and end.
    /// @param initial Parameters until governance changes them.
    constructor(
        address authority,
        IERC20 token,
        IEpochSchedule schedule,
        RewardParameters memory initial
    ) AccessManaged(authority) {
        if (authority == address(0) || address(token) == address(0) || address(schedule) == address(0)) {
            revert RewardReserveZeroAddress();
        }
        _requireWithinBounds(initial);
        TOKEN = token;
        SCHEDULE = schedule;
        RewardParameters memory none;
        _changes.push(ParameterChange({fromEpoch: 0, parameters: initial}));
        emit ParametersChanged(0, none, initial);
    }

    /// @inheritdoc IRewardReserve
    function fund(uint256 amount) external {
        _requirePayable(amount);
        remaining += amount;
        emit Funded(msg.sender, amount, remaining);
        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc IRewardReserve
    function depositRevenue(uint256 amount, uint8 purpose) external {
        _requirePayable(amount);
        if (purpose > MAX_PURPOSE) revert RewardReserveUnknownPurpose(purpose, MAX_PURPOSE);
        uint256 current = SCHEDULE.currentEpoch();
        // There is no epoch 0 to settle, so what comes before genesis belongs to the first epoch.
        uint256 epoch = current == 0 ? 1 : current;
        revenueOf[epoch] += amount;
        emit RevenueDeposited(epoch, msg.sender, purpose, amount);
        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc IRewardReserve
    function setParameters(RewardParameters calldata parameters) external restricted {
        _requireWithinBounds(parameters);
        uint256 fromEpoch = SCHEDULE.currentEpoch() + 1;
        // Until `fromEpoch` begins, the latest entry is what it would have had.
        emit ParametersChanged(fromEpoch, _changes[_changes.length - 1].parameters, parameters);
        _changes.push(ParameterChange({fromEpoch: fromEpoch, parameters: parameters}));
    }

    /// @inheritdoc IRewardReserve
    function release(uint256 epoch, uint256 amount) external restricted {
        _requireSettleable(epoch);
        (uint256 emissionCap, uint256 revenue) = _limits(epoch);
        if (amount > emissionCap + revenue) revert RewardReserveOverBudget(amount, emissionCap + revenue);
        (uint256 fromRevenue, uint256 fromReserve) = Emission.split(amount, revenue);
        lastSettledEpoch = epoch;
        carriedRevenue = revenue - fromRevenue;
        remaining -= fromReserve;
        emit Released(epoch, amount, remaining);
        TOKEN.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IRewardReserve
    function skip(uint256 epoch) external restricted {
        _requireSettleable(epoch);
        lastSettledEpoch = epoch;
        carriedRevenue += revenueOf[epoch];
        emit EpochSkipped(epoch, carriedRevenue);
    }

    /// @inheritdoc IRewardReserve
    function budgetOf(uint256 epoch) external view returns (uint256) {
        _requireNext(epoch);
        (uint256 emissionCap, uint256 revenue) = _limits(epoch);
        return emissionCap + revenue;
    }

    /// @inheritdoc IRewardReserve
    function parametersOf(uint256 epoch) public view returns (RewardParameters memory) {
        uint256 low = 0;
        uint256 high = _changes.length - 1;
        // Binary search for the last entry that begins at or before `epoch`: at most 256 rounds.
        while (low < high) {
            uint256 middle = (low + high + 1) / 2;
            if (_changes[middle].fromEpoch <= epoch) low = middle;
            else high = middle - 1;
        }
        return _changes[low].parameters;
    }

    /// @dev The two parts of the budget of the next epoch: emission cap, and revenue at hand.
    function _limits(uint256 epoch) private view returns (uint256 emissionCap, uint256 revenue) {
        emissionCap = Emission.cap(remaining, parametersOf(epoch).emissionBps);
        revenue = carriedRevenue + revenueOf[epoch];
    }

    /// @dev Epochs settle in order, and only once they are over: revenue deposited later would be lost.
    function _requireSettleable(uint256 epoch) private view {
        _requireNext(epoch);
        uint48 endsAt = SCHEDULE.endOf(epoch);
        if (block.timestamp < endsAt) revert RewardReserveEpochNotOver(epoch, endsAt);
    }

    /// @dev Reverts unless `epoch` follows the last settled one.
    function _requireNext(uint256 epoch) private view {
        if (epoch != lastSettledEpoch + 1) revert RewardReserveEpochNotNext(epoch, lastSettledEpoch + 1);
    }

    /// @dev Reverts on an amount of 0, and on one with which a counter could overflow before the token refuses it.
    function _requirePayable(uint256 amount) private pure {
        if (amount == 0) revert RewardReserveZeroAmount();
        if (amount > type(uint128).max) revert RewardReserveAmountTooLarge(amount, type(uint128).max);
    }

    /// @dev Reverts unless the parameters are inside the hard bounds.
    function _requireWithinBounds(RewardParameters memory p) private pure {
        if (p.emissionBps < MIN_EMISSION_BPS || p.emissionBps > MAX_EMISSION_BPS) {
            revert RewardReserveEmissionOutOfBounds(p.emissionBps, MIN_EMISSION_BPS, MAX_EMISSION_BPS);
        }
        if (p.validatorShareBps > MAX_VALIDATOR_SHARE_BPS) {
            revert RewardReserveValidatorShareTooLarge(p.validatorShareBps, MAX_VALIDATOR_SHARE_BPS);
        }
        if (p.maxRewardPerUnit == 0) revert RewardReserveZeroRewardCap();
        if (p.rulesetHash == bytes32(0)) revert RewardReserveZeroRuleset();
    }
}

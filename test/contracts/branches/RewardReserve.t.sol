// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IEpochSchedule} from "../../../contracts/interfaces/IEpochSchedule.sol";
import {IRewardReserve} from "../../../contracts/interfaces/IRewardReserve.sol";
import {RewardReserve} from "../../../contracts/rewards/RewardReserve.sol";
import {Outcome} from "../harness/Outcome.sol";
import {RewardSystem} from "../harness/RewardSystem.sol";

/// @dev What the reserve refuses when it is made, as parameters, as a deposit and as a payment.
contract RewardReserveBranchesTest is RewardSystem, Outcome {
    function setUp() external {
        _deployRewardSystem();
    }

    function test_aReserveIsNotMadeWithAZeroAddress() external {
        for (uint256 zero = 0; zero < 3; ++zero) {
            vm.expectRevert(abi.encodeWithSelector(IRewardReserve.RewardReserveZeroAddress.selector));
            new RewardReserve(
                zero == 0 ? address(0) : address(authority),
                IERC20(zero == 1 ? address(0) : address(token)),
                IEpochSchedule(zero == 2 ? address(0) : address(schedule)),
                _parameters()
            );
        }
    }

    function test_aRewardCapOfZeroIsRefused() external {
        IRewardReserve.RewardParameters memory p = _parameters();
        p.maxRewardPerUnit = 0;

        _assertRefused(p, abi.encodeWithSelector(IRewardReserve.RewardReserveZeroRewardCap.selector));
    }

    function test_aRulesetOfZeroIsRefused() external {
        IRewardReserve.RewardParameters memory p = _parameters();
        p.rulesetHash = 0;

        _assertRefused(p, abi.encodeWithSelector(IRewardReserve.RewardReserveZeroRuleset.selector));
    }

    function test_anEmissionOutsideOfItsBoundsIsRefused() external {
        (uint16 least, uint16 most) = (reserve.MIN_EMISSION_BPS(), reserve.MAX_EMISSION_BPS());
        bytes4 selector = IRewardReserve.RewardReserveEmissionOutOfBounds.selector;
        IRewardReserve.RewardParameters memory p = _parameters();

        p.emissionBps = least - 1;
        _assertRefused(p, abi.encodeWithSelector(selector, least - 1, least, most));
        p.emissionBps = most + 1;
        _assertRefused(p, abi.encodeWithSelector(selector, most + 1, least, most));
    }

    function test_aValidatorShareAboveItsBoundIsRefused() external {
        uint16 most = reserve.MAX_VALIDATOR_SHARE_BPS();
        IRewardReserve.RewardParameters memory p = _parameters();
        p.validatorShareBps = most + 1;

        bytes4 selector = IRewardReserve.RewardReserveValidatorShareTooLarge.selector;
        _assertRefused(p, abi.encodeWithSelector(selector, most + 1, most));
    }

    function test_nothingCannotBeDeposited() external {
        bytes memory refusal = abi.encodeWithSelector(IRewardReserve.RewardReserveZeroAmount.selector);

        _callAs(address(this), address(reserve), abi.encodeCall(reserve.fund, (0)), refusal);
        _callAs(address(this), address(reserve), abi.encodeCall(reserve.depositRevenue, (0, 0)), refusal);
        vm.assertEq(reserve.remaining(), FUNDED, "remaining");
        vm.assertEq(reserve.revenueOf(1), 0, "revenue");
    }

    function test_revenueForAnUnknownPurposeIsRefused() external {
        uint8 last = reserve.MAX_PURPOSE();
        bytes memory refusal = abi.encodeWithSelector(
            IRewardReserve.RewardReserveUnknownPurpose.selector,
            last + 1,
            last
        );

        _callAs(address(this), address(reserve), abi.encodeCall(reserve.depositRevenue, (1, last + 1)), refusal);
        vm.assertEq(reserve.revenueOf(1), 0, "refused");
        _callAs(address(this), address(reserve), abi.encodeCall(reserve.depositRevenue, (1, last)), ALLOWED);
        vm.assertEq(reserve.revenueOf(1), 1, "before genesis revenue belongs to the first epoch");
    }

    function test_anEpochPaysItsBudgetAndNotOneWeiMore() external {
        authority.grantRole(REWARD_DISTRIBUTOR, address(this), 0);
        vm.warp(schedule.endOf(1));
        uint256 budget = FUNDED / 100;
        uint256 balance = token.balanceOf(address(this));

        bytes4 overBudget = IRewardReserve.RewardReserveOverBudget.selector;
        bytes memory refusal = abi.encodeWithSelector(overBudget, budget + 1, budget);
        _callAs(address(this), address(reserve), abi.encodeCall(reserve.release, (1, budget + 1)), refusal);
        vm.assertEq(reserve.lastSettledEpoch(), 0, "not settled");
        _callAs(address(this), address(reserve), abi.encodeCall(reserve.release, (1, budget)), ALLOWED);
        vm.assertEq(reserve.lastSettledEpoch(), 1, "settled");
        vm.assertEq(reserve.remaining(), FUNDED - budget, "remaining");
        vm.assertEq(token.balanceOf(address(this)), balance + budget, "paid");
    }

    /// @dev Neither a new reserve nor this one takes the parameters.
    function _assertRefused(IRewardReserve.RewardParameters memory p, bytes memory refusal) private {
        bytes32 before = keccak256(abi.encode(reserve.parametersOf(type(uint256).max)));

        _callAs(address(this), address(reserve), abi.encodeCall(reserve.setParameters, (p)), refusal);
        vm.assertEq(keccak256(abi.encode(reserve.parametersOf(type(uint256).max))), before, "unchanged");
        vm.expectRevert(refusal);
        new RewardReserve(address(authority), token, schedule, p);
    }

    function _parameters() private pure returns (IRewardReserve.RewardParameters memory) {
        return IRewardReserve.RewardParameters(100, 1_000, 5e18, RULESET);
    }
}

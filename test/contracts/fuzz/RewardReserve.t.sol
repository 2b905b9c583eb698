// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IRewardReserve} from "../../../contracts/interfaces/IRewardReserve.sol";
import {Outcome} from "../harness/Outcome.sol";
import {RewardSystem} from "../harness/RewardSystem.sol";

/// @dev Every function of the reserve for any caller, argument and time. An account of its own plays the distributor.
contract RewardReserveFuzzTest is RewardSystem, Outcome {
    address private constant DISTRIBUTOR = address(0xd157);
    address private constant PAYER = address(0xba1e);
    uint256 private constant BALANCE = 1_000e18;

    function setUp() external {
        _deployRewardSystem();
        authority.revokeRole(REWARD_DISTRIBUTOR, address(distributor));
        authority.grantRole(REWARD_DISTRIBUTOR, DISTRIBUTOR, 0);
        token.transfer(PAYER, BALANCE);
    }

    /// @dev RES2: whoever pays, the reserve counts exactly what it received, and nothing when it received nothing.
    /// @custom:fuzzes RewardReserve.fund
    function testFuzz_fund(address drawn, uint256 pick, uint256 amount, uint256 allowance) external {
        address caller = _payer(drawn, pick);
        (amount, allowance) = _amounts(amount, allowance, pick);
        bytes memory refusal =
            amount == 0
                ? abi.encodeWithSelector(IRewardReserve.RewardReserveZeroAmount.selector)
                : _refusalOfPayment(caller, amount, allowance);
        if (amount > type(uint128).max) refusal = _tooLarge(amount);
        uint256 balance = token.balanceOf(caller);

        _startCounting();
        bool paid = _callAs(caller, address(reserve), abi.encodeCall(reserve.fund, (amount)), refusal);

        vm.assertEq(reserve.remaining(), FUNDED + (paid ? amount : 0), "remaining");
        vm.assertEq(token.balanceOf(address(reserve)), FUNDED + (paid ? amount : 0), "tokens held");
        vm.assertEq(token.balanceOf(caller), balance - (paid ? amount : 0), "tokens of the payer");
        if (paid) vm.assertEq(_slotsWritten(address(reserve)), 1, "nothing but the counter changes");
    }

    /// @dev RES2: revenue counts for the epoch of its second, the time before the first epoch for the first.
    /// @custom:fuzzes RewardReserve.depositRevenue
    function testFuzz_depositRevenue(address drawn, uint256 pick, uint256 amount, uint8 purpose, uint32 time) external {
        address caller = _payer(drawn, pick);
        (amount, ) = _amounts(amount, amount, pick);
        vm.warp(block.timestamp + time);
        uint256 epoch = schedule.currentEpoch();
        if (epoch == 0) epoch = 1;
        bytes memory refusal = _refusalOfPayment(caller, amount, amount);
        if (purpose > 31) {
            refusal = abi.encodeWithSelector(IRewardReserve.RewardReserveUnknownPurpose.selector, purpose, 31);
        }
        if (amount == 0) refusal = abi.encodeWithSelector(IRewardReserve.RewardReserveZeroAmount.selector);
        if (amount > type(uint128).max) refusal = _tooLarge(amount);

        _startCounting();
        bytes memory data = abi.encodeCall(reserve.depositRevenue, (amount, purpose));
        bool paid = _callAs(caller, address(reserve), data, refusal);

        vm.assertEq(reserve.revenueOf(epoch), paid ? amount : 0, "revenue of the epoch");
        vm.assertEq(reserve.remaining(), FUNDED, "remaining");
        vm.assertEq(token.balanceOf(address(reserve)), FUNDED + (paid ? amount : 0), "tokens held");
        if (paid) vm.assertEq(_slotsWritten(address(reserve)), 1, "nothing but the counter changes");
    }

    /// @dev RES5: only governance, only within the bounds, only from the next epoch on.
    /// @custom:fuzzes RewardReserve.setParameters
    function testFuzz_setParameters(
        address drawn,
        uint256 pick,
        IRewardReserve.RewardParameters memory next,
        uint32 time
    ) external {
        address caller = _callerFrom(drawn, address(this), pick);
        if (pick & 16 == 0) next.emissionBps = uint16(bound(next.emissionBps, 0, 501));
        if (pick & 32 == 0) next.validatorShareBps = uint16(bound(next.validatorShareBps, 0, 2_001));
        vm.warp(block.timestamp + time);
        uint256 current = schedule.currentEpoch();
        bytes32 before = keccak256(abi.encode(reserve.parametersOf(current)));
        bytes memory refusal = caller == address(this) ? _refusalOfParameters(next) : _unauthorized(caller);

        bytes memory data = abi.encodeCall(reserve.setParameters, (next));
        bool changed = _callAs(caller, address(reserve), data, refusal);

        vm.assertEq(keccak256(abi.encode(reserve.parametersOf(current))), before, "RES5: of the running epoch");
        bytes32 expected = changed ? keccak256(abi.encode(next)) : before;
        vm.assertEq(keccak256(abi.encode(reserve.parametersOf(current + 1))), expected, "of the next epoch");
        vm.assertEq(keccak256(abi.encode(reserve.parametersOf(current + (pick % 99) + 1))), expected, "of later ones");
    }

    /// @dev RES3, RES4: only the distributor, only the next epoch, only after its end, at most the budget.
    /// @custom:fuzzes RewardReserve.release
    function testFuzz_release(address drawn, uint256 pick, uint256 epoch, uint256 amount, uint256 revenue) external {
        address caller = _callerFrom(drawn, DISTRIBUTOR, pick);
        epoch = pick & 16 == 0 ? epoch : 1;
        vm.warp(schedule.startOf(1) + ((pick >> 16) % 14 days));
        revenue = bound(revenue, 1, 1e24);
        if (schedule.currentEpoch() == 1) reserve.depositRevenue(revenue, 0);
        else revenue = 0;
        uint256 budget = FUNDED / 100 + revenue;
        if (pick & 64 == 0) amount = bound(amount, 0, budget + 1);
        bytes memory refusal = _refusalOfSettling(caller, epoch);
        if (refusal.length == 0 && amount > budget) {
            refusal = abi.encodeWithSelector(IRewardReserve.RewardReserveOverBudget.selector, amount, budget);
        }

        bytes memory data = abi.encodeCall(reserve.release, (epoch, amount));
        if (!_callAs(caller, address(reserve), data, refusal)) amount = 0;

        uint256 fromRevenue = amount < revenue ? amount : revenue;
        vm.assertEq(reserve.remaining(), FUNDED - (amount - fromRevenue), "remaining");
        vm.assertEq(reserve.lastSettledEpoch(), refusal.length == 0 ? 1 : 0, "last settled epoch");
        vm.assertEq(reserve.carriedRevenue(), refusal.length == 0 ? revenue - fromRevenue : 0, "carried");
        vm.assertEq(token.balanceOf(DISTRIBUTOR), amount, "paid");
        vm.assertEq(token.balanceOf(address(reserve)), FUNDED + revenue - amount, "tokens held");
    }

    /// @dev RES3: settles the next epoch without paying, and carries what it was given.
    /// @custom:fuzzes RewardReserve.skip
    function testFuzz_skip(address drawn, uint256 pick, uint256 epoch, uint256 revenue) external {
        address caller = _callerFrom(drawn, DISTRIBUTOR, pick);
        epoch = pick & 16 == 0 ? epoch : 1;
        revenue = bound(revenue, 1, 1e24);
        reserve.depositRevenue(revenue, 0);
        vm.warp(schedule.startOf(1) + ((pick >> 16) % 14 days));
        bytes memory refusal = _refusalOfSettling(caller, epoch);

        _startCounting();
        bool skipped = _callAs(caller, address(reserve), abi.encodeCall(reserve.skip, (epoch)), refusal);

        vm.assertEq(reserve.lastSettledEpoch(), skipped ? 1 : 0, "last settled epoch");
        vm.assertEq(reserve.carriedRevenue(), skipped ? revenue : 0, "carried");
        vm.assertEq(reserve.remaining(), FUNDED, "remaining");
        vm.assertEq(token.balanceOf(address(reserve)), FUNDED + revenue, "tokens held");
        if (skipped) vm.assertEq(_slotsWritten(address(reserve)), 2, "nothing but the two counters changes");
    }

    function _refusalOfSettling(address caller, uint256 epoch) private view returns (bytes memory) {
        if (caller != DISTRIBUTOR) return _unauthorized(caller);
        if (epoch != 1) return abi.encodeWithSelector(IRewardReserve.RewardReserveEpochNotNext.selector, epoch, 1);
        uint48 end = schedule.endOf(1);
        if (block.timestamp >= end) return ALLOWED;
        return abi.encodeWithSelector(IRewardReserve.RewardReserveEpochNotOver.selector, 1, end);
    }

    function _refusalOfPayment(address caller, uint256 amount, uint256 allowance) private returns (bytes memory) {
        vm.prank(caller);
        token.approve(address(reserve), allowance);
        if (allowance < amount) {
            bytes4 selector = IERC20Errors.ERC20InsufficientAllowance.selector;
            return abi.encodeWithSelector(selector, reserve, allowance, amount);
        }
        uint256 balance = token.balanceOf(caller);
        if (balance >= amount) return ALLOWED;
        return abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, caller, balance, amount);
    }

    function _refusalOfParameters(IRewardReserve.RewardParameters memory p) private pure returns (bytes memory) {
        if (p.emissionBps < 1 || p.emissionBps > 500) {
            return
                abi.encodeWithSelector(IRewardReserve.RewardReserveEmissionOutOfBounds.selector, p.emissionBps, 1, 500);
        }
        if (p.validatorShareBps > 2_000) {
            bytes4 selector = IRewardReserve.RewardReserveValidatorShareTooLarge.selector;
            return abi.encodeWithSelector(selector, p.validatorShareBps, 2_000);
        }
        if (p.maxRewardPerUnit == 0) return abi.encodeWithSelector(IRewardReserve.RewardReserveZeroRewardCap.selector);
        if (p.rulesetHash == 0) return abi.encodeWithSelector(IRewardReserve.RewardReserveZeroRuleset.selector);
        return ALLOWED;
    }

    /// @dev Amounts around the balance of the payer in most cases, anything in the others.
    function _amounts(uint256 amount, uint256 allowance, uint256 pick) private pure returns (uint256, uint256) {
        if (pick & 16 == 0) amount = bound(amount, 0, BALANCE + 1);
        if (pick & 32 == 0) allowance = amount;
        return (amount, allowance);
    }

    function _payer(address drawn, uint256 pick) private returns (address caller) {
        caller = _callerFrom(drawn, PAYER, pick);
        vm.assume(caller != address(0) && caller != address(reserve) && caller != address(this));
    }

    function _tooLarge(uint256 amount) private pure returns (bytes memory) {
        bytes4 selector = IRewardReserve.RewardReserveAmountTooLarge.selector;
        return abi.encodeWithSelector(selector, amount, type(uint128).max);
    }
}

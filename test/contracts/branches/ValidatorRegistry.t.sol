// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IValidatorRegistry} from "../../../contracts/interfaces/IValidatorRegistry.sol";
import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {ValidatorRegistry} from "../../../contracts/validators/ValidatorRegistry.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev The bounds of the registry, each from both sides; this contract is its governance.
contract ValidatorRegistryBranchesTest is Outcome {
    string private constant KEY = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

    AccessManager private _authority;
    GPTToken private _token;
    ValidatorRegistry private _registry;

    function setUp() external {
        vm.warp(1_800_000_000);
        _authority = new AccessManager(address(this));
        _token = new GPTToken(address(this), address(this), address(this), address(this));
        _registry = new ValidatorRegistry(address(_authority), _token, address(this), 0, 14 days);
    }

    function test_aRegistryIsNotMadeWithAZeroAddress() external {
        for (uint256 zero = 0; zero < 3; ++zero) {
            vm.expectRevert(abi.encodeWithSelector(IValidatorRegistry.ValidatorRegistryZeroAddress.selector));
            new ValidatorRegistry(
                zero == 0 ? address(0) : address(_authority),
                IERC20(zero == 1 ? address(0) : address(_token)),
                zero == 2 ? address(0) : address(this),
                0,
                14 days
            );
        }
    }

    function test_theUnbondingDelayIsOneMinuteTo90Days() external {
        bytes4 selector = IValidatorRegistry.ValidatorRegistryUnbondingDelayOutOfBounds.selector;

        vm.expectRevert(abi.encodeWithSelector(selector, 59, 60, 90 days));
        new ValidatorRegistry(address(_authority), _token, address(this), 0, 59);
        vm.expectRevert(abi.encodeWithSelector(selector, 90 days + 1, 60, 90 days));
        new ValidatorRegistry(address(_authority), _token, address(this), 0, 90 days + 1);
        vm.assertEq(
            new ValidatorRegistry(address(_authority), _token, address(this), 0, 60).UNBONDING_DELAY(),
            60,
            "the shortest"
        );
        vm.assertEq(
            new ValidatorRegistry(address(_authority), _token, address(this), 0, 90 days).UNBONDING_DELAY(),
            90 days,
            "the longest"
        );
    }

    function test_theBondIsAtMostAMillionTokens() external {
        bytes4 selector = IValidatorRegistry.ValidatorRegistryBondTooLarge.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, 1_000_000e18 + 1, 1_000_000e18);

        vm.expectRevert(refusal);
        new ValidatorRegistry(address(_authority), _token, address(this), 1_000_000e18 + 1, 14 days);
        _govern(abi.encodeCall(_registry.setBondRequired, (1_000_000e18 + 1)), refusal);
        vm.assertEq(_registry.bondRequired(), 0, "refused");
        _govern(abi.encodeCall(_registry.setBondRequired, (1_000_000e18)), ALLOWED);
        vm.assertEq(_registry.bondRequired(), 1_000_000e18, "the largest");
    }

    function test_theZeroAddressIsNotAdmitted() external {
        bytes4 selector = IValidatorRegistry.ValidatorRegistryZeroAddress.selector;

        _admit(address(0), abi.encodeWithSelector(selector));
        vm.assertEq(_registry.validatorCount(), 0, "no slot is taken");
    }

    function test_anEndpointHasAtMost256Bytes() external {
        bytes4 selector = IValidatorRegistry.ValidatorRegistryEndpointTooLong.selector;

        _govern(
            abi.encodeCall(_registry.admit, (_validator(0), KEY, _text(257))),
            abi.encodeWithSelector(selector, 257, 256)
        );
        vm.assertEq(_registry.validatorCount(), 0, "refused");
        _govern(abi.encodeCall(_registry.admit, (_validator(0), KEY, _text(256))), ALLOWED);
        vm.assertEq(_registry.validatorCount(), 1, "the longest");
    }

    /// VAL2: the 65th waits until one of the 64 leaves.
    function test_VAL2_atMost64ValidatorsAreActive() external {
        for (uint256 i = 0; i < 65; ++i) _admit(_validator(i), ALLOWED);
        for (uint256 i = 0; i < 64; ++i) _activate(i, ALLOWED);
        bytes4 selector = IValidatorRegistry.ValidatorRegistryTooManyActive.selector;

        _activate(64, abi.encodeWithSelector(selector, 64));
        _assertStatus(64, IValidatorRegistry.Status.Admitted);
        vm.prank(_validator(7));
        _registry.startLeaving();
        _activate(64, ALLOWED);
        _assertStatus(64, IValidatorRegistry.Status.Active);
        vm.warp(block.timestamp + 1);
        vm.assertEq(_registry.activeCountAt(block.timestamp - 1), 64, "64 again");
        vm.assertEq(_registry.activeBitmapAt(block.timestamp - 1), ((1 << 65) - 1) ^ (1 << 7), "with the new one");
    }

    /// VAL1: a slot is never given twice, so that the 209th account finds none, even when another was removed.
    function test_VAL1_atMost208ValidatorsAreEverAdmitted() external {
        for (uint256 i = 0; i < 208; ++i) _admit(_validator(i), ALLOWED);
        vm.assertEq(_registry.slotOf(_validator(207)), 207, "the last slot");
        _registry.remove(_validator(3));
        bytes4 selector = IValidatorRegistry.ValidatorRegistrySlotsExhausted.selector;

        _admit(_validator(208), abi.encodeWithSelector(selector, 208));
        vm.assertEq(_registry.validatorCount(), 208, "none is added");
        _admit(_validator(3), ALLOWED);
        vm.assertEq(_registry.slotOf(_validator(3)), 3, "who had a slot comes back to it");
    }

    function test_anAccountThatWasNeverAdmittedHasNoSlot() external {
        bytes4 selector = IValidatorRegistry.ValidatorRegistryUnknownValidator.selector;

        _govern(abi.encodeCall(_registry.slotOf, (_validator(0))), abi.encodeWithSelector(selector, _validator(0)));
    }

    function test_aSlotThatWasNotGivenHasNoOwner() external {
        _admit(_validator(0), ALLOWED);
        bytes4 selector = IValidatorRegistry.ValidatorRegistryUnknownSlot.selector;

        _govern(abi.encodeCall(_registry.validatorAt, (1)), abi.encodeWithSelector(selector, 1, 1));
        vm.assertEq(_registry.validatorAt(0), _validator(0), "the given one");
    }

    function test_whoIsActiveIsKnownOnlyOfThePast() external {
        bytes4 selector = IValidatorRegistry.ValidatorRegistryFutureLookup.selector;
        uint256 present = block.timestamp;

        _govern(
            abi.encodeCall(_registry.activeBitmapAt, (present)),
            abi.encodeWithSelector(selector, present, present)
        );
        vm.assertEq(_registry.activeBitmapAt(present - 1), 0, "the past");
    }

    function test_aBondOfZeroIsWithdrawnWithoutATransfer() external {
        _admit(_validator(0), ALLOWED);
        _activate(0, ALLOWED);
        vm.prank(_validator(0));
        _registry.startLeaving();
        vm.warp(block.timestamp + 14 days);

        _callAs(_validator(0), address(_registry), abi.encodeCall(_registry.withdrawBond, ()), ALLOWED);

        _assertStatus(0, IValidatorRegistry.Status.Admitted);
        vm.assertEq(_registry.unbondingEndsAt(_validator(0)), 0, "nothing is unbonding");
        vm.assertEq(_token.balanceOf(_validator(0)), 0, "nothing is paid");
    }

    function _validator(uint256 i) private pure returns (address) {
        return address(uint160(0x7a11d0000 + i));
    }

    function _admit(address validator, bytes memory refusal) private {
        _govern(abi.encodeCall(_registry.admit, (validator, KEY, "")), refusal);
    }

    function _activate(uint256 i, bytes memory refusal) private {
        _callAs(_validator(i), address(_registry), abi.encodeCall(_registry.activate, ()), refusal);
    }

    function _govern(bytes memory data, bytes memory refusal) private {
        _callAs(address(this), address(_registry), data, refusal);
    }

    function _assertStatus(uint256 i, IValidatorRegistry.Status expected) private view {
        vm.assertEq(uint256(_registry.statusOf(_validator(i))), uint256(expected), "status");
    }
}

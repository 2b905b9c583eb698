// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {DatasetAccess} from "../../../contracts/access/DatasetAccess.sol";
import {IDataRegistry} from "../../../contracts/interfaces/IDataRegistry.sol";
import {IDatasetAccess} from "../../../contracts/interfaces/IDatasetAccess.sol";
import {IExpiringPause} from "../../../contracts/interfaces/IExpiringPause.sol";
import {IRewardReserve} from "../../../contracts/interfaces/IRewardReserve.sol";
import {IToolRegistry} from "../../../contracts/interfaces/IToolRegistry.sol";
import {IValidatorRegistry} from "../../../contracts/interfaces/IValidatorRegistry.sol";
import {VmLogs} from "../harness/rewards/EventLedger.sol";
import {AccessSystem} from "../harness/AccessSystem.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev Both sides of each decision of DatasetAccess; this contract is its governance and pays.
contract DatasetAccessBranchesTest is AccessSystem, Outcome {
    address private constant OWNER = address(0xa11ce);

    bytes32 private _toolId;
    bytes32 private _contributionId;

    function setUp() external {
        _deployAccessSystem();
        _toolId = _approve(5);
        _contributionId = _contribute(OWNER, 1);
        access.createGrant(_terms(_toolId, 0), KEY);
    }

    function test_aContractIsNotMadeWithAZeroAddress() external {
        for (uint256 zero = 0; zero < 6; ++zero) {
            DatasetAccess.Connections memory c = _connections();
            if (zero == 1) c.token = IERC20(address(0));
            if (zero == 2) c.registry = IDataRegistry(address(0));
            if (zero == 3) c.tools = IToolRegistry(address(0));
            if (zero == 4) c.validators = IValidatorRegistry(address(0));
            if (zero == 5) c.reserve = IRewardReserve(address(0));
            vm.expectRevert(abi.encodeWithSelector(IDatasetAccess.DatasetAccessZeroAddress.selector));
            new DatasetAccess(zero == 0 ? address(0) : address(authority), c, COOLING_OFF, FLOOR);
        }
    }

    function test_theFirstCoolingOffPeriodIsOneMinuteTo30Days() external {
        bytes4 selector = IDatasetAccess.DatasetAccessCoolingOffOutOfBounds.selector;

        vm.expectRevert(abi.encodeWithSelector(selector, 59, 60, 30 days));
        new DatasetAccess(address(authority), _connections(), 59, FLOOR);
        vm.expectRevert(abi.encodeWithSelector(selector, 30 days + 1, 60, 30 days));
        new DatasetAccess(address(authority), _connections(), 30 days + 1, FLOOR);
        vm.assertEq(new DatasetAccess(address(authority), _connections(), 60, FLOOR).MIN_COOLING_OFF(), 60, "least");
        DatasetAccess longest = new DatasetAccess(address(authority), _connections(), 30 days, FLOOR);
        vm.assertEq(longest.MIN_COOLING_OFF(), 30 days, "most");
    }

    function test_theFirstFloorIsTwoToAMillion() external {
        bytes4 selector = IDatasetAccess.DatasetAccessAnonymityFloorOutOfBounds.selector;

        vm.expectRevert(abi.encodeWithSelector(selector, 1, 2, 1_000_000));
        new DatasetAccess(address(authority), _connections(), COOLING_OFF, 1);
        vm.expectRevert(abi.encodeWithSelector(selector, 1_000_001, 2, 1_000_000));
        new DatasetAccess(address(authority), _connections(), COOLING_OFF, 1_000_001);
        DatasetAccess lowest = new DatasetAccess(address(authority), _connections(), COOLING_OFF, 2);
        vm.assertEq(lowest.MIN_ANONYMITY_FLOOR(), 2, "least");
        DatasetAccess highest = new DatasetAccess(address(authority), _connections(), COOLING_OFF, 1_000_000);
        vm.assertEq(highest.MIN_ANONYMITY_FLOOR(), 1_000_000, "most");
    }

    function test_laterSettingsAreBoundedByTheFirst() external {
        bytes4 period = IDatasetAccess.DatasetAccessCoolingOffOutOfBounds.selector;
        bytes4 floor = IDatasetAccess.DatasetAccessAnonymityFloorOutOfBounds.selector;

        bytes memory refusal = abi.encodeWithSelector(period, COOLING_OFF - 1, COOLING_OFF, 30 days);
        _call(abi.encodeCall(access.setCoolingOff, (COOLING_OFF - 1)), refusal);
        refusal = abi.encodeWithSelector(period, 30 days + 1, COOLING_OFF, 30 days);
        _call(abi.encodeCall(access.setCoolingOff, (30 days + 1)), refusal);
        _call(abi.encodeCall(access.setCoolingOff, (30 days)), ALLOWED);
        _call(abi.encodeCall(access.setCoolingOff, (COOLING_OFF)), ALLOWED);
        refusal = abi.encodeWithSelector(floor, FLOOR - 1, FLOOR, 1_000_000);
        _call(abi.encodeCall(access.setAnonymityFloor, (FLOOR - 1)), refusal);
        refusal = abi.encodeWithSelector(floor, 1_000_001, FLOOR, 1_000_000);
        _call(abi.encodeCall(access.setAnonymityFloor, (1_000_001)), refusal);
        _call(abi.encodeCall(access.setAnonymityFloor, (1_000_000)), ALLOWED);
        _call(abi.encodeCall(access.setAnonymityFloor, (FLOOR)), ALLOWED);
    }

    function test_theTermsOfAGrantAreComplete() external {
        IDatasetAccess.GrantTerms memory terms = _terms(_toolId, 0);
        terms.grantee = address(0);
        _create(terms, KEY, abi.encodeWithSelector(IDatasetAccess.DatasetAccessZeroAddress.selector));
        terms = _terms(_toolId, 0);
        terms.policyHash = 0;
        _create(terms, KEY, abi.encodeWithSelector(IDatasetAccess.DatasetAccessZeroPolicyHash.selector));
        bytes4 notAllowed = IDatasetAccess.DatasetAccessToolNotAllowed.selector;
        _create(_terms(_toolId, 1), KEY, abi.encodeWithSelector(notAllowed, _toolId, 1));
    }

    function test_aGrantLastsAMinuteTo180Days() external {
        bytes4 selector = IDatasetAccess.DatasetAccessDurationOutOfBounds.selector;
        IDatasetAccess.GrantTerms memory terms = _terms(_toolId, 0);
        uint32[4] memory durations = [uint32(59), 60, 180 days, 180 days + 1];
        for (uint256 i = 0; i < 4; ++i) {
            terms.duration = durations[i];
            bool allowed = i == 1 || i == 2;
            _create(terms, KEY, allowed ? ALLOWED : abi.encodeWithSelector(selector, durations[i], 60, 180 days));
        }
    }

    function test_aKeyIsAnAgeRecipientOfAtMost2048Bytes() external {
        bytes4 tooLong = IDatasetAccess.DatasetAccessInvalidKeyLength.selector;
        bytes4 notAge = IDatasetAccess.DatasetAccessNotAnAgeRecipient.selector;
        IDatasetAccess.GrantTerms memory terms = _terms(_toolId, 0);

        _create(terms, "", abi.encodeWithSelector(tooLong, 0, 2_048));
        _create(terms, string.concat("age1", _text(2_045)), abi.encodeWithSelector(tooLong, 2_049, 2_048));
        _create(terms, string.concat("age1", _text(2_044)), ALLOWED);
        _create(terms, "AGE-SECRET-KEY-1", abi.encodeWithSelector(notAge, bytes4("AGE-")));
    }

    function test_noGrantIsMadeDuringAPause() external {
        bytes memory paused = _pause();

        _create(_terms(_toolId, 0), KEY, paused);
        vm.warp(block.timestamp + 72 hours);
        _create(_terms(_toolId, 0), KEY, ALLOWED);
    }

    function test_aGrantIsPaidOnceBeforeItEnds() external {
        bytes memory fund = abi.encodeCall(access.fund, (1));
        IDatasetAccess.GrantTerms memory free = _terms(_toolId, 0);
        free.price = 0;
        _create(free, KEY, ALLOWED);
        bytes4 paid = IDatasetAccess.DatasetAccessAlreadyFunded.selector;
        bytes4 unknown = IDatasetAccess.DatasetAccessUnknownGrant.selector;
        bytes4 expired = IDatasetAccess.DatasetAccessGrantExpired.selector;

        _call(abi.encodeCall(access.fund, (0)), abi.encodeWithSelector(unknown, 0, 2));
        _call(abi.encodeCall(access.fund, (3)), abi.encodeWithSelector(unknown, 3, 2));
        _call(abi.encodeCall(access.fund, (2)), abi.encodeWithSelector(paid, 2));
        uint256 end = access.grantOf(1).expiresAt;
        vm.warp(end);
        _call(fund, abi.encodeWithSelector(expired, 1, end));
        vm.warp(end - 1);
        _call(fund, ALLOWED);
        _call(fund, abi.encodeWithSelector(paid, 1));
    }

    function test_aGrantIsNotPaidDuringAPause() external {
        bytes memory paused = _pause();

        _call(abi.encodeCall(access.fund, (1)), paused);
    }

    function test_aGrantWhoseToolIsWithdrawnIsNotPaid() external {
        tools.withdrawTool(_toolId);
        bytes4 notAllowed = IDatasetAccess.DatasetAccessToolNotAllowed.selector;

        _call(abi.encodeCall(access.fund, (1)), abi.encodeWithSelector(notAllowed, _toolId, 0));
    }

    function test_aGrantIsRevokedOnceAndThenNotPaid() external {
        bytes4 unknown = IDatasetAccess.DatasetAccessUnknownGrant.selector;
        bytes memory revoked = abi.encodeWithSelector(IDatasetAccess.DatasetAccessGrantIsRevoked.selector, 1);
        _pause();

        _callAs(GUARDIAN, address(access), abi.encodeCall(access.revoke, (2)), abi.encodeWithSelector(unknown, 2, 1));
        _callAs(GUARDIAN, address(access), abi.encodeCall(access.revoke, (1)), ALLOWED);
        _callAs(GUARDIAN, address(access), abi.encodeCall(access.revoke, (1)), revoked);
        vm.warp(block.timestamp + 72 hours);
        _call(abi.encodeCall(access.fund, (1)), revoked);
    }

    function test_eachConditionOfUseDecidesAlone() external {
        vm.assertTrue(!access.isUsable(0) && !access.isUsable(2), "of no grant");
        vm.warp(access.grantOf(1).startsAt);
        vm.assertTrue(!access.isUsable(1), "not paid");
        access.fund(1);
        vm.assertTrue(access.isUsable(1), "all of them hold");
        vm.warp(access.grantOf(1).startsAt - 1);
        vm.assertTrue(!access.isUsable(1), "not begun");
        vm.warp(access.grantOf(1).expiresAt);
        vm.assertTrue(!access.isUsable(1), "over");
        vm.warp(access.grantOf(1).expiresAt - 1);
        vm.assertTrue(access.isUsable(1), "until the last second");
        _pause();
        vm.assertTrue(!access.isUsable(1), "paused");
        access.unpause();
        vm.assertTrue(access.isUsable(1), "not any more");
        tools.withdrawTool(_toolId);
        vm.assertTrue(!access.isUsable(1), "without a tool");
    }

    function test_aRevokedGrantIsNotUsable() external {
        access.fund(1);
        vm.warp(access.grantOf(1).startsAt);
        vm.prank(GUARDIAN);
        access.revoke(1);

        vm.assertTrue(!access.isUsable(1), "revoked");
        vm.assertTrue(!access.canAccess(1, _contributionId), "nor is anything to be read");
    }

    function test_accessNeedsAUsableGrantAndTheOwnersConsent() external {
        bytes32 other = _contribute(OWNER, 4);
        access.fund(1);
        vm.assertTrue(!access.canAccess(1, _contributionId), "not usable yet");
        vm.warp(access.grantOf(1).startsAt);

        vm.assertTrue(access.canAccess(1, _contributionId), "both");
        vm.assertTrue(!access.canAccess(1, other), "another purpose");
        vm.prank(OWNER);
        data.remove(_contributionId);
        vm.assertTrue(!access.canAccess(1, _contributionId), "removed");
    }

    function test_aReceiptNeedsAValidatorABatchAndAUsableGrant() external {
        bytes memory record = abi.encodeCall(access.recordAccess, (1, _entry(_contributionId, 1)));
        bytes4 notUsable = IDatasetAccess.DatasetAccessGrantNotUsable.selector;
        bytes4 badLength = IDatasetAccess.DatasetAccessInvalidBatchLength.selector;
        bytes4 notActive = IDatasetAccess.DatasetAccessNotActiveValidator.selector;

        _call(record, abi.encodeWithSelector(notActive, this));
        _record(new IDatasetAccess.Access[](0), abi.encodeWithSelector(badLength, 0, 200));
        _record(new IDatasetAccess.Access[](201), abi.encodeWithSelector(badLength, 201, 200));
        _record(_entry(_contributionId, 1), abi.encodeWithSelector(notUsable, 1));
        access.fund(1);
        vm.warp(access.grantOf(1).startsAt);
        _record(new IDatasetAccess.Access[](200), ALLOWED);
    }

    function test_anEntryIsRecordedForTheCurrentVersionWithConsentOnly() external {
        bytes32 other = _contribute(OWNER, 4);
        access.fund(1);
        vm.warp(access.grantOf(1).startsAt);
        VmLogs(address(vm)).recordLogs();

        _record(_entry(_contributionId, 1), ALLOWED);
        _record(_entry(_contributionId, 2), ALLOWED);
        _record(_entry(other, 1), ALLOWED);

        VmLogs.Log[] memory logs = VmLogs(address(vm)).getRecordedLogs();
        vm.assertEq(logs.length, 3, "an event each");
        vm.assertEq(logs[0].topics[0], IDatasetAccess.AccessRecorded.selector, "current and allowed");
        vm.assertEq(logs[1].topics[0], IDatasetAccess.AccessSkipped.selector, "another version");
        vm.assertEq(logs[2].topics[0], IDatasetAccess.AccessSkipped.selector, "another purpose");
    }

    function test_anUnknownGrantHasNoState() external {
        bytes4 unknown = IDatasetAccess.DatasetAccessUnknownGrant.selector;

        _call(abi.encodeCall(access.grantOf, (2)), abi.encodeWithSelector(unknown, 2, 1));
        vm.assertEq(access.grantOf(1).granteeKeyHash, keccak256(bytes(KEY)), "a known one has");
    }

    function _record(IDatasetAccess.Access[] memory batch, bytes memory refusal) private {
        _callAs(validators[0], address(access), abi.encodeCall(access.recordAccess, (1, batch)), refusal);
    }

    function _create(IDatasetAccess.GrantTerms memory terms, string memory key, bytes memory refusal) private {
        _call(abi.encodeCall(access.createGrant, (terms, key)), refusal);
    }

    function _call(bytes memory call, bytes memory refusal) private {
        _callAs(address(this), address(access), call, refusal);
    }

    function _pause() private returns (bytes memory) {
        vm.prank(GUARDIAN);
        access.pause();
        return abi.encodeWithSelector(IExpiringPause.ExpiringPausePaused.selector, block.timestamp + 72 hours);
    }
}

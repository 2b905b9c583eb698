// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IDatasetAccess} from "../../../contracts/interfaces/IDatasetAccess.sol";
import {IExpiringPause} from "../../../contracts/interfaces/IExpiringPause.sol";
import {VmLogs} from "../harness/rewards/EventLedger.sol";
import {AccessSystem} from "../harness/AccessSystem.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev Every function of DatasetAccess for any caller, argument and time. Grant 1 is what they are called about, grant 2
/// the witness that nothing else changes.
contract DatasetAccessFuzzTest is AccessSystem, Outcome {
    address private constant PAYER = address(0xba1e);
    uint256 private constant BALANCE = 1_000e18;

    bytes32 private _toolId;
    bytes32 private _witness;
    uint256 private _created;

    function setUp() external {
        _deployAccessSystem();
        _toolId = _approve(5);
        _created = block.timestamp;
        access.createGrant(_terms(_toolId, 0), KEY);
        access.createGrant(_terms(_toolId, 2), KEY);
        _witness = _stateOf(2);
        token.transfer(PAYER, BALANCE);
    }

    /// @dev ACC1, ACC3: a vote makes a grant out of complete terms, to begin after the cooling-off period.
    /// @custom:fuzzes DatasetAccess.createGrant
    function testFuzz_createGrant(
        address drawn,
        uint256 pick,
        IDatasetAccess.GrantTerms memory terms,
        bytes memory key,
        uint16 length
    ) external {
        address caller = _callerFrom(drawn, address(this), pick);
        key = _prepareTerms(terms, key, pick, length);
        if ((pick >> 44) % 16 == 0) tools.withdrawTool(_toolId);
        bytes memory refusal = _refusalOfTerms(terms, key);
        if ((pick >> 40) % 8 == 0) refusal = _pause();
        if (caller != address(this)) refusal = _unauthorized(caller);

        _startCounting();
        bytes memory call = abi.encodeCall(access.createGrant, (terms, string(key)));
        bool created = _callAs(caller, address(access), call, refusal);

        vm.assertEq(access.grantCount(), created ? 3 : 2, "the number of grants");
        vm.assertEq(_slotsWritten(address(access)), created ? 6 : 0, "a grant and its number");
        if (created) vm.assertEq(_stateOf(3), keccak256(abi.encode(_grantOf(terms, key))), "ACC1: as decided");
        vm.assertEq(_stateOf(2), _witness, "no other grant changes");
    }

    /// @dev ACC5: whoever pays, the whole price is revenue of the epoch and the grant is paid, or nothing happened.
    /// @custom:fuzzes DatasetAccess.fund
    function testFuzz_fund(address drawn, uint256 pick, uint256 grantId, uint96 allowance, uint32 time) external {
        address caller = _callerFrom(drawn, PAYER, pick);
        vm.assume(caller != address(0) && caller != address(this) && caller != address(reserve));
        if ((pick >> 8) % 4 != 0) grantId = 1;
        vm.assume(grantId != 2);
        if ((pick >> 12) % 2 == 0) allowance = PRICE;
        vm.prank(caller);
        token.approve(address(access), allowance);
        vm.warp(_created + bound(time, 0, COOLING_OFF + DURATION + 2));
        bytes memory refusal = _refusalOfPayment(caller, allowance);
        if ((pick >> 16) % 8 == 0) {
            tools.withdrawTool(_toolId);
            refusal = _toolRefused(_toolId, 0);
        }
        if ((pick >> 20) % 8 == 0) refusal = _payBefore(grantId);
        if (block.timestamp >= _created + COOLING_OFF + DURATION) {
            bytes4 selector = IDatasetAccess.DatasetAccessGrantExpired.selector;
            refusal = abi.encodeWithSelector(selector, 1, _created + COOLING_OFF + DURATION);
        }
        if ((pick >> 24) % 8 == 0) refusal = _revokeBefore(1);
        if (grantId != 1) refusal = _unknown(grantId);
        if ((pick >> 28) % 8 == 0) refusal = _pause();
        _assertPayment(caller, grantId, refusal);
    }

    /// @dev ACC4: the guardian ends any grant at any time, once, whatever is paused.
    /// @custom:fuzzes DatasetAccess.revoke
    function testFuzz_revoke(address drawn, uint256 pick, uint256 grantId, uint32 time) external {
        address caller = _callerFrom(drawn, GUARDIAN, pick);
        if ((pick >> 8) % 4 != 0) grantId = 1;
        vm.assume(grantId != 2);
        vm.warp(_created + bound(time, 0, COOLING_OFF + DURATION + 2));
        if ((pick >> 12) % 4 == 0) _pause();
        if ((pick >> 16) % 2 == 0) _payBefore(1);
        bytes memory refusal = ALLOWED;
        if ((pick >> 20) % 4 == 0) refusal = _revokeBefore(1);
        if (grantId != 1) refusal = _unknown(grantId);
        if (caller != GUARDIAN) refusal = _unauthorized(caller);
        IDatasetAccess.Grant memory expected = access.grantOf(1);

        _startCounting();
        bool revoked = _callAs(caller, address(access), abi.encodeCall(access.revoke, (grantId)), refusal);

        if (revoked) expected.revokedAt = uint48(block.timestamp);
        vm.assertEq(_stateOf(1), keccak256(abi.encode(expected)), "ACC4: the grant");
        vm.assertTrue(!access.isUsable(1) || expected.revokedAt == 0, "ACC4: it is not usable");
        vm.assertEq(_stateOf(2), _witness, "no other grant changes");
        vm.assertEq(_slotsWritten(address(access)), revoked ? 1 : 0, "nothing else changes");
    }

    /// @dev ACC6: an entry of a batch is recorded or skipped as the owner, the version and the grant say, and none when
    /// the grant is not usable.
    /// @custom:fuzzes DatasetAccess.recordAccess
    function testFuzz_recordAccess(address drawn, uint256 pick, uint8 count, uint32 time) external {
        address caller = _callerFrom(drawn, validators[0], pick);
        if ((pick >> 8) % 8 != 0) count = uint8(bound(count, 1, 8));
        if ((pick >> 16) % 4 != 0) _payBefore(1);
        vm.warp(_created + ((pick >> 12) % 4 == 0 ? bound(time, 0, COOLING_OFF + DURATION + 2) : COOLING_OFF));
        (IDatasetAccess.Access[] memory batch, uint256 recorded) = _batch(count, pick >> 32);
        if ((pick >> 20) % 8 == 0) _revokeBefore(1);
        if ((pick >> 24) % 8 == 0) _pause();
        if ((pick >> 28) % 8 == 0) tools.withdrawTool(_toolId);
        bytes memory refusal = ALLOWED;
        if (!_isUsable()) refusal = abi.encodeWithSelector(IDatasetAccess.DatasetAccessGrantNotUsable.selector, 1);
        if (count == 0 || count > 200) {
            refusal = abi.encodeWithSelector(IDatasetAccess.DatasetAccessInvalidBatchLength.selector, count, 200);
        }
        if (!_isValidator(caller)) {
            refusal = abi.encodeWithSelector(IDatasetAccess.DatasetAccessNotActiveValidator.selector, caller);
        }

        _startCounting();
        VmLogs(address(vm)).recordLogs();
        bool done = _callAs(caller, address(access), abi.encodeCall(access.recordAccess, (1, batch)), refusal);

        if (done) _assertReceipts(caller, batch, recorded);
        vm.assertEq(_slotsWritten(address(access)), 0, "no state changes");
    }

    /// @dev ACC7: a vote sets the period of later grants, never below that of the deployment.
    /// @custom:fuzzes DatasetAccess.setCoolingOff
    function testFuzz_setCoolingOff(address drawn, uint256 pick, uint32 period) external {
        address caller = _callerFrom(drawn, address(this), pick);
        if ((pick >> 8) % 4 != 0) period = uint32(bound(period, COOLING_OFF - 2, 30 days + 2));
        bytes memory refusal = ALLOWED;
        if (period < COOLING_OFF || period > 30 days) {
            bytes4 selector = IDatasetAccess.DatasetAccessCoolingOffOutOfBounds.selector;
            refusal = abi.encodeWithSelector(selector, period, COOLING_OFF, 30 days);
        }
        if (caller != address(this)) refusal = _unauthorized(caller);

        _startCounting();
        bool changed = _callAs(caller, address(access), abi.encodeCall(access.setCoolingOff, (period)), refusal);

        vm.assertEq(access.coolingOff(), changed ? period : COOLING_OFF, "ACC7: the period");
        vm.assertEq(access.anonymityFloor(), FLOOR, "not the floor");
        vm.assertEq(access.grantOf(1).startsAt, _created + COOLING_OFF, "no grant changes");
        vm.assertEq(_slotsWritten(address(access)), changed ? 1 : 0, "nothing else changes");
    }

    /// @dev ACC7: a vote sets the floor, never below that of the deployment.
    /// @custom:fuzzes DatasetAccess.setAnonymityFloor
    function testFuzz_setAnonymityFloor(address drawn, uint256 pick, uint32 floor) external {
        address caller = _callerFrom(drawn, address(this), pick);
        if ((pick >> 8) % 4 != 0) floor = uint32(bound(floor, FLOOR - 2, 1_000_002));
        bytes memory refusal = ALLOWED;
        if (floor < FLOOR || floor > 1_000_000) {
            bytes4 selector = IDatasetAccess.DatasetAccessAnonymityFloorOutOfBounds.selector;
            refusal = abi.encodeWithSelector(selector, floor, FLOOR, 1_000_000);
        }
        if (caller != address(this)) refusal = _unauthorized(caller);

        _startCounting();
        bool changed = _callAs(caller, address(access), abi.encodeCall(access.setAnonymityFloor, (floor)), refusal);

        vm.assertEq(access.anonymityFloor(), changed ? floor : FLOOR, "ACC7: the floor");
        vm.assertEq(access.coolingOff(), COOLING_OFF, "not the period");
        vm.assertEq(_slotsWritten(address(access)), changed ? 1 : 0, "nothing else changes");
    }

    /// @dev Terms and a key that mostly are in order.
    function _prepareTerms(
        IDatasetAccess.GrantTerms memory terms,
        bytes memory key,
        uint256 pick,
        uint16 length
    ) private view returns (bytes memory) {
        if ((pick >> 8) % 8 == 0) terms.grantee = address(0);
        if ((pick >> 12) % 4 != 0) terms.duration = uint32(bound(terms.duration, 59, 180 days + 1));
        if ((pick >> 16) % 4 != 0) terms.toolId = _toolId;
        if ((pick >> 20) % 4 != 0) terms.purpose = pick % 2 == 0 ? 0 : 2;
        if ((pick >> 24) % 8 == 0) terms.policyHash = 0;
        if ((pick >> 28) % 8 == 0) terms.price = 0;
        if ((pick >> 32) % 8 == 0) return key;
        return bytes.concat("age1", new bytes((pick >> 36) % 4 == 0 ? length % 3_000 : 58));
    }

    function _refusalOfTerms(
        IDatasetAccess.GrantTerms memory terms,
        bytes memory key
    ) private view returns (bytes memory) {
        if (terms.grantee == address(0)) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessZeroAddress.selector);
        }
        if (terms.duration < 60 || terms.duration > 180 days) {
            bytes4 selector = IDatasetAccess.DatasetAccessDurationOutOfBounds.selector;
            return abi.encodeWithSelector(selector, terms.duration, 60, 180 days);
        }
        if (terms.policyHash == 0) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessZeroPolicyHash.selector);
        }
        bool allowed = terms.toolId == _toolId && (terms.purpose == 0 || terms.purpose == 2);
        if (!allowed || !tools.allows(_toolId, 0)) return _toolRefused(terms.toolId, terms.purpose);
        if (key.length == 0 || key.length > 2_048) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessInvalidKeyLength.selector, key.length, 2_048);
        }
        if (bytes4(key) == "age1") return ALLOWED;
        return abi.encodeWithSelector(IDatasetAccess.DatasetAccessNotAnAgeRecipient.selector, bytes4(key));
    }

    /// @dev The grant that these terms become now.
    function _grantOf(
        IDatasetAccess.GrantTerms memory terms,
        bytes memory key
    ) private view returns (IDatasetAccess.Grant memory) {
        uint48 startsAt = uint48(block.timestamp) + COOLING_OFF;
        return
            IDatasetAccess.Grant({
                startsAt: startsAt,
                expiresAt: startsAt + terms.duration,
                fundedAt: terms.price == 0 ? uint48(block.timestamp) : 0,
                revokedAt: 0,
                purpose: terms.purpose,
                grantee: terms.grantee,
                price: terms.price,
                toolId: terms.toolId,
                policyHash: terms.policyHash,
                granteeKeyHash: keccak256(key)
            });
    }

    function _assertPayment(address caller, uint256 grantId, bytes memory refusal) private {
        IDatasetAccess.Grant memory expected = access.grantOf(1);
        (uint256 balance, uint256 held) = (token.balanceOf(caller), token.balanceOf(address(reserve)));
        uint256 epoch = schedule.currentEpoch() == 0 ? 1 : schedule.currentEpoch();
        uint256 revenue = reserve.revenueOf(epoch);

        _startCounting();
        bool paid = _callAs(caller, address(access), abi.encodeCall(access.fund, (grantId)), refusal);

        uint256 price = paid ? PRICE : 0;
        if (paid) expected.fundedAt = uint48(block.timestamp);
        vm.assertEq(_stateOf(1), keccak256(abi.encode(expected)), "ACC5: the grant");
        vm.assertEq(_stateOf(2), _witness, "no other grant changes");
        vm.assertEq(token.balanceOf(caller), balance - price, "ACC5: tokens of the payer");
        vm.assertEq(token.balanceOf(address(reserve)), held + price, "ACC5: tokens of the reserve");
        vm.assertEq(reserve.revenueOf(epoch), revenue + price, "ACC5: revenue of the epoch");
        vm.assertEq(token.balanceOf(address(access)), 0, "ACC5: nothing stays");
        vm.assertEq(token.allowance(address(access), address(reserve)), 0, "ACC5: nothing is promised");
        if (paid) vm.assertEq(_slotsWritten(address(access)), 1, "nothing but the grant changes");
    }

    /// @dev Entries of every kind, in an order that `pick` decides; `recorded` is the bitmap of those that count.
    function _batch(
        uint8 count,
        uint256 pick
    ) private returns (IDatasetAccess.Access[] memory batch, uint256 recorded) {
        bytes32[4] memory ids;
        ids[0] = _contribute(address(0xa1), 5);
        ids[1] = _contribute(address(0xa2), 4);
        ids[2] = _contribute(address(0xa3), 1);
        ids[3] = keccak256("unknown");
        vm.prank(address(0xa3));
        data.remove(ids[2]);
        batch = new IDatasetAccess.Access[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 kind = uint256(keccak256(abi.encode(pick, i)));
            uint32 version = kind % 4 == 0 ? uint32(kind >> 8) % 3 : 1;
            uint256 which = (kind >> 64) % 8 < 4 ? 0 : (kind >> 64) % 4;
            batch[i] = IDatasetAccess.Access(ids[which], version);
            if (which == 0 && version == 1) recorded |= uint256(1) << i;
        }
    }

    /// @dev One event for each entry, in order, of the kind that the bitmap says.
    function _assertReceipts(address caller, IDatasetAccess.Access[] memory batch, uint256 recorded) private {
        VmLogs.Log[] memory logs = VmLogs(address(vm)).getRecordedLogs();
        vm.assertEq(logs.length, batch.length, "ACC6: one event for each entry");
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32 event_ =
                (recorded >> i) % 2 == 1
                    ? IDatasetAccess.AccessRecorded.selector
                    : IDatasetAccess.AccessSkipped.selector;
            vm.assertEq(logs[i].topics[0], event_, "ACC6: recorded or skipped");
            vm.assertEq(uint256(logs[i].topics[1]), 1, "of the grant");
            vm.assertEq(logs[i].topics[2], batch[i].contributionId, "of the contribution");
            vm.assertEq(address(uint160(uint256(logs[i].topics[3]))), caller, "by the validator");
            vm.assertEq(abi.decode(logs[i].data, (uint32)), batch[i].version, "of the version");
        }
    }

    function _payBefore(uint256 grantId) private returns (bytes memory) {
        if (access.grantOf(1).fundedAt == 0 && _isFundable()) access.fund(1);
        if (access.grantOf(1).fundedAt == 0) return _toolRefused(_toolId, 0);
        return abi.encodeWithSelector(IDatasetAccess.DatasetAccessAlreadyFunded.selector, grantId);
    }

    function _revokeBefore(uint256 grantId) private returns (bytes memory) {
        vm.prank(GUARDIAN);
        access.revoke(grantId);
        return abi.encodeWithSelector(IDatasetAccess.DatasetAccessGrantIsRevoked.selector, grantId);
    }

    function _pause() private returns (bytes memory) {
        vm.prank(GUARDIAN);
        access.pause();
        return abi.encodeWithSelector(IExpiringPause.ExpiringPausePaused.selector, block.timestamp + 72 hours);
    }

    function _isFundable() private view returns (bool) {
        bool running = block.timestamp < _created + COOLING_OFF + DURATION;
        return running && !access.paused() && tools.allows(_toolId, 0);
    }

    /// @dev Whether grant 1 is usable, from its parts.
    function _isUsable() private view returns (bool) {
        IDatasetAccess.Grant memory grant = access.grantOf(1);
        bool running = block.timestamp >= _created + COOLING_OFF && block.timestamp < _created + COOLING_OFF + DURATION;
        return running && grant.fundedAt != 0 && grant.revokedAt == 0 && !access.paused() && tools.allows(_toolId, 0);
    }

    function _isValidator(address account) private view returns (bool found) {
        for (uint256 i = 0; i < validators.length; ++i) found = found || validators[i] == account;
    }

    function _refusalOfPayment(address caller, uint256 allowance) private view returns (bytes memory) {
        if (allowance < PRICE) {
            bytes4 selector = IERC20Errors.ERC20InsufficientAllowance.selector;
            return abi.encodeWithSelector(selector, access, allowance, PRICE);
        }
        uint256 balance = token.balanceOf(caller);
        if (balance >= PRICE) return ALLOWED;
        return abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, caller, balance, PRICE);
    }

    function _unknown(uint256 grantId) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IDatasetAccess.DatasetAccessUnknownGrant.selector, grantId, 2);
    }

    function _toolRefused(bytes32 toolId, uint8 purpose) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IDatasetAccess.DatasetAccessToolNotAllowed.selector, toolId, purpose);
    }

    function _stateOf(uint256 grantId) private view returns (bytes32) {
        return keccak256(abi.encode(access.grantOf(grantId)));
    }
}

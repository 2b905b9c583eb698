// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IDatasetAccess} from "../../../contracts/interfaces/IDatasetAccess.sol";
import {IExpiringPause} from "../../../contracts/interfaces/IExpiringPause.sol";
import {IValidatorRegistry} from "../../../contracts/interfaces/IValidatorRegistry.sol";
import {GrantModel} from "../harness/access/GrantModel.sol";
import {Campaign, CampaignTest} from "../harness/Campaign.sol";
import {ReentrantActor} from "../harness/CampaignActors.sol";
import {VmLogs} from "../harness/rewards/EventLedger.sol";

/// @dev Calls the contracts around access with actions that must succeed or must be refused, and keeps their model in step.
contract AccessHandler is GrantModel {
    uint256 private constant RECENT = 20;

    /// @dev How often a pair of grant and contribution was looked at that may be read, and how often one against which
    /// exactly one reason stood.
    uint256 public readable;
    uint256[REASONS] public onlyReason;
    uint256 public recorded;
    uint256 public skippedRemoved;
    uint256 public skippedVersion;
    uint256 public skippedMask;

    constructor() {
        address[] memory targets = new address[](2);
        bytes[] memory attacks = new bytes[](2);
        (targets[0], targets[1]) = (address(access), address(access));
        attacks[0] = abi.encodeCall(access.fund, (1));
        attacks[1] = abi.encodeCall(access.recordAccess, (1, _entry(0, 1)));
        ReentrantActor(payable(actors[REENTRANT])).arm(targets, attacks);
    }

    function contribute(uint256 seed) external step(seed) {
        _contributeSomething();
    }

    function update(uint256 seed) external step(seed) {
        if (items.length != 0) _updateSomething();
    }

    function setConsent(uint256 seed) external step(seed) {
        if (items.length != 0) _changeConsent();
    }

    function remove(uint256 seed) external step(seed) {
        if (items.length == 0 || _random(2) != 0) return;
        _activeItem();
        _removeItem(touchedItem);
    }

    function definePurpose(uint256 seed) external step(seed) {
        _definePurpose();
    }

    function approveTool(uint256 seed) external step(seed) {
        _approveTool();
    }

    function withdrawTool(uint256 seed) external step(seed) {
        (bool found, uint256 g) = _pickAgainst(0);
        if (_random(3) == 0) return _withdrawTool(_random(toolList.length + 1));
        if (!found || _random(3) == 0) return;
        touchedGrant = g;
        _withdrawTool(grants[g].tool);
    }

    function createGrant(uint256 seed) external step(seed) {
        for (uint256 k = 0; k < 2; ++k) _createGrant();
    }

    function fund(uint256 seed) external step(seed) {
        for (uint256 k = 0; k < 2; ++k) _fundGrant();
    }

    function revoke(uint256 seed) external step(seed) {
        if (_random(2) == 0) _revokeGrant();
    }

    function setParameter(uint256 seed) external step(seed) {
        _setParameter();
    }

    function recordAccess(uint256 seed) external step(seed) {
        if (_random(2) != 0) _reachUsable();
        for (uint256 k = 0; k < 3; ++k) _record();
    }

    function churn(uint256 seed) external step(seed) {
        _moveSeat(_random(SEATS));
    }

    function pauseOrUnpause(uint256 seed) external step(seed) {
        bytes memory refusal;
        if (_random(8) == 0 || (_isPaused() && _random(4) != 0)) {
            if (!_isPaused()) refusal = abi.encodeWithSelector(IExpiringPause.ExpiringPauseNotPaused.selector);
            bytes memory lift = abi.encodeCall(access.unpause, ());
            if (_call(address(this), address(access), lift, refusal, "PAU3: unpause")) pausedUntil = time;
            return;
        }
        if (time < pausedUntil + 7 days) {
            refusal = abi.encodeWithSelector(IExpiringPause.ExpiringPauseCooldown.selector, pausedUntil + 7 days);
        }
        if (!_call(GUARDIAN, address(access), abi.encodeCall(access.pause, ()), refusal, "PAU2: pause")) return;
        (pausedSince, pausedUntil) = (time, time + 72 hours);
    }

    /// @dev Somebody without the role tries what needs one, and to leave ether behind.
    function intrude(uint256 seed) external step(seed) {
        uint256 what = _random(12);
        address target = what < 8 ? address(access) : address(tools);
        address caller = actors[_random(ACTORS)];
        // The guardian makes no grant and defines nothing, and who decides by vote is not the guardian.
        bool byGuardian = what != 3 && what != 4;
        if (_random(4) == 0) caller = byGuardian ? GUARDIAN : address(this);
        if (what == 5) caller = seats[_random(SEATS)];
        if (what == 7) return _sendEther(caller, target, "ACC5: no ether is taken");
        if (what == 8) return _sendEther(caller, target, "TOL2: no ether is taken");

        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        _call(caller, target, _restricted(what), refusal, "ACC1, TOL1: only a vote decides");
    }

    function donate(uint256 seed) external step(seed) {
        address[3] memory receivers = [address(access), address(tools), address(reserve)];
        address receiver = receivers[_random(3)];
        uint256 amount = _random(1e18);
        token.transfer(receiver, amount);
        donated[receiver] += amount;
        _forceEther(receiver);
        ++done[msg.sig];
    }

    /// @dev To a second beside which something changes, or by a while.
    function passTime(uint256 seed) external step(seed) {
        uint256 kind = _random(8);
        (bool paid, uint256 g) = _pickAgainst(1 << NOT_BEGUN);
        (bool unpaid, uint256 due) = _pickAgainst((1 << NOT_BEGUN) | (1 << UNPAID));
        (bool usable, uint256 used) = _pickAgainst(0);
        if (kind < 3 && paid) _setTime(grants[g].startsAt - _random(2));
        else if (kind < 4 && unpaid) _setTime(grants[due].startsAt);
        else if (kind == 4 && usable) _setTime(grants[used].expiresAt - _random(2));
        else if (kind == 5 && _isPaused()) _setTime(pausedUntil - _random(2));
        else if (kind == 6) _setTime(GENESIS + _currentEpoch() * 7 days - _random(2));
        else _setTime(time + _random(1 days));
        ++done[msg.sig];
    }

    /// @dev ACC2: whatever the state, owners can take everything back at once; nothing is readable then, with any grant.
    /// And a grant that is made, paid and waited for still opens what somebody allows afterwards.
    function finish() external {
        vm.warp(time);
        if (time >= pausedUntil + 7 days) {
            vm.prank(GUARDIAN);
            access.pause();
            (pausedSince, pausedUntil) = (time, time + 72 hours);
        }
        for (uint256 i = 0; i < items.length; ++i) _removeItem(i);
        _setTime(pausedUntil > time ? pausedUntil : time);
        uint256 first = grants.length > RECENT ? grants.length - RECENT : 0;
        for (uint256 g = first; g < grants.length; ++g) {
            for (uint256 i = 0; i < items.length; ++i) {
                _expect(!access.canAccess(g + 1, items[i].id), "ACC2: a removed contribution is read");
            }
        }
        bytes32 toolId = tools.approveTool("The last one", "u", CODE, 1);
        bytes32 id = _contribute(actors[0], 1);
        uint256 grantId = access.createGrant(_terms(toolId, 0), KEY);
        access.fund(grantId);
        vm.warp(time + coolingOff);
        _expect(access.canAccess(grantId, id), "ACC3: a paid grant of an approved tool is of no use");
    }

    /// @inheritdoc Campaign
    function audit() external view override returns (string memory violated) {
        for (uint256 g = 0; g < grants.length; ++g) {
            violated = _violatedByGrant(g);
            if (bytes(violated).length != 0) return violated;
            if (g + RECENT < grants.length) continue;
            for (uint256 i = items.length < RECENT ? 0 : items.length - RECENT; i < items.length; ++i) {
                violated = _violatedByPair(g, i);
                if (bytes(violated).length != 0) return violated;
            }
        }
        for (uint256 t = 0; t < toolList.length; ++t) {
            violated = _violatedByTool(t, uint8(t % 33));
            if (bytes(violated).length != 0) return violated;
        }
        for (uint256 i = 0; i < items.length; ++i) {
            violated = _violatedByItem(i);
            if (bytes(violated).length != 0) return violated;
        }
        uint256 sum = 0;
        for (uint256 epoch = 1; epoch <= _currentEpoch() + 1; ++epoch) sum += reserve.revenueOf(epoch);
        if (sum != paidIn) return "ACC5: revenue of all epochs";
        return _violatedNow();
    }

    function _check() internal override {
        _report(_violatedNow());
        _report(_violatedBySeat(_random(SEATS)));
        if (toolList.length != 0) {
            _report(_violatedByTool(touchedTool, uint8(_random(34))));
            _report(_violatedByTool(_random(toolList.length), uint8(_random(34))));
        }
        if (items.length != 0) _report(_violatedByItem(touchedItem));
        if (ReentrantActor(payable(actors[REENTRANT])).attempts() != 0) _report("ACC5: an account got control");
        if (grants.length == 0) return;
        _report(_violatedByGrant(touchedGrant));
        _lookAt(touchedGrant);
        _lookAt(_nearlyUsable(1));
        _lookAt(_nearlyUsable(REASONS));
    }

    /// @dev A recent grant against whose use stands exactly what `reasons` says.
    function _pickAgainst(uint256 reasons) private returns (bool found, uint256 g) {
        if (grants.length == 0) return (false, 0);
        uint256 recent = grants.length < RECENT ? grants.length : RECENT;
        uint256 start = _random(recent);
        for (uint256 k = 0; k < recent; ++k) {
            g = grants.length - 1 - ((start + k) % recent);
            if (_againstUse(g) == reasons) return (true, g);
        }
    }

    /// @dev A recent grant against whose use at most `most` reasons stand, where there is one.
    function _nearlyUsable(uint256 most) private returns (uint256 g) {
        uint256 recent = grants.length < RECENT ? grants.length : RECENT;
        uint256 start = _random(recent);
        for (uint256 k = 0; k < recent; ++k) {
            g = grants.length - 1 - ((start + k) % recent);
            uint256 reasons = _againstUse(g);
            uint256 count = 0;
            for (; reasons != 0; reasons &= reasons - 1) ++count;
            if (count <= most) return g;
        }
    }

    /// @dev Where no recent grant is usable, pays for one and waits until it begins, if that is all that it takes.
    function _reachUsable() private {
        (bool found, uint256 g) = _pickAgainst(0);
        if (found) return;
        (found, g) = _pickAgainst(1 << NOT_BEGUN);
        if (!found) {
            (found, g) = _pickAgainst(1 << UNPAID);
            if (!found) (found, g) = _pickAgainst((1 << UNPAID) | (1 << NOT_BEGUN));
            if (!found) return;
            _pay(g, 0, grants[g].price, true);
        }
        if (time < grants[g].startsAt) _setTime(grants[g].startsAt);
    }

    /// @dev ACC6: a validator, mostly an active one, writes receipts for a grant that mostly is usable.
    function _record() private {
        uint256 seat = _pickSeat();
        uint256 g = _pickUsable();
        IDatasetAccess.Access[] memory batch = _batch();
        bytes memory refusal = _refusalOfReceipts(seat, g, batch.length);

        VmLogs(address(vm)).recordLogs();
        bytes memory call = abi.encodeCall(access.recordAccess, (g + 1, batch));
        bool success = _call(seats[seat], address(access), call, refusal, "ACC6: recordAccess");
        if (success) _readReceipts(seats[seat], g, batch);
    }

    /// @dev Compares what may be read with grant `g`: of the contribution touched last, of a recent one, and of one that
    /// nothing stands against but the grant, where there is one.
    function _lookAt(uint256 g) private {
        _report(_violatedByGrant(g));
        if (items.length == 0) return;
        uint256 recent = items.length < RECENT ? items.length : RECENT;
        uint256 last = items.length - 1;
        uint256[3] memory chosen = [touchedItem, last - _random(recent), last - _random(recent)];
        for (uint256 k = 0; k < recent && _against(g, chosen[2]) != _againstUse(g); ++k) chosen[2] = last - k;
        for (uint256 k = 0; k < 3; ++k) {
            _report(_violatedByPair(g, chosen[k]));
            uint256 reasons = _against(g, chosen[k]);
            if (reasons == 0) ++readable;
            for (uint256 r = 0; r < REASONS; ++r) if (reasons == 1 << r) ++onlyReason[r];
        }
    }

    function _refusalOfReceipts(uint256 seat, uint256 g, uint256 length) private view returns (bytes memory) {
        if (statusOf[seat] != IValidatorRegistry.Status.Active) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessNotActiveValidator.selector, seats[seat]);
        }
        if (length == 0 || length > 200) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessInvalidBatchLength.selector, length, 200);
        }
        if (g < grants.length && _againstUse(g) == 0) return "";
        return abi.encodeWithSelector(IDatasetAccess.DatasetAccessGrantNotUsable.selector, g + 1);
    }

    /// @dev ACC6: one event for each entry, in order; a receipt exactly where the model lets the version be read.
    function _readReceipts(address validator, uint256 g, IDatasetAccess.Access[] memory batch) private {
        VmLogs.Log[] memory logs = VmLogs(address(vm)).getRecordedLogs();
        _expect(logs.length == batch.length, "ACC6: one event for each entry");
        for (uint256 k = 0; k < logs.length && k < batch.length; ++k) {
            bool receipt = _isDue(g, batch[k]);
            bytes32 event_ = receipt ? IDatasetAccess.AccessRecorded.selector : IDatasetAccess.AccessSkipped.selector;
            _expect(logs[k].topics[0] == event_, "ACC6: recorded or skipped");
            bool same = uint256(logs[k].topics[1]) == g + 1 && logs[k].topics[2] == batch[k].contributionId;
            same = same && address(uint160(uint256(logs[k].topics[3]))) == validator;
            _expect(same && abi.decode(logs[k].data, (uint32)) == batch[k].version, "ACC6: what a receipt says");
            if (receipt) ++recorded;
        }
    }

    /// @dev Whether the version of an entry may be read; counts why not.
    function _isDue(uint256 g, IDatasetAccess.Access memory entry) private returns (bool) {
        for (uint256 i = 0; i < items.length; ++i) {
            if (items[i].id != entry.contributionId) continue;
            bool current = items[i].version == entry.version;
            uint256 reasons = _against(g, i);
            if (reasons == 0 && !current) ++skippedVersion;
            if (reasons == 1 << REMOVED && current) ++skippedRemoved;
            if (reasons == 1 << NOT_ALLOWED && current) ++skippedMask;
            return reasons == 0 && current;
        }
        return false;
    }

    /// @dev Up to eight entries, mostly of recent contributions in their current version, some of the last one removed.
    function _batch() private returns (IDatasetAccess.Access[] memory batch) {
        uint256 length = _random(32) == 0 ? 201 * _random(2) : 1 + _random(8);
        batch = new IDatasetAccess.Access[](length);
        if (items.length == 0) return batch;
        uint256 recent = items.length < 12 ? items.length : 12;
        for (uint256 k = 0; k < length && k < 8; ++k) {
            Item storage item = items[_random(4) == 0 ? removedLast : items.length - 1 - _random(recent)];
            batch[k] = IDatasetAccess.Access(item.id, item.version);
            if (_random(3) == 0) batch[k].version = uint32(item.version + 1 - 2 * _random(2));
        }
    }

    /// @dev A validator, three times out of four an active one; where there is none, one more becomes it.
    function _pickSeat() private returns (uint256 seat) {
        seat = _random(SEATS);
        if (_random(4) == 0) return seat;
        for (uint256 k = 0; k < SEATS && statusOf[seat] != IValidatorRegistry.Status.Active; ++k) {
            seat = (seat + 1) % SEATS;
        }
        for (uint256 k = 0; k < 3 && statusOf[seat] != IValidatorRegistry.Status.Active; ++k) _moveSeat(seat);
    }

    /// @dev A grant that is usable, where there is one and chance does not want another.
    function _pickUsable() private returns (uint256) {
        (bool found, uint256 g) = _pickAgainst(0);
        return found && _random(8) != 0 ? g : _pickGrant(false);
    }

    /// @dev A call that needs a role.
    function _restricted(uint256 what) private returns (bytes memory) {
        bytes32 toolId = toolList.length == 0 ? bytes32(0) : toolList[0].id;
        if (what == 0) return abi.encodeCall(access.createGrant, (_terms(toolId, 0), KEY));
        if (what == 1) return abi.encodeCall(access.setCoolingOff, (COOLING_OFF));
        if (what == 2) return abi.encodeCall(access.setAnonymityFloor, (FLOOR));
        if (what == 3) return abi.encodeCall(access.pause, ());
        if (what == 4) return abi.encodeCall(access.revoke, (1 + _random(grants.length + 1)));
        if (what == 5) return abi.encodeCall(access.unpause, ());
        if (what == 6) return abi.encodeCall(access.setAuthority, (actors[0]));
        if (what == 9) return abi.encodeCall(tools.definePurpose, (7, "n", "u"));
        if (what == 10) return abi.encodeCall(tools.approveTool, ("n", "u", CODE, 1));
        return abi.encodeCall(tools.withdrawTool, (toolId));
    }
}

contract AccessInvariantTest is CampaignTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    AccessHandler private _handler;
    bytes4[] private _actions;
    string[] private _names;

    function setUp() external {
        _handler = new AccessHandler();
        _targetContract(address(_handler));
        _act(_handler.contribute.selector, "contribute");
        _act(_handler.update.selector, "update");
        _act(_handler.setConsent.selector, "setConsent");
        _act(_handler.remove.selector, "remove");
        _act(_handler.definePurpose.selector, "definePurpose");
        _act(_handler.approveTool.selector, "approveTool");
        _act(_handler.withdrawTool.selector, "withdrawTool");
        _act(_handler.createGrant.selector, "createGrant");
        _act(_handler.fund.selector, "fund");
        _act(_handler.revoke.selector, "revoke");
        _act(_handler.recordAccess.selector, "recordAccess");
        _act(_handler.setParameter.selector, "setParameter");
        _act(_handler.churn.selector, "churn");
        _act(_handler.pauseOrUnpause.selector, "pauseOrUnpause");
        _act(_handler.donate.selector, "donate");
        _act(_handler.passTime.selector, "passTime");
        _actions.push(_handler.intrude.selector);
    }

    /// @dev Tells the runner to call nothing but the actions.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(_handler), _actions);
    }

    function afterInvariant() external {
        _audit(_handler);
        _requireActions();
        _handler.finish();
        _requireNoDifference(_handler);
        if (_handler.calls() < 1_000) return;
        _requireReasons();
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_I26_ACC1_ACC7_TOL1_TOL4_accessEqualsItsModel() external view {
        _requireNoDifference(_handler);
    }

    /// @dev Names an action that a long run must have done.
    function _act(bytes4 selector, string memory name) private {
        _actions.push(selector);
        _names.push(name);
    }

    function _requireActions() private view {
        for (uint256 i = 0; i < _names.length; ++i) _requireDone(_handler, _actions[i], _names[i]);
        _requireRefused(_handler, _handler.intrude.selector, "intrude");
        _requireRefused(_handler, _handler.recordAccess.selector, "recordAccess");
        _requireRefused(_handler, _handler.fund.selector, "fund");
    }

    /// @dev I26 says something only where access was given, and where each reason alone took it away.
    function _requireReasons() private view {
        vm.assertTrue(_handler.readable() >= 20, "hardly anything was ever readable");
        string[8] memory reasons = ["unpaid", "not begun", "over", "revoked", "paused", "tool", "removed", "mask"];
        for (uint256 r = 0; r < 8; ++r) {
            vm.assertTrue(_handler.onlyReason(r) > 0, string.concat("never the only reason: ", reasons[r]));
        }
        vm.assertTrue(_handler.recorded() >= 5, "hardly any receipt was written");
        vm.assertTrue(_handler.skippedRemoved() > 0, "no receipt of a removed contribution was refused");
        vm.assertTrue(_handler.skippedVersion() > 0, "no receipt of an old version was refused");
        vm.assertTrue(_handler.skippedMask() > 0, "no receipt without consent was refused");
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IValidatorRegistry} from "../../../contracts/interfaces/IValidatorRegistry.sol";
import {CampaignTest} from "../harness/Campaign.sol";
import {ValidatorModel} from "../harness/ValidatorModel.sol";

/// @dev Calls the registry with actions that must succeed or must be refused, and keeps its model in step.
contract ValidatorRegistryHandler is ValidatorModel {
    function admit(uint256 seed) external step(seed) {
        uint256 i = _pick(IValidatorRegistry.Status.None, IValidatorRegistry.Status.Removed);
        address account = _random(32) == 0 ? address(0) : actors[i];
        (string memory key, string memory endpoint, bytes memory refusal) = _texts();
        Entry storage entry = entries[i];
        if (account == address(0)) {
            refusal = abi.encodeWithSelector(IValidatorRegistry.ValidatorRegistryZeroAddress.selector);
        } else if (refusal.length == 0) {
            refusal = _refusalOfAdmission(account, entry);
        }

        bytes memory data = abi.encodeCall(REGISTRY.admit, (account, key, endpoint));
        if (!_call(ROLE_HOLDER, address(REGISTRY), data, refusal, "VAL1: admit")) return;
        if (entry.status == IValidatorRegistry.Status.None) entry.slot = slots++;
        entry.status = IValidatorRegistry.Status.Admitted;
    }

    function activate(uint256 seed) external step(seed) {
        uint256 i = _pick(IValidatorRegistry.Status.Admitted, IValidatorRegistry.Status.Admitted);
        Entry storage entry = entries[i];
        uint256 missing = bondRequired > entry.bond ? bondRequired - entry.bond : 0;
        bytes memory unpaid = _fund(actors[i], missing);
        bytes memory refusal = unpaid;
        if (entry.status != IValidatorRegistry.Status.Admitted) refusal = _unexpected(i);
        else if (_activeCount() == 64) {
            refusal = abi.encodeWithSelector(IValidatorRegistry.ValidatorRegistryTooManyActive.selector, 64);
            ++crowded;
        }

        bytes memory data = abi.encodeCall(REGISTRY.activate, ());
        if (!_call(actors[i], address(REGISTRY), data, refusal, "VAL2: activate")) return;
        entry.status = IValidatorRegistry.Status.Active;
        entry.bond += missing;
        entry.bondAtActivation = entry.bond;
        entry.requiredAtActivation = bondRequired;
        entry.unbondingEndsAt = 0;
        entry.ejected = false;
        deposited += missing;
    }

    function startLeaving(uint256 seed) external step(seed) {
        uint256 i = _pick(IValidatorRegistry.Status.Active, IValidatorRegistry.Status.Active);
        Entry storage entry = entries[i];
        bytes memory refusal = entry.status == IValidatorRegistry.Status.Active ? bytes("") : _unexpected(i);

        bytes memory data = abi.encodeCall(REGISTRY.startLeaving, ());
        if (!_call(actors[i], address(REGISTRY), data, refusal, "VAL2: startLeaving")) return;
        entry.status = IValidatorRegistry.Status.Leaving;
        _startUnbonding(entry);
    }

    function withdrawBond(uint256 seed) external step(seed) {
        uint256 i = _pickUnbonding();
        Entry storage entry = entries[i];
        bytes memory refusal;
        if (entry.unbondingEndsAt == 0) {
            refusal = abi.encodeWithSelector(IValidatorRegistry.ValidatorRegistryNotUnbonding.selector, actors[i]);
        } else if (time < entry.unbondingEndsAt) {
            refusal = abi.encodeWithSelector(
                IValidatorRegistry.ValidatorRegistryStillUnbonding.selector,
                entry.unbondingEndsAt,
                time
            );
        }
        uint256 balance = TOKEN.balanceOf(actors[i]);

        bytes memory data = abi.encodeCall(REGISTRY.withdrawBond, ());
        if (!_call(actors[i], address(REGISTRY), data, refusal, "VAL6: withdrawBond")) return;
        _expect(TOKEN.balanceOf(actors[i]) == balance + entry.bond, "VAL6: the bond goes to its validator");
        _expect(time >= entry.liableSince + UNBONDING_DELAY, "VAL8: a whole unbonding has passed");
        withdrawn += entry.bond;
        entry.ejected = true;
        entry.bond = 0;
        entry.unbondingEndsAt = 0;
        if (entry.status == IValidatorRegistry.Status.Leaving) entry.status = IValidatorRegistry.Status.Admitted;
    }

    function updateKeys(uint256 seed) external step(seed) {
        uint256 i = _pick(IValidatorRegistry.Status.Admitted, IValidatorRegistry.Status.Active);
        (string memory key, string memory endpoint, bytes memory refusal) = _texts();
        IValidatorRegistry.Status status = entries[i].status;
        if (status != IValidatorRegistry.Status.Admitted && status != IValidatorRegistry.Status.Active) {
            refusal = _unexpected(i);
        }

        bytes memory data = abi.encodeCall(REGISTRY.updateKeys, (key, endpoint));
        _call(actors[i], address(REGISTRY), data, refusal, "VAL9: updateKeys");
    }

    function remove(uint256 seed) external step(seed) {
        uint256 i =
            _random(4) != 0
                ? _pick(IValidatorRegistry.Status.Removed, IValidatorRegistry.Status.Removed)
                : _pick(IValidatorRegistry.Status.Active, IValidatorRegistry.Status.Leaving);
        IValidatorRegistry.Status status = entries[i].status;
        bool allowed = status != IValidatorRegistry.Status.None && status != IValidatorRegistry.Status.Removed;
        bytes memory refusal = allowed ? bytes("") : _unexpected(i);

        bytes memory data = abi.encodeCall(REGISTRY.remove, (actors[i]));
        if (!_call(ROLE_HOLDER, address(REGISTRY), data, refusal, "VAL4: remove")) return;
        _eject(entries[i]);
    }

    function slash(uint256 seed) external step(seed) {
        uint256 i =
            _random(4) == 0
                ? _pick(IValidatorRegistry.Status.Active, IValidatorRegistry.Status.Active)
                : _pick(IValidatorRegistry.Status.Removed, IValidatorRegistry.Status.Removed);
        Entry storage entry = entries[i];
        uint256 amount = _random(8) == 0 ? 0 : _random(entry.bond + entry.bond / 8 + 1);
        if (_random(8) == 0) amount = entry.bond;
        bytes memory refusal;
        if (entry.status == IValidatorRegistry.Status.None) refusal = _unexpected(i);
        else if (amount > entry.bond) {
            bytes4 selector = IValidatorRegistry.ValidatorRegistrySlashExceedsBond.selector;
            refusal = abi.encodeWithSelector(selector, amount, entry.bond);
        }

        bytes memory data = abi.encodeCall(REGISTRY.slash, (actors[i], amount, bytes32(seed)));
        if (!_call(ROLE_HOLDER, address(REGISTRY), data, refusal, "VAL8: slash")) return;
        if (entry.status != IValidatorRegistry.Status.Removed) _eject(entry);
        entry.bond -= amount;
        slashed += amount;
    }

    function setBondRequired(uint256 seed) external step(seed) {
        uint256 bond = _random(8) == 0 ? 1_000_000e18 + _random(2) : _random(5_000e18);
        bytes memory refusal;
        if (bond > 1_000_000e18) {
            bytes4 selector = IValidatorRegistry.ValidatorRegistryBondTooLarge.selector;
            refusal = abi.encodeWithSelector(selector, bond, 1_000_000e18);
        }

        bytes memory data = abi.encodeCall(REGISTRY.setBondRequired, (bond));
        if (_call(address(this), address(REGISTRY), data, refusal, "VAL7: setBondRequired")) bondRequired = bond;
    }

    /// @dev Somebody without the role tries everything that needs one, and to leave ether behind.
    function intrude(uint256 seed) external step(seed) {
        uint256 i = _random(ACTORS);
        uint256 what = _random(6);
        address caller = actors[_random(ACTORS)];
        bytes memory data = abi.encodeCall(REGISTRY.setBondRequired, (0));
        if (what == 0) data = abi.encodeCall(REGISTRY.admit, (actors[i], AGE_RECIPIENT, ""));
        else if (what == 1) data = abi.encodeCall(REGISTRY.remove, (actors[i]));
        else if (what == 2) data = abi.encodeCall(REGISTRY.slash, (actors[i], 0, 0));
        // The role over validators does not set the bond, and who sets the bond has no role over validators.
        if (_random(4) == 0) caller = what < 3 ? address(this) : ROLE_HOLDER;
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        if (what == 4) data = abi.encodeCall(REGISTRY.setAuthority, (caller));

        if (what != 5) _call(caller, address(REGISTRY), data, refusal, "VAL9: only roles govern");
        else _sendEther(caller, address(REGISTRY), "VAL10: no ether is taken");
    }

    /// @dev Questions about the future and about strangers are refused.
    function lookUp(uint256 seed) external step(seed) {
        uint256 i = _pick(IValidatorRegistry.Status.None, IValidatorRegistry.Status.None);
        uint256 timepoint = time + _random(2 days);
        bytes memory data = abi.encodeCall(REGISTRY.activeBitmapAt, (timepoint));
        bytes4 selector = IValidatorRegistry.ValidatorRegistryFutureLookup.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, timepoint, time);
        uint256 what = _random(3);
        if (what == 1) {
            data = abi.encodeCall(REGISTRY.validatorAt, (slots + i));
            selector = IValidatorRegistry.ValidatorRegistryUnknownSlot.selector;
            refusal = abi.encodeWithSelector(selector, slots + i, slots);
        } else if (what == 2) {
            data = abi.encodeCall(REGISTRY.slotOf, (actors[i]));
            selector = IValidatorRegistry.ValidatorRegistryUnknownValidator.selector;
            bool unknown = entries[i].status == IValidatorRegistry.Status.None;
            refusal = unknown ? abi.encodeWithSelector(selector, actors[i]) : bytes("");
        }

        _call(actors[i], address(REGISTRY), data, refusal, "VAL3: only the past is told");
    }

    function donate(uint256 seed) external step(seed) {
        address[4] memory receivers = [address(REGISTRY), TREASURY, address(TOKEN), address(AUTHORITY)];
        address receiver = receivers[_random(4)];
        uint256 amount = _random(1e18);
        TOKEN.transfer(receiver, amount);
        donated[receiver] += amount;
        _forceEther(receiver);
        ++done[msg.sig];
    }

    function passTime(uint256 seed) external step(seed) {
        uint256 endsAt = entries[_random(ACTORS)].unbondingEndsAt;
        uint256 kind = _random(3);
        if (kind == 0 && endsAt > time) _setTime(endsAt - _random(2));
        else _setTime(time + _random(kind == 1 ? 3 : 12 hours));
        ++done[msg.sig];
    }
}

contract ValidatorRegistryInvariantTest is CampaignTest {
    ValidatorRegistryHandler private _handler;

    function setUp() external {
        _handler = new ValidatorRegistryHandler();
        _targetContract(address(_handler));
    }

    function afterInvariant() external {
        _audit(_handler);
        _requireDone(_handler, _handler.admit.selector, "admit");
        _requireDone(_handler, _handler.activate.selector, "activate");
        _requireDone(_handler, _handler.startLeaving.selector, "startLeaving");
        _requireDone(_handler, _handler.withdrawBond.selector, "withdrawBond");
        _requireDone(_handler, _handler.updateKeys.selector, "updateKeys");
        _requireDone(_handler, _handler.remove.selector, "remove");
        _requireDone(_handler, _handler.slash.selector, "slash");
        _requireDone(_handler, _handler.setBondRequired.selector, "setBondRequired");
        _requireDone(_handler, _handler.donate.selector, "donate");
        _requireDone(_handler, _handler.passTime.selector, "passTime");
        _requireRefused(_handler, _handler.intrude.selector, "intrude");
        _requireRefused(_handler, _handler.lookUp.selector, "lookUp");
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_VAL1_VAL10_theRegistryEqualsItsModel() external view {
        _requireNoDifference(_handler);
    }
}

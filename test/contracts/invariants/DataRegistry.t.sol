// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IDataRegistry} from "../../../contracts/interfaces/IDataRegistry.sol";
import {IExpiringPause} from "../../../contracts/interfaces/IExpiringPause.sol";
import {CampaignTest} from "../harness/Campaign.sol";
import {RegistryModel} from "../harness/RegistryModel.sol";

/// @dev Calls the registry with actions that must succeed or must be refused, and keeps its model in step.
contract DataRegistryHandler is RegistryModel {
    uint256 private constant KEPT = 32;

    /// @dev The last messages that were signed, delivered or not.
    Message[KEPT] private _kept;
    bool[KEPT] private _delivered;
    uint256 private _signed;

    function contribute(uint256 seed) external step(seed) {
        uint256 owner = _random(ACTORS);
        (bytes32 hash, string memory uri) = _archive();
        uint32 mask = _mask();

        bytes memory data = abi.encodeCall(REGISTRY.contribute, (hash, mask, uri));
        bytes memory refusal = _refusalOfArchive(hash, uri);
        if (_call(actors[owner], address(REGISTRY), data, refusal, "REG11: contribute")) _register(owner, hash, mask);
    }

    function update(uint256 seed) external step(seed) {
        if (items.length == 0) return;
        (uint256 item, address caller) = _pickToChange();
        (bytes32 hash, string memory uri) = _archive();
        uint32 version = _version(item);
        bytes memory refusal = _refusalOfCaller(item, caller);
        if (refusal.length == 0) refusal = _refusalOfUpdate(item, version, hash, uri);

        bytes memory data = abi.encodeCall(REGISTRY.update, (items[item].id, version, hash, uri));
        if (_call(caller, address(REGISTRY), data, refusal, "REG5: update")) _replace(item, hash);
    }

    function setConsent(uint256 seed) external step(seed) {
        if (items.length == 0) return;
        (uint256 item, address caller) = _pickToChange();
        uint32 mask = _mask();
        bytes memory refusal = _refusalOfCaller(item, caller);

        bytes memory data = abi.encodeCall(REGISTRY.setConsent, (items[item].id, mask));
        if (!_call(caller, address(REGISTRY), data, refusal, "REG4: setConsent")) return;
        _consent(item, mask);
        ++cancellations[items[item].owner];
    }

    function remove(uint256 seed) external step(seed) {
        if (items.length == 0) return;
        (uint256 item, address caller) = _pickToChange();
        bytes memory refusal = _refusalOfCaller(item, caller);

        bytes memory data = abi.encodeCall(REGISTRY.remove, (items[item].id));
        if (_call(caller, address(REGISTRY), data, refusal, "REG4: remove")) _bury(item);
    }

    function contributeBySig(uint256 seed) external step(seed) {
        _deliver(_signNow(Kind.Contribute));
    }

    function updateBySig(uint256 seed) external step(seed) {
        if (items.length != 0) _deliver(_signNow(Kind.Update));
    }

    function setConsentBySig(uint256 seed) external step(seed) {
        if (items.length != 0) _deliver(_signNow(Kind.SetConsent));
    }

    function removeBySig(uint256 seed) external step(seed) {
        if (items.length != 0) _deliver(_signNow(Kind.Remove));
    }

    /// @dev Signs a message for later, often with a nonce that is still to come.
    function signAhead(uint256 seed) external step(seed) {
        Kind kind = items.length == 0 ? Kind.Contribute : Kind(_random(4));
        _signAndKeep(kind, _random(4) == 0 ? 1 + _random(2) : 0, _random(2) == 0 ? 2 days : 60 days);
        ++done[msg.sig];
    }

    /// @dev Delivers one of the last messages: for the first time, out of turn, too late, or again. Where none is due,
    /// mostly a new one.
    function deliverKept(uint256 seed) external step(seed) {
        uint256 known = _signed < KEPT ? _signed : KEPT;
        if (known == 0) return;
        uint256 start = _random(known);
        for (uint256 k = 0; k < known; ++k) {
            uint256 slot = (start + k) % known;
            bool due = !_delivered[slot] && _refusalOf(_kept[slot]).length == 0;
            if (due || (k == 0 && _random(8) == 0)) return _deliver(slot);
        }
        _deliver(items.length == 0 || _random(8) == 0 ? start : _signNow(Kind(_random(4))));
    }

    function cancelSignatures(uint256 seed) external step(seed) {
        uint256 owner = _random(ACTORS);
        bytes memory data = abi.encodeCall(REGISTRY.cancelSignatures, ());
        if (_call(actors[owner], address(REGISTRY), data, "", "REG4: cancelSignatures")) ++cancellations[owner];
    }

    function pauseOrUnpause(uint256 seed) external step(seed) {
        bytes memory refusal;
        if (_random(8) == 0 || (_isPaused() && _random(4) != 0)) {
            if (!_isPaused()) refusal = abi.encodeWithSelector(IExpiringPause.ExpiringPauseNotPaused.selector);
            bytes memory lift = abi.encodeCall(REGISTRY.unpause, ());
            if (_call(address(this), address(REGISTRY), lift, refusal, "PAU3: unpause")) pausedUntil = time;
            return;
        }
        if (time < pausedUntil + 7 days) {
            refusal = abi.encodeWithSelector(IExpiringPause.ExpiringPauseCooldown.selector, pausedUntil + 7 days);
        }
        if (!_call(GUARDIAN, address(REGISTRY), abi.encodeCall(REGISTRY.pause, ()), refusal, "PAU2: pause")) return;
        pausedSince = time;
        pausedUntil = time + 72 hours;
    }

    /// @dev Somebody without the role tries to pause or to lift a pause, and to leave ether behind.
    function intrude(uint256 seed) external step(seed) {
        uint256 what = _random(4);
        address caller = actors[_random(ACTORS)];
        if (what == 3) return _sendEther(caller, address(REGISTRY), "REG13: no ether is taken");

        bytes memory data = abi.encodeCall(REGISTRY.setAuthority, (caller));
        if (what == 0) data = abi.encodeCall(REGISTRY.pause, ());
        else if (what == 1) data = abi.encodeCall(REGISTRY.unpause, ());
        // Who pauses cannot lift a pause, and who lifts one cannot pause.
        if (_random(4) == 0) caller = what == 0 ? address(this) : GUARDIAN;
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        _call(caller, address(REGISTRY), data, refusal, "REG11: only roles pause");
    }

    function donate(uint256 seed) external step(seed) {
        uint256 amount = _random(1e18);
        TOKEN.transfer(address(REGISTRY), amount);
        donated += amount;
        _forceEther(address(REGISTRY));
        ++done[msg.sig];
    }

    function passTime(uint256 seed) external step(seed) {
        uint256 kind = _random(4);
        if (kind < 2 && _isPaused()) _setTime(pausedUntil - _random(2));
        else if (kind != 3 && pausedUntil != 0 && time < pausedUntil + 7 days) {
            _setTime(pausedUntil + 7 days - _random(2));
        } else _setTime(time + _random(_random(2) == 0 ? 3 : 6 hours));
        ++done[msg.sig];
    }

    /// @dev Delivers a kept message; now and then at once again.
    function _deliver(uint256 slot) private {
        Message memory m = _kept[slot];
        bytes memory data = _dataOf(m);
        bool success = _call(actors[_random(ACTORS)], address(REGISTRY), data, _refusalOf(m), "REG8: by signature");
        if (!success && _delivered[slot]) ++replaysRefused;
        if (!success) return;
        _delivered[slot] = true;
        ++used[m.owner];
        if (m.kind == Kind.Contribute) _register(m.owner, m.ciphertextHash, m.mask);
        else if (m.kind == Kind.Update) _replace(m.item, m.ciphertextHash);
        else if (m.kind == Kind.SetConsent) _consent(m.item, m.mask);
        else _bury(m.item);
        if (_random(4) == 0) _deliver(slot);
    }

    function _signNow(Kind kind) private returns (uint256 slot) {
        return _signAndKeep(kind, _random(16) == 0 ? 1 : 0, _random(32) == 0 ? 0 : 6 hours);
    }

    /// @dev Signs a message for the nonce that is `ahead` of the next one.
    function _signAndKeep(Kind kind, uint256 ahead, uint256 patience) private returns (uint256 slot) {
        Message memory message;
        (message.ciphertextHash, message.uri) = _archive();
        (message.kind, message.mask, message.owner) = (kind, _mask(), _random(ACTORS));
        if (kind != Kind.Contribute) {
            (message.item, ) = _pickToChange();
            message.owner = items[message.item].owner;
            message.version = _version(message.item);
        }
        message.nonce = _nonceOf(message.owner) + ahead;
        message.deadline = patience == 0 ? time - _random(2) : time + _random(patience);
        _signMessage(message, _random(32));

        slot = _signed++ % KEPT;
        _kept[slot] = message;
        _delivered[slot] = false;
    }

    /// @dev A contribution, seven times out of eight an active one and called by its owner, where there is one.
    function _pickToChange() private returns (uint256 item, address caller) {
        uint256 start = _random(items.length);
        item = start;
        if (_random(8) != 0) {
            for (uint256 k = 0; k < items.length; ++k) {
                item = (start + k) % items.length;
                if (items[item].state.status == IDataRegistry.Status.Active) break;
            }
        }
        caller = actors[_random(8) == 0 ? _random(ACTORS) : items[item].owner];
    }

    function _version(uint256 item) private returns (uint32 version) {
        version = items[item].state.version;
        if (_random(16) == 0) version = uint32(version + _random(3) - 1);
    }

    function _archive() private returns (bytes32 hash, string memory uri) {
        uint256 chance = _random(64);
        hash = chance == 0 ? bytes32(0) : bytes32(_random(type(uint256).max));
        uri = "sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";
        if (chance == 1) uri = "";
        else if (chance == 2) uri = string(new bytes(256 + _random(2)));
    }

    /// @dev Mostly published purposes, sometimes any bits.
    function _mask() private returns (uint32) {
        return uint32(_random(4) == 0 ? _random(1 << 32) : _random(128));
    }

    function _refusalOf(Message memory m) private view returns (bytes memory refusal) {
        refusal = _refusalOfMessage(m);
        if (refusal.length != 0) return refusal;
        if (m.kind == Kind.Contribute) return _refusalOfArchive(m.ciphertextHash, m.uri);
        if (m.kind == Kind.Update) return _refusalOfUpdate(m.item, m.version, m.ciphertextHash, m.uri);
    }

    function _dataOf(Message memory m) private view returns (bytes memory) {
        if (m.kind == Kind.Contribute) {
            return
                abi.encodeCall(
                    REGISTRY.contributeBySig,
                    (actors[m.owner], m.ciphertextHash, m.mask, m.uri, m.deadline, m.signature)
                );
        }
        bytes32 id = items[m.item].id;
        if (m.kind == Kind.Update) {
            return
                abi.encodeCall(REGISTRY.updateBySig, (id, m.version, m.ciphertextHash, m.uri, m.deadline, m.signature));
        }
        if (m.kind == Kind.SetConsent) {
            return abi.encodeCall(REGISTRY.setConsentBySig, (id, m.mask, m.deadline, m.signature));
        }
        return abi.encodeCall(REGISTRY.removeBySig, (id, m.deadline, m.signature));
    }
}

contract DataRegistryInvariantTest is CampaignTest {
    DataRegistryHandler private _handler;

    function setUp() external {
        _handler = new DataRegistryHandler();
        _targetContract(address(_handler));
    }

    function afterInvariant() external {
        _audit(_handler);
        _requireDone(_handler, _handler.contribute.selector, "contribute");
        _requireDone(_handler, _handler.update.selector, "update");
        _requireDone(_handler, _handler.setConsent.selector, "setConsent");
        _requireDone(_handler, _handler.remove.selector, "remove");
        _requireDone(_handler, _handler.contributeBySig.selector, "contributeBySig");
        _requireDone(_handler, _handler.updateBySig.selector, "updateBySig");
        _requireDone(_handler, _handler.setConsentBySig.selector, "setConsentBySig");
        _requireDone(_handler, _handler.removeBySig.selector, "removeBySig");
        _requireDone(_handler, _handler.signAhead.selector, "signAhead");
        _requireDone(_handler, _handler.deliverKept.selector, "deliverKept");
        _requireDone(_handler, _handler.cancelSignatures.selector, "cancelSignatures");
        _requireDone(_handler, _handler.pauseOrUnpause.selector, "pauseOrUnpause");
        _requireDone(_handler, _handler.donate.selector, "donate");
        _requireDone(_handler, _handler.passTime.selector, "passTime");
        _requireRefused(_handler, _handler.intrude.selector, "intrude");
        _requireRefused(_handler, _handler.deliverKept.selector, "deliverKept");
        if (_handler.calls() < 1_000) return;
        vm.assertTrue(_handler.removedWhilePaused() > 0, "nothing was removed during a pause");
        vm.assertTrue(_handler.replaysRefused() > 0, "no signature was replayed");
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_REG1_REG13_PAU1_PAU3_theRegistryEqualsItsModel() external view {
        _requireNoDifference(_handler);
    }
}

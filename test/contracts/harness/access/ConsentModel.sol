// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IDataRegistry} from "../../../../contracts/interfaces/IDataRegistry.sol";
import {IValidatorRegistry} from "../../../../contracts/interfaces/IValidatorRegistry.sol";
import {AccessSystem} from "../AccessSystem.sol";
import {Campaign} from "../Campaign.sol";

/// @dev What owners said of their contributions, and who is a validator: the two things that DatasetAccess asks others
/// about.
abstract contract ConsentModel is Campaign, AccessSystem {
    /// @dev `mask` is the owner's last word, also after the removal.
    struct Item {
        bytes32 id;
        uint256 owner;
        uint32 version;
        uint32 mask;
        bool removed;
    }

    /// @dev Four plain validators, then the three contract accounts among the actors.
    uint256 internal constant SEATS = 7;

    Item[] internal items;
    uint256[ACTORS] internal counts;
    uint256 internal touchedItem;
    uint256 internal removedLast;
    address[SEATS] internal seats;
    IValidatorRegistry.Status[SEATS] internal statusOf;

    constructor() {
        _deployAccessSystem();
        for (uint256 i = 0; i < SEATS; ++i) {
            seats[i] = i < 4 ? validators[i] : actors[WALLET + i - 4];
            if (i < 4) statusOf[i] = IValidatorRegistry.Status.Active;
        }
    }

    function _contributeSomething() internal {
        uint256 owner = _random(ACTORS);
        uint32 mask = _mask();
        bytes memory call = abi.encodeCall(data.contribute, (bytes32(1 + _random(1 << 128)), mask, "u"));
        if (!_call(actors[owner], address(data), call, "", "a contribution")) return;
        bytes32 id = keccak256(abi.encode(block.chainid, address(data), actors[owner], counts[owner]++));
        touchedItem = items.length;
        items.push(Item({id: id, owner: owner, version: 1, mask: mask, removed: false}));
    }

    function _updateSomething() internal {
        Item storage item = _activeItem();
        if (item.removed) return;
        bytes memory call = abi.encodeCall(data.update, (item.id, item.version, bytes32(1 + _random(1 << 128)), "u"));
        if (_call(actors[item.owner], address(data), call, "", "an update")) ++item.version;
    }

    /// @dev The owner's word holds at once, whatever is paused.
    function _changeConsent() internal {
        Item storage item = _activeItem();
        if (item.removed) return;
        uint32 mask = _mask();
        bytes memory call = abi.encodeCall(data.setConsent, (item.id, mask));
        if (_call(actors[item.owner], address(data), call, "", "ACC2: consent")) item.mask = mask;
    }

    function _removeItem(uint256 i) internal {
        touchedItem = i;
        Item storage item = items[i];
        if (item.removed) return;
        bytes memory call = abi.encodeCall(data.remove, (item.id));
        if (_call(actors[item.owner], address(data), call, "", "ACC2: removal")) item.removed = true;
        removedLast = i;
    }

    /// @dev Moves validator `i` one step on its way: in, or out by its own will or another's.
    function _moveSeat(uint256 i) internal {
        IValidatorRegistry.Status status = statusOf[i];
        bytes memory call = abi.encodeCall(registry.admit, (seats[i], KEY, ""));
        (address caller, IValidatorRegistry.Status next) = (address(this), IValidatorRegistry.Status.Admitted);
        if (status == IValidatorRegistry.Status.Admitted) {
            (caller, call) = (seats[i], abi.encodeCall(registry.activate, ()));
            next = IValidatorRegistry.Status.Active;
        } else if (status == IValidatorRegistry.Status.Active && _random(2) == 0) {
            (caller, call) = (seats[i], abi.encodeCall(registry.startLeaving, ()));
            next = IValidatorRegistry.Status.Leaving;
        } else if (status == IValidatorRegistry.Status.Active || status == IValidatorRegistry.Status.Leaving) {
            call = abi.encodeCall(registry.remove, (seats[i]));
            next = IValidatorRegistry.Status.Removed;
        }
        if (_call(caller, address(registry), call, "", "a validator")) statusOf[i] = next;
    }

    /// @dev A contribution that is not removed, where there is one; the newer the likelier.
    function _activeItem() internal returns (Item storage item) {
        uint256 recent = items.length < 12 ? items.length : 12;
        touchedItem = items.length - 1 - _random(recent);
        for (uint256 k = 0; k < items.length && items[touchedItem].removed; ++k) {
            touchedItem = (touchedItem + 1) % items.length;
        }
        return items[touchedItem];
    }

    /// @dev Mostly the published purposes, and more of them than not; sometimes any bits.
    function _mask() internal returns (uint32) {
        uint256 drawn = _random(1 << 32);
        if (_random(4) == 0) return uint32(drawn);
        return uint32(_random(4) == 0 ? drawn & 0x7f : (drawn | (drawn >> 8)) & 0x7f);
    }

    function _violatedByItem(uint256 i) internal view returns (string memory) {
        Item storage item = items[i];
        IDataRegistry.Contribution memory actual = data.contributionOf(item.id);
        if (actual.owner != actors[item.owner] || actual.version != item.version) return "a contribution";
        if ((actual.status == IDataRegistry.Status.Active) == item.removed) return "a removal";
        return actual.consentMask == (item.removed ? 0 : item.mask) ? "" : "a mask";
    }

    function _violatedBySeat(uint256 i) internal view returns (string memory) {
        return registry.statusOf(seats[i]) == statusOf[i] ? "" : "a validator's status";
    }
}

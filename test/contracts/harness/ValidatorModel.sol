// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IValidatorRegistry} from "../../../contracts/interfaces/IValidatorRegistry.sol";
import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {ValidatorRegistry} from "../../../contracts/validators/ValidatorRegistry.sol";
import {Campaign} from "./Campaign.sol";

/// @dev A naive model of the validator registry. Before the eight actors come, 201 of 208 slots are taken and 61 of 64
/// places are, so that the actors meet both limits.
abstract contract ValidatorModel is Campaign {
    struct Entry {
        IValidatorRegistry.Status status;
        uint256 slot;
        uint256 bond;
        uint256 bondAtActivation;
        uint256 requiredAtActivation;
        uint256 unbondingEndsAt;
        uint256 liableSince;
        bool ejected;
    }

    struct Moment {
        uint256 time;
        uint256 active;
    }

    uint256 internal constant CROWD = 201;
    uint256 internal constant CROWD_ACTIVE = 61;
    uint48 internal constant UNBONDING_DELAY = 1 days;
    address internal constant TREASURY = address(0x7ea5);
    address internal constant ROLE_HOLDER = address(0xad317);
    string internal constant AGE_RECIPIENT = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

    ValidatorRegistry public immutable REGISTRY;
    GPTToken public immutable TOKEN;
    AccessManager public immutable AUTHORITY;

    uint256 public crowded;
    uint256 internal touched;
    uint256 internal bondRequired;
    uint256 internal deposited;
    uint256 internal withdrawn;
    uint256 internal slashed;
    uint256 internal slots = CROWD;
    Entry[ACTORS] internal entries;
    mapping(address account => uint256 amount) internal donated;
    Moment[] private _moments;

    constructor() {
        TOKEN = new GPTToken(address(this), address(this), address(this), address(this));
        AUTHORITY = new AccessManager(address(this));
        REGISTRY = new ValidatorRegistry(address(AUTHORITY), TOKEN, TREASURY, 0, UNBONDING_DELAY);
        for (uint256 i = 0; i < CROWD; ++i) {
            address account = address(uint160(0xc20d000 + i));
            REGISTRY.admit(account, AGE_RECIPIENT, "");
            if (i >= CROWD_ACTIVE) continue;
            vm.prank(account);
            REGISTRY.activate();
        }
        bytes4[] memory selectors = new bytes4[](3);
        (selectors[0], selectors[1]) = (REGISTRY.admit.selector, REGISTRY.remove.selector);
        selectors[2] = REGISTRY.slash.selector;
        AUTHORITY.setTargetFunctionRole(address(REGISTRY), selectors, 1);
        AUTHORITY.grantRole(1, ROLE_HOLDER, 0);
        _remember();
    }

    /// @inheritdoc Campaign
    function audit() external view override returns (string memory violated) {
        for (uint256 i = 0; i < 2 * _moments.length; ++i) {
            violated = _violatedAtMoment(i / 2, i % 2 == 0);
            if (bytes(violated).length != 0) return violated;
        }
        for (uint256 i = 0; i < ACTORS; ++i) {
            violated = _violatedByActor(actors[i], entries[i]);
            if (bytes(violated).length != 0) return violated;
        }
        return _violatedNow();
    }

    function _check() internal override {
        _remember();
        vm.warp(time + 1);
        _report(_violatedNow());
        _report(_violatedByActor(actors[touched], entries[touched]));
        _report(_violatedByActor(actors[calls % ACTORS], entries[calls % ACTORS]));
        _report(_violatedAtMoment(_moments.length - 1, false));
        _report(_violatedAtMoment(_random(_moments.length), _random(2) == 0));
        vm.warp(time);
    }

    /// @dev An actor; three times out of four one whose status is `first` or `second`, where there is one.
    function _pick(IValidatorRegistry.Status first, IValidatorRegistry.Status second) internal returns (uint256) {
        touched = _random(ACTORS);
        if (_random(4) == 0) return touched;
        for (uint256 k = 0; k < ACTORS; ++k) {
            uint256 i = (touched + k) % ACTORS;
            if (entries[i].status == first || entries[i].status == second) return touched = i;
        }
        return touched;
    }

    /// @dev An actor; mostly one whose unbonding has ended, where there is one, or has a second left.
    function _pickUnbonding() internal returns (uint256) {
        touched = _random(ACTORS);
        if (_random(4) == 0) {
            if (entries[touched].unbondingEndsAt > time) _setTime(entries[touched].unbondingEndsAt - _random(2));
            return touched;
        }
        for (uint256 k = 0; k < ACTORS; ++k) {
            uint256 i = (touched + k) % ACTORS;
            if (entries[i].unbondingEndsAt != 0 && entries[i].unbondingEndsAt <= time) return touched = i;
        }
        return touched;
    }

    /// @dev Gives `account` the tokens and the allowance it needs, or now and then too little of either.
    function _fund(address account, uint256 amount) internal returns (bytes memory refusal) {
        uint256 chance = amount == 0 ? 2 : _random(16);
        uint256 balance = TOKEN.balanceOf(account);
        vm.prank(account);
        TOKEN.transfer(address(this), balance);
        balance = chance == 0 ? _random(amount) : amount;
        TOKEN.transfer(account, balance);
        uint256 allowed = chance == 1 ? _random(amount) : amount;
        vm.prank(account);
        TOKEN.approve(address(REGISTRY), allowed);
        if (chance == 0) {
            refusal = abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, account, balance, amount);
        } else if (chance == 1) {
            refusal = abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(REGISTRY),
                allowed,
                amount
            );
        }
    }

    /// @dev Key and endpoint, now and then malformed.
    function _texts() internal returns (string memory key, string memory endpoint, bytes memory refusal) {
        (key, endpoint) = (AGE_RECIPIENT, "https://validator.example");
        uint256 chance = _random(32);
        if (chance == 0) {
            key = "AGE1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
            refusal = abi.encodeWithSelector(
                IValidatorRegistry.ValidatorRegistryNotAnAgeRecipient.selector,
                bytes4("AGE1")
            );
        } else if (chance == 2) {
            key = "age1tooshort";
            refusal = abi.encodeWithSelector(
                IValidatorRegistry.ValidatorRegistryAgeRecipientLengthOutOfBounds.selector,
                12,
                62,
                2048
            );
        } else if (chance == 1) {
            endpoint = string(new bytes(257 + _random(9)));
            bytes4 selector = IValidatorRegistry.ValidatorRegistryEndpointTooLong.selector;
            refusal = abi.encodeWithSelector(selector, bytes(endpoint).length, 256);
        }
    }

    function _eject(Entry storage entry) internal {
        entry.status = IValidatorRegistry.Status.Removed;
        entry.ejected = true;
        _startUnbonding(entry);
    }

    function _startUnbonding(Entry storage entry) internal {
        entry.liableSince = time;
        entry.unbondingEndsAt = time + UNBONDING_DELAY;
    }

    function _unexpected(uint256 i) internal view returns (bytes memory) {
        bytes4 selector = IValidatorRegistry.ValidatorRegistryUnexpectedStatus.selector;
        return abi.encodeWithSelector(selector, actors[i], entries[i].status);
    }

    function _refusalOfAdmission(address account, Entry storage entry) internal view returns (bytes memory) {
        if (entry.status == IValidatorRegistry.Status.Removed) return "";
        if (entry.status == IValidatorRegistry.Status.None) {
            if (slots < 208) return "";
            return abi.encodeWithSelector(IValidatorRegistry.ValidatorRegistrySlotsExhausted.selector, 208);
        }
        bytes4 selector = IValidatorRegistry.ValidatorRegistryUnexpectedStatus.selector;
        return abi.encodeWithSelector(selector, account, entry.status);
    }

    function _activeCount() internal view returns (uint256 count) {
        count = CROWD_ACTIVE;
        for (uint256 i = 0; i < ACTORS; ++i) if (entries[i].status == IValidatorRegistry.Status.Active) ++count;
    }

    /// @dev Keeps who is active in the model, once per second.
    function _remember() private {
        if (_moments.length == 0 || _moments[_moments.length - 1].time != time) _moments.push().time = time;
        _moments[_moments.length - 1].active = _bitmapOf(IValidatorRegistry.Status.Active) | ((1 << CROWD_ACTIVE) - 1);
    }

    function _violatedNow() private view returns (string memory) {
        uint256 bonds = 0;
        for (uint256 i = 0; i < ACTORS; ++i) {
            bonds += entries[i].bond;
        }
        if (REGISTRY.validatorCount() != slots || slots > 208) return "VAL1: slots given out";
        if (REGISTRY.ejectedBitmap() != _ejected()) return "VAL11: ejected now";
        if (REGISTRY.bondRequired() != bondRequired) return "VAL9: the bond asked for";
        if (bonds + withdrawn + slashed != deposited) return "VAL5: conservation of bonds";
        uint256 held = bonds + donated[address(REGISTRY)];
        if (TOKEN.balanceOf(address(REGISTRY)) != held) return "VAL5: tokens held";
        if (TOKEN.balanceOf(TREASURY) != slashed + donated[TREASURY]) return "VAL6: slashed to the treasury";
        if (address(REGISTRY).balance != forced[address(REGISTRY)]) return "VAL10: ether held";
        return "";
    }

    function _violatedByActor(address account, Entry storage entry) private view returns (string memory) {
        if (REGISTRY.statusOf(account) != entry.status) return "VAL9: status";
        if (REGISTRY.bondOf(account) != entry.bond) return "VAL6: bond";
        if (REGISTRY.unbondingEndsAt(account) != entry.unbondingEndsAt) return "VAL8: end of the unbonding";
        if (entry.status == IValidatorRegistry.Status.None) return "";
        if (REGISTRY.slotOf(account) != entry.slot) return "VAL1: slot";
        if (REGISTRY.validatorAt(entry.slot) != account) return "VAL1: owner of the slot";
        if (entry.status != IValidatorRegistry.Status.Active) return "";
        if (REGISTRY.bondOf(account) < entry.requiredAtActivation) return "VAL7: bond of an active validator";
        return "";
    }

    /// @dev Compares the first or the last second of the time for which a bitmap stood.
    function _violatedAtMoment(uint256 i, bool first) private view returns (string memory) {
        Moment storage moment = _moments[i];
        uint256 timepoint = moment.time;
        if (!first) timepoint = i + 1 < _moments.length ? _moments[i + 1].time - 1 : time;
        uint256 eligible = moment.active & ~_ejected();
        uint256 count = _count(moment.active);
        if (REGISTRY.activeBitmapAt(timepoint) != moment.active) return "VAL3: active then";
        if (REGISTRY.eligibleBitmapAt(timepoint) != eligible) return "VAL4: eligible for then";
        if (REGISTRY.activeCountAt(timepoint) != count || count > 64) return "VAL2: number active then";
        Entry storage entry = entries[i % ACTORS];
        bool known = entry.status != IValidatorRegistry.Status.None;
        bool active = known && (moment.active >> entry.slot) & 1 == 1;
        if (REGISTRY.isActiveAt(actors[i % ACTORS], timepoint) != active) return "VAL3: one active then";
        active = active && !entry.ejected;
        if (REGISTRY.isEligibleAt(actors[i % ACTORS], timepoint) != active) return "VAL4: one eligible for then";
        return "";
    }

    function _bitmapOf(IValidatorRegistry.Status status) private view returns (uint256 bitmap) {
        for (uint256 i = 0; i < ACTORS; ++i) if (entries[i].status == status) bitmap |= 1 << entries[i].slot;
    }

    function _ejected() private view returns (uint256 bitmap) {
        for (uint256 i = 0; i < ACTORS; ++i) if (entries[i].ejected) bitmap |= 1 << entries[i].slot;
    }

    function _count(uint256 bitmap) private pure returns (uint256 count) {
        for (; bitmap != 0; bitmap &= bitmap - 1) ++count;
    }
}

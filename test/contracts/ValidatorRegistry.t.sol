// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IValidatorRegistry} from "../../contracts/interfaces/IValidatorRegistry.sol";
import {GPTToken} from "../../contracts/token/GPTToken.sol";
import {ValidatorRegistry} from "../../contracts/validators/ValidatorRegistry.sol";
import {Harness} from "./harness/Harness.sol";

/// @dev Calls a registry and a naive model of it with the same actions, allowed or not, and compares them. Never
/// reverts: a difference is kept in `difference` for the test to find.
contract ValidatorRegistryActions is Harness {
    struct Actor {
        IValidatorRegistry.Status status;
        uint256 slot;
        uint256 bond;
        uint256 unbondingEndsAt;
        bool ejected;
    }

    struct Moment {
        uint256 time;
        bool[12] active;
    }

    uint256 public constant ACTORS = 12;
    uint48 public constant UNBONDING_DELAY = 1 days;
    address public constant TREASURY = address(0x7ea5);

    ValidatorRegistry public immutable REGISTRY;
    GPTToken public immutable TOKEN;

    uint256 public time = 1_800_000_000;
    string public difference;
    uint256 public deposited;
    uint256 public withdrawn;
    uint256 public slashed;
    uint256 public donated;
    mapping(bytes4 selector => uint256 count) public done;
    uint256 private _bondRequired = 1_000e18;
    uint256 private _slots;
    Actor[12] private _actors;
    Moment[] private _moments;

    modifier remembered() {
        _;
        _remember();
    }

    constructor() {
        vm.warp(time);
        TOKEN = new GPTToken(address(this), address(this), address(this), address(this));
        address authority = address(new AccessManager(address(this)));
        REGISTRY = new ValidatorRegistry(authority, TOKEN, TREASURY, _bondRequired, UNBONDING_DELAY);
        _remember();
    }

    function admit(uint256 seed) public remembered {
        (address account, Actor storage actor) = _pick(seed);
        bool isNew = actor.status == IValidatorRegistry.Status.None;
        bool allowed = isNew || actor.status == IValidatorRegistry.Status.Removed;
        string memory key = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

        if (!_call(address(this), abi.encodeCall(REGISTRY.admit, (account, key, "")), allowed)) return;
        if (isNew) actor.slot = _slots++;
        actor.status = IValidatorRegistry.Status.Admitted;
    }

    function activate(uint256 seed) public remembered {
        (address account, Actor storage actor) = _pick(seed);
        uint256 missing = _bondRequired > actor.bond ? _bondRequired - actor.bond : 0;
        TOKEN.transfer(account, missing);
        vm.prank(account);
        TOKEN.approve(address(REGISTRY), missing);
        bool allowed = actor.status == IValidatorRegistry.Status.Admitted;

        if (!_call(account, abi.encodeCall(REGISTRY.activate, ()), allowed)) return;
        actor.status = IValidatorRegistry.Status.Active;
        actor.bond += missing;
        actor.unbondingEndsAt = 0;
        actor.ejected = false;
        deposited += missing;
    }

    function startLeaving(uint256 seed) public remembered {
        (address account, Actor storage actor) = _pick(seed);
        bool allowed = actor.status == IValidatorRegistry.Status.Active;

        if (!_call(account, abi.encodeCall(REGISTRY.startLeaving, ()), allowed)) return;
        actor.status = IValidatorRegistry.Status.Leaving;
        actor.unbondingEndsAt = time + UNBONDING_DELAY;
    }

    function withdrawBond(uint256 seed) public remembered {
        (address account, Actor storage actor) = _pick(seed);
        bool allowed = actor.unbondingEndsAt != 0 && time >= actor.unbondingEndsAt;
        uint256 balance = TOKEN.balanceOf(account);

        if (!_call(account, abi.encodeCall(REGISTRY.withdrawBond, ()), allowed)) return;
        _expect(TOKEN.balanceOf(account) == balance + actor.bond, "withdrawn amount");
        withdrawn += actor.bond;
        actor.bond = 0;
        actor.unbondingEndsAt = 0;
        actor.ejected = true;
        if (actor.status == IValidatorRegistry.Status.Leaving) actor.status = IValidatorRegistry.Status.Admitted;
    }

    function remove(uint256 seed) public remembered {
        (address account, Actor storage actor) = _pick(seed);
        bool allowed =
            actor.status != IValidatorRegistry.Status.None && actor.status != IValidatorRegistry.Status.Removed;

        if (!_call(address(this), abi.encodeCall(REGISTRY.remove, (account)), allowed)) return;
        _eject(actor);
    }

    function slash(uint256 seed, uint256 amount) public remembered {
        (address account, Actor storage actor) = _pick(seed);
        amount = bound(amount, 0, actor.bond + actor.bond / 4);
        bool allowed = actor.status != IValidatorRegistry.Status.None && amount <= actor.bond;

        if (!_call(address(this), abi.encodeCall(REGISTRY.slash, (account, amount, "reason")), allowed)) return;
        if (actor.status != IValidatorRegistry.Status.Removed) _eject(actor);
        actor.bond -= amount;
        slashed += amount;
    }

    function setBondRequired(uint256 bond) public {
        bond = bound(bond, 0, 5_000e18);

        _call(address(this), abi.encodeCall(REGISTRY.setBondRequired, (bond)), true);
        _bondRequired = bond;
    }

    function donate(uint256 amount) public {
        amount = bound(amount, 0, 1e18);
        TOKEN.transfer(address(REGISTRY), amount);
        donated += amount;
    }

    function passTime(uint256 duration) public {
        time += duration % 2 == 0 ? bound(duration / 2, 0, 2) : bound(duration / 2, 0, 2 days);
        vm.warp(time);
    }

    /// @dev Compares everything the registry shows with the model, now and at each remembered moment.
    function compare() external {
        vm.warp(time + 1);
        uint256 bonds;
        for (uint256 i = 0; i < ACTORS; i++) {
            _compareActor(_addressOf(i), _actors[i]);
            bonds += _actors[i].bond;
        }
        for (uint256 i = 0; i < _moments.length; i++) {
            _compareMoment(_moments[i], _moments[i].time);
            uint256 until = i + 1 < _moments.length ? _moments[i + 1].time - 1 : time;
            _compareMoment(_moments[i], until);
        }
        _expect(REGISTRY.activeBitmapAt(_moments[0].time - 1) == 0, "before the beginning");
        _expect(REGISTRY.validatorCount() == _slots, "validatorCount");
        _expect(bonds + withdrawn + slashed == deposited, "conservation of bonds");
        _expect(TOKEN.balanceOf(address(REGISTRY)) == bonds + donated, "tokens held");
        _expect(TOKEN.balanceOf(TREASURY) == slashed, "tokens slashed");
        vm.warp(time);
    }

    function _compareActor(address account, Actor storage actor) private {
        _expect(REGISTRY.statusOf(account) == actor.status, "statusOf");
        _expect(REGISTRY.bondOf(account) == actor.bond, "bondOf");
        _expect(REGISTRY.unbondingEndsAt(account) == actor.unbondingEndsAt, "unbondingEndsAt");
        if (actor.status == IValidatorRegistry.Status.None) return;
        _expect(REGISTRY.slotOf(account) == actor.slot, "slotOf");
        _expect(REGISTRY.validatorAt(actor.slot) == account, "validatorAt");
    }

    function _compareMoment(Moment storage moment, uint256 timepoint) private {
        uint256 active;
        uint256 eligible;
        uint256 count;
        for (uint256 i = 0; i < ACTORS; i++) {
            bool isEligible = moment.active[i] && !_actors[i].ejected;
            _expect(REGISTRY.isActiveAt(_addressOf(i), timepoint) == moment.active[i], "isActiveAt");
            _expect(REGISTRY.isEligibleAt(_addressOf(i), timepoint) == isEligible, "isEligibleAt");
            if (moment.active[i]) (count, active) = (count + 1, active | (1 << _actors[i].slot));
            if (isEligible) eligible |= 1 << _actors[i].slot;
        }
        _expect(REGISTRY.activeBitmapAt(timepoint) == active, "activeBitmapAt");
        _expect(REGISTRY.eligibleBitmapAt(timepoint) == eligible, "eligibleBitmapAt");
        _expect(REGISTRY.activeCountAt(timepoint) == count, "activeCountAt");
    }

    function _eject(Actor storage actor) private {
        actor.status = IValidatorRegistry.Status.Removed;
        actor.ejected = true;
        actor.unbondingEndsAt = time + UNBONDING_DELAY;
    }

    /// @dev Calls the registry, checks that it agrees on what is allowed, and returns whether the call went through.
    function _call(address sender, bytes memory data, bool allowed) private returns (bool success) {
        vm.warp(time);
        vm.prank(sender);
        (success, ) = address(REGISTRY).call(data);
        _expect(success == allowed, allowed ? "refused an allowed call" : "let a refused call through");
        if (success) done[bytes4(data)]++;
    }

    /// @dev Keeps who is active in the model, once per second.
    function _remember() private {
        if (_moments.length == 0 || _moments[_moments.length - 1].time != time) _moments.push().time = time;
        bool[12] storage active = _moments[_moments.length - 1].active;
        for (uint256 i = 0; i < ACTORS; i++) active[i] = _actors[i].status == IValidatorRegistry.Status.Active;
    }

    function _expect(bool condition, string memory what) private {
        if (!condition && bytes(difference).length == 0) difference = what;
    }

    function _pick(uint256 seed) private view returns (address account, Actor storage actor) {
        return (_addressOf(seed % ACTORS), _actors[seed % ACTORS]);
    }

    function _addressOf(uint256 index) private pure returns (address) {
        return address(uint160(0xac7000 + index));
    }
}

contract ValidatorRegistryTest is Harness {
    ValidatorRegistryActions private _handler;

    function setUp() external {
        _handler = new ValidatorRegistryActions();
    }

    function testFuzz_VAL1_VAL6_registryEqualsItsModelAfterRandomActions(uint256 seed) external {
        _actAtRandom(seed, 24);

        _requireEqual();
    }

    function test_randomActions_exerciseEveryFunction() external {
        _actAtRandom(1, 500);

        _requireEqual();
        bytes4[7] memory selectors = [
            IValidatorRegistry.admit.selector,
            IValidatorRegistry.activate.selector,
            IValidatorRegistry.startLeaving.selector,
            IValidatorRegistry.withdrawBond.selector,
            IValidatorRegistry.remove.selector,
            IValidatorRegistry.slash.selector,
            IValidatorRegistry.setBondRequired.selector
        ];
        for (uint256 i = 0; i < selectors.length; i++) {
            vm.assertTrue(_handler.done(selectors[i]) >= 10, "a function was hardly ever called");
        }
        vm.assertTrue(_handler.slashed() > 0 && _handler.withdrawn() > 0, "no bond moved");
    }

    function _actAtRandom(uint256 seed, uint256 steps) private {
        for (uint256 step = 0; step < steps; step++) {
            seed = uint256(keccak256(abi.encode(seed)));
            _act(seed % 16, seed >> 8, seed >> 128);
        }
    }

    function _act(uint256 action, uint256 actor, uint256 amount) private {
        if (action < 3) _handler.admit(actor);
        else if (action < 7) _handler.activate(actor);
        else if (action < 9) _handler.startLeaving(actor);
        else if (action < 11) _handler.withdrawBond(actor);
        else if (action == 11) _handler.remove(actor);
        else if (action == 12) _handler.slash(actor, amount);
        else if (action == 13) _handler.setBondRequired(amount);
        else if (action == 14) _handler.donate(amount);
        else _handler.passTime(amount);
    }

    function _requireEqual() private {
        _handler.compare();
        vm.assertEq(keccak256(bytes(_handler.difference())), keccak256(""), _handler.difference());
    }
}

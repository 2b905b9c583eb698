// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IValidatorRegistry} from "../../../contracts/interfaces/IValidatorRegistry.sol";
import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {ValidatorRegistry} from "../../../contracts/validators/ValidatorRegistry.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev Every function of the registry, for a validator in any status, any caller, argument and time.
contract ValidatorRegistryFuzzTest is Outcome {
    /// @dev What the registry shows of one validator.
    struct View {
        IValidatorRegistry.Status status;
        uint256 bond;
        uint256 unbondingEndsAt;
        uint256 ejected;
        uint256 treasury;
    }

    uint256 private constant START = 1_800_000_000;
    uint256 private constant BOND = 1_000e18;
    uint48 private constant UNBONDING = 14 days;
    address private constant SUBJECT = address(0x5b1ec7);
    address private constant WITNESS = address(0x717e55);
    address private constant TREASURY = address(0x7ea5);
    string private constant KEY = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

    GPTToken private _token;
    ValidatorRegistry private _registry;
    bytes32 private _witness;

    /// @dev Two validators were admitted: the witness, which is active throughout, and then the subject.
    function setUp() external {
        vm.warp(START);
        _token = new GPTToken(address(this), address(this), address(this), address(this));
        _registry = new ValidatorRegistry(address(new AccessManager(address(this))), _token, TREASURY, BOND, UNBONDING);
        _registry.admit(WITNESS, KEY, "");
        for (uint256 i = 0; i < 2; ++i) {
            address account = i == 0 ? WITNESS : SUBJECT;
            _token.transfer(account, 3 * BOND);
            vm.prank(account);
            _token.approve(address(_registry), 2 * BOND);
        }
        vm.prank(WITNESS);
        _registry.activate();
        _witness = _witnessNow();
    }

    /// @dev VAL1: governance admits whoever is not a validator; nobody else does, and nobody twice.
    /// @custom:fuzzes ValidatorRegistry.admit
    function testFuzz_admit(
        address drawn,
        uint256 pick,
        address validator,
        uint16 keyLength,
        uint16 urlLength
    ) external {
        address caller = _callerFrom(drawn, address(this), pick);
        IValidatorRegistry.Status status = _bringTo(pick);
        if (pick & 32 != 0 || validator == WITNESS) validator = SUBJECT;
        if (validator != SUBJECT) status = IValidatorRegistry.Status.None;
        bytes memory refusal;
        bytes memory data;
        {
            (string memory key, string memory url) = _texts(pick, keyLength, urlLength);
            data = abi.encodeCall(_registry.admit, (validator, key, url));
            refusal = _refusalOfAdmission(validator, status, key, url);
        }
        if (caller != address(this)) refusal = _unauthorized(caller);
        uint256 count = _registry.validatorCount();
        uint256 ejected = _registry.ejectedBitmap();

        _startCounting();
        bool admitted = _callAs(caller, address(_registry), data, refusal);

        vm.assertEq(_registry.ejectedBitmap(), ejected, "VAL11: an admission lifts no ejection");
        if (admitted) _assertAdmitted(validator, status, count);
        else vm.assertEq(_registry.validatorCount(), count, "no slot is taken");
        _assertWitness();
    }

    function _refusalOfAdmission(
        address validator,
        IValidatorRegistry.Status status,
        string memory key,
        string memory url
    ) private pure returns (bytes memory) {
        if (validator == address(0)) return _error(IValidatorRegistry.ValidatorRegistryZeroAddress.selector);
        bytes memory refusal = _refusalOfTexts(key, url);
        bool free = status == IValidatorRegistry.Status.None || status == IValidatorRegistry.Status.Removed;
        return refusal.length > 0 || free ? refusal : _error(validator, status);
    }

    function _assertAdmitted(address validator, IValidatorRegistry.Status before, uint256 count) private {
        bool isNew = before == IValidatorRegistry.Status.None;
        // A new validator: its entry, the number of slots and the slot. One that returns: its entry.
        vm.assertEq(_slotsWritten(address(_registry)), isNew ? 3 : 1, "nothing else changes");
        vm.assertEq(_registry.validatorCount(), isNew ? count + 1 : count, "slots taken");
        vm.assertTrue(_registry.statusOf(validator) == IValidatorRegistry.Status.Admitted, "status");
        vm.assertEq(_registry.slotOf(validator), isNew ? count : 1, "the next slot, or the old one");
        vm.assertEq(_registry.validatorAt(_registry.slotOf(validator)), validator, "its slot is its own");
    }

    /// @dev VAL5: activation takes exactly the missing bond, from an admitted validator only.
    /// @custom:fuzzes ValidatorRegistry.activate ValidatorRegistry.setBondRequired
    function testFuzz_activate(address drawn, uint256 pick, uint256 bondRequired) external {
        address caller = _callerFrom(drawn, SUBJECT, pick);
        vm.assume(caller != WITNESS);
        IValidatorRegistry.Status status = _bringTo(pick);
        bondRequired = _setBond(drawn, pick, bondRequired);
        View memory before = _see(SUBJECT);
        uint256 missing = bondRequired > before.bond ? bondRequired - before.bond : 0;
        IValidatorRegistry.Status of_ = caller == SUBJECT ? status : IValidatorRegistry.Status.None;
        bytes memory refusal =
            of_ == IValidatorRegistry.Status.Admitted ? _refusalOfBond(missing) : _error(caller, of_);
        uint256 balance = _token.balanceOf(SUBJECT);

        bool done = _callAs(caller, address(_registry), abi.encodeCall(_registry.activate, ()), refusal);

        if (done) (before.status, before.unbondingEndsAt) = (IValidatorRegistry.Status.Active, 0);
        if (done) (before.bond, before.ejected) = (before.bond + missing, 0);
        _assertSubject(before);
        vm.assertEq(_token.balanceOf(SUBJECT), balance - (done ? missing : 0), "tokens of the validator");
        vm.warp(block.timestamp + 1);
        bool active = _registry.isActiveAt(SUBJECT, block.timestamp - 1);
        vm.assertTrue(active == (before.status == IValidatorRegistry.Status.Active), "active from now on");
    }

    /// @dev VAL2: only an active validator leaves, and the unbonding starts then.
    /// @custom:fuzzes ValidatorRegistry.startLeaving
    function testFuzz_startLeaving(address drawn, uint256 pick) external {
        address caller = _callerFrom(drawn, SUBJECT, pick);
        vm.assume(caller != WITNESS);
        IValidatorRegistry.Status status = _bringTo(pick);
        IValidatorRegistry.Status of_ = caller == SUBJECT ? status : IValidatorRegistry.Status.None;
        View memory expected = _see(SUBJECT);

        bytes memory refusal = of_ == IValidatorRegistry.Status.Active ? ALLOWED : _error(caller, of_);
        if (_callAs(caller, address(_registry), abi.encodeCall(_registry.startLeaving, ()), refusal)) {
            expected.status = IValidatorRegistry.Status.Leaving;
            expected.unbondingEndsAt = block.timestamp + UNBONDING;
        }
        _assertSubject(expected);
    }

    /// @dev VAL6: the bond returns to its validator, whole, once, and not a second before the unbonding ends.
    /// @custom:fuzzes ValidatorRegistry.withdrawBond
    function testFuzz_withdrawBond(address drawn, uint256 pick, uint256 elapsed) external {
        address caller = _callerFrom(drawn, SUBJECT, pick);
        vm.assume(caller != WITNESS);
        _bringTo(pick);
        vm.warp(block.timestamp + bound(elapsed, 0, 2 * uint256(UNBONDING)));
        View memory expected = _see(SUBJECT);
        bytes memory refusal = ALLOWED;
        if (caller != SUBJECT || expected.unbondingEndsAt == 0) {
            refusal = abi.encodeWithSelector(IValidatorRegistry.ValidatorRegistryNotUnbonding.selector, caller);
        } else if (block.timestamp < expected.unbondingEndsAt) {
            bytes4 selector = IValidatorRegistry.ValidatorRegistryStillUnbonding.selector;
            refusal = abi.encodeWithSelector(selector, expected.unbondingEndsAt, block.timestamp);
        }
        uint256 balance = _token.balanceOf(SUBJECT);

        if (_callAs(caller, address(_registry), abi.encodeCall(_registry.withdrawBond, ()), refusal)) {
            vm.assertEq(_token.balanceOf(SUBJECT), balance + expected.bond, "the whole bond");
            (expected.bond, expected.unbondingEndsAt, expected.ejected) = (0, 0, 2);
            if (expected.status == IValidatorRegistry.Status.Leaving) {
                expected.status = IValidatorRegistry.Status.Admitted;
            }
        }
        _assertSubject(expected);
    }

    /// @dev A validator publishes its own keys while it may be one, and nobody does it for it.
    /// @custom:fuzzes ValidatorRegistry.updateKeys
    function testFuzz_updateKeys(address drawn, uint256 pick, uint16 keyLength, uint16 urlLength) external {
        address caller = _callerFrom(drawn, SUBJECT, pick);
        vm.assume(caller != WITNESS);
        IValidatorRegistry.Status status = _bringTo(pick);
        IValidatorRegistry.Status of_ = caller == SUBJECT ? status : IValidatorRegistry.Status.None;
        bool serves = of_ == IValidatorRegistry.Status.Admitted || of_ == IValidatorRegistry.Status.Active;
        (string memory key, string memory url) = _texts(pick, keyLength, urlLength);
        View memory expected = _see(SUBJECT);

        _startCounting();
        bytes memory data = abi.encodeCall(_registry.updateKeys, (key, url));
        _callAs(caller, address(_registry), data, serves ? _refusalOfTexts(key, url) : _error(caller, of_));

        vm.assertEq(_slotsWritten(address(_registry)), 0, "keys live in events alone");
        _assertSubject(expected);
    }

    /// @dev VAL4: governance ejects any validator at once, and the bond stays liable for a whole unbonding.
    /// @custom:fuzzes ValidatorRegistry.remove
    function testFuzz_remove(address drawn, uint256 pick, uint256 elapsed) external {
        address caller = _callerFrom(drawn, address(this), pick);
        IValidatorRegistry.Status status = _bringTo(pick);
        vm.warp(block.timestamp + bound(elapsed, 0, 30 days));
        View memory expected = _see(SUBJECT);
        bool known = status != IValidatorRegistry.Status.None && status != IValidatorRegistry.Status.Removed;
        bytes memory refusal = known ? ALLOWED : _unexpected(status);
        if (caller != address(this)) refusal = _unauthorized(caller);

        if (_callAs(caller, address(_registry), abi.encodeCall(_registry.remove, (SUBJECT)), refusal)) {
            expected.status = IValidatorRegistry.Status.Removed;
            (expected.unbondingEndsAt, expected.ejected) = (block.timestamp + UNBONDING, 2);
        }
        _assertSubject(expected);
    }

    /// @dev VAL5, VAL6: governance takes at most the bond, for the treasury, and ejects.
    /// @custom:fuzzes ValidatorRegistry.slash
    function testFuzz_slash(address drawn, uint256 pick, uint256 amount, bytes32 reason) external {
        address caller = _callerFrom(drawn, address(this), pick);
        IValidatorRegistry.Status status = _bringTo(pick);
        View memory expected = _see(SUBJECT);
        if (pick & 64 == 0) amount = bound(amount, 0, expected.bond + 1);
        bytes memory refusal = status == IValidatorRegistry.Status.None ? _unexpected(status) : ALLOWED;
        if (refusal.length == 0 && amount > expected.bond) {
            bytes4 selector = IValidatorRegistry.ValidatorRegistrySlashExceedsBond.selector;
            refusal = abi.encodeWithSelector(selector, amount, expected.bond);
        }
        if (caller != address(this)) refusal = _unauthorized(caller);

        if (_callAs(caller, address(_registry), abi.encodeCall(_registry.slash, (SUBJECT, amount, reason)), refusal)) {
            if (status != IValidatorRegistry.Status.Removed) {
                (expected.unbondingEndsAt, expected.ejected) = (block.timestamp + UNBONDING, 2);
            }
            expected.status = IValidatorRegistry.Status.Removed;
            (expected.bond, expected.treasury) = (expected.bond - amount, amount);
        }
        _assertSubject(expected);
    }

    /// @dev Calls setBondRequired and returns what is required afterwards.
    function _setBond(address drawn, uint256 pick, uint256 bond) private returns (uint256) {
        address caller = _callerFrom(drawn, address(this), pick >> 128);
        if (pick & 64 == 0) bond = bound(bond, 0, 4 * BOND);
        bytes memory refusal = ALLOWED;
        if (bond > 1_000_000e18) {
            bytes4 selector = IValidatorRegistry.ValidatorRegistryBondTooLarge.selector;
            refusal = abi.encodeWithSelector(selector, bond, 1_000_000e18);
        }
        if (caller != address(this)) refusal = _unauthorized(caller);

        bool set = _callAs(caller, address(_registry), abi.encodeCall(_registry.setBondRequired, (bond)), refusal);

        vm.assertEq(_registry.bondRequired(), set ? bond : BOND, "bond of later activations");
        return set ? bond : BOND;
    }

    /// @dev Leads the subject to one of the five statuses, in ways that leave a bond behind or not.
    function _bringTo(uint256 pick) private returns (IValidatorRegistry.Status status) {
        status = IValidatorRegistry.Status((pick >> 8) % 5);
        if (status == IValidatorRegistry.Status.None) return status;
        _registry.admit(SUBJECT, KEY, "");
        bool bonded =
            status == IValidatorRegistry.Status.Active ||
                status == IValidatorRegistry.Status.Leaving ||
                (pick >> 16) % 2 == 0;
        if (bonded) _asSubject(abi.encodeCall(_registry.activate, ()));
        if (status == IValidatorRegistry.Status.Leaving) _asSubject(abi.encodeCall(_registry.startLeaving, ()));
        if (status == IValidatorRegistry.Status.Removed || (status == IValidatorRegistry.Status.Admitted && bonded)) {
            _registry.remove(SUBJECT);
        }
        if (status == IValidatorRegistry.Status.Admitted && bonded) _registry.admit(SUBJECT, KEY, "");
        vm.assertTrue(_registry.statusOf(SUBJECT) == status, "brought to its status");
    }

    function _asSubject(bytes memory data) private {
        _callAs(SUBJECT, address(_registry), data, ALLOWED);
    }

    function _see(address account) private view returns (View memory) {
        return
            View({
                status: _registry.statusOf(account),
                bond: _registry.bondOf(account),
                unbondingEndsAt: _registry.unbondingEndsAt(account),
                ejected: _registry.ejectedBitmap(),
                treasury: _token.balanceOf(TREASURY)
            });
    }

    /// @dev The subject is as expected, the witness as before, and the registry holds exactly their bonds.
    function _assertSubject(View memory expected) private view {
        vm.assertEq(keccak256(abi.encode(_see(SUBJECT))), keccak256(abi.encode(expected)), "the subject");
        vm.assertEq(_token.balanceOf(address(_registry)), expected.bond + BOND, "VAL5: tokens held");
        _assertWitness();
    }

    function _assertWitness() private view {
        vm.assertEq(_witnessNow(), _witness, "no other validator changes");
    }

    function _witnessNow() private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    _registry.statusOf(WITNESS),
                    _registry.bondOf(WITNESS),
                    _registry.unbondingEndsAt(WITNESS),
                    _registry.slotOf(WITNESS),
                    _token.balanceOf(WITNESS)
                )
            );
    }

    function _texts(
        uint256 pick,
        uint16 keyLength,
        uint16 urlLength
    ) private pure returns (string memory key, string memory url) {
        bytes memory text = new bytes(pick & 128 == 0 ? bound(keyLength, 0, 2_100) : bound(keyLength, 61, 63));
        if (text.length > 3 && (pick >> 24) % 8 != 0) (text[0], text[1], text[2], text[3]) = ("a", "g", "e", "1");
        return (string(text), _text(bound(urlLength, 0, 300)));
    }

    function _refusalOfTexts(string memory key, string memory url) private pure returns (bytes memory) {
        bytes memory text = bytes(key);
        if (text.length < 62 || text.length > 2_048) {
            bytes4 selector = IValidatorRegistry.ValidatorRegistryAgeRecipientLengthOutOfBounds.selector;
            return abi.encodeWithSelector(selector, text.length, 62, 2_048);
        }
        if (bytes4(text) != "age1") {
            bytes4 selector = IValidatorRegistry.ValidatorRegistryNotAnAgeRecipient.selector;
            return abi.encodeWithSelector(selector, bytes4(text));
        }
        uint256 length = bytes(url).length;
        if (length <= 256) return ALLOWED;
        return abi.encodeWithSelector(IValidatorRegistry.ValidatorRegistryEndpointTooLong.selector, length, 256);
    }

    function _refusalOfBond(uint256 missing) private view returns (bytes memory) {
        uint256 allowance = _token.allowance(SUBJECT, address(_registry));
        if (missing > allowance) {
            bytes4 selector = IERC20Errors.ERC20InsufficientAllowance.selector;
            return abi.encodeWithSelector(selector, _registry, allowance, missing);
        }
        uint256 balance = _token.balanceOf(SUBJECT);
        if (missing <= balance) return ALLOWED;
        return abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, SUBJECT, balance, missing);
    }

    function _unexpected(IValidatorRegistry.Status status) private pure returns (bytes memory) {
        return _error(SUBJECT, status);
    }

    function _error(address account, IValidatorRegistry.Status status) private pure returns (bytes memory) {
        bytes4 selector = IValidatorRegistry.ValidatorRegistryUnexpectedStatus.selector;
        return abi.encodeWithSelector(selector, account, status);
    }

    function _error(bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector);
    }
}

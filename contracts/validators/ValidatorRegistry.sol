// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IValidatorRegistry} from "../interfaces/IValidatorRegistry.sol";
import {Quorum} from "../libraries/Quorum.sol";

/// @title ValidatorRegistry
/// @notice Keeps the validators, their bonds, and the history of who was active when.
/// @dev Invariants (tests cite the numbers):
/// VAL1. A slot has one owner for ever; at most {MAX_SLOTS} slots have one.
/// VAL2. At most {MAX_ACTIVE} validators are active; exactly those with status Active are.
/// VAL3. What was active at a past second never changes.
/// VAL4. Eligible at a past second = active at that second, without the validators that are ejected now.
/// VAL5. Σ bonds + Σ withdrawn + Σ slashed = Σ deposited; the tokens held are at least Σ bonds.
/// VAL6. A bond moves only to its validator, after the unbonding, or to the treasury.
/// VAL11. Ejected are those that governance removed or that withdrew their bond, until they activate again.
/// @custom:security-contact See SECURITY.md.
contract ValidatorRegistry is IValidatorRegistry, AccessManaged {
    using Checkpoints for Checkpoints.Trace208;
    using SafeERC20 for IERC20;

    /// @dev One storage slot. `bond` fits: it never exceeds {MAX_BOND}, which is below 2^80.
    struct Validator {
        Status status;
        uint8 slot;
        uint48 unbondingEndsAt;
        uint128 bond;
    }

    /// @notice How many validators can ever be admitted: the width of a checkpointed bitmap.
    uint256 public constant MAX_SLOTS = 208;

    /// @notice How many validators can be active at once.
    uint256 public constant MAX_ACTIVE = 64;

    /// @notice The largest bond that an activation can ask for, in wei of $GPT.
    uint256 public constant MAX_BOND = 1_000_000e18;

    /// @notice The shortest unbonding delay, in seconds.
    uint256 public constant MIN_UNBONDING_DELAY = 1 minutes;

    /// @notice The longest unbonding delay, in seconds.
    uint256 public constant MAX_UNBONDING_DELAY = 90 days;

    /// @notice The length of an X25519 age recipient, the shortest there is, in bytes.
    uint256 public constant MIN_AGE_RECIPIENT_LENGTH = 62;

    /// @notice The longest age recipient, in bytes: room for hybrid, post-quantum ones.
    uint256 public constant MAX_AGE_RECIPIENT_LENGTH = 2048;

    /// @notice The longest endpoint, in bytes.
    uint256 public constant MAX_ENDPOINT_LENGTH = 256;

    /// @notice The token of the bonds, $GPT.
    IERC20 public immutable TOKEN;

    /// @notice The account that slashed bonds go to.
    address public immutable TREASURY;

    /// @notice How long a bond stays liable after its validator left or was removed, in seconds.
    uint48 public immutable UNBONDING_DELAY;

    /// @inheritdoc IValidatorRegistry
    uint256 public bondRequired;

    mapping(address account => Validator validator) private _validators;

    /// @dev The owner of each slot, in the order of admission.
    address[] private _slotOwners;

    /// @dev The bitmap of active slots since each second at which it changed.
    Checkpoints.Trace208 private _activeBitmaps;

    uint208 private _ejectedBitmap;

    /// @notice Creates an empty registry.
    /// @dev Emits a {BondRequiredChanged} event. Refuses what the interface says of each error.
    /// @param authority The AccessManager that says who may call the administrative functions.
    /// @param token The token of the bonds, $GPT.
    /// @param treasury The account that slashed bonds go to.
    /// @param initialBond The bond that an activation asks for, in wei of $GPT; zero while nobody can hold any.
    /// @param unbondingDelay How long a bond stays liable, in seconds.
    constructor(
        address authority,
        IERC20 token,
        address treasury,
        uint256 initialBond,
        uint48 unbondingDelay
    ) AccessManaged(authority) {
        if (authority == address(0) || address(token) == address(0) || treasury == address(0)) {
            revert ValidatorRegistryZeroAddress();
        }
        if (unbondingDelay < MIN_UNBONDING_DELAY || unbondingDelay > MAX_UNBONDING_DELAY) {
            revert ValidatorRegistryUnbondingDelayOutOfBounds(unbondingDelay, MIN_UNBONDING_DELAY, MAX_UNBONDING_DELAY);
        }

        TOKEN = token;
        TREASURY = treasury;
        UNBONDING_DELAY = unbondingDelay;
        _setBondRequired(initialBond);
    }

    /// @inheritdoc IValidatorRegistry
    function admit(address validator, string calldata ageRecipient, string calldata endpoint) external restricted {
        if (validator == address(0)) revert ValidatorRegistryZeroAddress();
        _requireWellFormed(ageRecipient, endpoint);
        Validator storage entry = _validators[validator];

        if (entry.status == Status.None) entry.slot = _takeSlot(validator);
        else if (entry.status != Status.Removed) revert ValidatorRegistryUnexpectedStatus(validator, entry.status);
        entry.status = Status.Admitted;

        emit ValidatorAdmitted(validator, entry.slot, ageRecipient, endpoint);
    }

    /// @inheritdoc IValidatorRegistry
    function activate() external {
        Validator storage entry = _validators[msg.sender];
        if (entry.status != Status.Admitted) revert ValidatorRegistryUnexpectedStatus(msg.sender, entry.status);
        uint208 bitmap = _activeBitmaps.latest();
        if (Quorum.popcount(bitmap) >= MAX_ACTIVE) revert ValidatorRegistryTooManyActive(MAX_ACTIVE);

        uint256 bond = entry.bond;
        uint256 missing = bondRequired > bond ? bondRequired - bond : 0;
        entry.status = Status.Active;
        entry.unbondingEndsAt = 0;
        // Cannot truncate: either the old bond or bondRequired, which is at most MAX_BOND.
        entry.bond = uint128(bond + missing);
        _ejectedBitmap &= ~_bit(entry.slot);
        _checkpoint(bitmap | _bit(entry.slot));
        emit ValidatorActivated(msg.sender, entry.slot, entry.bond);

        if (missing > 0) TOKEN.safeTransferFrom(msg.sender, address(this), missing);
    }

    /// @inheritdoc IValidatorRegistry
    function startLeaving() external {
        Validator storage entry = _validators[msg.sender];
        if (entry.status != Status.Active) revert ValidatorRegistryUnexpectedStatus(msg.sender, entry.status);

        _checkpoint(_activeBitmaps.latest() & ~_bit(entry.slot));
        entry.status = Status.Leaving;
        entry.unbondingEndsAt = uint48(block.timestamp) + UNBONDING_DELAY;

        emit ValidatorLeft(msg.sender, entry.slot, entry.unbondingEndsAt);
    }

    /// @inheritdoc IValidatorRegistry
    function withdrawBond() external {
        Validator storage entry = _validators[msg.sender];
        uint256 endsAt = entry.unbondingEndsAt;
        if (endsAt == 0) revert ValidatorRegistryNotUnbonding(msg.sender);
        if (block.timestamp < endsAt) revert ValidatorRegistryStillUnbonding(endsAt, block.timestamp);

        uint256 amount = entry.bond;
        entry.bond = 0;
        entry.unbondingEndsAt = 0;
        // Nobody votes on an old epoch with nothing left to lose.
        _ejectedBitmap |= _bit(entry.slot);
        if (entry.status == Status.Leaving) entry.status = Status.Admitted;
        emit BondWithdrawn(msg.sender, entry.slot, amount);

        if (amount > 0) TOKEN.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IValidatorRegistry
    function updateKeys(string calldata ageRecipient, string calldata endpoint) external {
        Validator storage entry = _validators[msg.sender];
        if (entry.status != Status.Admitted && entry.status != Status.Active) {
            revert ValidatorRegistryUnexpectedStatus(msg.sender, entry.status);
        }
        _requireWellFormed(ageRecipient, endpoint);

        emit KeysUpdated(msg.sender, entry.slot, ageRecipient, endpoint);
    }

    /// @inheritdoc IValidatorRegistry
    function remove(address validator) external restricted {
        Validator storage entry = _validators[validator];
        if (entry.status == Status.None || entry.status == Status.Removed) {
            revert ValidatorRegistryUnexpectedStatus(validator, entry.status);
        }

        _eject(validator, entry);
    }

    /// @inheritdoc IValidatorRegistry
    function slash(address validator, uint256 amount, bytes32 reason) external restricted {
        Validator storage entry = _validators[validator];
        if (entry.status == Status.None) revert ValidatorRegistryUnexpectedStatus(validator, entry.status);
        if (amount > entry.bond) revert ValidatorRegistrySlashExceedsBond(amount, entry.bond);

        if (entry.status != Status.Removed) _eject(validator, entry);
        // Cannot truncate: the amount is at most the bond.
        entry.bond -= uint128(amount);
        emit ValidatorSlashed(validator, entry.slot, amount, entry.bond, reason);

        if (amount > 0) TOKEN.safeTransfer(TREASURY, amount);
    }

    /// @inheritdoc IValidatorRegistry
    function setBondRequired(uint256 newBond) external restricted {
        _setBondRequired(newBond);
    }

    /// @inheritdoc IValidatorRegistry
    function slotOf(address validator) external view returns (uint8) {
        Validator storage entry = _validators[validator];
        if (entry.status == Status.None) revert ValidatorRegistryUnknownValidator(validator);
        return entry.slot;
    }

    /// @inheritdoc IValidatorRegistry
    function validatorAt(uint256 slot) external view returns (address) {
        if (slot >= _slotOwners.length) revert ValidatorRegistryUnknownSlot(slot, _slotOwners.length);
        return _slotOwners[slot];
    }

    /// @inheritdoc IValidatorRegistry
    function validatorCount() external view returns (uint256) {
        return _slotOwners.length;
    }

    /// @inheritdoc IValidatorRegistry
    function statusOf(address validator) external view returns (Status) {
        return _validators[validator].status;
    }

    /// @inheritdoc IValidatorRegistry
    function bondOf(address validator) external view returns (uint256) {
        return _validators[validator].bond;
    }

    /// @inheritdoc IValidatorRegistry
    function unbondingEndsAt(address validator) external view returns (uint48) {
        return _validators[validator].unbondingEndsAt;
    }

    /// @inheritdoc IValidatorRegistry
    function ejectedBitmap() external view returns (uint256) {
        return _ejectedBitmap;
    }

    /// @inheritdoc IValidatorRegistry
    function activeCountAt(uint256 timepoint) external view returns (uint256) {
        return Quorum.popcount(activeBitmapAt(timepoint));
    }

    /// @inheritdoc IValidatorRegistry
    function isActiveAt(address validator, uint256 timepoint) external view returns (bool) {
        return _contains(activeBitmapAt(timepoint), validator);
    }

    /// @inheritdoc IValidatorRegistry
    function isEligibleAt(address validator, uint256 timepoint) external view returns (bool) {
        return _contains(eligibleBitmapAt(timepoint), validator);
    }

    /// @inheritdoc IValidatorRegistry
    function activeBitmapAt(uint256 timepoint) public view returns (uint256) {
        if (timepoint >= block.timestamp) revert ValidatorRegistryFutureLookup(timepoint, block.timestamp);
        // Cannot truncate: the timepoint is past, and the present fits a uint48 for the next nine million years.
        return _activeBitmaps.upperLookupRecent(uint48(timepoint));
    }

    /// @inheritdoc IValidatorRegistry
    function eligibleBitmapAt(uint256 timepoint) public view returns (uint256) {
        return activeBitmapAt(timepoint) & ~uint256(_ejectedBitmap);
    }

    /// @dev Gives the next free slot to `validator`.
    function _takeSlot(address validator) private returns (uint8) {
        uint256 slot = _slotOwners.length;
        if (slot >= MAX_SLOTS) revert ValidatorRegistrySlotsExhausted(MAX_SLOTS);
        _slotOwners.push(validator);
        // Cannot truncate: slots end at 207.
        return uint8(slot);
    }

    /// @dev Makes `validator` inactive, ineligible for every epoch, and liable for a whole unbonding delay.
    function _eject(address validator, Validator storage entry) private {
        uint208 bit = _bit(entry.slot);
        if (entry.status == Status.Active) _checkpoint(_activeBitmaps.latest() & ~bit);
        _ejectedBitmap |= bit;
        entry.status = Status.Removed;
        entry.unbondingEndsAt = uint48(block.timestamp) + UNBONDING_DELAY;

        emit ValidatorRemoved(validator, entry.slot, entry.unbondingEndsAt);
    }

    /// @dev Records `bitmap` as the active slots from this second on.
    function _checkpoint(uint208 bitmap) private {
        _activeBitmaps.push(uint48(block.timestamp), bitmap);
    }

    /// @dev Sets the bond of later activations.
    function _setBondRequired(uint256 newBond) private {
        if (newBond > MAX_BOND) revert ValidatorRegistryBondTooLarge(newBond, MAX_BOND);
        uint256 oldBond = bondRequired;
        bondRequired = newBond;
        emit BondRequiredChanged(oldBond, newBond);
    }

    /// @dev Returns whether the bit of `validator` is set. The status matters: slot 0 is also the default value.
    function _contains(uint256 bitmap, address validator) private view returns (bool) {
        Validator storage entry = _validators[validator];
        return entry.status != Status.None && bitmap & _bit(entry.slot) != 0;
    }

    /// @dev Reverts unless the texts that clients depend on are plausible; a false key harms only its validator.
    function _requireWellFormed(string calldata ageRecipient, string calldata endpoint) private pure {
        bytes calldata text = bytes(ageRecipient);
        bool fits = text.length >= MIN_AGE_RECIPIENT_LENGTH && text.length <= MAX_AGE_RECIPIENT_LENGTH;
        if (!fits) {
            revert ValidatorRegistryAgeRecipientLengthOutOfBounds(
                text.length,
                MIN_AGE_RECIPIENT_LENGTH,
                MAX_AGE_RECIPIENT_LENGTH
            );
        }
        if (bytes4(text) != "age1") revert ValidatorRegistryNotAnAgeRecipient(bytes4(text));
        uint256 length = bytes(endpoint).length;
        if (length > MAX_ENDPOINT_LENGTH) revert ValidatorRegistryEndpointTooLong(length, MAX_ENDPOINT_LENGTH);
    }

    /// @dev Returns the bitmap of one slot.
    function _bit(uint8 slot) private pure returns (uint208) {
        return uint208(1) << slot;
    }
}

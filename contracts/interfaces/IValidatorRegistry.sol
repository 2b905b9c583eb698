// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IValidatorRegistry
/// @notice Who may score contributions and post reward roots, since when, and with what bond.
/// @dev Governance admits a validator; the validator activates itself by depositing the bond; it leaves by itself or
/// is removed or slashed by governance.
///
/// ```
///        admit            activate          startLeaving     withdrawBond
/// None ---------> Admitted ---------> Active --------> Leaving -------------> Admitted
///                    ^                                                           |
///                    |  admit                  remove, slash (from any status)   |
///                    +------------- Removed <------------------------------------+
/// ```
///
/// Every validator ever admitted owns one slot, a number from 0 to 207, for ever: bit `slot` of every bitmap is that
/// validator. Slots are never reused, so that a bitmap of the past means the same validators today.
///
/// Assumptions: the token moves exactly the amount asked for and calls nobody back ({GPTToken} does); the treasury
/// is the timelock; the unbonding delay is longer than an epoch's windows plus a whole governance vote, so that a
/// validator cannot withdraw before it can be slashed.
/// @custom:security-contact See SECURITY.md.
interface IValidatorRegistry {
    /// @notice Where a validator stands.
    /// @dev None: never admitted. Admitted: may activate. Active: scores and votes. Leaving: left by itself, the
    /// bond is still liable. Removed: ejected by governance, the bond is still liable.
    enum Status {
        None,
        Admitted,
        Active,
        Leaving,
        Removed
    }

    /// @notice Emitted when governance admits a validator, for the first time or again.
    /// @param validator The validator.
    /// @param slot The slot of the validator: the next free one, or the one it always had.
    /// @param ageRecipient The age recipient that archive keys are wrapped for, a bech32 text.
    /// @param endpoint The URI at which the validator takes archives, or empty.
    event ValidatorAdmitted(address indexed validator, uint8 indexed slot, string ageRecipient, string endpoint);

    /// @notice Emitted when a validator becomes active.
    /// @param validator The validator.
    /// @param slot The slot of the validator.
    /// @param bond The whole bond it now has deposited, in wei of $GPT.
    event ValidatorActivated(address indexed validator, uint8 indexed slot, uint256 bond);

    /// @notice Emitted when an active validator leaves by itself.
    /// @param validator The validator.
    /// @param slot The slot of the validator.
    /// @param unbondingEndsAt The first moment at which it may withdraw its bond, in unix seconds.
    event ValidatorLeft(address indexed validator, uint8 indexed slot, uint48 unbondingEndsAt);

    /// @notice Emitted when governance ejects a validator, by removal or by a slash.
    /// @param validator The validator.
    /// @param slot The slot of the validator.
    /// @param unbondingEndsAt The first moment at which it may withdraw its bond, in unix seconds.
    event ValidatorRemoved(address indexed validator, uint8 indexed slot, uint48 unbondingEndsAt);

    /// @notice Emitted when governance takes a part of a bond; after {ValidatorRemoved} when the validator was not
    /// ejected before.
    /// @param validator The validator.
    /// @param slot The slot of the validator.
    /// @param amount The amount sent to the treasury, in wei of $GPT.
    /// @param bond The bond that is left, in wei of $GPT.
    /// @param reason What governance gave as the reason, for instance the hash of the evidence.
    event ValidatorSlashed(
        address indexed validator,
        uint8 indexed slot,
        uint256 amount,
        uint256 bond,
        bytes32 indexed reason
    );

    /// @notice Emitted when a validator gets its bond back.
    /// @param validator The validator.
    /// @param slot The slot of the validator.
    /// @param amount The amount returned, in wei of $GPT.
    event BondWithdrawn(address indexed validator, uint8 indexed slot, uint256 amount);

    /// @notice Emitted when a validator publishes another age recipient or endpoint.
    /// @param validator The validator.
    /// @param slot The slot of the validator.
    /// @param ageRecipient The new age recipient, a bech32 text.
    /// @param endpoint The new URI at which the validator takes archives, or empty.
    event KeysUpdated(address indexed validator, uint8 indexed slot, string ageRecipient, string endpoint);

    /// @notice Emitted when governance changes the bond asked of later activations, and once by the constructor.
    /// @param oldBond The bond asked before, in wei of $GPT.
    /// @param newBond The bond asked from now on, in wei of $GPT.
    event BondRequiredChanged(uint256 oldBond, uint256 newBond);

    /// @notice Thrown when the zero address is given for the authority, the token, the treasury or a validator.
    error ValidatorRegistryZeroAddress();

    /// @notice Thrown by the constructor when the unbonding delay is out of bounds.
    /// @param unbondingDelay The refused delay, in seconds.
    /// @param minimum The shortest delay allowed, in seconds.
    /// @param maximum The longest delay allowed, in seconds.
    error ValidatorRegistryUnbondingDelayOutOfBounds(uint256 unbondingDelay, uint256 minimum, uint256 maximum);

    /// @notice Thrown when the bond asked for is above the limit in code.
    /// @param bond The refused bond, in wei of $GPT.
    /// @param maximum The largest bond allowed, in wei of $GPT.
    error ValidatorRegistryBondTooLarge(uint256 bond, uint256 maximum);

    /// @notice Thrown when the validator does not stand where the call needs it.
    /// @param validator The validator.
    /// @param status Where it stands.
    error ValidatorRegistryUnexpectedStatus(address validator, Status status);

    /// @notice Thrown when an age recipient is too short or too long.
    /// @param length The length of the refused text, in bytes.
    /// @param minimum The shortest length allowed, in bytes.
    /// @param maximum The longest length allowed, in bytes.
    error ValidatorRegistryAgeRecipientLengthOutOfBounds(uint256 length, uint256 minimum, uint256 maximum);

    /// @notice Thrown when an age recipient does not start with `age1`, in small letters.
    /// @param prefix The first four bytes of the refused text.
    error ValidatorRegistryNotAnAgeRecipient(bytes4 prefix);

    /// @notice Thrown when an endpoint is too long.
    /// @param length The length of the refused text, in bytes.
    /// @param maximum The longest length allowed, in bytes.
    error ValidatorRegistryEndpointTooLong(uint256 length, uint256 maximum);

    /// @notice Thrown when a new validator is admitted and every slot has an owner.
    /// @param maximum The number of slots.
    error ValidatorRegistrySlotsExhausted(uint256 maximum);

    /// @notice Thrown when a validator activates and as many as allowed are active.
    /// @param maximum The largest number of active validators.
    error ValidatorRegistryTooManyActive(uint256 maximum);

    /// @notice Thrown when a bond is withdrawn and no unbonding was started since the last activation or withdrawal.
    /// @param validator The caller.
    error ValidatorRegistryNotUnbonding(address validator);

    /// @notice Thrown when a bond is withdrawn before the unbonding ended.
    /// @param unbondingEndsAt The first moment at which it may be withdrawn, in unix seconds.
    /// @param timestamp The time of the call, in unix seconds.
    error ValidatorRegistryStillUnbonding(uint256 unbondingEndsAt, uint256 timestamp);

    /// @notice Thrown when more than the bond is slashed.
    /// @param amount The refused amount, in wei of $GPT.
    /// @param bond The bond of the validator, in wei of $GPT.
    error ValidatorRegistrySlashExceedsBond(uint256 amount, uint256 bond);

    /// @notice Thrown when the slot of an address is asked that was never admitted.
    /// @param validator The address.
    error ValidatorRegistryUnknownValidator(address validator);

    /// @notice Thrown when the owner of a slot is asked that has none yet.
    /// @param slot The refused slot.
    /// @param count The number of slots that have an owner.
    error ValidatorRegistryUnknownSlot(uint256 slot, uint256 count);

    /// @notice Thrown when the past is asked about a moment that is not past: it could still change.
    /// @param timepoint The refused moment, in unix seconds.
    /// @param timestamp The time of the call, in unix seconds.
    error ValidatorRegistryFutureLookup(uint256 timepoint, uint256 timestamp);

    /// @notice Admits `validator`, which may then activate itself.
    /// @dev A validator that was removed keeps its slot, and stays ejected until it activates. A bond it has not
    /// withdrawn yet counts towards the activation.
    ///
    /// Emits a {ValidatorAdmitted} event.
    ///
    /// Requirements:
    /// - the caller is VALIDATOR_ADMIN, else {AccessManagedUnauthorized};
    /// - `validator` is not zero, else {ValidatorRegistryZeroAddress};
    /// - `validator` was never admitted or is Removed, else {ValidatorRegistryUnexpectedStatus};
    /// - a slot is free for a new validator, else {ValidatorRegistrySlotsExhausted};
    /// - the texts are well formed, as in {updateKeys}.
    /// @param validator The account that will sign the validator's transactions.
    /// @param ageRecipient The age recipient that archive keys are wrapped for.
    /// @param endpoint The URI at which the validator takes archives, or empty.
    function admit(address validator, string calldata ageRecipient, string calldata endpoint) external;

    /// @notice Makes the caller active and takes what its bond lacks of {bondRequired}.
    /// @dev The caller counts at this very second: `isActiveAt(caller, block.timestamp)` becomes true. It is no longer
    /// ejected: votes it cast for epochs that are still open count again. A bond left from before a removal counts;
    /// what exceeds {bondRequired} stays deposited.
    ///
    /// Emits a {ValidatorActivated} event.
    ///
    /// Requirements:
    /// - the caller is Admitted, else {ValidatorRegistryUnexpectedStatus};
    /// - fewer than {MAX_ACTIVE} validators are active, else {ValidatorRegistryTooManyActive};
    /// - the caller has approved and holds the missing amount of $GPT, else the token's error.
    function activate() external;

    /// @notice Makes the caller inactive from this second on and starts its unbonding.
    /// @dev It stays eligible for the epochs at whose end it was active, until it withdraws its bond.
    ///
    /// Emits a {ValidatorLeft} event.
    ///
    /// Requirements:
    /// - the caller is Active, else {ValidatorRegistryUnexpectedStatus}.
    function startLeaving() external;

    /// @notice Returns the caller's bond once its unbonding has ended.
    /// @dev The caller is ejected from then on: without a bond it has no say in the epochs that are still open. A
    /// validator that left may activate again; a removed one stays removed.
    ///
    /// Emits a {BondWithdrawn} event, also for a bond of zero.
    ///
    /// Requirements:
    /// - the unbonding of the caller was started, else {ValidatorRegistryNotUnbonding};
    /// - `unbondingEndsAt(caller)` has come, else {ValidatorRegistryStillUnbonding}.
    function withdrawBond() external;

    /// @notice Publishes another age recipient and endpoint of the caller.
    /// @dev Archives encrypted before stay readable with the old key only.
    ///
    /// Emits a {KeysUpdated} event.
    ///
    /// Requirements:
    /// - the caller is Admitted or Active, else {ValidatorRegistryUnexpectedStatus};
    /// - `ageRecipient` starts with `age1` and has 62 (X25519) to 2048 bytes (hybrid), else
    ///   {ValidatorRegistryNotAnAgeRecipient} or {ValidatorRegistryAgeRecipientLengthOutOfBounds};
    /// - `endpoint` has at most 256 bytes, else {ValidatorRegistryEndpointTooLong}.
    /// @param ageRecipient The new age recipient.
    /// @param endpoint The new URI at which the validator takes archives, or empty.
    function updateKeys(string calldata ageRecipient, string calldata endpoint) external;

    /// @notice Ejects `validator`: it is inactive from this second on and eligible for no epoch, not even a past one.
    /// @dev Starts a whole unbonding, also when the validator was already leaving.
    ///
    /// Emits a {ValidatorRemoved} event.
    ///
    /// Requirements:
    /// - the caller is VALIDATOR_ADMIN, else {AccessManagedUnauthorized};
    /// - `validator` is Admitted, Active or Leaving, else {ValidatorRegistryUnexpectedStatus}.
    /// @param validator The validator.
    function remove(address validator) external;

    /// @notice Sends `amount` of the bond of `validator` to the treasury and ejects it, if it is not ejected already.
    /// @dev Possible until the bond is withdrawn, whatever the status. An amount of zero puts the reason on record and
    /// ejects a validator that has no bond.
    ///
    /// Emits a {ValidatorRemoved} event if `validator` was not Removed, and a {ValidatorSlashed} event.
    ///
    /// Requirements:
    /// - the caller is VALIDATOR_ADMIN, else {AccessManagedUnauthorized};
    /// - `validator` was admitted, else {ValidatorRegistryUnexpectedStatus};
    /// - `amount` is at most its bond, else {ValidatorRegistrySlashExceedsBond}.
    /// @param validator The validator.
    /// @param amount The amount to take, in wei of $GPT.
    /// @param reason The reason, for instance the hash of the evidence.
    function slash(address validator, uint256 amount, bytes32 reason) external;

    /// @notice Changes the bond that later activations ask for.
    /// @dev Validators that are active keep the bond they have.
    ///
    /// Emits a {BondRequiredChanged} event.
    ///
    /// Requirements:
    /// - the caller is ADMIN, else {AccessManagedUnauthorized};
    /// - `newBond` is at most {MAX_BOND}, else {ValidatorRegistryBondTooLarge}.
    /// @param newBond The bond, in wei of $GPT.
    function setBondRequired(uint256 newBond) external;

    /// @notice Returns the bond that an activation asks for.
    /// @return In wei of $GPT; zero when none is needed.
    function bondRequired() external view returns (uint256);

    /// @notice Returns the slot of `validator`.
    /// @dev Requirements: `validator` was admitted, else {ValidatorRegistryUnknownValidator}.
    /// @param validator The validator.
    /// @return From 0 to 207.
    function slotOf(address validator) external view returns (uint8);

    /// @notice Returns the owner of `slot`.
    /// @dev Requirements: `slot` is less than {validatorCount}, else {ValidatorRegistryUnknownSlot}.
    /// @param slot The slot.
    /// @return The validator.
    function validatorAt(uint256 slot) external view returns (address);

    /// @notice Returns how many validators were ever admitted.
    /// @return The number of slots that have an owner, at most 208.
    function validatorCount() external view returns (uint256);

    /// @notice Returns where `validator` stands.
    /// @param validator Any address.
    /// @return The status; None for an address that was never admitted.
    function statusOf(address validator) external view returns (Status);

    /// @notice Returns the bond of `validator` that is deposited here and can be slashed.
    /// @param validator Any address.
    /// @return In wei of $GPT.
    function bondOf(address validator) external view returns (uint256);

    /// @notice Returns when `validator` may withdraw its bond.
    /// @param validator Any address.
    /// @return Unix seconds, or 0 when no unbonding was started since the last activation or withdrawal.
    function unbondingEndsAt(address validator) external view returns (uint48);

    /// @notice Returns the validators that governance ejected, or that withdrew their bond, and that did not activate
    /// again since.
    /// @return Bit `slot` is one for an ejected validator.
    function ejectedBitmap() external view returns (uint256);

    /// @notice Returns the validators that were active at `timepoint`.
    /// @dev A change at the very second counts; later changes never do.
    /// Requirements: `timepoint` is past, else {ValidatorRegistryFutureLookup}.
    /// @param timepoint Unix seconds.
    /// @return Bit `slot` is one for an active validator.
    function activeBitmapAt(uint256 timepoint) external view returns (uint256);

    /// @notice Returns how many validators were active at `timepoint`: N of the quorum.
    /// @dev An ejection does not lower N of a past epoch, so that ejecting validators never lets fewer of them decide.
    /// Requirements: `timepoint` is past, else {ValidatorRegistryFutureLookup}.
    /// @param timepoint Unix seconds.
    /// @return From 0 to {MAX_ACTIVE}.
    function activeCountAt(uint256 timepoint) external view returns (uint256);

    /// @notice Returns whether `validator` was active at `timepoint`.
    /// @dev Requirements: `timepoint` is past, else {ValidatorRegistryFutureLookup}.
    /// @param validator Any address.
    /// @param timepoint Unix seconds.
    /// @return False for an address that was never admitted.
    function isActiveAt(address validator, uint256 timepoint) external view returns (bool);

    /// @notice Returns the validators whose votes for an epoch that ended at `timepoint` count now.
    /// @dev Those active at `timepoint` without those that are ejected now. One that left since may finish the epoch
    /// as long as its bond is here. Requirements: `timepoint` is past, else {ValidatorRegistryFutureLookup}.
    /// @param timepoint Unix seconds.
    /// @return Bit `slot` is one for an eligible validator.
    function eligibleBitmapAt(uint256 timepoint) external view returns (uint256);

    /// @notice Returns whether a vote of `validator` for an epoch that ended at `timepoint` counts now.
    /// @dev Requirements: `timepoint` is past, else {ValidatorRegistryFutureLookup}.
    /// @param validator Any address.
    /// @param timepoint Unix seconds.
    /// @return False for an address that was never admitted.
    function isEligibleAt(address validator, uint256 timepoint) external view returns (bool);
}

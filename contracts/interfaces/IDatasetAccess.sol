// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The access to the dataset
/// @notice Says who may read which contribution now. A vote creates a grant, its price goes to the contributors, and
/// {canAccess} is the one question that every keeper of keys asks before it hands out anything.
/// @dev A grant lets one data user, with one tool, read for one purpose, for a limited time. It reaches exactly the
/// contributions whose owners allow that purpose at the moment of the question: no vote widens a consent mask, and
/// every new grant waits for the cooling-off period, in which owners may narrow theirs or remove their data.
/// All amounts are wei of $GPT, all moments Unix seconds.
/// @custom:security-contact See SECURITY.md.
interface IDatasetAccess {
    /// @notice What a vote decides about a grant.
    /// @param grantee The data user; signs its requests for keys with this account.
    /// @param purpose What the data may be used for, as the bit number in a consent mask.
    /// @param duration How long the grant lasts after the cooling-off period, in seconds.
    /// @param price What it costs, in wei; 0 when it is free.
    /// @param toolId The tool that will read the data, see `IToolRegistry.toolIdOf`.
    /// @param policyHash SHA-256 of the conditions that the data user accepts.
    struct GrantTerms {
        address grantee;
        uint8 purpose;
        uint32 duration;
        uint96 price;
        bytes32 toolId;
        bytes32 policyHash;
    }

    /// @notice The state of a grant. Five storage slots, the first holding all that changes.
    /// @param startsAt When the cooling-off period ends.
    /// @param expiresAt The first moment at which the grant is over.
    /// @param fundedAt When it was paid; the moment of creation when it is free; 0 before.
    /// @param revokedAt When it was revoked; 0 if never.
    /// @param purpose What the data may be used for.
    /// @param grantee The data user.
    /// @param price What it costs, in wei.
    /// @param toolId The tool that reads the data.
    /// @param policyHash SHA-256 of the conditions that the data user accepts.
    /// @param granteeKeyHash keccak256 of the age recipient to which keys are handed out; the text stands in the event.
    struct Grant {
        uint48 startsAt;
        uint48 expiresAt;
        uint48 fundedAt;
        uint48 revokedAt;
        uint8 purpose;
        address grantee;
        uint96 price;
        bytes32 toolId;
        bytes32 policyHash;
        bytes32 granteeKeyHash;
    }

    /// @notice A contribution version whose key a validator is about to hand out.
    /// @param contributionId The contribution.
    /// @param version The version that the key opens.
    struct Access {
        bytes32 contributionId;
        uint32 version;
    }

    /// @notice Emitted when a vote creates a grant.
    /// @param grantId The grant: 1 for the first, and so on.
    /// @param grantee The data user.
    /// @param toolId The tool that reads the data.
    /// @param grant Its state.
    /// @param granteeKey The age recipient to which keys are handed out. Untrusted text.
    event GrantCreated(
        uint256 indexed grantId,
        address indexed grantee,
        bytes32 indexed toolId,
        Grant grant,
        string granteeKey
    );

    /// @notice Emitted when the price of a grant reaches the reward pool of the running epoch.
    /// @param grantId The grant.
    /// @param payer Who paid.
    /// @param amount The price, in wei.
    event GrantFunded(uint256 indexed grantId, address indexed payer, uint256 amount);

    /// @notice Emitted when a grant is revoked for ever.
    /// @param grantId The grant.
    /// @param revoker Who revoked it.
    event GrantRevoked(uint256 indexed grantId, address indexed revoker);

    /// @notice Emitted for each receipt: a validator hands out the key of this version for this grant.
    /// @param grantId The grant.
    /// @param contributionId The contribution.
    /// @param validator Who hands out the key.
    /// @param version The version that the key opens.
    event AccessRecorded(
        uint256 indexed grantId,
        bytes32 indexed contributionId,
        address indexed validator,
        uint32 version
    );

    /// @notice Emitted for each entry of a batch that is no receipt because {canAccess} does not hold, or because the
    /// version is not the current one.
    /// @param grantId The grant.
    /// @param contributionId The contribution.
    /// @param validator Who asked.
    /// @param version The version asked for.
    event AccessSkipped(
        uint256 indexed grantId,
        bytes32 indexed contributionId,
        address indexed validator,
        uint32 version
    );

    /// @notice Emitted when the cooling-off period of later grants changes.
    /// @param oldCoolingOff The period until now, in seconds; 0 in the constructor.
    /// @param newCoolingOff The period from now on, in seconds.
    event CoolingOffChanged(uint32 oldCoolingOff, uint32 newCoolingOff);

    /// @notice Emitted when the anonymity floor changes.
    /// @param oldFloor The floor until now; 0 in the constructor.
    /// @param newFloor The floor from now on.
    event AnonymityFloorChanged(uint32 oldFloor, uint32 newFloor);

    /// @notice Thrown when an address that must be known is zero.
    error DatasetAccessZeroAddress();

    /// @notice Thrown when the age recipient of a data user is empty or too long.
    /// @param length The length of the recipient, in bytes.
    /// @param maximum The greatest length allowed, in bytes.
    error DatasetAccessInvalidKeyLength(uint256 length, uint256 maximum);

    /// @notice Thrown when what should be an age recipient is something else, such as a secret key.
    /// @param prefix The first four bytes of the refused text; recipients begin with `age1`.
    error DatasetAccessNotAnAgeRecipient(bytes4 prefix);

    /// @notice Thrown when the duration of a grant is out of bounds.
    /// @param duration The refused duration, in seconds.
    /// @param minimum The shortest duration, in seconds.
    /// @param maximum The longest duration, in seconds.
    error DatasetAccessDurationOutOfBounds(uint32 duration, uint32 minimum, uint32 maximum);

    /// @notice Thrown when the hash of the conditions is zero.
    error DatasetAccessZeroPolicyHash();

    /// @notice Thrown when the tool is not approved for the purpose of a grant.
    /// @param toolId The tool.
    /// @param purpose The purpose, as the bit number in a consent mask.
    error DatasetAccessToolNotAllowed(bytes32 toolId, uint8 purpose);

    /// @notice Thrown when a grant was never created.
    /// @param grantId The grant asked for.
    /// @param grantCount How many there are.
    error DatasetAccessUnknownGrant(uint256 grantId, uint256 grantCount);

    /// @notice Thrown when a grant was paid already.
    /// @param grantId The grant.
    error DatasetAccessAlreadyFunded(uint256 grantId);

    /// @notice Thrown when a grant was revoked.
    /// @param grantId The grant.
    error DatasetAccessGrantIsRevoked(uint256 grantId);

    /// @notice Thrown when a grant is over.
    /// @param grantId The grant.
    /// @param expiresAt The first moment at which it was over.
    error DatasetAccessGrantExpired(uint256 grantId, uint48 expiresAt);

    /// @notice Thrown when nothing may be read with a grant now.
    /// @param grantId The grant.
    error DatasetAccessGrantNotUsable(uint256 grantId);

    /// @notice Thrown when somebody else than an active validator writes receipts.
    /// @param caller The account that tried.
    error DatasetAccessNotActiveValidator(address caller);

    /// @notice Thrown when a batch of receipts is empty or too long.
    /// @param length The number of its entries.
    /// @param maximum The greatest number allowed.
    error DatasetAccessInvalidBatchLength(uint256 length, uint256 maximum);

    /// @notice Thrown when a cooling-off period is out of bounds.
    /// @param coolingOff The refused period, in seconds.
    /// @param minimum The shortest period, in seconds.
    /// @param maximum The longest period, in seconds.
    error DatasetAccessCoolingOffOutOfBounds(uint32 coolingOff, uint32 minimum, uint32 maximum);

    /// @notice Thrown when an anonymity floor is out of bounds.
    /// @param floor The refused floor.
    /// @param minimum The lowest floor.
    /// @param maximum The highest floor.
    error DatasetAccessAnonymityFloorOutOfBounds(uint32 floor, uint32 minimum, uint32 maximum);

    /// @notice Creates a grant. It is usable from the end of the cooling-off period, once it is paid.
    /// @dev The cooling-off period counts from here, not from the vote: however late a decision is carried out, owners
    /// have the whole period. Emits {GrantCreated}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (ADMIN), else `AccessManagedUnauthorized`.
    /// - No pause is in force, else `ExpiringPausePaused`.
    /// - `terms.grantee` is not zero, else {DatasetAccessZeroAddress}.
    /// - `terms.duration` is from {MIN_DURATION} to {MAX_DURATION}, else {DatasetAccessDurationOutOfBounds}.
    /// - `terms.policyHash` is not zero, else {DatasetAccessZeroPolicyHash}.
    /// - The tool is approved for the purpose, else {DatasetAccessToolNotAllowed}.
    /// - `granteeKey` has 1 to {MAX_KEY_LENGTH} bytes, else {DatasetAccessInvalidKeyLength}, and begins with `age1`,
    ///   else {DatasetAccessNotAnAgeRecipient}.
    /// @param terms What was decided.
    /// @param granteeKey The age recipient to which keys are handed out.
    /// @return grantId The new grant.
    function createGrant(GrantTerms calldata terms, string calldata granteeKey) external returns (uint256 grantId);

    /// @notice Pays the price of a grant into the reward pool of the running epoch. Open to anyone.
    /// @dev What is paid stays with the contributors, also when the grant is revoked later: pay when the cooling-off
    /// period is over. Emits {GrantFunded}, and `RevenueDeposited` of the reserve.
    ///
    /// Requirements:
    /// - No pause is in force, else `ExpiringPausePaused`.
    /// - The grant exists, else {DatasetAccessUnknownGrant}, was not revoked, else {DatasetAccessGrantIsRevoked}, is
    ///   not over, else {DatasetAccessGrantExpired}, and was not paid, else {DatasetAccessAlreadyFunded}.
    /// - Its tool is still approved, else {DatasetAccessToolNotAllowed}: nobody pays for what can never be used.
    /// - The caller holds and approved the price.
    /// @param grantId The grant.
    function fund(uint256 grantId) external;

    /// @notice Revokes a grant for ever, at any moment of its life. No pause stops this.
    /// @dev A vote that revokes gives itself the role for the length of one proposal. Emits {GrantRevoked}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (GUARDIAN), else `AccessManagedUnauthorized`.
    /// - The grant exists, else {DatasetAccessUnknownGrant}, and was not revoked, else {DatasetAccessGrantIsRevoked}.
    /// @param grantId The grant.
    function revoke(uint256 grantId) external;

    /// @notice Writes a receipt for each contribution whose key the caller is about to hand out.
    /// @dev Entries for which {canAccess} does not hold, or of another version than the current one, are skipped, so
    /// that one removal does not undo the whole batch. The caller hands out only what was recorded. Recording the same
    /// access again is a second receipt. Emits {AccessRecorded} or {AccessSkipped} for each entry, in order.
    ///
    /// Requirements:
    /// - The caller is an active validator, else {DatasetAccessNotActiveValidator}.
    /// - `accesses` has 1 to {MAX_BATCH} entries, else {DatasetAccessInvalidBatchLength}.
    /// - The grant is usable, see {isUsable}, else {DatasetAccessGrantNotUsable}.
    /// @param grantId The grant.
    /// @param accesses The contribution versions.
    function recordAccess(uint256 grantId, Access[] calldata accesses) external;

    /// @notice Sets the cooling-off period of later grants.
    /// @dev Emits {CoolingOffChanged}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (ADMIN), else `AccessManagedUnauthorized`.
    /// - `newCoolingOff` is from {MIN_COOLING_OFF} to {MAX_COOLING_OFF}, else {DatasetAccessCoolingOffOutOfBounds}.
    /// @param newCoolingOff The period, in seconds.
    function setCoolingOff(uint32 newCoolingOff) external;

    /// @notice Sets how many contributors must be in the scope of a grant before keys are handed out for it.
    /// @dev Emits {AnonymityFloorChanged}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (ADMIN), else `AccessManagedUnauthorized`.
    /// - `newFloor` is from {MIN_ANONYMITY_FLOOR} to {MAX_ANONYMITY_FLOOR}, else
    ///   {DatasetAccessAnonymityFloorOutOfBounds}.
    /// @param newFloor The number of contributors.
    function setAnonymityFloor(uint32 newFloor) external;

    /// @notice Tells whether a contribution may be read with a grant at this moment. The single truth about access.
    /// @dev True exactly when the grant is usable ({isUsable}) and the contribution is active and its owner allows the
    /// purpose of the grant (`IDataRegistry.hasConsent`). It speaks of the current version; an earlier one is never
    /// in reach. Never reverts.
    /// @param grantId The grant.
    /// @param contributionId The contribution.
    /// @return False also for grants and contributions that do not exist.
    function canAccess(uint256 grantId, bytes32 contributionId) external view returns (bool);

    /// @notice Tells whether a grant is paid, begun, not over, not revoked, its tool still approved, and no pause in
    /// force: all of {canAccess} that does not depend on the contribution.
    /// @param grantId The grant.
    /// @return False also for a grant that does not exist.
    function isUsable(uint256 grantId) external view returns (bool);

    /// @notice The state of a grant.
    /// @dev Requirements: the grant exists, else {DatasetAccessUnknownGrant}.
    /// @param grantId The grant.
    /// @return The stored state.
    function grantOf(uint256 grantId) external view returns (Grant memory);

    /// @notice How many grants were ever created. Their ids are 1 to this number.
    /// @return The count.
    function grantCount() external view returns (uint256);

    /// @notice The cooling-off period that a grant created now gets.
    /// @return In seconds.
    function coolingOff() external view returns (uint32);

    /// @notice How many different contributors must be in the scope of a grant before validators hand out any key for
    /// it.
    /// @dev Counted by the validators at a final block; the contract does not know scopes.
    /// @return The number of contributors.
    function anonymityFloor() external view returns (uint32);

    /// @notice The shortest cooling-off period: the one at deployment.
    /// @return In seconds.
    function MIN_COOLING_OFF() external view returns (uint32);

    /// @notice The longest cooling-off period.
    /// @return In seconds.
    function MAX_COOLING_OFF() external view returns (uint32);

    /// @notice The lowest anonymity floor: the one at deployment.
    /// @return The number of contributors.
    function MIN_ANONYMITY_FLOOR() external view returns (uint32);

    /// @notice The highest anonymity floor.
    /// @return The number of contributors.
    function MAX_ANONYMITY_FLOOR() external view returns (uint32);

    /// @notice The shortest duration of a grant.
    /// @return In seconds.
    function MIN_DURATION() external view returns (uint32);

    /// @notice The longest duration of a grant.
    /// @return In seconds.
    function MAX_DURATION() external view returns (uint32);

    /// @notice The greatest length of an age recipient; a hybrid post-quantum one has about 2,000 bytes.
    /// @return The length, in bytes.
    function MAX_KEY_LENGTH() external view returns (uint256);

    /// @notice The greatest number of entries in one call of {recordAccess}.
    /// @return The number.
    function MAX_BATCH() external view returns (uint256);
}

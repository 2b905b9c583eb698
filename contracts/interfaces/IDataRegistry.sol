// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The registry of contributions
/// @notice Records who contributed which encrypted archive, for which purposes it may be used, and whether it still
/// may.
/// @dev Only the owner of a contribution changes it: by a transaction, or by an EIP-712 signature that anybody may
/// deliver (`…BySig`, so that a relayer can pay). The signature of an account without code is 65 bytes of ECDSA with a
/// low `s`; an account with code, one delegated by EIP-7702 included, answers through ERC-1271. All signed messages of
/// an owner share one sequence of nonces, see {nonces}. Delivering somebody's signature before they do has exactly the
/// effect they signed and leaves the signatures with the following nonces good.
///
/// The domain of the signatures is `{name: "ChatGPT Data Collective", version: "1", chainId, verifyingContract}`.
interface IDataRegistry {
    /// @notice Where a contribution stands in its life: `None` → `Active` → `Removed`, never back.
    enum Status {
        None,
        Active,
        Removed
    }

    /// @notice The state of one contribution. Three storage slots, the first holding all that an access check reads.
    /// @param owner The contributor. Never changes.
    /// @param version 1 when registered, plus 1 with each update.
    /// @param consentMask The purposes the owner allows: bit `1 << p` stands for purpose `p`. 0 once removed.
    /// @param status Where the contribution stands in its life.
    /// @param ciphertextHash SHA-256 of the encrypted archive of this version. 0 once removed.
    /// @param registeredAt Moment of registration, in Unix seconds.
    /// @param updatedAt Moment of the latest change of any kind, removal included, in Unix seconds.
    struct Contribution {
        address owner;
        uint32 version;
        uint32 consentMask;
        Status status;
        bytes32 ciphertextHash;
        uint48 registeredAt;
        uint48 updatedAt;
    }

    /// @notice Emitted when a contribution is registered, as version 1.
    /// @param id The contribution, see {contributionIdOf}.
    /// @param owner The contributor.
    /// @param ciphertextHash SHA-256 of the encrypted archive.
    /// @param consentMask The purposes the owner allows.
    /// @param uri Where the envelope of the encrypted archive is found. Kept in this event only. Untrusted text.
    event Contributed(
        bytes32 indexed id,
        address indexed owner,
        bytes32 ciphertextHash,
        uint32 consentMask,
        string uri
    );

    /// @notice Emitted when an owner puts a new version in the place of the last one. The consent mask stays.
    /// @param id The contribution.
    /// @param owner The contributor.
    /// @param version The new version.
    /// @param ciphertextHash SHA-256 of the encrypted archive of the new version.
    /// @param uri Where the envelope of the new version is found. Kept in this event only. Untrusted text.
    event ContributionUpdated(
        bytes32 indexed id,
        address indexed owner,
        uint32 version,
        bytes32 ciphertextHash,
        string uri
    );

    /// @notice Emitted when an owner states the allowed purposes, also when they are the same as before.
    /// @param id The contribution.
    /// @param owner The contributor.
    /// @param oldMask The purposes allowed until now.
    /// @param newMask The purposes allowed from now on.
    event ConsentChanged(bytes32 indexed id, address indexed owner, uint32 oldMask, uint32 newMask);

    /// @notice Emitted when an owner removes a contribution for ever. Its consent mask and hash are 0 from now on.
    /// @param id The contribution.
    /// @param owner The contributor.
    /// @param version The last version.
    event ContributionRemoved(bytes32 indexed id, address indexed owner, uint32 version);

    /// @notice Emitted when a signature was used or the outstanding ones were cancelled.
    /// @param owner The account that signs.
    /// @param nextNonce What {nonces} answers from now on.
    event NonceAdvanced(address indexed owner, uint256 nextNonce);

    /// @notice Thrown when the hash of the encrypted archive is zero.
    error DataRegistryZeroCiphertextHash();

    /// @notice Thrown when the locator is empty or too long.
    /// @param length The length of the locator, in bytes.
    /// @param maximum The greatest length allowed, in bytes.
    error DataRegistryInvalidUriLength(uint256 length, uint256 maximum);

    /// @notice Thrown when a contribution that must be active was never registered or has been removed.
    /// @param id The contribution.
    /// @param status Where it stands instead.
    error DataRegistryNotActive(bytes32 id, Status status);

    /// @notice Thrown when somebody else than the owner tries to change a contribution.
    /// @param caller The account that tried.
    /// @param owner The account that may.
    error DataRegistryNotOwner(address caller, address owner);

    /// @notice Thrown when an update starts from another version than the current one.
    /// @param expectedVersion The version the caller believed to be current.
    /// @param currentVersion The version that is.
    error DataRegistryStaleVersion(uint32 expectedVersion, uint32 currentVersion);

    /// @notice Thrown when a signature is delivered after its deadline.
    /// @param deadline The last moment at which the signature was good, in Unix seconds.
    /// @param timestamp The moment of delivery, in Unix seconds.
    error DataRegistryExpiredSignature(uint256 deadline, uint256 timestamp);

    /// @notice Thrown when a signature is not the owner's for this message, nonce, chain and contract.
    /// @dev A message that was already delivered, by whomever, fails with this too: compare the nonces.
    /// @param owner The account whose signature is needed.
    /// @param nonce The nonce the message must carry.
    error DataRegistryInvalidSignature(address owner, uint256 nonce);

    /// @notice Registers an encrypted archive of the caller.
    /// @dev Anybody may register any hash: what the registry proves is who *registered*, not who can decrypt. The same
    /// hash may be registered twice, so nobody can squat on it; validators refuse a key whose bound owner is another.
    ///
    /// Emits {Contributed}.
    ///
    /// Requirements:
    /// - No pause is in force, else `ExpiringPausePaused`.
    /// - `ciphertextHash` is not zero, else {DataRegistryZeroCiphertextHash}.
    /// - `uri` has 1 to {MAX_URI_LENGTH} bytes, else {DataRegistryInvalidUriLength}.
    /// @param ciphertextHash SHA-256 of the encrypted archive.
    /// @param consentMask The purposes to allow. Bits without a published meaning are accepted: clients leave them 0.
    /// @param uri Where the envelope of the encrypted archive is found.
    /// @return id The new contribution.
    function contribute(bytes32 ciphertextHash, uint32 consentMask, string calldata uri) external returns (bytes32 id);

    /// @notice Registers an encrypted archive of `owner`, who signed for it.
    /// @dev As {contribute}. Signed type: `Contribute(address owner,bytes32 ciphertextHash,uint32 consentMask,string
    /// uri,uint256 nonce,uint256 deadline)`.
    ///
    /// Emits {NonceAdvanced} and {Contributed}.
    ///
    /// Requirements:
    /// - Those of {contribute}.
    /// - `deadline` has not passed, else {DataRegistryExpiredSignature}.
    /// - `signature` is of `owner` over these values and `nonces(owner)`, else {DataRegistryInvalidSignature}.
    /// @param owner The contributor.
    /// @param ciphertextHash SHA-256 of the encrypted archive.
    /// @param consentMask The purposes to allow.
    /// @param uri Where the envelope of the encrypted archive is found.
    /// @param deadline The last moment at which the signature is good, in Unix seconds.
    /// @param signature ECDSA (`r || s || v`), or whatever the wallet of `owner` accepts.
    /// @return id The new contribution.
    function contributeBySig(
        address owner,
        bytes32 ciphertextHash,
        uint32 consentMask,
        string calldata uri,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 id);

    /// @notice Puts a new version of the caller's archive in the place of the current one. Consent stays as it is.
    /// @dev Compare-and-swap: of two updates that start from the same version, one fails. The hash may stay the same
    /// when only the locator moves.
    ///
    /// Emits {ContributionUpdated}.
    ///
    /// Requirements:
    /// - No pause is in force, else `ExpiringPausePaused`.
    /// - `id` is active, else {DataRegistryNotActive}.
    /// - The caller owns `id`, else {DataRegistryNotOwner}.
    /// - `expectedVersion` is the current version, else {DataRegistryStaleVersion}.
    /// - `ciphertextHash` is not zero, else {DataRegistryZeroCiphertextHash}.
    /// - `uri` has 1 to {MAX_URI_LENGTH} bytes, else {DataRegistryInvalidUriLength}.
    /// @param id The contribution.
    /// @param expectedVersion The version to replace.
    /// @param ciphertextHash SHA-256 of the encrypted archive of the new version.
    /// @param uri Where the envelope of the new version is found.
    function update(bytes32 id, uint32 expectedVersion, bytes32 ciphertextHash, string calldata uri) external;

    /// @notice Puts a new version in the place of the current one, as the owner of `id` signed.
    /// @dev As {update}. Signed type: `Update(bytes32 contributionId,uint32 expectedVersion,bytes32
    /// ciphertextHash,string uri,uint256 nonce,uint256 deadline)`.
    ///
    /// Emits {NonceAdvanced} and {ContributionUpdated}.
    ///
    /// Requirements:
    /// - Those of {update}, except that anybody may call.
    /// - `deadline` has not passed, else {DataRegistryExpiredSignature}.
    /// - `signature` is of the owner over these values and the owner's nonce, else {DataRegistryInvalidSignature}.
    /// @param id The contribution.
    /// @param expectedVersion The version to replace.
    /// @param ciphertextHash SHA-256 of the encrypted archive of the new version.
    /// @param uri Where the envelope of the new version is found.
    /// @param deadline The last moment at which the signature is good, in Unix seconds.
    /// @param signature ECDSA (`r || s || v`), or whatever the wallet of the owner accepts.
    function updateBySig(
        bytes32 id,
        uint32 expectedVersion,
        bytes32 ciphertextHash,
        string calldata uri,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice States for which purposes the caller's contribution may be used from now on. No pause stops this.
    /// @dev Cancels all signatures of the caller that were not delivered yet (see {cancelSignatures}), so that one
    /// signed earlier cannot widen what the owner narrows here.
    ///
    /// Emits {NonceAdvanced} and {ConsentChanged}.
    ///
    /// Requirements:
    /// - `id` is active, else {DataRegistryNotActive}.
    /// - The caller owns `id`, else {DataRegistryNotOwner}.
    /// @param id The contribution.
    /// @param consentMask The purposes to allow; replaces the mask as a whole. 0 allows none.
    function setConsent(bytes32 id, uint32 consentMask) external;

    /// @notice States the allowed purposes, as the owner of `id` signed. No pause stops this.
    /// @dev As {setConsent}, but signatures with the following nonces stay good. Signed type: `SetConsent(bytes32
    /// contributionId,uint32 consentMask,uint256 nonce,uint256 deadline)`.
    ///
    /// Emits {NonceAdvanced} and {ConsentChanged}.
    ///
    /// Requirements:
    /// - `id` is active, else {DataRegistryNotActive}.
    /// - `deadline` has not passed, else {DataRegistryExpiredSignature}.
    /// - `signature` is of the owner over these values and the owner's nonce, else {DataRegistryInvalidSignature}.
    /// @param id The contribution.
    /// @param consentMask The purposes to allow; replaces the mask as a whole.
    /// @param deadline The last moment at which the signature is good, in Unix seconds.
    /// @param signature ECDSA (`r || s || v`), or whatever the wallet of the owner accepts.
    function setConsentBySig(bytes32 id, uint32 consentMask, uint256 deadline, bytes calldata signature) external;

    /// @notice Removes the caller's contribution for ever. No pause, role or vote stops this or undoes it.
    /// @dev What remains is a tombstone: owner, last version and times. New data of the same owner gets a new id.
    ///
    /// Emits {ContributionRemoved}.
    ///
    /// Requirements:
    /// - `id` is active, else {DataRegistryNotActive}.
    /// - The caller owns `id`, else {DataRegistryNotOwner}.
    /// @param id The contribution.
    function remove(bytes32 id) external;

    /// @notice Removes a contribution for ever, as its owner signed. No pause, role or vote stops this or undoes it.
    /// @dev As {remove}. Signed type: `Remove(bytes32 contributionId,uint256 nonce,uint256 deadline)`.
    ///
    /// Emits {NonceAdvanced} and {ContributionRemoved}.
    ///
    /// Requirements:
    /// - `id` is active, else {DataRegistryNotActive}.
    /// - `deadline` has not passed, else {DataRegistryExpiredSignature}.
    /// - `signature` is of the owner over these values and the owner's nonce, else {DataRegistryInvalidSignature}.
    /// @param id The contribution.
    /// @param deadline The last moment at which the signature is good, in Unix seconds.
    /// @param signature ECDSA (`r || s || v`), or whatever the wallet of the owner accepts.
    function removeBySig(bytes32 id, uint256 deadline, bytes calldata signature) external;

    /// @notice Cancels all signatures of the caller that were not delivered yet.
    /// @dev The next nonce becomes the next multiple of 2^64 plus the number of signatures used, beyond every nonce
    /// that an honest client can have signed.
    ///
    /// Emits {NonceAdvanced}.
    function cancelSignatures() external;

    /// @notice The state of a contribution.
    /// @param id The contribution.
    /// @return The stored state; all zero, with status `None`, for an id that was never registered.
    function contributionOf(bytes32 id) external view returns (Contribution memory);

    /// @notice Tells whether a contribution is active and its owner allows all of the given purposes.
    /// @dev The owner's half of every access decision. One storage slot is read.
    /// @param id The contribution.
    /// @param purposes A mask of one or more purposes.
    /// @return True when `id` is active and `purposes` is not 0 and lies within its consent mask.
    function hasConsent(bytes32 id, uint32 purposes) external view returns (bool);

    /// @notice How many contributions an account ever registered, removed ones included.
    /// @param owner The contributor.
    /// @return The count; the next contribution of `owner` gets `contributionIdOf(owner, count)`.
    function contributionCount(address owner) external view returns (uint256);

    /// @notice The id that a contribution has or will have.
    /// @dev `keccak256(abi.encode(block.chainid, registry, owner, index))`: only its owner can ever register it.
    /// @param owner The contributor.
    /// @param index 0 for the first contribution of `owner`, 1 for the second, and so on.
    /// @return The id, whether or not it is registered yet.
    function contributionIdOf(address owner, uint256 index) external view returns (bytes32);

    /// @notice The nonce that the next signed message of an account must carry.
    /// @dev The number of signatures used, plus 2^64 for each cancellation.
    /// @param owner The account that signs.
    /// @return The nonce; grows with each use and cancellation, never shrinks.
    function nonces(address owner) external view returns (uint256);

    /// @notice The greatest length of a locator.
    /// @return The length, in bytes.
    function MAX_URI_LENGTH() external view returns (uint256);

    /// @notice Purpose bit: scientific research whose results are published.
    /// @return `1 << 0`
    function RESEARCH() external view returns (uint32);

    /// @notice Purpose bit: measuring and comparing models.
    /// @return `1 << 1`
    function EVALUATION() external view returns (uint32);

    /// @notice Purpose bit: training models.
    /// @return `1 << 2`
    function TRAINING() external view returns (uint32);

    /// @notice Purpose bit: tools that help to keep a journal.
    /// @return `1 << 3`
    function JOURNALING_TOOLS() external view returns (uint32);

    /// @notice Purpose bit: tools that study how people remember.
    /// @return `1 << 4`
    function MEMORY_ANALYSIS_TOOLS() external view returns (uint32);

    /// @notice Purpose bit: tools that help people to reflect.
    /// @return `1 << 5`
    function REFLECTION_TOOLS() external view returns (uint32);

    /// @notice Purpose bit: commercial statistics about use.
    /// @return `1 << 6`
    function COMMERCIAL_ANALYTICS() external view returns (uint32);
}

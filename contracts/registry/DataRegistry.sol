// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ExpiringPause} from "../governance/ExpiringPause.sol";
import {IDataRegistry} from "../interfaces/IDataRegistry.sol";

/// @title Data registry
/// @notice Records who contributed which encrypted archive, for which purposes it may be used, and whether it still
/// may.
/// @dev The invariants REG1 to REG12 that this contract keeps are numbered in `docs/contracts/DataRegistry.md`. In
/// short: an id belongs to one owner for ever, only the owner changes a contribution, removal is final and unstoppable,
/// and the owner's latest word on consent holds. No role has any power here but to pause `contribute` and `update` for
/// 72 hours.
contract DataRegistry is IDataRegistry, ExpiringPause, EIP712 {
    /// @dev What the registry remembers of an account, in one slot.
    /// @param contributionCount How many contributions it ever registered.
    /// @param nonce Of its next signature: plus 1 with each signature used, plus 2^64 with each cancellation. Fewer
    /// than 2^64 signatures can ever be used, so that nonces of different cancellations never meet.
    struct Contributor {
        uint128 contributionCount;
        uint128 nonce;
    }

    /// @inheritdoc IDataRegistry
    uint256 public constant MAX_URI_LENGTH = 256;

    /// @inheritdoc IDataRegistry
    uint32 public constant RESEARCH = 1 << 0;

    /// @inheritdoc IDataRegistry
    uint32 public constant EVALUATION = 1 << 1;

    /// @inheritdoc IDataRegistry
    uint32 public constant TRAINING = 1 << 2;

    /// @inheritdoc IDataRegistry
    uint32 public constant JOURNALING_TOOLS = 1 << 3;

    /// @inheritdoc IDataRegistry
    uint32 public constant MEMORY_ANALYSIS_TOOLS = 1 << 4;

    /// @inheritdoc IDataRegistry
    uint32 public constant REFLECTION_TOOLS = 1 << 5;

    /// @inheritdoc IDataRegistry
    uint32 public constant COMMERCIAL_ANALYTICS = 1 << 6;

    /// @dev EIP-712 type of the message for {contributeBySig}.
    bytes32 private constant _CONTRIBUTE_TYPEHASH = keccak256(
        "Contribute(address owner,bytes32 ciphertextHash,uint32 consentMask,string uri,"
        "uint256 nonce,uint256 deadline)"
    );

    /// @dev EIP-712 type of the message for {updateBySig}.
    bytes32 private constant _UPDATE_TYPEHASH = keccak256(
        "Update(bytes32 contributionId,uint32 expectedVersion,bytes32 ciphertextHash,string uri,"
        "uint256 nonce,uint256 deadline)"
    );

    /// @dev EIP-712 type of the message for {setConsentBySig}.
    bytes32 private constant _SET_CONSENT_TYPEHASH = keccak256(
        "SetConsent(bytes32 contributionId,uint32 consentMask,uint256 nonce,uint256 deadline)"
    );

    /// @dev EIP-712 type of the message for {removeBySig}.
    bytes32 private constant _REMOVE_TYPEHASH = keccak256(
        "Remove(bytes32 contributionId,uint256 nonce,uint256 deadline)"
    );

    /// @dev All contributions ever registered; removed ones stay as tombstones.
    mapping(bytes32 id => Contribution contribution) private _contributions;

    /// @dev All accounts that ever contributed or cancelled signatures.
    mapping(address account => Contributor contributor) private _contributors;

    /// @notice Connects the registry to the authority that says who may pause and unpause it.
    /// @param initialAuthority The AccessManager of the collective.
    constructor(address initialAuthority) AccessManaged(initialAuthority) EIP712("ChatGPT Data Collective", "1") {}

    /// @inheritdoc IDataRegistry
    function contribute(bytes32 ciphertextHash, uint32 consentMask, string calldata uri) external returns (bytes32 id) {
        return _contribute(msg.sender, ciphertextHash, consentMask, uri);
    }

    /// @inheritdoc IDataRegistry
    function contributeBySig(
        address owner,
        bytes32 ciphertextHash,
        uint32 consentMask,
        string calldata uri,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 id) {
        uint256 nonce = _useNonce(owner);
        bytes32 structHash = keccak256(
            abi.encode(_CONTRIBUTE_TYPEHASH, owner, ciphertextHash, consentMask, keccak256(bytes(uri)), nonce, deadline)
        );
        _requireSignature(owner, nonce, structHash, deadline, signature);
        return _contribute(owner, ciphertextHash, consentMask, uri);
    }

    /// @inheritdoc IDataRegistry
    function update(bytes32 id, uint32 expectedVersion, bytes32 ciphertextHash, string calldata uri) external {
        _requireOwner(id);
        _update(id, expectedVersion, ciphertextHash, uri);
    }

    /// @inheritdoc IDataRegistry
    function updateBySig(
        bytes32 id,
        uint32 expectedVersion,
        bytes32 ciphertextHash,
        string calldata uri,
        uint256 deadline,
        bytes calldata signature
    ) external {
        address owner = _activeContribution(id).owner;
        uint256 nonce = _useNonce(owner);
        bytes32 structHash = keccak256(
            abi.encode(_UPDATE_TYPEHASH, id, expectedVersion, ciphertextHash, keccak256(bytes(uri)), nonce, deadline)
        );
        _requireSignature(owner, nonce, structHash, deadline, signature);
        _update(id, expectedVersion, ciphertextHash, uri);
    }

    /// @inheritdoc IDataRegistry
    function setConsent(bytes32 id, uint32 consentMask) external {
        _requireOwner(id);
        _cancelSignatures(msg.sender);
        _setConsent(id, consentMask);
    }

    /// @inheritdoc IDataRegistry
    function setConsentBySig(bytes32 id, uint32 consentMask, uint256 deadline, bytes calldata signature) external {
        address owner = _activeContribution(id).owner;
        uint256 nonce = _useNonce(owner);
        bytes32 structHash = keccak256(abi.encode(_SET_CONSENT_TYPEHASH, id, consentMask, nonce, deadline));
        _requireSignature(owner, nonce, structHash, deadline, signature);
        _setConsent(id, consentMask);
    }

    /// @inheritdoc IDataRegistry
    function remove(bytes32 id) external {
        _requireOwner(id);
        _remove(id);
    }

    /// @inheritdoc IDataRegistry
    function removeBySig(bytes32 id, uint256 deadline, bytes calldata signature) external {
        address owner = _activeContribution(id).owner;
        uint256 nonce = _useNonce(owner);
        bytes32 structHash = keccak256(abi.encode(_REMOVE_TYPEHASH, id, nonce, deadline));
        _requireSignature(owner, nonce, structHash, deadline, signature);
        _remove(id);
    }

    /// @inheritdoc IDataRegistry
    function cancelSignatures() external {
        _cancelSignatures(msg.sender);
    }

    /// @inheritdoc IDataRegistry
    function contributionOf(bytes32 id) external view returns (Contribution memory) {
        return _contributions[id];
    }

    /// @inheritdoc IDataRegistry
    function hasConsent(bytes32 id, uint32 purposes) external view returns (bool) {
        // The status is asked although the mask is 0 without it (REG6): access must not hang on a second fact.
        Contribution storage contribution = _contributions[id];
        return contribution.status == Status.Active && purposes != 0 && purposes & ~contribution.consentMask == 0;
    }

    /// @inheritdoc IDataRegistry
    function contributionCount(address owner) external view returns (uint256) {
        return _contributors[owner].contributionCount;
    }

    /// @inheritdoc IDataRegistry
    function nonces(address owner) external view returns (uint256) {
        return _contributors[owner].nonce;
    }

    /// @inheritdoc IDataRegistry
    function contributionIdOf(address owner, uint256 index) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), owner, index));
    }

    /// @dev Registers version 1 of a new contribution.
    function _contribute(
        address owner,
        bytes32 ciphertextHash,
        uint32 consentMask,
        string calldata uri
    ) private returns (bytes32 id) {
        _requireNotPaused();
        _requireArchive(ciphertextHash, uri);

        id = contributionIdOf(owner, _contributors[owner].contributionCount++);
        _contributions[id] = Contribution({
            owner: owner,
            version: 1,
            consentMask: consentMask,
            status: Status.Active,
            ciphertextHash: ciphertextHash,
            registeredAt: uint48(block.timestamp),
            updatedAt: uint48(block.timestamp)
        });
        emit Contributed(id, owner, ciphertextHash, consentMask, uri);
    }

    /// @dev Replaces the current version of an active contribution.
    function _update(bytes32 id, uint32 expectedVersion, bytes32 ciphertextHash, string calldata uri) private {
        _requireNotPaused();
        Contribution storage contribution = _contributions[id];
        uint32 version = contribution.version;
        if (expectedVersion != version) revert DataRegistryStaleVersion(expectedVersion, version);
        _requireArchive(ciphertextHash, uri);

        contribution.version = ++version;
        contribution.ciphertextHash = ciphertextHash;
        contribution.updatedAt = uint48(block.timestamp);
        emit ContributionUpdated(id, contribution.owner, version, ciphertextHash, uri);
    }

    /// @dev Replaces the consent mask of an active contribution.
    function _setConsent(bytes32 id, uint32 consentMask) private {
        Contribution storage contribution = _contributions[id];
        uint32 oldMask = contribution.consentMask;
        contribution.consentMask = consentMask;
        contribution.updatedAt = uint48(block.timestamp);
        emit ConsentChanged(id, contribution.owner, oldMask, consentMask);
    }

    /// @dev Turns an active contribution into a tombstone.
    function _remove(bytes32 id) private {
        Contribution storage contribution = _contributions[id];
        contribution.status = Status.Removed;
        contribution.consentMask = 0;
        contribution.ciphertextHash = 0;
        contribution.updatedAt = uint48(block.timestamp);
        emit ContributionRemoved(id, contribution.owner, contribution.version);
    }

    /// @dev Consumes the nonce of `owner` and returns it.
    function _useNonce(address owner) private returns (uint256 nonce) {
        nonce = _contributors[owner].nonce++;
        emit NonceAdvanced(owner, nonce + 1);
    }

    /// @dev Moves the nonce of `owner` beyond all that were signed so far.
    function _cancelSignatures(address owner) private {
        uint128 nonce = _contributors[owner].nonce + (1 << 64);
        _contributors[owner].nonce = nonce;
        emit NonceAdvanced(owner, nonce);
    }

    /// @dev Returns the contribution, which must be active.
    function _activeContribution(bytes32 id) private view returns (Contribution storage contribution) {
        contribution = _contributions[id];
        Status status = contribution.status;
        if (status != Status.Active) revert DataRegistryNotActive(id, status);
    }

    /// @dev Reverts unless the contribution is active and the caller owns it.
    function _requireOwner(bytes32 id) private view {
        address owner = _activeContribution(id).owner;
        if (msg.sender != owner) revert DataRegistryNotOwner(msg.sender, owner);
    }

    /// @dev Reverts unless `owner` signed the message. The wallet of an owner is asked by a static call, so that it
    /// can change nothing meanwhile, after the nonce was consumed.
    function _requireSignature(
        address owner,
        uint256 nonce,
        bytes32 structHash,
        uint256 deadline,
        bytes calldata signature
    ) private view {
        if (block.timestamp > deadline) revert DataRegistryExpiredSignature(deadline, block.timestamp);
        if (!SignatureChecker.isValidSignatureNowCalldata(owner, _hashTypedDataV4(structHash), signature)) {
            revert DataRegistryInvalidSignature(owner, nonce);
        }
    }

    /// @dev Reverts unless hash and locator are well formed.
    function _requireArchive(bytes32 ciphertextHash, string calldata uri) private pure {
        if (ciphertextHash == 0) revert DataRegistryZeroCiphertextHash();
        uint256 length = bytes(uri).length;
        if (length == 0 || length > MAX_URI_LENGTH) revert DataRegistryInvalidUriLength(length, MAX_URI_LENGTH);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ExpiringPause} from "../governance/ExpiringPause.sol";
import {IDataRegistry} from "../interfaces/IDataRegistry.sol";
import {IDatasetAccess} from "../interfaces/IDatasetAccess.sol";
import {IRewardReserve} from "../interfaces/IRewardReserve.sol";
import {IToolRegistry} from "../interfaces/IToolRegistry.sol";
import {IValidatorRegistry} from "../interfaces/IValidatorRegistry.sol";

/// @title DatasetAccess
/// @notice Says who may read which contribution now. A vote creates a grant, its price goes to the contributors, and
/// {canAccess} is the one question that every keeper of keys asks before it hands out anything.
/// @dev Invariants (tests cite the numbers):
/// ACC1. Only the authority's ADMIN creates a grant, and nothing but payment and revocation changes one afterwards.
/// ACC2. {canAccess} implies that the owner's mask holds the purpose and the contribution is active: no vote widens it.
/// ACC3. No grant is usable before a whole cooling-off period passed since its creation, nor from its expiry on.
/// ACC4. A grant is revoked at most once and never usable again; revoking reads no list and no pause stops it.
/// ACC5. Every wei of a price goes to the reserve as revenue of the running epoch; nothing stays here.
/// ACC6. Each receipt is for the current version, when {canAccess} held for it, and from an active validator.
/// ACC7. The cooling-off period and the anonymity floor are never lower than at deployment.
/// @custom:security-contact See SECURITY.md.
contract DatasetAccess is IDatasetAccess, ExpiringPause {
    using SafeERC20 for IERC20;

    /// @notice What the contract is connected to, for ever.
    /// @param token The $GPT token.
    /// @param registry The contributions and the consent of their owners.
    /// @param tools The tools and purposes.
    /// @param validators Who may write receipts.
    /// @param reserve Takes the prices as revenue of the contributors.
    struct Connections {
        IERC20 token;
        IDataRegistry registry;
        IToolRegistry tools;
        IValidatorRegistry validators;
        IRewardReserve reserve;
    }

    /// @inheritdoc IDatasetAccess
    uint32 public constant MAX_COOLING_OFF = 30 days;

    /// @inheritdoc IDatasetAccess
    uint32 public constant MAX_ANONYMITY_FLOOR = 1_000_000;

    /// @inheritdoc IDatasetAccess
    uint32 public constant MIN_DURATION = 1 minutes;

    /// @inheritdoc IDatasetAccess
    uint32 public constant MAX_DURATION = 180 days;

    /// @inheritdoc IDatasetAccess
    uint256 public constant MAX_KEY_LENGTH = 2_048;

    /// @inheritdoc IDatasetAccess
    uint256 public constant MAX_BATCH = 200;

    /// @dev A cooling-off period shorter than this is none.
    uint32 private constant _SHORTEST_COOLING_OFF = 1 minutes;

    /// @dev A floor below this hides nobody.
    uint32 private constant _LOWEST_ANONYMITY_FLOOR = 2;

    /// @notice The $GPT token.
    IERC20 public immutable TOKEN;

    /// @notice The contributions and the consent of their owners.
    IDataRegistry public immutable REGISTRY;

    /// @notice The tools and purposes.
    IToolRegistry public immutable TOOLS;

    /// @notice Who may write receipts.
    IValidatorRegistry public immutable VALIDATORS;

    /// @notice Takes the prices as revenue of the contributors.
    IRewardReserve public immutable RESERVE;

    /// @inheritdoc IDatasetAccess
    uint32 public immutable MIN_COOLING_OFF;

    /// @inheritdoc IDatasetAccess
    uint32 public immutable MIN_ANONYMITY_FLOOR;

    /// @inheritdoc IDatasetAccess
    uint32 public coolingOff;

    /// @inheritdoc IDatasetAccess
    uint32 public anonymityFloor;

    /// @inheritdoc IDatasetAccess
    uint256 public grantCount;

    /// @dev All grants ever created, from 1 on.
    mapping(uint256 grantId => Grant grant) private _grants;

    /// @notice Connects the contract, and sets the two parameters below which no vote can go.
    /// @param authority The AccessManager.
    /// @param connections What the contract is connected to.
    /// @param initialCoolingOff Seconds from the creation of a grant until it is usable; also the shortest for ever.
    /// @param initialFloor The anonymity floor; also the lowest for ever.
    constructor(
        address authority,
        Connections memory connections,
        uint32 initialCoolingOff,
        uint32 initialFloor
    ) AccessManaged(authority) {
        TOKEN = connections.token;
        REGISTRY = connections.registry;
        TOOLS = connections.tools;
        VALIDATORS = connections.validators;
        RESERVE = connections.reserve;
        _requireAddress(authority);
        _requireAddress(address(TOKEN));
        _requireAddress(address(REGISTRY));
        _requireAddress(address(TOOLS));
        _requireAddress(address(VALIDATORS));
        _requireAddress(address(RESERVE));

        _setCoolingOff(initialCoolingOff, _SHORTEST_COOLING_OFF);
        _setAnonymityFloor(initialFloor, _LOWEST_ANONYMITY_FLOOR);
        MIN_COOLING_OFF = initialCoolingOff;
        MIN_ANONYMITY_FLOOR = initialFloor;
    }

    /// @inheritdoc IDatasetAccess
    function createGrant(
        GrantTerms calldata terms,
        string calldata granteeKey
    ) external restricted returns (uint256 grantId) {
        _requireNotPaused();
        _requireTerms(terms);
        _requireAgeRecipient(bytes(granteeKey));

        uint48 startsAt = uint48(block.timestamp) + coolingOff;
        Grant memory grant = Grant({
            startsAt: startsAt,
            expiresAt: startsAt + terms.duration,
            fundedAt: terms.price == 0 ? uint48(block.timestamp) : 0,
            revokedAt: 0,
            purpose: terms.purpose,
            grantee: terms.grantee,
            price: terms.price,
            toolId: terms.toolId,
            policyHash: terms.policyHash,
            granteeKeyHash: keccak256(bytes(granteeKey))
        });
        grantId = ++grantCount;
        _grants[grantId] = grant;
        emit GrantCreated(grantId, terms.grantee, terms.toolId, grant, granteeKey);
    }

    /// @inheritdoc IDatasetAccess
    function fund(uint256 grantId) external {
        _requireNotPaused();
        Grant storage grant = _unrevoked(grantId);
        if (block.timestamp >= grant.expiresAt) revert DatasetAccessGrantExpired(grantId, grant.expiresAt);
        if (grant.fundedAt != 0) revert DatasetAccessAlreadyFunded(grantId);
        _requireAllowed(grant.toolId, grant.purpose);

        grant.fundedAt = uint48(block.timestamp);
        uint256 price = grant.price;
        emit GrantFunded(grantId, msg.sender, price);
        TOKEN.safeTransferFrom(msg.sender, address(this), price);
        TOKEN.forceApprove(address(RESERVE), price);
        RESERVE.depositRevenue(price, grant.purpose);
    }

    /// @inheritdoc IDatasetAccess
    function revoke(uint256 grantId) external restricted {
        Grant storage grant = _unrevoked(grantId);

        grant.revokedAt = uint48(block.timestamp);
        emit GrantRevoked(grantId, msg.sender);
    }

    /// @inheritdoc IDatasetAccess
    function recordAccess(uint256 grantId, Access[] calldata accesses) external {
        if (VALIDATORS.statusOf(msg.sender) != IValidatorRegistry.Status.Active) {
            revert DatasetAccessNotActiveValidator(msg.sender);
        }
        uint256 length = accesses.length;
        if (length == 0 || length > MAX_BATCH) revert DatasetAccessInvalidBatchLength(length, MAX_BATCH);
        if (!isUsable(grantId)) revert DatasetAccessGrantNotUsable(grantId);

        // Usable at the start is usable to the end: only views of the collective's own contracts are called between.
        uint32 purposes = _purposesOf(grantId);
        for (uint256 i = 0; i < length; ++i) {
            bytes32 id = accesses[i].contributionId;
            uint32 version = accesses[i].version;
            if (REGISTRY.hasConsent(id, purposes) && REGISTRY.contributionOf(id).version == version) {
                emit AccessRecorded(grantId, id, msg.sender, version);
            } else {
                emit AccessSkipped(grantId, id, msg.sender, version);
            }
        }
    }

    /// @inheritdoc IDatasetAccess
    function setCoolingOff(uint32 newCoolingOff) external restricted {
        _setCoolingOff(newCoolingOff, MIN_COOLING_OFF);
    }

    /// @inheritdoc IDatasetAccess
    function setAnonymityFloor(uint32 newFloor) external restricted {
        _setAnonymityFloor(newFloor, MIN_ANONYMITY_FLOOR);
    }

    /// @inheritdoc IDatasetAccess
    function grantOf(uint256 grantId) external view returns (Grant memory) {
        return _existing(grantId);
    }

    /// @inheritdoc IDatasetAccess
    function canAccess(uint256 grantId, bytes32 contributionId) external view returns (bool) {
        return isUsable(grantId) && REGISTRY.hasConsent(contributionId, _purposesOf(grantId));
    }

    /// @inheritdoc IDatasetAccess
    function isUsable(uint256 grantId) public view returns (bool) {
        // A grant that does not exist was never funded.
        Grant storage grant = _grants[grantId];
        return
            grant.fundedAt != 0 &&
            grant.revokedAt == 0 &&
            block.timestamp >= grant.startsAt &&
            block.timestamp < grant.expiresAt &&
            !paused() &&
            TOOLS.allows(grant.toolId, grant.purpose);
    }

    /// @dev Sets the cooling-off period of later grants.
    function _setCoolingOff(uint32 newCoolingOff, uint32 minimum) private {
        if (newCoolingOff < minimum || newCoolingOff > MAX_COOLING_OFF) {
            revert DatasetAccessCoolingOffOutOfBounds(newCoolingOff, minimum, MAX_COOLING_OFF);
        }
        emit CoolingOffChanged(coolingOff, newCoolingOff);
        coolingOff = newCoolingOff;
    }

    /// @dev Sets the anonymity floor.
    function _setAnonymityFloor(uint32 newFloor, uint32 minimum) private {
        if (newFloor < minimum || newFloor > MAX_ANONYMITY_FLOOR) {
            revert DatasetAccessAnonymityFloorOutOfBounds(newFloor, minimum, MAX_ANONYMITY_FLOOR);
        }
        emit AnonymityFloorChanged(anonymityFloor, newFloor);
        anonymityFloor = newFloor;
    }

    /// @dev Returns the grant, which must exist and not be revoked.
    function _unrevoked(uint256 grantId) private view returns (Grant storage grant) {
        grant = _existing(grantId);
        if (grant.revokedAt != 0) revert DatasetAccessGrantIsRevoked(grantId);
    }

    /// @dev Returns the grant, which must exist.
    function _existing(uint256 grantId) private view returns (Grant storage grant) {
        grant = _grants[grantId];
        if (grant.startsAt == 0) revert DatasetAccessUnknownGrant(grantId, grantCount);
    }

    /// @dev Returns the purpose of a grant as a consent mask.
    function _purposesOf(uint256 grantId) private view returns (uint32) {
        return uint32(1) << _grants[grantId].purpose;
    }

    /// @dev Reverts unless the terms of a new grant are complete and within bounds.
    function _requireTerms(GrantTerms calldata terms) private view {
        _requireAddress(terms.grantee);
        if (terms.duration < MIN_DURATION || terms.duration > MAX_DURATION) {
            revert DatasetAccessDurationOutOfBounds(terms.duration, MIN_DURATION, MAX_DURATION);
        }
        if (terms.policyHash == 0) revert DatasetAccessZeroPolicyHash();
        _requireAllowed(terms.toolId, terms.purpose);
    }

    /// @dev Reverts unless the tool is approved for the purpose.
    function _requireAllowed(bytes32 toolId, uint8 purpose) private view {
        if (!TOOLS.allows(toolId, purpose)) revert DatasetAccessToolNotAllowed(toolId, purpose);
    }

    /// @dev Reverts unless the text looks like the public key of a data user, as a secret one never does.
    function _requireAgeRecipient(bytes calldata text) private pure {
        uint256 length = text.length;
        if (length == 0 || length > MAX_KEY_LENGTH) revert DatasetAccessInvalidKeyLength(length, MAX_KEY_LENGTH);
        if (bytes4(text) != "age1") revert DatasetAccessNotAnAgeRecipient(bytes4(text));
    }

    /// @dev Reverts on the zero address.
    function _requireAddress(address account) private pure {
        if (account == address(0)) revert DatasetAccessZeroAddress();
    }
}

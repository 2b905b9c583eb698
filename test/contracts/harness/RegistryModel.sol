// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IDataRegistry} from "../../../contracts/interfaces/IDataRegistry.sol";
import {IExpiringPause} from "../../../contracts/interfaces/IExpiringPause.sol";
import {DataRegistry} from "../../../contracts/registry/DataRegistry.sol";
import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {Campaign} from "./Campaign.sol";
import {ReentrantActor} from "./CampaignActors.sol";

/// @dev A naive model of the data registry: what is registered, allowed, removed, signed and paused.
abstract contract RegistryModel is Campaign {
    struct Item {
        bytes32 id;
        uint256 owner;
        uint256 index;
        IDataRegistry.Contribution state;
    }

    enum Kind {
        Contribute,
        Update,
        SetConsent,
        Remove
    }

    /// @dev A signed message. What it says may differ from what was signed: then it is `forged`.
    struct Message {
        Kind kind;
        uint256 owner;
        uint256 item;
        bytes32 ciphertextHash;
        uint32 mask;
        uint32 version;
        string uri;
        uint256 nonce;
        uint256 deadline;
        bytes signature;
        bool forged;
    }

    bytes32 private constant CONTRIBUTE_TYPEHASH = keccak256(
        "Contribute(address owner,bytes32 ciphertextHash,uint32 consentMask,string uri,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant UPDATE_TYPEHASH = keccak256(
        "Update(bytes32 contributionId,uint32 expectedVersion,bytes32 ciphertextHash,string uri,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant SET_CONSENT_TYPEHASH = keccak256(
        "SetConsent(bytes32 contributionId,uint32 consentMask,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant REMOVE_TYPEHASH = keccak256(
        "Remove(bytes32 contributionId,uint256 nonce,uint256 deadline)"
    );
    address internal constant GUARDIAN = address(0x60a4d);
    /// @dev Of how many of the last contributions the final comparison asks every mask of published purposes.
    uint256 private constant EXHAUSTIVE = 4;

    DataRegistry public immutable REGISTRY;
    GPTToken public immutable TOKEN;
    AccessManager public immutable AUTHORITY;

    uint256 public removed;
    uint256 public removedWhilePaused;
    uint256 public replaysRefused;
    uint256 internal donated;
    uint256 internal pausedUntil;
    uint256 internal pausedSince;
    uint256 internal touched;
    Item[] internal items;
    uint256[ACTORS] internal counts;
    uint256[ACTORS] internal used;
    uint256[ACTORS] internal cancellations;

    constructor() {
        TOKEN = new GPTToken(address(this), address(this), address(this), address(this));
        AUTHORITY = new AccessManager(address(this));
        REGISTRY = new DataRegistry(address(AUTHORITY));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = REGISTRY.pause.selector;
        AUTHORITY.setTargetFunctionRole(address(REGISTRY), selectors, 2);
        AUTHORITY.grantRole(2, GUARDIAN, 0);

        address[] memory targets = new address[](2);
        bytes[] memory attacks = new bytes[](2);
        (targets[0], targets[1]) = (address(REGISTRY), address(REGISTRY));
        attacks[0] = abi.encodeCall(REGISTRY.cancelSignatures, ());
        attacks[1] = abi.encodeCall(REGISTRY.contribute, (keccak256("again"), 1, "u"));
        ReentrantActor(payable(actors[REENTRANT])).arm(targets, attacks);
    }

    /// @inheritdoc Campaign
    function audit() external view override returns (string memory violated) {
        for (uint256 i = 0; i < items.length; ++i) {
            violated = _violatedByItem(i, i);
            if (bytes(violated).length != 0) return violated;
            if (i + EXHAUSTIVE < items.length) continue;
            for (uint32 purposes = 0; purposes < 128; ++purposes) {
                if (_consentDiffers(items[i], purposes)) return "REG7: every mask of published purposes";
            }
        }
        for (uint256 owner = 0; owner < ACTORS; ++owner) {
            violated = _violatedByOwner(owner);
            if (bytes(violated).length != 0) return violated;
        }
        return _violatedNow();
    }

    function _check() internal override {
        _report(_violatedByOwner(_random(ACTORS)));
        _report(_violatedNow());
        if (items.length == 0) return;
        _report(_violatedByItem(touched, _random(1 << 32)));
        _report(_violatedByOwner(items[touched].owner));
        _report(_violatedByItem(_random(items.length), _random(1 << 32)));
    }

    function _register(uint256 owner, bytes32 ciphertextHash, uint32 mask) internal {
        bytes32 id = keccak256(abi.encode(block.chainid, address(REGISTRY), actors[owner], counts[owner]));
        touched = items.length;
        IDataRegistry.Contribution memory state = IDataRegistry.Contribution({
            owner: actors[owner],
            version: 1,
            consentMask: mask,
            status: IDataRegistry.Status.Active,
            ciphertextHash: ciphertextHash,
            registeredAt: uint48(time),
            updatedAt: uint48(time)
        });
        items.push(Item({id: id, owner: owner, index: counts[owner]++, state: state}));
    }

    function _replace(uint256 item, bytes32 ciphertextHash) internal {
        IDataRegistry.Contribution storage state = _touch(item);
        ++state.version;
        state.ciphertextHash = ciphertextHash;
    }

    function _consent(uint256 item, uint32 mask) internal {
        _touch(item).consentMask = mask;
    }

    function _bury(uint256 item) internal {
        IDataRegistry.Contribution storage state = _touch(item);
        state.status = IDataRegistry.Status.Removed;
        state.consentMask = 0;
        state.ciphertextHash = 0;
        ++removed;
        if (_isPaused()) ++removedWhilePaused;
    }

    /// @dev Signs what `message` says, or now and then something else.
    function _signMessage(Message memory message, uint256 chance) internal view {
        uint256 key = keys[message.owner];
        if (chance == 0) (message.forged, key) = (true, keys[(message.owner + 1) % REENTRANT]);
        message.signature = key == 0 ? bytes("agreed") : _sign(key, _digestOf(message));
        if (chance == 1) (message.forged, message.deadline) = (true, message.deadline + 1);
        if (chance == 2 && message.kind != Kind.Remove) {
            message.forged = true;
            message.mask ^= 1;
            message.ciphertextHash ^= bytes32(uint256(1));
        }
    }

    function _isPaused() internal view returns (bool) {
        return time < pausedUntil;
    }

    function _nonceOf(uint256 owner) internal view returns (uint256) {
        return cancellations[owner] * 2 ** 64 + used[owner];
    }

    /// @dev Why a message is refused before its effect is looked at; empty when it is not.
    function _refusalOfMessage(Message memory message) internal view returns (bytes memory) {
        if (message.kind != Kind.Contribute && items[message.item].state.status != IDataRegistry.Status.Active) {
            return _notActive(message.item);
        }
        if (time > message.deadline) {
            bytes4 expired = IDataRegistry.DataRegistryExpiredSignature.selector;
            return abi.encodeWithSelector(expired, message.deadline, time);
        }
        bool agreed = message.owner == REENTRANT;
        if (message.owner != REENTRANT && message.owner != REFUSING) {
            agreed = !message.forged && message.nonce == _nonceOf(message.owner);
        }
        if (agreed) return "";
        bytes4 invalid = IDataRegistry.DataRegistryInvalidSignature.selector;
        return abi.encodeWithSelector(invalid, actors[message.owner], _nonceOf(message.owner));
    }

    function _refusalOfArchive(bytes32 ciphertextHash, string memory uri) internal view returns (bytes memory) {
        if (_isPaused()) return _paused();
        uint256 length = bytes(uri).length;
        if (ciphertextHash == 0) {
            return abi.encodeWithSelector(IDataRegistry.DataRegistryZeroCiphertextHash.selector);
        }
        if (length != 0 && length <= 256) return "";
        return abi.encodeWithSelector(IDataRegistry.DataRegistryInvalidUriLength.selector, length, 256);
    }

    function _refusalOfUpdate(
        uint256 item,
        uint32 version,
        bytes32 ciphertextHash,
        string memory uri
    ) internal view returns (bytes memory) {
        uint32 current = items[item].state.version;
        if (_isPaused()) return _paused();
        if (version != current) {
            return abi.encodeWithSelector(IDataRegistry.DataRegistryStaleVersion.selector, version, current);
        }
        return _refusalOfArchive(ciphertextHash, uri);
    }

    /// @dev Why `caller` may not change an item directly; empty when it may.
    function _refusalOfCaller(uint256 item, address caller) internal view returns (bytes memory) {
        if (items[item].state.status != IDataRegistry.Status.Active) return _notActive(item);
        address owner = actors[items[item].owner];
        if (caller == owner) return "";
        return abi.encodeWithSelector(IDataRegistry.DataRegistryNotOwner.selector, caller, owner);
    }

    function _touch(uint256 item) private returns (IDataRegistry.Contribution storage state) {
        touched = item;
        state = items[item].state;
        state.updatedAt = uint48(time);
    }

    function _digestOf(Message memory m) private view returns (bytes32) {
        bytes32 structHash;
        bytes32 uriHash = keccak256(bytes(m.uri));
        if (m.kind == Kind.Contribute) {
            structHash = keccak256(
                abi.encode(CONTRIBUTE_TYPEHASH, actors[m.owner], m.ciphertextHash, m.mask, uriHash, m.nonce, m.deadline)
            );
        } else {
            bytes32 id = items[m.item].id;
            if (m.kind == Kind.Update) {
                structHash = keccak256(
                    abi.encode(UPDATE_TYPEHASH, id, m.version, m.ciphertextHash, uriHash, m.nonce, m.deadline)
                );
            } else if (m.kind == Kind.SetConsent) {
                structHash = keccak256(abi.encode(SET_CONSENT_TYPEHASH, id, m.mask, m.nonce, m.deadline));
            } else {
                structHash = keccak256(abi.encode(REMOVE_TYPEHASH, id, m.nonce, m.deadline));
            }
        }
        return MessageHashUtils.toTypedDataHash(_domainSeparator(), structHash);
    }

    function _domainSeparator() private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("ChatGPT Data Collective"),
                    keccak256("1"),
                    block.chainid,
                    address(REGISTRY)
                )
            );
    }

    function _notActive(uint256 item) private view returns (bytes memory) {
        Item storage it = items[item];
        return abi.encodeWithSelector(IDataRegistry.DataRegistryNotActive.selector, it.id, it.state.status);
    }

    function _paused() private view returns (bytes memory) {
        return abi.encodeWithSelector(IExpiringPause.ExpiringPausePaused.selector, pausedUntil);
    }

    function _violatedByItem(uint256 i, uint256 salt) private view returns (string memory) {
        Item storage item = items[i];
        IDataRegistry.Contribution memory actual = REGISTRY.contributionOf(item.id);
        IDataRegistry.Contribution memory expected = item.state;
        if (actual.owner != actors[item.owner]) return "REG1: owner";
        if (actual.status != expected.status) return "REG3: status";
        if (actual.version != expected.version) return "REG5: version";
        if (keccak256(abi.encode(actual)) != keccak256(abi.encode(expected))) return "REG2: state";
        bool active = actual.status == IDataRegistry.Status.Active;
        if (active && (actual.ciphertextHash == 0 || actual.version == 0)) return "REG6: active";
        if (!active && (actual.ciphertextHash != 0 || actual.consentMask != 0)) return "REG6: removed";
        if (REGISTRY.contributionIdOf(actors[item.owner], item.index) != item.id) return "REG12: id";

        uint32 mask = actual.consentMask;
        uint32 random = uint32(uint256(keccak256(abi.encode(salt, i))));
        uint32 bit = uint32(1 << (random % 32));
        uint32[9] memory asked = [0, mask, ~mask, mask & random, mask | bit, bit, ~uint32(0), random, mask & ~bit];
        for (uint256 k = 0; k < asked.length; ++k) if (_consentDiffers(item, asked[k])) return "REG7: hasConsent";
        return "";
    }

    /// @dev Whether the registry differs from a look at each bit.
    function _consentDiffers(Item storage item, uint32 purposes) private view returns (bool) {
        bool expected = item.state.status == IDataRegistry.Status.Active && purposes != 0;
        for (uint256 bit = 0; bit < 32 && expected; ++bit) {
            if ((purposes >> bit) & 1 == 1 && (item.state.consentMask >> bit) & 1 == 0) expected = false;
        }
        return REGISTRY.hasConsent(item.id, purposes) != expected;
    }

    function _violatedByOwner(uint256 owner) private view returns (string memory) {
        address account = actors[owner];
        if (REGISTRY.nonces(account) != _nonceOf(owner)) return "REG8, REG9: nonce";
        if (REGISTRY.contributionCount(account) != counts[owner]) return "REG12: count";
        bytes32 next = REGISTRY.contributionIdOf(account, counts[owner]);
        if (REGISTRY.contributionOf(next).status != IDataRegistry.Status.None) return "REG1: an id not given out";
        return "";
    }

    function _violatedNow() private view returns (string memory) {
        if (REGISTRY.paused() != (block.timestamp < pausedUntil)) return "PAU1: paused";
        if (REGISTRY.pausedUntil() != pausedUntil) return "PAU3: end of the pause";
        if (pausedUntil > pausedSince + 72 hours) return "PAU1: length of the pause";
        if (address(REGISTRY).balance != forced[address(REGISTRY)]) return "REG13: ether held";
        if (TOKEN.balanceOf(address(REGISTRY)) != donated) return "REG13: tokens held";
        if (ReentrantActor(payable(actors[REENTRANT])).breaches() != 0) return "REG2: a wallet changed something";
        return "";
    }
}

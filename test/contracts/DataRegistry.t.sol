// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IDataRegistry} from "../../contracts/interfaces/IDataRegistry.sol";
import {IExpiringPause} from "../../contracts/interfaces/IExpiringPause.sol";
import {DataRegistry} from "../../contracts/registry/DataRegistry.sol";
import {RegistryVectors} from "../vectors/RegistryVectors.sol";
import {Harness} from "./harness/Harness.sol";

/// @dev Cheat codes that only this test needs.
interface VmRegistry {
    function chainId(uint256 id) external;
    function etch(address target, bytes calldata code) external;
}

contract DataRegistryTest is Harness {
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
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 private constant START = 1_800_000_000;
    string private constant URI = "sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";
    bytes32 private constant HASH = keccak256("archive");
    VmRegistry private constant VM_REGISTRY = VmRegistry(address(vm));

    DataRegistry private _registry;

    function setUp() public {
        vm.warp(START);
        _registry = new DataRegistry(address(new AccessManager(address(this))));
    }

    /// REG1, REG6, REG12: any well-formed archive is registered under the id bound to its owner and count.
    function testFuzz_contribute(address owner, bytes32 hash, uint32 mask, uint256 length, uint8 earlier) public {
        vm.assume(hash != 0);
        string memory uri = _text(bound(length, 1, 256));
        for (uint256 i = 0; i < earlier % 4; ++i) _contribute(owner, 0);
        uint256 count = _registry.contributionCount(owner);
        bytes32 expected = keccak256(abi.encode(block.chainid, address(_registry), owner, count));

        vm.prank(owner);
        bytes32 id = _registry.contribute(hash, mask, uri);

        vm.assertEq(id, expected, "id");
        vm.assertEq(_registry.contributionIdOf(owner, count), expected, "predicted id");
        vm.assertEq(_registry.contributionCount(owner), count + 1, "count");
        IDataRegistry.Contribution memory state = _registry.contributionOf(id);
        vm.assertEq(
            keccak256(abi.encode(state)),
            keccak256(
                abi.encode(owner, uint32(1), mask, IDataRegistry.Status.Active, hash, uint48(START), uint48(START))
            ),
            "state"
        );
    }

    /// The locator has 1 to 256 bytes.
    function testFuzz_contribute_refusesALocatorOfAnyOtherLength(uint256 length) public {
        length = bound(length, 0, 2_000);
        if (length == 0 || length > 256) {
            vm.expectRevert(abi.encodeWithSelector(IDataRegistry.DataRegistryInvalidUriLength.selector, length, 256));
        }
        _registry.contribute(HASH, 0, _text(length));
    }

    /// REG1: ids of different owners, counts, registries and chains never meet.
    function testFuzz_contributionIdOf_isInjective(address a, uint256 i, address b, uint256 j, uint32 chain) public {
        vm.assume(a != b || i != j);
        bytes32 id = _registry.contributionIdOf(a, i);

        require(id != _registry.contributionIdOf(b, j), "owner or count");
        require(id != new DataRegistry(address(0)).contributionIdOf(a, i), "registry");
        vm.assume(chain != 0 && chain != block.chainid);
        VM_REGISTRY.chainId(chain);
        require(id != _registry.contributionIdOf(a, i), "chain");
    }

    /// REG5: an update takes effect exactly when it starts from the current version.
    function testFuzz_update_comparesAndSwaps(uint32 expectedVersion, uint8 updates) public {
        bytes32 id = _contribute(address(this), 0);
        uint32 current = 1;
        for (; current <= updates % 5; ++current) _registry.update(id, current, HASH, URI);
        if (expectedVersion % 2 == 0) expectedVersion = current;

        if (expectedVersion != current) {
            vm.expectRevert(
                abi.encodeWithSelector(IDataRegistry.DataRegistryStaleVersion.selector, expectedVersion, current)
            );
        }
        _registry.update(id, expectedVersion, HASH, URI);
        vm.assertEq(
            _registry.contributionOf(id).version,
            expectedVersion == current ? current + 1 : current,
            "version"
        );
    }

    /// REG7 (T47): consent holds exactly for a non-empty subset of the mask of an active contribution.
    function testFuzz_hasConsent_isASubsetOfTheMask(uint32 mask, uint32 purposes, bool subset, bool removed) public {
        if (subset) purposes &= mask;
        bytes32 id = _contribute(address(this), mask);
        if (removed) _registry.remove(id);

        bool expected = !removed && purposes != 0 && (purposes | mask) == mask;
        require(_registry.hasConsent(id, purposes) == expected, "consent");
    }

    /// REG2: no caller but the owner changes a contribution.
    function testFuzz_onlyTheOwnerChangesAContribution(address owner, address caller, uint32 mask) public {
        vm.assume(owner != caller);
        bytes32 id = _contribute(owner, 0);
        bytes memory refusal = abi.encodeWithSelector(IDataRegistry.DataRegistryNotOwner.selector, caller, owner);

        vm.startPrank(caller);
        vm.expectRevert(refusal);
        _registry.update(id, 1, HASH, URI);
        vm.expectRevert(refusal);
        _registry.setConsent(id, mask);
        vm.expectRevert(refusal);
        _registry.remove(id);
        vm.stopPrank();
    }

    /// REG3: once removed, no call by anybody at any time changes a contribution or gives consent.
    function testFuzz_remove_isFinal(address caller, uint32 mask, uint32 elapsed, uint256 key) public {
        (address owner, uint256 ownerKey) = _account(key);
        bytes32 id = _contribute(owner, mask);
        vm.prank(owner);
        _registry.remove(id);
        bytes32 tombstone = keccak256(abi.encode(_registry.contributionOf(id)));
        vm.warp(START + elapsed);

        bytes memory consent = _sign(ownerKey, _consentHash(id, mask, 0, type(uint256).max));
        _expectGone(id);
        _registry.setConsentBySig(id, mask, type(uint256).max, consent);
        for (uint256 i = 0; i < 2; ++i) {
            vm.startPrank(i == 0 ? owner : caller);
            _expectGone(id);
            _registry.update(id, 1, HASH, URI);
            _expectGone(id);
            _registry.setConsent(id, mask);
            _expectGone(id);
            _registry.remove(id);
            vm.stopPrank();
        }
        _contribute(owner, mask);

        vm.assertEq(keccak256(abi.encode(_registry.contributionOf(id))), tombstone, "tombstone");
        require(!_registry.hasConsent(id, mask | 1), "consent");
    }

    /// REG4, REG11: a pause stops contribute and update for 72 hours and nothing else for a moment.
    function testFuzz_pause_neverStopsConsentOrRemoval(uint32 elapsed, uint32 mask, uint256 key) public {
        (address owner, uint256 ownerKey) = _account(key);
        bytes32 id = _contribute(owner, 0);
        bytes32 other = _contribute(owner, 0);
        _registry.pause();
        vm.warp(START + elapsed);
        bool stopped = elapsed < 72 hours;

        vm.startPrank(owner);
        if (stopped) _expectPaused();
        _registry.contribute(HASH, mask, URI);
        if (stopped) _expectPaused();
        _registry.update(id, 1, HASH, URI);
        _registry.setConsent(id, mask);
        _registry.remove(id);
        _registry.cancelSignatures();
        vm.stopPrank();
        uint256 nonce = _registry.nonces(owner);
        bytes memory consent = _sign(ownerKey, _consentHash(other, mask, nonce, block.timestamp));
        _registry.setConsentBySig(other, mask, block.timestamp, consent);
        bytes memory removal = _sign(ownerKey, _removeHash(other, nonce + 1, block.timestamp));
        _registry.removeBySig(other, block.timestamp, removal);

        require(_registry.contributionOf(id).status == IDataRegistry.Status.Removed, "removed");
        require(_registry.contributionOf(other).status == IDataRegistry.Status.Removed, "removed by signature");
    }

    /// REG8: a signature takes effect once, for its signer, up to its deadline.
    function testFuzz_setConsentBySig(uint256 key, uint256 otherKey, uint32 mask, uint256 deadline) public {
        (address owner, uint256 ownerKey) = _account(key);
        (address other, uint256 strangerKey) = _account(otherKey);
        vm.assume(owner != other);
        deadline = bound(deadline, 0, 2 * START);
        bytes32 id = _contribute(owner, 0);
        bytes32 structHash = _consentHash(id, mask, 0, deadline);
        bytes memory signature = _sign(ownerKey, structHash);
        bytes memory forged = _sign(strangerKey, structHash);

        if (deadline < START) {
            vm.expectRevert(
                abi.encodeWithSelector(IDataRegistry.DataRegistryExpiredSignature.selector, deadline, START)
            );
            _registry.setConsentBySig(id, mask, deadline, signature);
            return;
        }
        _expectInvalid(owner, 0);
        _registry.setConsentBySig(id, mask, deadline, forged);
        _registry.setConsentBySig(id, mask, deadline, signature);
        vm.assertEq(_registry.contributionOf(id).consentMask, mask, "mask");
        _expectInvalid(owner, 1);
        _registry.setConsentBySig(id, mask, deadline, signature);
    }

    /// REG8: no other value, id, nonce, deadline, registry or chain goes with a signature.
    function testFuzz_setConsentBySig_bindsEverything(uint256 key, uint32 mask, uint32 change, uint8 what) public {
        (address owner, uint256 ownerKey) = _account(key);
        bytes32 id = _contribute(owner, 0);
        bytes32 otherId = _contribute(owner, 0);
        uint256 deadline = START + 1 days;
        vm.assume(change != 0 && change != block.chainid);
        what = uint8(bound(what, 0, 5));
        bytes32 structHash = _consentHash(
            what == 0 ? otherId : id,
            what == 1 ? mask ^ change : mask,
            what == 2 ? change : 0,
            what == 3 ? deadline + change : deadline
        );
        bytes32 digest =
            what == 4
                ? MessageHashUtils.toTypedDataHash(_domainSeparator(address(this)), structHash)
                : _digest(structHash);
        bytes memory signature = _signDigest(ownerKey, digest);
        if (what == 5) VM_REGISTRY.chainId(change);

        _expectInvalid(owner, 0);
        _registry.setConsentBySig(id, mask, deadline, signature);
    }

    /// T16: the mirror image of a signature recovers to the owner too, and is refused.
    function testFuzz_T16_removeBySig_refusesTheHighTwin(uint256 key) public {
        (address owner, uint256 ownerKey) = _account(key);
        bytes32 id = _contribute(owner, 0);
        bytes32 digest = _digest(_removeHash(id, 0, START));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(ownerKey, digest);
        (uint8 twinV, bytes32 twinS) = (v == 27 ? 28 : 27, bytes32(CURVE_ORDER - uint256(s)));
        vm.assertEq(ecrecover(digest, twinV, r, twinS), owner, "the twin is a signature of the owner");

        _expectInvalid(owner, 0);
        _registry.removeBySig(id, START, abi.encodePacked(r, twinS, twinV));
        _registry.removeBySig(id, START, abi.encodePacked(r, s, v));
    }

    /// REG9: after a cancellation or a direct change of consent no signature with an earlier nonce takes effect.
    function testFuzz_cancellation(uint256 key, uint64 ahead, uint8 used, bool byConsent) public {
        (address owner, uint256 ownerKey) = _account(key);
        bytes32 id = _contribute(owner, 0);
        for (uint256 i = 0; i < used % 4; ++i) {
            _registry.setConsentBySig(id, 0, START, _sign(ownerKey, _consentHash(id, 0, i, START)));
        }
        uint256 nonce = _registry.nonces(owner);
        vm.assertEq(nonce, used % 4, "nonce");
        bytes memory early = _sign(ownerKey, _consentHash(id, 1, nonce + bound(ahead, 0, 2 ** 63), START));

        vm.prank(owner);
        if (byConsent) _registry.setConsent(id, 0);
        else _registry.cancelSignatures();

        vm.assertEq(_registry.nonces(owner), nonce + 2 ** 64, "next nonce");
        _expectInvalid(owner, nonce + 2 ** 64);
        _registry.setConsentBySig(id, 1, START, early);
        bytes memory late = _sign(ownerKey, _consentHash(id, 1, nonce + 2 ** 64, START));
        _registry.setConsentBySig(id, 1, START, late);
        vm.assertEq(_registry.contributionOf(id).consentMask, 1, "mask");
    }

    /// REG8: the struct hashes and digests are those that ethers computes.
    function test_vectors_equalTheHashesOfEthers() public {
        VM_REGISTRY.chainId(RegistryVectors.CHAIN_ID);
        _expectVector(
            keccak256(
                abi.encode(
                    CONTRIBUTE_TYPEHASH,
                    RegistryVectors.OWNER,
                    RegistryVectors.CONTRIBUTE_CIPHERTEXT_HASH,
                    RegistryVectors.CONTRIBUTE_MASK,
                    keccak256(bytes(RegistryVectors.CONTRIBUTE_URI)),
                    0,
                    RegistryVectors.DEADLINE
                )
            ),
            RegistryVectors.CONTRIBUTE_STRUCT_HASH,
            RegistryVectors.CONTRIBUTE_DIGEST
        );
        _expectVector(
            keccak256(
                abi.encode(
                    UPDATE_TYPEHASH,
                    RegistryVectors.CONTRIBUTION_ID,
                    1,
                    RegistryVectors.UPDATE_CIPHERTEXT_HASH,
                    keccak256(bytes(RegistryVectors.UPDATE_URI)),
                    1,
                    RegistryVectors.DEADLINE
                )
            ),
            RegistryVectors.UPDATE_STRUCT_HASH,
            RegistryVectors.UPDATE_DIGEST
        );
        _expectVector(
            _consentHash(
                RegistryVectors.CONTRIBUTION_ID,
                RegistryVectors.SET_CONSENT_MASK,
                2,
                RegistryVectors.DEADLINE
            ),
            RegistryVectors.SET_CONSENT_STRUCT_HASH,
            RegistryVectors.SET_CONSENT_DIGEST
        );
        _expectVector(
            _removeHash(RegistryVectors.CONTRIBUTION_ID, 3, RegistryVectors.DEADLINE),
            RegistryVectors.REMOVE_STRUCT_HASH,
            RegistryVectors.REMOVE_DIGEST
        );
    }

    /// REG8: the contract accepts the signatures of the vectors, at their address and on their chain.
    function test_vectors_areAcceptedByTheContract() public {
        VM_REGISTRY.chainId(RegistryVectors.CHAIN_ID);
        VM_REGISTRY.etch(RegistryVectors.REGISTRY, address(_registry).code);
        DataRegistry registry = DataRegistry(RegistryVectors.REGISTRY);
        uint256 deadline = RegistryVectors.DEADLINE;

        bytes32 id = registry.contributeBySig(
            RegistryVectors.OWNER,
            RegistryVectors.CONTRIBUTE_CIPHERTEXT_HASH,
            RegistryVectors.CONTRIBUTE_MASK,
            RegistryVectors.CONTRIBUTE_URI,
            deadline,
            RegistryVectors.CONTRIBUTE_SIGNATURE
        );
        vm.assertEq(id, RegistryVectors.CONTRIBUTION_ID, "id");
        registry.updateBySig(
            id,
            1,
            RegistryVectors.UPDATE_CIPHERTEXT_HASH,
            RegistryVectors.UPDATE_URI,
            deadline,
            RegistryVectors.UPDATE_SIGNATURE
        );
        registry.setConsentBySig(id, RegistryVectors.SET_CONSENT_MASK, deadline, RegistryVectors.SET_CONSENT_SIGNATURE);
        registry.removeBySig(id, deadline, RegistryVectors.REMOVE_SIGNATURE);

        require(registry.contributionOf(id).status == IDataRegistry.Status.Removed, "removed");
    }

    function _contribute(address owner, uint32 mask) private returns (bytes32) {
        vm.prank(owner);
        return _registry.contribute(HASH, mask, URI);
    }

    function _expectInvalid(address owner, uint256 nonce) private {
        vm.expectRevert(abi.encodeWithSelector(IDataRegistry.DataRegistryInvalidSignature.selector, owner, nonce));
    }

    function _expectGone(bytes32 id) private {
        vm.expectRevert(
            abi.encodeWithSelector(IDataRegistry.DataRegistryNotActive.selector, id, IDataRegistry.Status.Removed)
        );
    }

    function _expectPaused() private {
        vm.expectRevert(abi.encodeWithSelector(IExpiringPause.ExpiringPausePaused.selector, uint48(START + 72 hours)));
    }

    function _expectVector(bytes32 structHash, bytes32 expected, bytes32 digest) private pure {
        vm.assertEq(structHash, expected, "struct hash");
        vm.assertEq(MessageHashUtils.toTypedDataHash(RegistryVectors.DOMAIN_SEPARATOR, structHash), digest, "digest");
    }

    function _sign(uint256 key, bytes32 structHash) private view returns (bytes memory) {
        return _signDigest(key, _digest(structHash));
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(_domainSeparator(address(_registry)), structHash);
    }

    function _domainSeparator(address registry) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("ChatGPT Data Collective"),
                    keccak256("1"),
                    block.chainid,
                    registry
                )
            );
    }

    function _account(uint256 seed) private pure returns (address account, uint256 key) {
        key = bound(seed, 1, CURVE_ORDER - 1);
        account = vm.addr(key);
    }

    function _signDigest(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _consentHash(bytes32 id, uint32 mask, uint256 nonce, uint256 deadline) private pure returns (bytes32) {
        return keccak256(abi.encode(SET_CONSENT_TYPEHASH, id, mask, nonce, deadline));
    }

    function _removeHash(bytes32 id, uint256 nonce, uint256 deadline) private pure returns (bytes32) {
        return keccak256(abi.encode(REMOVE_TYPEHASH, id, nonce, deadline));
    }

    function _text(uint256 length) private pure returns (string memory) {
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) text[i] = "x";
        return string(text);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IDataRegistry} from "../../../contracts/interfaces/IDataRegistry.sol";
import {IExpiringPause} from "../../../contracts/interfaces/IExpiringPause.sol";
import {DataRegistry} from "../../../contracts/registry/DataRegistry.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev Every function of the registry, called by anyone or with a signature, on a contribution that is active, removed
/// or unknown, paused or not. A second contribution of the owner is the witness that nothing else changes.
contract DataRegistryFuzzTest is Outcome {
    /// @dev One change that somebody asks for, by a transaction or a signature.
    struct Request {
        address caller;
        bytes32 id;
        uint32 version;
        bytes32 hash;
        uint32 mask;
        string uri;
        uint256 deadline;
        uint256 nonce;
        uint256 key;
        bool bySignature;
        bool tampered;
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
    uint256 private constant START = 1_800_000_000;
    uint256 private constant KEY = 0x0b7e;
    uint32 private constant MASK = 5;

    DataRegistry private _registry;
    address private _owner;
    bytes32 private _id;
    bytes32 private _witnessId;
    bytes32 private _witness;
    bytes32 private _domain;

    function setUp() external {
        vm.warp(START);
        _owner = vm.addr(KEY);
        _registry = new DataRegistry(address(new AccessManager(address(this))));
        vm.startPrank(_owner);
        _id = _registry.contribute("archive", MASK, "u");
        _witnessId = _registry.contribute("witness", 3, "u");
        vm.stopPrank();
        _witness = keccak256(abi.encode(_registry.contributionOf(_witnessId)));
        _domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("ChatGPT Data Collective"),
                keccak256("1"),
                block.chainid,
                _registry
            )
        );
    }

    /// @dev REG1, REG8: registers version 1 for the caller or the signer, under the id that both could foretell.
    /// @custom:fuzzes DataRegistry.contribute DataRegistry.contributeBySig
    function testFuzz_contribute(address drawn, uint256 pick, Request memory r, uint16 length) external {
        _prepare(r, drawn, pick, length);
        bytes memory refusal = _refusalOfArchive(r);
        if (_registry.paused()) refusal = _paused();
        bytes memory data = abi.encodeCall(_registry.contribute, (r.hash, r.mask, r.uri));
        if (r.bySignature) {
            bytes memory signature = _sign(
                r,
                abi.encode(CONTRIBUTE_TYPEHASH, _owner, r.hash, r.mask, keccak256(bytes(r.uri)), r.nonce, r.deadline)
            );
            if (r.tampered) r.mask ^= 1;
            data = abi.encodeCall(_registry.contributeBySig, (_owner, r.hash, r.mask, r.uri, r.deadline, signature));
            refusal = _refusalOfSignature(r, _owner, refusal);
        }
        address owner = r.bySignature ? _owner : r.caller;
        bytes32 id = _registry.contributionIdOf(owner, _registry.contributionCount(owner));

        bool done = _callAs(r.caller, address(_registry), data, refusal);

        IDataRegistry.Contribution memory expected;
        if (done) {
            uint48 time = uint48(block.timestamp);
            expected = IDataRegistry.Contribution(owner, 1, r.mask, IDataRegistry.Status.Active, r.hash, time, time);
        }
        vm.assertEq(_stateOf(id), keccak256(abi.encode(expected)), "the new contribution");
        _assertRest(r, done);
    }

    /// @dev REG2, REG5, REG8: the owner or its signature replaces the version that is current, and no other.
    /// @custom:fuzzes DataRegistry.update DataRegistry.updateBySig
    function testFuzz_update(address drawn, uint256 pick, Request memory r, uint16 length) external {
        _prepare(r, drawn, pick, length);
        if ((pick >> 44) % 8 != 0) r.version = 1;
        bytes memory refusal = _refusalOfArchive(r);
        if (r.version != 1) {
            refusal = abi.encodeWithSelector(IDataRegistry.DataRegistryStaleVersion.selector, r.version, 1);
        }
        if (_registry.paused()) refusal = _paused();
        bytes memory data = abi.encodeCall(_registry.update, (r.id, r.version, r.hash, r.uri));
        if (r.bySignature) {
            bytes32 uri = keccak256(bytes(r.uri));
            bytes memory signature = _sign(
                r,
                abi.encode(UPDATE_TYPEHASH, r.id, r.version, r.hash, uri, r.nonce, r.deadline)
            );
            if (r.tampered) r.hash = ~r.hash;
            data = abi.encodeCall(_registry.updateBySig, (r.id, r.version, r.hash, r.uri, r.deadline, signature));
        }
        IDataRegistry.Contribution memory expected = _registry.contributionOf(_id);

        bool done = _callAs(r.caller, address(_registry), data, _refusal(r, refusal));

        if (done) (expected.version, expected.ciphertextHash) = (2, r.hash);
        _assertChanged(r, expected, done);
    }

    /// @dev REG4, REG8, REG9: consent follows the owner's word at once, also during a pause.
    /// @custom:fuzzes DataRegistry.setConsent DataRegistry.setConsentBySig
    function testFuzz_setConsent(address drawn, uint256 pick, Request memory r) external {
        _prepare(r, drawn, pick, 1);
        bytes memory data = abi.encodeCall(_registry.setConsent, (r.id, r.mask));
        if (r.bySignature) {
            bytes memory signature = _sign(r, abi.encode(SET_CONSENT_TYPEHASH, r.id, r.mask, r.nonce, r.deadline));
            if (r.tampered) r.mask ^= 1;
            data = abi.encodeCall(_registry.setConsentBySig, (r.id, r.mask, r.deadline, signature));
        }
        IDataRegistry.Contribution memory expected = _registry.contributionOf(_id);
        uint256 nonce = _registry.nonces(_owner);

        bool done = _callAs(r.caller, address(_registry), data, _refusal(r, ALLOWED));

        if (done) expected.consentMask = r.mask;
        _assertChanged(r, expected, done);
        if (done && !r.bySignature) vm.assertEq(_registry.nonces(_owner), nonce + 2 ** 64, "REG9: signatures end");
        vm.assertTrue(_registry.hasConsent(_id, 2) == (expected.consentMask & 2 != 0), "REG7: consent");
    }

    /// @dev REG3, REG4, REG8: the owner removes at any time, also during a pause, and leaves nothing but a tombstone.
    /// @custom:fuzzes DataRegistry.remove DataRegistry.removeBySig
    function testFuzz_remove(address drawn, uint256 pick, Request memory r) external {
        _prepare(r, drawn, pick, 1);
        bytes memory data = abi.encodeCall(_registry.remove, (r.id));
        if (r.bySignature) {
            bytes memory signature = _sign(r, abi.encode(REMOVE_TYPEHASH, r.id, r.nonce, r.deadline));
            if (r.tampered) r.deadline ^= 1;
            data = abi.encodeCall(_registry.removeBySig, (r.id, r.deadline, signature));
        }
        IDataRegistry.Contribution memory expected = _registry.contributionOf(_id);

        bool done = _callAs(r.caller, address(_registry), data, _refusal(r, ALLOWED));

        if (done) {
            expected.status = IDataRegistry.Status.Removed;
            (expected.consentMask, expected.ciphertextHash) = (0, 0);
        }
        _assertChanged(r, expected, done);
    }

    /// @dev REG9: anyone ends its own signatures, always, and nobody else's.
    /// @custom:fuzzes DataRegistry.cancelSignatures
    function testFuzz_cancelSignatures(address drawn, uint256 pick, uint8 times, bool paused) external {
        address caller = _callerFrom(drawn, _owner, pick);
        address other = caller == _owner ? drawn : _owner;
        if (paused) _registry.pause();
        uint256 before = _registry.nonces(other);
        times = times % 4;

        _startCounting();
        bytes memory data = abi.encodeCall(_registry.cancelSignatures, ());
        for (uint256 i = 0; i < times; ++i) _callAs(caller, address(_registry), data, ALLOWED);

        vm.assertEq(_registry.nonces(caller), uint256(times) << 64, "the next nonce");
        if (other != caller) vm.assertEq(_registry.nonces(other), before, "nobody else's");
        vm.assertEq(_slotsWritten(address(_registry)), times == 0 ? 0 : 1, "nothing else changes");
    }

    /// @dev Makes a request that mostly is in order; the contribution may be removed and the registry paused.
    function _prepare(Request memory r, address drawn, uint256 pick, uint16 length) private {
        r.id = (pick >> 8) % 8 == 0 ? r.id : _id;
        vm.assume(r.id != _witnessId);
        r.hash = (pick >> 12) % 8 == 0 ? bytes32(0) : r.hash;
        r.uri = _text((pick >> 16) % 4 == 0 ? length % 300 : 66);
        r.deadline = (pick >> 20) % 2 == 0 ? r.deadline : START + 1 - (r.deadline % 3);
        r.nonce = (pick >> 24) % 8 == 0 ? r.nonce : 0;
        r.key = (pick >> 28) % 8 == 0 ? bound(r.key, 1, type(uint128).max) : KEY;
        r.tampered = r.tampered && (pick >> 32) % 4 == 0;
        r.caller = r.bySignature ? drawn : _callerFrom(drawn, _owner, pick);
        if ((pick >> 36) % 8 == 0) {
            vm.prank(_owner);
            _registry.remove(_id);
        }
        if ((pick >> 40) % 4 == 0) _registry.pause();
    }

    /// @dev Of a change to `r.id`, of which `refusal` is what stands against the change itself.
    function _refusal(Request memory r, bytes memory refusal) private view returns (bytes memory) {
        IDataRegistry.Contribution memory state = _registry.contributionOf(r.id);
        if (state.status != IDataRegistry.Status.Active) {
            return abi.encodeWithSelector(IDataRegistry.DataRegistryNotActive.selector, r.id, state.status);
        }
        if (r.bySignature) return _refusalOfSignature(r, _owner, refusal);
        if (r.caller == _owner) return refusal;
        return abi.encodeWithSelector(IDataRegistry.DataRegistryNotOwner.selector, r.caller, _owner);
    }

    function _refusalOfSignature(
        Request memory r,
        address owner,
        bytes memory refusal
    ) private view returns (bytes memory) {
        if (block.timestamp > r.deadline) {
            bytes4 selector = IDataRegistry.DataRegistryExpiredSignature.selector;
            return abi.encodeWithSelector(selector, r.deadline, block.timestamp);
        }
        if (!r.tampered && r.nonce == 0 && r.key == KEY) return refusal;
        return abi.encodeWithSelector(IDataRegistry.DataRegistryInvalidSignature.selector, owner, 0);
    }

    function _refusalOfArchive(Request memory r) private pure returns (bytes memory) {
        if (r.hash == 0) return abi.encodeWithSelector(IDataRegistry.DataRegistryZeroCiphertextHash.selector);
        uint256 length = bytes(r.uri).length;
        if (length > 0 && length <= 256) return ALLOWED;
        return abi.encodeWithSelector(IDataRegistry.DataRegistryInvalidUriLength.selector, length, 256);
    }

    function _assertChanged(Request memory r, IDataRegistry.Contribution memory expected, bool done) private view {
        if (done) expected.updatedAt = uint48(block.timestamp);
        vm.assertEq(_stateOf(_id), keccak256(abi.encode(expected)), "the contribution");
        vm.assertEq(_registry.contributionCount(_owner), 2, "no contribution appears");
        _assertRest(r, done);
    }

    /// @dev The witness is as it was, and a signature that took effect is used up.
    function _assertRest(Request memory r, bool done) private view {
        vm.assertEq(_stateOf(_witnessId), _witness, "no other contribution changes");
        if (r.bySignature) vm.assertEq(_registry.nonces(_owner), done ? 1 : 0, "REG8: the nonce");
    }

    function _stateOf(bytes32 id) private view returns (bytes32) {
        return keccak256(abi.encode(_registry.contributionOf(id)));
    }

    function _sign(Request memory r, bytes memory message) private view returns (bytes memory) {
        (uint8 v, bytes32 s1, bytes32 s2) = vm.sign(
            r.key,
            keccak256(abi.encodePacked(hex"1901", _domain, keccak256(message)))
        );
        return abi.encodePacked(s1, s2, v);
    }

    function _paused() private view returns (bytes memory) {
        return abi.encodeWithSelector(IExpiringPause.ExpiringPausePaused.selector, _registry.pausedUntil());
    }
}

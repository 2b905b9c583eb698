// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IToolRegistry} from "../../../contracts/interfaces/IToolRegistry.sol";
import {ToolRegistry} from "../../../contracts/access/ToolRegistry.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev Every function of the registry of tools, for any caller and argument. A second tool is the witness that nothing
/// else changes.
contract ToolRegistryFuzzTest is Outcome {
    /// @dev What a tool is said to be.
    struct Description {
        string name;
        string uri;
        bytes32 code;
        uint32 purposes;
    }

    uint32 private constant DEFINED = 0xff;

    ToolRegistry private _tools;
    bytes32 private _toolId;
    bytes32 private _witnessId;
    bytes32 private _witness;

    function setUp() external {
        vm.warp(1_800_000_000);
        _tools = new ToolRegistry(address(new AccessManager(address(this))));
        _tools.definePurpose(7, "Teaching", "u");
        _toolId = _tools.approveTool("Journal", "u", "code", 5);
        _witnessId = _tools.approveTool("Witness", "u", "code", 3);
        _witness = _stateOf(_witnessId);
    }

    /// @dev TOL1: a purpose without a meaning gets one, by a vote, and keeps it.
    /// @custom:fuzzes ToolRegistry.definePurpose
    function testFuzz_definePurpose(
        address drawn,
        uint256 pick,
        uint8 purpose,
        uint16 nameLength,
        uint16 uriLength
    ) external {
        address caller = _callerFrom(drawn, address(this), pick);
        (string memory name, string memory uri) = _texts(pick, nameLength, uriLength);
        if ((pick >> 8) % 4 != 0) purpose = uint8(bound(purpose, 6, 33));
        bytes memory refusal = _refusalOfTexts(name, uri);
        if (purpose < 8) {
            refusal = abi.encodeWithSelector(IToolRegistry.ToolRegistryPurposeAlreadyDefined.selector, purpose);
        } else if (purpose > 31) {
            refusal = abi.encodeWithSelector(IToolRegistry.ToolRegistryPurposeOutOfRange.selector, purpose, 31);
        }
        if (caller != address(this)) refusal = _unauthorized(caller);

        _startCounting();
        bytes memory call = abi.encodeCall(_tools.definePurpose, (purpose, name, uri));
        bool defined = _callAs(caller, address(_tools), call, refusal);

        vm.assertEq(_tools.definedPurposes(), defined ? DEFINED | (uint256(1) << purpose) : DEFINED, "TOL1: the mask");
        vm.assertEq(_slotsWritten(address(_tools)), defined ? 1 : 0, "nothing else changes");
        vm.assertTrue(!_tools.allows(_toolId, purpose) || purpose == 0 || purpose == 2, "no tool gains by it");
    }

    /// @dev TOL2, TOL3: a tool is approved once, by a vote, under the id of exactly what it is.
    /// @custom:fuzzes ToolRegistry.approveTool
    function testFuzz_approveTool(
        address drawn,
        uint256 pick,
        Description memory tool,
        uint16 nameLength,
        uint16 uriLength
    ) external {
        address caller = _callerFrom(drawn, address(this), pick);
        (tool.name, tool.uri) = _texts(pick, nameLength, uriLength);
        if ((pick >> 8) % 8 == 0) tool.code = 0;
        if ((pick >> 12) % 2 == 0) tool.purposes = uint32(bound(tool.purposes, 0, DEFINED + 1));
        if ((pick >> 16) % 8 == 0) tool = Description("Journal", "u", "code", 5);
        bytes32 id = keccak256(
            abi.encode(block.chainid, address(_tools), tool.name, tool.uri, tool.code, tool.purposes)
        );
        bytes memory refusal = _refusalOfTool(tool);
        if (id == _toolId) refusal = _unexpected(_toolId, IToolRegistry.Status.Approved);
        if (caller != address(this)) refusal = _unauthorized(caller);

        _startCounting();
        bytes memory call = abi.encodeCall(_tools.approveTool, (tool.name, tool.uri, tool.code, tool.purposes));
        bool approved = _callAs(caller, address(_tools), call, refusal);

        IToolRegistry.Tool memory expected;
        if (approved || id == _toolId) {
            expected = IToolRegistry.Tool(tool.code, tool.purposes, IToolRegistry.Status.Approved);
        }
        vm.assertEq(_stateOf(id), keccak256(abi.encode(expected)), "TOL2: the tool");
        vm.assertEq(_tools.toolIdOf(tool.name, tool.uri, tool.code, tool.purposes), id, "TOL2: its id");
        _assertRest(approved ? 2 : 0);
    }

    /// @dev TOL4: a tool is withdrawn once, by a vote, and allows nothing from then on.
    /// @custom:fuzzes ToolRegistry.withdrawTool
    function testFuzz_withdrawTool(address drawn, uint256 pick, bytes32 id, uint8 purpose) external {
        address caller = _callerFrom(drawn, address(this), pick);
        if ((pick >> 8) % 4 != 0) id = _toolId;
        vm.assume(id != _witnessId);
        bool before = (pick >> 12) % 4 == 0;
        if (before) _tools.withdrawTool(_toolId);
        bytes memory refusal = ALLOWED;
        if (id != _toolId) refusal = _unexpected(id, IToolRegistry.Status.None);
        else if (before) refusal = _unexpected(id, IToolRegistry.Status.Withdrawn);
        if (caller != address(this)) refusal = _unauthorized(caller);

        _startCounting();
        bool withdrawn = _callAs(caller, address(_tools), abi.encodeCall(_tools.withdrawTool, (id)), refusal);

        bool gone = before || withdrawn;
        IToolRegistry.Tool memory expected = IToolRegistry.Tool(
            "code",
            5,
            gone ? IToolRegistry.Status.Withdrawn : IToolRegistry.Status.Approved
        );
        vm.assertEq(_stateOf(_toolId), keccak256(abi.encode(expected)), "TOL2: what it was stays");
        vm.assertTrue(_tools.allows(_toolId, purpose) == (!gone && (purpose == 0 || purpose == 2)), "TOL4: allowed");
        vm.assertTrue(id == _toolId || !_tools.allows(id, purpose), "TOL4: an unknown one allows nothing");
        _assertRest(withdrawn ? 1 : 0);
    }

    function _refusalOfTool(Description memory tool) private pure returns (bytes memory refusal) {
        refusal = _refusalOfTexts(tool.name, tool.uri);
        if (refusal.length != 0) return refusal;
        if (tool.code == 0) return abi.encodeWithSelector(IToolRegistry.ToolRegistryZeroCodeHash.selector);
        if (tool.purposes != 0 && tool.purposes & ~DEFINED == 0) return ALLOWED;
        return abi.encodeWithSelector(IToolRegistry.ToolRegistryUndefinedPurposes.selector, tool.purposes, DEFINED);
    }

    function _refusalOfTexts(string memory name, string memory uri) private pure returns (bytes memory) {
        uint256 length = bytes(name).length;
        if (length == 0 || length > 64) {
            return abi.encodeWithSelector(IToolRegistry.ToolRegistryInvalidNameLength.selector, length, 64);
        }
        length = bytes(uri).length;
        if (length != 0 && length <= 256) return ALLOWED;
        return abi.encodeWithSelector(IToolRegistry.ToolRegistryInvalidUriLength.selector, length, 256);
    }

    function _unexpected(bytes32 id, IToolRegistry.Status status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IToolRegistry.ToolRegistryUnexpectedStatus.selector, id, status);
    }

    function _texts(
        uint256 pick,
        uint16 nameLength,
        uint16 uriLength
    ) private pure returns (string memory name, string memory uri) {
        name = _text((pick >> 20) % 4 == 0 ? nameLength % 70 : 1 + (nameLength % 64));
        uri = _text((pick >> 24) % 4 == 0 ? uriLength % 270 : 1 + (uriLength % 256));
    }

    /// @dev The witness is as it was, and `slots` slots were written.
    function _assertRest(uint256 slots) private {
        vm.assertEq(_stateOf(_witnessId), _witness, "no other tool changes");
        vm.assertEq(_tools.definedPurposes(), DEFINED, "no purpose changes");
        vm.assertEq(_slotsWritten(address(_tools)), slots, "nothing else changes");
    }

    function _stateOf(bytes32 id) private view returns (bytes32) {
        return keccak256(abi.encode(_tools.toolOf(id)));
    }
}

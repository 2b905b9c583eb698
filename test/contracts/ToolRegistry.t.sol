// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ToolRegistry} from "../../contracts/access/ToolRegistry.sol";
import {IToolRegistry} from "../../contracts/interfaces/IToolRegistry.sol";
import {ToolVectors} from "../vectors/ToolVectors.sol";
import {Harness} from "./harness/Harness.sol";

/// @dev Cheat codes that only this test needs.
interface VmTools {
    function chainId(uint256 id) external;
    function etch(address target, bytes calldata code) external;
}

contract ToolRegistryTest is Harness {
    VmTools private constant VM_TOOLS = VmTools(address(vm));
    bytes32 private constant CODE = keccak256("source");

    ToolRegistry private _tools;

    function setUp() external {
        vm.warp(1_800_000_000);
        _tools = new ToolRegistry(address(new AccessManager(address(this))));
    }

    /// @dev TOL2: tools that differ in anything, chain and registry included, have different ids.
    function testFuzz_toolIdOf_isInjective(
        string calldata name,
        string calldata uri,
        bytes32 code,
        uint32 purposes,
        uint8 what,
        uint32 change
    ) external {
        bytes32 id = _tools.toolIdOf(name, uri, code, purposes);
        vm.assume(change != 0 && change != block.chainid);
        ToolRegistry registry = _tools;
        string memory otherName = what % 6 == 0 ? string.concat(name, "x") : name;
        string memory otherUri = what % 6 == 1 ? string.concat(uri, "x") : uri;
        if (what % 6 == 4) registry = new ToolRegistry(address(0xa));
        if (what % 6 == 5) VM_TOOLS.chainId(change);

        bytes32 other = registry.toolIdOf(
            otherName,
            otherUri,
            what % 6 == 2 ? code ^ bytes32(uint256(change)) : code,
            what % 6 == 3 ? purposes ^ change : purposes
        );

        vm.assertTrue(id != other, "TOL2: another tool has another id");
    }

    /// @dev TOL2: a byte that moves from the URI to the name makes another tool.
    function testFuzz_toolIdOf_keepsItsPartsApart(bytes calldata text, uint8 cut, bytes32 code) external {
        vm.assume(text.length > 1);
        uint256 split = bound(cut, 0, text.length - 1);

        bytes32 id = _tools.toolIdOf(string(text[:split]), string(text[split:]), code, 1);

        vm.assertTrue(
            id != _tools.toolIdOf(string(text[:split + 1]), string(text[split + 1:]), code, 1),
            "TOL2: its parts"
        );
    }

    /// @dev TOL3, TOL4 (T47): an approved tool may serve exactly its purposes, and a withdrawn one none.
    function testFuzz_T47_allows_isTheMaskOfAnApprovedTool(uint32 purposes, uint8 purpose, bool withdrawn) external {
        purposes = uint32(bound(purposes, 1, 0x7f));
        bytes32 toolId = _tools.approveTool("n", "u", CODE, purposes);
        if (withdrawn) _tools.withdrawTool(toolId);

        bool expected = !withdrawn && purpose < 32 && (uint256(purposes) >> purpose) % 2 == 1;
        vm.assertTrue(_tools.allows(toolId, purpose) == expected, "TOL4: what the tool may serve");
        vm.assertTrue(!_tools.allows(keccak256("another"), purpose), "no other tool may");
    }

    /// @dev TOL1: over any order of definitions a purpose is defined once, and none is ever taken back.
    function testFuzz_definePurpose_onlyGrows(uint8[16] calldata purposes) external {
        uint256 defined = 0x7f;
        for (uint256 i = 0; i < purposes.length; ++i) {
            uint8 purpose = purposes[i] % 34;
            bool possible = purpose < 32 && (defined >> purpose) % 2 == 0;
            if (possible) defined |= 1 << purpose;
            else vm.expectRevert();
            _tools.definePurpose(purpose, "n", "u");
            vm.assertEq(_tools.definedPurposes(), defined, "TOL1: the purposes with a meaning");
        }
    }

    /// @dev TOL2: the ids are those that ethers computes.
    function test_vectors_equalTheIdsOfEthers() external {
        VM_TOOLS.chainId(ToolVectors.CHAIN_ID);
        VM_TOOLS.etch(ToolVectors.REGISTRY, address(_tools).code);
        IToolRegistry registry = IToolRegistry(ToolVectors.REGISTRY);

        vm.assertEq(
            registry.toolIdOf(ToolVectors.NAME_0, ToolVectors.URI_0, ToolVectors.CODE_HASH_0, ToolVectors.PURPOSES_0),
            ToolVectors.TOOL_ID_0,
            "a plain one"
        );
        vm.assertEq(
            registry.toolIdOf(ToolVectors.NAME_1, ToolVectors.URI_1, ToolVectors.CODE_HASH_1, ToolVectors.PURPOSES_1),
            ToolVectors.TOOL_ID_1,
            "with letters of many bytes"
        );
        vm.assertEq(
            registry.toolIdOf(ToolVectors.NAME_2, ToolVectors.URI_2, ToolVectors.CODE_HASH_2, ToolVectors.PURPOSES_2),
            ToolVectors.TOOL_ID_2,
            "with the longest texts"
        );
    }
}

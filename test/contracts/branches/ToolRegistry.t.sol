// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ToolRegistry} from "../../../contracts/access/ToolRegistry.sol";
import {IToolRegistry} from "../../../contracts/interfaces/IToolRegistry.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev Both sides of each bound of the registry of tools; this contract is its governance.
contract ToolRegistryBranchesTest is Outcome {
    ToolRegistry private _tools;

    function setUp() external {
        vm.warp(1_800_000_000);
        _tools = new ToolRegistry(address(new AccessManager(address(this))));
    }

    function test_aNameHas1To64Bytes() external {
        bytes4 selector = IToolRegistry.ToolRegistryInvalidNameLength.selector;
        uint256[4] memory lengths = [uint256(0), 1, 64, 65];
        for (uint8 i = 0; i < 4; ++i) {
            bool allowed = i == 1 || i == 2;
            bytes memory refusal = allowed ? ALLOWED : abi.encodeWithSelector(selector, lengths[i], 64);
            _call(abi.encodeCall(_tools.definePurpose, (7 + i, _text(lengths[i]), "u")), refusal);
            _call(abi.encodeCall(_tools.approveTool, (_text(lengths[i]), "u", "code", 1)), refusal);
        }
    }

    function test_aUriHas1To256Bytes() external {
        bytes4 selector = IToolRegistry.ToolRegistryInvalidUriLength.selector;
        uint256[4] memory lengths = [uint256(0), 1, 256, 257];
        for (uint8 i = 0; i < 4; ++i) {
            bool allowed = i == 1 || i == 2;
            bytes memory refusal = allowed ? ALLOWED : abi.encodeWithSelector(selector, lengths[i], 256);
            _call(abi.encodeCall(_tools.definePurpose, (7 + i, "n", _text(lengths[i]))), refusal);
            _call(abi.encodeCall(_tools.approveTool, ("n", _text(lengths[i]), "code", 1)), refusal);
        }
    }

    function test_thePurposesEndWith31() external {
        bytes4 selector = IToolRegistry.ToolRegistryPurposeOutOfRange.selector;

        _call(abi.encodeCall(_tools.definePurpose, (32, "n", "u")), abi.encodeWithSelector(selector, 32, 31));
        _call(abi.encodeCall(_tools.definePurpose, (31, "n", "u")), ALLOWED);
        vm.assertEq(_tools.definedPurposes(), 0x8000007f, "the last purpose");
    }

    function test_aPurposeIsDefinedOnce() external {
        bytes4 selector = IToolRegistry.ToolRegistryPurposeAlreadyDefined.selector;

        _call(abi.encodeCall(_tools.definePurpose, (6, "n", "u")), abi.encodeWithSelector(selector, 6));
        _call(abi.encodeCall(_tools.definePurpose, (7, "n", "u")), ALLOWED);
        _call(abi.encodeCall(_tools.definePurpose, (7, "n", "u")), abi.encodeWithSelector(selector, 7));
    }

    function test_aToolHasACodeHash() external {
        bytes memory refusal = abi.encodeWithSelector(IToolRegistry.ToolRegistryZeroCodeHash.selector);

        _call(abi.encodeCall(_tools.approveTool, ("n", "u", 0, 1)), refusal);
        _call(abi.encodeCall(_tools.approveTool, ("n", "u", bytes32(uint256(1)), 1)), ALLOWED);
    }

    function test_aToolServesDefinedPurposesAndAtLeastOne() external {
        bytes4 selector = IToolRegistry.ToolRegistryUndefinedPurposes.selector;

        for (uint32 purposes = 0; purposes <= 0x80; purposes += 0x80) {
            bytes memory refusal = abi.encodeWithSelector(selector, purposes, 0x7f);
            _call(abi.encodeCall(_tools.approveTool, ("n", "u", "code", purposes)), refusal);
        }
        _call(abi.encodeCall(_tools.approveTool, ("n", "u", "code", 0x7f)), ALLOWED);
    }

    function test_aToolIsApprovedAndWithdrawnOnce() external {
        bytes32 id = _tools.toolIdOf("n", "u", "code", 5);
        bytes memory approve = abi.encodeCall(_tools.approveTool, ("n", "u", "code", 5));
        bytes memory withdraw = abi.encodeCall(_tools.withdrawTool, (id));

        _call(withdraw, _unexpected(id, IToolRegistry.Status.None));
        _call(approve, ALLOWED);
        _call(approve, _unexpected(id, IToolRegistry.Status.Approved));
        _call(withdraw, ALLOWED);
        _call(withdraw, _unexpected(id, IToolRegistry.Status.Withdrawn));
        _call(approve, _unexpected(id, IToolRegistry.Status.Withdrawn));
    }

    function test_eachConditionOfAllowsDecidesAlone() external {
        bytes32 id = _tools.approveTool("n", "u", "code", 5);

        vm.assertTrue(_tools.allows(id, 0) && _tools.allows(id, 2), "its purposes");
        vm.assertTrue(!_tools.allows(id, 1), "another purpose");
        vm.assertTrue(!_tools.allows(id, 32) && !_tools.allows(id, 255), "no purpose at all");
        vm.assertTrue(!_tools.allows(keccak256("unknown"), 0), "an unknown tool");
        _tools.withdrawTool(id);
        vm.assertTrue(!_tools.allows(id, 0) && !_tools.allows(id, 2), "a withdrawn tool");
        vm.assertEq(_tools.toolOf(id).purposes, 5, "whose purposes stay on record");
    }

    function _call(bytes memory data, bytes memory refusal) private {
        _callAs(address(this), address(_tools), data, refusal);
    }

    function _unexpected(bytes32 id, IToolRegistry.Status status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IToolRegistry.ToolRegistryUnexpectedStatus.selector, id, status);
    }
}

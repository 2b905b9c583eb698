// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IToolRegistry} from "../../../../contracts/interfaces/IToolRegistry.sol";
import {ConsentModel} from "./ConsentModel.sol";

/// @dev A naive model of the registry of tools: what is defined, approved and withdrawn.
abstract contract ToolModel is ConsentModel {
    struct ToolEntry {
        bytes32 id;
        bytes32 codeHash;
        uint32 purposes;
        uint256 definedThen;
        bool withdrawn;
    }

    /// @dev What a proposal says of a tool.
    struct Description {
        string name;
        string uri;
        bytes32 codeHash;
        uint32 purposes;
    }

    ToolEntry[] internal toolList;
    Description[] private _descriptions;
    uint256 internal touchedTool;
    uint256 internal defined = 0x7f;

    function _definePurpose() internal {
        uint8 purpose = uint8(_random(8) == 0 ? _random(36) : 7 + _random(25));
        (string memory name, string memory uri) = _texts();
        bytes memory refusal = _refusalOfTexts(name, uri);
        if (purpose > 31) {
            refusal = abi.encodeWithSelector(IToolRegistry.ToolRegistryPurposeOutOfRange.selector, purpose, 31);
        } else if ((defined >> purpose) % 2 == 1) {
            refusal = abi.encodeWithSelector(IToolRegistry.ToolRegistryPurposeAlreadyDefined.selector, purpose);
        }

        bytes memory call = abi.encodeCall(tools.definePurpose, (purpose, name, uri));
        if (_call(address(this), address(tools), call, refusal, "TOL1: definePurpose")) defined |= 1 << purpose;
    }

    /// @dev Approves another tool, or now and then one that was approved before.
    function _approveTool() internal {
        Description memory d = _describe();
        bytes32 id = keccak256(abi.encode(block.chainid, address(tools), d.name, d.uri, d.codeHash, d.purposes));
        bytes memory refusal = _refusalOfDescription(d);
        for (uint256 t = 0; t < toolList.length && refusal.length == 0; ++t) {
            if (toolList[t].id == id) refusal = _unexpected(id, _statusOf(t));
        }

        bytes memory call = abi.encodeCall(tools.approveTool, (d.name, d.uri, d.codeHash, d.purposes));
        if (!_call(address(this), address(tools), call, refusal, "TOL2: approveTool")) return;
        touchedTool = toolList.length;
        toolList.push(ToolEntry(id, d.codeHash, d.purposes, defined, false));
        _descriptions.push(d);
    }

    /// @dev Withdraws tool `t`; there is none from the length of the list on.
    function _withdrawTool(uint256 t) internal {
        bool known = t < toolList.length;
        bytes32 id = known ? toolList[t].id : bytes32(_random(1 << 64));
        bytes memory refusal;
        if (!known) refusal = _unexpected(id, IToolRegistry.Status.None);
        else if (toolList[t].withdrawn) refusal = _unexpected(id, IToolRegistry.Status.Withdrawn);

        bytes memory call = abi.encodeCall(tools.withdrawTool, (id));
        if (!_call(address(this), address(tools), call, refusal, "TOL4: withdrawTool")) return;
        toolList[t].withdrawn = true;
        touchedTool = t;
    }

    /// @dev Whether the model lets a tool serve a purpose.
    function _serves(uint256 t, uint256 purpose) internal view returns (bool) {
        return !toolList[t].withdrawn && purpose < 32 && (uint256(toolList[t].purposes) >> purpose) % 2 == 1;
    }

    function _violatedByTool(uint256 t, uint8 purpose) internal view returns (string memory) {
        ToolEntry storage entry = toolList[t];
        IToolRegistry.Tool memory actual = tools.toolOf(entry.id);
        if (actual.codeHash != entry.codeHash || actual.purposes != entry.purposes) return "TOL2: what a tool is";
        if (actual.status != _statusOf(t)) return "TOL4: withdrawn for ever";
        if (entry.purposes & ~entry.definedThen != 0) return "TOL3: a purpose without a meaning";
        return tools.allows(entry.id, purpose) == _serves(t, purpose) ? "" : "TOL4: what a tool may serve";
    }

    function _statusOf(uint256 t) private view returns (IToolRegistry.Status) {
        return toolList[t].withdrawn ? IToolRegistry.Status.Withdrawn : IToolRegistry.Status.Approved;
    }

    function _describe() private returns (Description memory d) {
        if (_descriptions.length != 0 && _random(8) == 0) return _descriptions[_random(_descriptions.length)];
        (d.name, d.uri) = _texts();
        d.codeHash = _random(32) == 0 ? bytes32(0) : bytes32(1 + _random(1 << 128));
        d.purposes = uint32(_random(1 << 32) & defined);
        if (_random(16) == 0) d.purposes = uint32(_random(2) == 0 ? 0 : _random(1 << 32));
    }

    function _texts() private returns (string memory name, string memory uri) {
        uint256 chance = _random(48);
        (name, uri) = ("Journal 1.0", "https://tools.example/journal/");
        if (chance < 2) name = string(new bytes(chance * 65));
        else if (chance < 4) uri = string(new bytes((chance - 2) * 257));
    }

    function _refusalOfDescription(Description memory d) private view returns (bytes memory refusal) {
        refusal = _refusalOfTexts(d.name, d.uri);
        if (refusal.length != 0) return refusal;
        if (d.codeHash == 0) return abi.encodeWithSelector(IToolRegistry.ToolRegistryZeroCodeHash.selector);
        if (d.purposes != 0 && d.purposes & ~defined == 0) return "";
        return abi.encodeWithSelector(IToolRegistry.ToolRegistryUndefinedPurposes.selector, d.purposes, defined);
    }

    function _refusalOfTexts(string memory name, string memory uri) private pure returns (bytes memory) {
        (uint256 nameLength, uint256 uriLength) = (bytes(name).length, bytes(uri).length);
        if (nameLength == 0 || nameLength > 64) {
            return abi.encodeWithSelector(IToolRegistry.ToolRegistryInvalidNameLength.selector, nameLength, 64);
        }
        if (uriLength != 0 && uriLength <= 256) return "";
        return abi.encodeWithSelector(IToolRegistry.ToolRegistryInvalidUriLength.selector, uriLength, 256);
    }

    function _unexpected(bytes32 id, IToolRegistry.Status status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IToolRegistry.ToolRegistryUnexpectedStatus.selector, id, status);
    }
}

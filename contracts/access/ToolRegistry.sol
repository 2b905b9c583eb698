// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IToolRegistry} from "../interfaces/IToolRegistry.sol";

/// @title ToolRegistry
/// @notice Says which tools the collective supports, for which purposes each may use data, and what purposes mean.
/// @dev Invariants (tests cite the numbers):
/// TOL1. A purpose gets its meaning once; {definedPurposes} only grows.
/// TOL2. What a tool is never changes: its id is the hash of its name, URI, code hash and purposes.
/// TOL3. A tool serves only purposes that had a meaning when it was approved.
/// TOL4. A withdrawn tool allows nothing, for ever.
/// @custom:security-contact See SECURITY.md.
contract ToolRegistry is IToolRegistry, AccessManaged {
    /// @inheritdoc IToolRegistry
    uint8 public constant MAX_PURPOSE = 31;

    /// @inheritdoc IToolRegistry
    uint256 public constant MAX_NAME_LENGTH = 64;

    /// @inheritdoc IToolRegistry
    uint256 public constant MAX_URI_LENGTH = 256;

    /// @dev The seven purposes whose meaning the constants of IDataRegistry state: bits 0 to 6.
    uint32 private constant _PURPOSES_OF_REGISTRY = 0x7f;

    /// @inheritdoc IToolRegistry
    uint32 public definedPurposes = _PURPOSES_OF_REGISTRY;

    /// @dev All tools ever approved; withdrawn ones stay, so that none is approved twice.
    mapping(bytes32 toolId => Tool tool) private _tools;

    /// @notice Starts without tools, and with the purposes that the data registry names.
    /// @param initialAuthority The AccessManager of the collective.
    constructor(address initialAuthority) AccessManaged(initialAuthority) {}

    /// @inheritdoc IToolRegistry
    function definePurpose(uint8 purpose, string calldata name, string calldata uri) external restricted {
        if (purpose > MAX_PURPOSE) revert ToolRegistryPurposeOutOfRange(purpose, MAX_PURPOSE);
        uint32 bit = uint32(1) << purpose;
        if (definedPurposes & bit != 0) revert ToolRegistryPurposeAlreadyDefined(purpose);
        _requireDescription(name, uri);

        definedPurposes |= bit;
        emit PurposeDefined(purpose, name, uri);
    }

    /// @inheritdoc IToolRegistry
    function approveTool(
        string calldata name,
        string calldata uri,
        bytes32 codeHash,
        uint32 purposes
    ) external restricted returns (bytes32 toolId) {
        _requireDescription(name, uri);
        if (codeHash == 0) revert ToolRegistryZeroCodeHash();
        if (purposes == 0 || purposes & ~definedPurposes != 0) {
            revert ToolRegistryUndefinedPurposes(purposes, definedPurposes);
        }
        toolId = toolIdOf(name, uri, codeHash, purposes);
        _requireStatus(toolId, Status.None);

        _tools[toolId] = Tool({codeHash: codeHash, purposes: purposes, status: Status.Approved});
        emit ToolApproved(toolId, codeHash, purposes, name, uri);
    }

    /// @inheritdoc IToolRegistry
    function withdrawTool(bytes32 toolId) external restricted {
        _requireStatus(toolId, Status.Approved);

        _tools[toolId].status = Status.Withdrawn;
        emit ToolWithdrawn(toolId);
    }

    /// @inheritdoc IToolRegistry
    function allows(bytes32 toolId, uint8 purpose) external view returns (bool) {
        Tool storage tool = _tools[toolId];
        return tool.status == Status.Approved && purpose <= MAX_PURPOSE && tool.purposes & (uint32(1) << purpose) != 0;
    }

    /// @inheritdoc IToolRegistry
    function toolOf(bytes32 toolId) external view returns (Tool memory) {
        return _tools[toolId];
    }

    /// @inheritdoc IToolRegistry
    function toolIdOf(
        string calldata name,
        string calldata uri,
        bytes32 codeHash,
        uint32 purposes
    ) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), name, uri, codeHash, purposes));
    }

    /// @dev Reverts unless the tool stands where it must.
    function _requireStatus(bytes32 toolId, Status expected) private view {
        Status status = _tools[toolId].status;
        if (status != expected) revert ToolRegistryUnexpectedStatus(toolId, status);
    }

    /// @dev Reverts unless name and URI have a sensible length.
    function _requireDescription(string calldata name, string calldata uri) private pure {
        uint256 length = bytes(name).length;
        if (length == 0 || length > MAX_NAME_LENGTH) revert ToolRegistryInvalidNameLength(length, MAX_NAME_LENGTH);
        length = bytes(uri).length;
        if (length == 0 || length > MAX_URI_LENGTH) revert ToolRegistryInvalidUriLength(length, MAX_URI_LENGTH);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The registry of tools and purposes
/// @notice Says which tools the collective supports, for which purposes each may use data, and what purposes mean.
/// @dev Everything here is decided by vote. A tool is known by its content: its id is a hash of its name, URI, code
/// hash and purposes, so a proposal that names the id says exactly which tool it means, and a changed tool is another
/// tool. What a purpose means, and what a tool is, never changes afterwards. No function touches consent: a purpose is
/// a bit of a mask that only owners set.
/// @custom:security-contact See SECURITY.md.
interface IToolRegistry {
    /// @notice Where a tool stands in its life: `None` → `Approved` → `Withdrawn`, never back.
    enum Status {
        None,
        Approved,
        Withdrawn
    }

    /// @notice What is stored of a tool; its name and URI stand in {ToolApproved}.
    /// @param codeHash SHA-256 of the published source of the tool.
    /// @param purposes The purposes it may serve, as a mask: bit `1 << p` stands for purpose `p`.
    /// @param status Where the tool stands in its life.
    struct Tool {
        bytes32 codeHash;
        uint32 purposes;
        Status status;
    }

    /// @notice Emitted when a purpose gets its meaning.
    /// @param purpose The bit number in a consent mask.
    /// @param name A short name for people.
    /// @param uri Where the full meaning is written.
    event PurposeDefined(uint8 indexed purpose, string name, string uri);

    /// @notice Emitted when the collective approves a tool.
    /// @param toolId The tool, see {toolIdOf}.
    /// @param codeHash SHA-256 of the published source of the tool.
    /// @param purposes The purposes it may serve.
    /// @param name A short name for people.
    /// @param uri Where the tool is found.
    event ToolApproved(bytes32 indexed toolId, bytes32 codeHash, uint32 purposes, string name, string uri);

    /// @notice Emitted when the collective withdraws a tool for ever.
    /// @param toolId The tool.
    event ToolWithdrawn(bytes32 indexed toolId);

    /// @notice Thrown when a name is empty or too long.
    /// @param length The length of the name, in bytes.
    /// @param maximum The greatest length allowed, in bytes.
    error ToolRegistryInvalidNameLength(uint256 length, uint256 maximum);

    /// @notice Thrown when a URI is empty or too long.
    /// @param length The length of the URI, in bytes.
    /// @param maximum The greatest length allowed, in bytes.
    error ToolRegistryInvalidUriLength(uint256 length, uint256 maximum);

    /// @notice Thrown when a purpose does not fit into a consent mask.
    /// @param purpose The refused bit number.
    /// @param maximum The highest bit number.
    error ToolRegistryPurposeOutOfRange(uint8 purpose, uint8 maximum);

    /// @notice Thrown when a purpose that has a meaning is given another one.
    /// @param purpose The bit number.
    error ToolRegistryPurposeAlreadyDefined(uint8 purpose);

    /// @notice Thrown when a tool would serve no purpose, or one without a meaning.
    /// @param purposes The refused mask.
    /// @param defined The mask of the purposes that have a meaning.
    error ToolRegistryUndefinedPurposes(uint32 purposes, uint32 defined);

    /// @notice Thrown when the code hash of a tool is zero.
    error ToolRegistryZeroCodeHash();

    /// @notice Thrown when a tool is not where it must be in its life: known already, or not approved.
    /// @param toolId The tool.
    /// @param status Where it stands.
    error ToolRegistryUnexpectedStatus(bytes32 toolId, Status status);

    /// @notice Gives a purpose its meaning, for ever.
    /// @dev Emits {PurposeDefined}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (ADMIN), else `AccessManagedUnauthorized`.
    /// - `purpose` is at most {MAX_PURPOSE}, else {ToolRegistryPurposeOutOfRange}.
    /// - `purpose` has no meaning yet, else {ToolRegistryPurposeAlreadyDefined}.
    /// - `name` has 1 to {MAX_NAME_LENGTH} bytes, else {ToolRegistryInvalidNameLength}.
    /// - `uri` has 1 to {MAX_URI_LENGTH} bytes, else {ToolRegistryInvalidUriLength}.
    /// @param purpose The bit number in a consent mask.
    /// @param name A short name for people.
    /// @param uri Where the full meaning is written.
    function definePurpose(uint8 purpose, string calldata name, string calldata uri) external;

    /// @notice Approves a tool.
    /// @dev Emits {ToolApproved}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (ADMIN), else `AccessManagedUnauthorized`.
    /// - `name` has 1 to {MAX_NAME_LENGTH} bytes, else {ToolRegistryInvalidNameLength}.
    /// - `uri` has 1 to {MAX_URI_LENGTH} bytes, else {ToolRegistryInvalidUriLength}.
    /// - `codeHash` is not zero, else {ToolRegistryZeroCodeHash}.
    /// - `purposes` is not 0 and lies within {definedPurposes}, else {ToolRegistryUndefinedPurposes}.
    /// - The same tool was never approved, else {ToolRegistryUnexpectedStatus}.
    /// @param name A short name for people.
    /// @param uri Where the tool is found.
    /// @param codeHash SHA-256 of the published source of the tool.
    /// @param purposes The purposes it may serve, as a mask.
    /// @return toolId The tool, see {toolIdOf}.
    function approveTool(
        string calldata name,
        string calldata uri,
        bytes32 codeHash,
        uint32 purposes
    ) external returns (bytes32 toolId);

    /// @notice Withdraws a tool for ever. Every grant that names it ends at this moment.
    /// @dev Emits {ToolWithdrawn}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (ADMIN), else `AccessManagedUnauthorized`.
    /// - `toolId` is approved, else {ToolRegistryUnexpectedStatus}.
    /// @param toolId The tool.
    function withdrawTool(bytes32 toolId) external;

    /// @notice Tells whether a tool is approved and may serve a purpose.
    /// @dev The tool's part of every access decision. One storage slot is read.
    /// @param toolId The tool.
    /// @param purpose The bit number in a consent mask.
    /// @return False for a tool that was never approved or is withdrawn, and for any other purpose.
    function allows(bytes32 toolId, uint8 purpose) external view returns (bool);

    /// @notice The state of a tool.
    /// @param toolId The tool.
    /// @return The stored state; all zero, with status `None`, for a tool that was never approved.
    function toolOf(bytes32 toolId) external view returns (Tool memory);

    /// @notice The id that a tool has or would have.
    /// @dev `keccak256(abi.encode(block.chainid, registry, name, uri, codeHash, purposes))`.
    /// @param name A short name for people.
    /// @param uri Where the tool is found.
    /// @param codeHash SHA-256 of the published source of the tool.
    /// @param purposes The purposes it may serve, as a mask.
    /// @return The id, whether or not the tool is approved.
    function toolIdOf(
        string calldata name,
        string calldata uri,
        bytes32 codeHash,
        uint32 purposes
    ) external view returns (bytes32);

    /// @notice The purposes that have a meaning, as a mask. Only grows.
    /// @return Bit `1 << p` is one when purpose `p` has a meaning.
    function definedPurposes() external view returns (uint32);

    /// @notice The highest purpose: a consent mask has 32 bits.
    /// @return The bit number.
    function MAX_PURPOSE() external view returns (uint8);

    /// @notice The greatest length of a name.
    /// @return The length, in bytes.
    function MAX_NAME_LENGTH() external view returns (uint256);

    /// @notice The greatest length of a URI.
    /// @return The length, in bytes.
    function MAX_URI_LENGTH() external view returns (uint256);
}

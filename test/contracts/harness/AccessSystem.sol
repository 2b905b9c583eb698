// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DatasetAccess} from "../../../contracts/access/DatasetAccess.sol";
import {ToolRegistry} from "../../../contracts/access/ToolRegistry.sol";
import {IDatasetAccess} from "../../../contracts/interfaces/IDatasetAccess.sol";
import {DataRegistry} from "../../../contracts/registry/DataRegistry.sol";
import {RewardSystem} from "./RewardSystem.sol";

/// @dev The real contracts of rewards and of access to the data; this contract is their governance.
abstract contract AccessSystem is RewardSystem {
    uint64 internal constant GUARDIAN_ROLE = 2;
    address internal constant GUARDIAN = address(0x6a2d);
    address internal constant GRANTEE = address(0x62a7);
    uint32 internal constant COOLING_OFF = 7 days;
    uint32 internal constant FLOOR = 5;
    uint32 internal constant DURATION = 30 days;
    uint96 internal constant PRICE = 100e18;
    bytes32 internal constant POLICY = keccak256("conditions");
    string internal constant KEY = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
    string internal constant TOOL_NAME = "Journal 1.0";
    string internal constant TOOL_URI = "https://tools.example/journal/1.0/";
    bytes32 internal constant CODE = keccak256("source");

    DataRegistry internal data;
    ToolRegistry internal tools;
    DatasetAccess internal access;

    function _deployAccessSystem() internal {
        _deployRewardSystem();
        data = new DataRegistry(address(authority));
        tools = new ToolRegistry(address(authority));
        access = new DatasetAccess(address(authority), _connections(), COOLING_OFF, FLOOR);

        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (access.pause.selector, access.revoke.selector);
        authority.setTargetFunctionRole(address(access), selectors, GUARDIAN_ROLE);
        authority.grantRole(GUARDIAN_ROLE, GUARDIAN, 0);
        token.approve(address(access), type(uint256).max);
    }

    /// @dev Approves the tool of most tests for these purposes.
    function _approve(uint32 purposes) internal returns (bytes32) {
        return tools.approveTool(TOOL_NAME, TOOL_URI, CODE, purposes);
    }

    function _contribute(address owner, uint32 mask) internal returns (bytes32) {
        vm.prank(owner);
        return data.contribute(keccak256("archive"), mask, "u");
    }

    function _connections() internal view returns (DatasetAccess.Connections memory) {
        return
            DatasetAccess.Connections({
                token: token,
                registry: data,
                tools: tools,
                validators: registry,
                reserve: reserve
            });
    }

    function _terms(bytes32 toolId, uint8 purpose) internal pure returns (IDatasetAccess.GrantTerms memory) {
        return
            IDatasetAccess.GrantTerms({
                grantee: GRANTEE,
                purpose: purpose,
                duration: DURATION,
                price: PRICE,
                toolId: toolId,
                policyHash: POLICY
            });
    }

    function _entry(
        bytes32 contributionId,
        uint32 version
    ) internal pure returns (IDatasetAccess.Access[] memory list) {
        list = new IDatasetAccess.Access[](1);
        list[0] = IDatasetAccess.Access(contributionId, version);
    }
}

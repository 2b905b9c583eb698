// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IDataRegistry} from "../interfaces/IDataRegistry.sol";

/// @title Wallet that calls back
/// @notice When asked for its signature, tries to change the registry that asks, and accepts only when it could not.
contract ERC1271ReentrantMock {
    /// @notice Answers like ERC-1271, without being `view`.
    /// @return The magic value when the registry refused to be changed meanwhile.
    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        // Bounded, because a forbidden change in a static call burns all gas it was given.
        try IDataRegistry(msg.sender).cancelSignatures{gas: 100_000}() {
            return bytes4(0xffffffff);
        } catch {
            return IERC1271.isValidSignature.selector;
        }
    }
}

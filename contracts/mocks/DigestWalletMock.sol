// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title DigestWalletMock
/// @notice A contract wallet for tests: whatever the signature, it is valid for the one digest approved beforehand.
/// @dev Since only the exact digest passes, a test that uses it also proves which digest was asked for.
contract DigestWalletMock is IERC1271 {
    bytes32 private _approved;

    /// @notice Approves a digest in place of the one approved before.
    /// @param digest The 32-byte EIP-712 digest.
    function approve(bytes32 digest) external {
        _approved = digest;
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata) external view returns (bytes4) {
        return hash == _approved ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

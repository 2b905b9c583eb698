// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Contract wallet
/// @notice Accepts the ECDSA signatures of one key and sends the calls that key asks for.
contract ERC1271WalletMock is IERC1271 {
    /// @notice The key the wallet obeys.
    address public immutable SIGNER;

    /// @notice Thrown when somebody else than the signer asks for a call.
    /// @param caller The account that asked.
    error ERC1271WalletMockNotSigner(address caller);

    /// @notice Creates the wallet of `signer`.
    /// @param signer The key the wallet obeys.
    constructor(address signer) {
        SIGNER = signer;
    }

    /// @notice Sends `data` to `target` and passes a failure on.
    /// @param target The contract to call.
    /// @param data The call.
    /// @return What the call returned.
    function execute(address target, bytes calldata data) external returns (bytes memory) {
        if (msg.sender != SIGNER) revert ERC1271WalletMockNotSigner(msg.sender);
        return Address.functionCall(target, data);
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(hash, signature);
        bool valid = failure == ECDSA.RecoverError.NoError && recovered == SIGNER;
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

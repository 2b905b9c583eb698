// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Wallet with a fixed answer
/// @notice Answers every call with the same bytes, however malformed, or with a revert that carries them.
contract ERC1271AnswerMock {
    /// @dev The bytes to answer.
    bytes private _answer;

    /// @dev Whether the answer is a revert.
    bool private _reverts;

    /// @notice Thrown instead of answering.
    /// @param answer The bytes that would have been answered.
    error ERC1271AnswerMockRefused(bytes answer);

    /// @notice Creates a wallet that answers `answer`.
    /// @param answer The bytes to answer.
    /// @param reverts Whether to revert with them instead.
    constructor(bytes memory answer, bool reverts) {
        _answer = answer;
        _reverts = reverts;
    }

    /// @notice Answers any call.
    /// @return The fixed answer, as raw bytes.
    fallback(bytes calldata) external returns (bytes memory) {
        return _respond();
    }

    /// @dev Returns the fixed answer or reverts with it.
    function _respond() private view returns (bytes memory) {
        if (_reverts) revert ERC1271AnswerMockRefused(_answer);
        return _answer;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IScoreCommitments
/// @notice Lets validators fix their scores of an epoch before any of them can see another's.
/// @dev After an epoch's end each validator commits to the hash of its score file, and publishes the file only when
/// nobody can commit any more. A file names its validator and contains a random salt: a copied hash is worthless,
/// because the copier cannot publish a file of its own with that hash, and the hash tells nothing about the scores.
///
/// Assumptions: that a revealed file has the committed hash, names its validator and is well formed is checked by
/// whoever reads it, not here. A commitment without a reveal is no score file.
/// @custom:security-contact See SECURITY.md.
interface IScoreCommitments {
    /// @notice Emitted when a validator commits to its score file of an epoch.
    /// @param epoch The epoch number.
    /// @param validator The validator.
    /// @param hash The sha256 of the score file.
    event ScoresCommitted(uint256 indexed epoch, address indexed validator, bytes32 hash);

    /// @notice Emitted when a validator publishes the score file it committed to.
    /// @param epoch The epoch number.
    /// @param validator The validator.
    /// @param hash The sha256 of the score file, as committed.
    /// @param uri Where the file can be fetched; a hint only, since the hash identifies the file.
    event ScoresRevealed(uint256 indexed epoch, address indexed validator, bytes32 hash, string uri);

    /// @notice Thrown by the constructor when the zero address is given for the schedule or the registry.
    error ScoreCommitmentsZeroAddress();

    /// @notice Thrown when the committed hash is zero, which stands for "nothing committed".
    error ScoreCommitmentsZeroHash();

    /// @notice Thrown when scores are committed outside the commit window of the epoch.
    /// @param timestamp The time of the call, in unix seconds.
    /// @param opensAfter The end of the epoch, in unix seconds: commits are possible after it.
    /// @param closesAt The first second at which commits are no longer possible.
    error ScoreCommitmentsOutsideCommitWindow(uint256 timestamp, uint256 opensAfter, uint256 closesAt);

    /// @notice Thrown when scores are revealed outside the reveal window of the epoch.
    /// @param timestamp The time of the call, in unix seconds.
    /// @param opensAt The first second at which reveals are possible.
    /// @param closesAt The first second at which reveals are no longer possible.
    error ScoreCommitmentsOutsideRevealWindow(uint256 timestamp, uint256 opensAt, uint256 closesAt);

    /// @notice Thrown when the caller was not active at the epoch's end, or was ejected since.
    /// @param validator The caller.
    /// @param epoch The epoch number.
    error ScoreCommitmentsNotEligible(address validator, uint256 epoch);

    /// @notice Thrown when the caller commits a second time in an epoch.
    /// @param validator The caller.
    /// @param epoch The epoch number.
    error ScoreCommitmentsAlreadyCommitted(address validator, uint256 epoch);

    /// @notice Thrown when the caller reveals without having committed in the epoch.
    /// @param validator The caller.
    /// @param epoch The epoch number.
    error ScoreCommitmentsNotCommitted(address validator, uint256 epoch);

    /// @notice Thrown when the caller reveals a second time in an epoch.
    /// @param validator The caller.
    /// @param epoch The epoch number.
    error ScoreCommitmentsAlreadyRevealed(address validator, uint256 epoch);

    /// @notice Thrown when a URI is empty or too long.
    /// @param length The length of the refused text, in bytes.
    /// @param maximum The longest length allowed, in bytes.
    error ScoreCommitmentsInvalidUri(uint256 length, uint256 maximum);

    /// @notice Commits the caller to its score file of `epoch`, once and for ever.
    /// @dev Emits a {ScoresCommitted} event.
    ///
    /// Requirements:
    /// - `epoch` has times, else {IEpochSchedule-EpochScheduleUnknownEpoch};
    /// - `hash` is not zero, else {ScoreCommitmentsZeroHash};
    /// - `endOf(epoch) < now < commitEndsAt(epoch)`, else {ScoreCommitmentsOutsideCommitWindow};
    /// - the caller was active at `endOf(epoch)` and is not ejected, else {ScoreCommitmentsNotEligible};
    /// - the caller has not committed in `epoch`, else {ScoreCommitmentsAlreadyCommitted}.
    /// @param epoch The epoch number.
    /// @param hash The sha256 of the score file.
    function commitScores(uint256 epoch, bytes32 hash) external;

    /// @notice Publishes where the score file is that the caller committed to.
    /// @dev Emits a {ScoresRevealed} event.
    ///
    /// Requirements:
    /// - `epoch` has times, else {IEpochSchedule-EpochScheduleUnknownEpoch};
    /// - `uri` has 1 to 256 bytes, else {ScoreCommitmentsInvalidUri};
    /// - `commitEndsAt(epoch) <= now < revealEndsAt(epoch)`, else {ScoreCommitmentsOutsideRevealWindow};
    /// - the caller has committed in `epoch`, else {ScoreCommitmentsNotCommitted};
    /// - the caller has not revealed in `epoch`, else {ScoreCommitmentsAlreadyRevealed};
    /// - the caller was not ejected since, else {ScoreCommitmentsNotEligible}.
    /// @param epoch The epoch number.
    /// @param uri Where the file can be fetched.
    function revealScores(uint256 epoch, string calldata uri) external;

    /// @notice Returns the hash that `validator` committed to.
    /// @param epoch The epoch number.
    /// @param validator Any address.
    /// @return The sha256 of the score file, or zero when nothing was committed.
    function commitmentOf(uint256 epoch, address validator) external view returns (bytes32);

    /// @notice Returns the validators that have revealed.
    /// @dev Contains validators that were ejected after their reveal: intersect it with
    /// {IValidatorRegistry-eligibleBitmapAt} of the epoch's end before counting.
    /// @param epoch The epoch number.
    /// @return Bit `slot` is one for a validator that has revealed.
    function revealedBitmap(uint256 epoch) external view returns (uint256);

    /// @notice Returns whether `validator` has revealed.
    /// @param epoch The epoch number.
    /// @param validator Any address.
    /// @return False for an address that was never admitted.
    function hasRevealed(uint256 epoch, address validator) external view returns (bool);
}

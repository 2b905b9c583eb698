// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEpochSchedule} from "../interfaces/IEpochSchedule.sol";
import {IScoreCommitments} from "../interfaces/IScoreCommitments.sol";
import {IValidatorRegistry} from "../interfaces/IValidatorRegistry.sol";

/// @title ScoreCommitments
/// @notice Records, per epoch and validator, the hash of a score file and that the file was published afterwards.
/// @dev Invariants (tests cite the numbers):
/// COM1. A commitment never changes, and none is made once the first reveal of its epoch is possible.
/// COM2. A bit of the revealed bitmap is set only for a validator that committed, and is never cleared.
/// COM3. Nobody decides over another's commitment: there is no administrator and no pause.
/// @custom:security-contact See SECURITY.md.
contract ScoreCommitments is IScoreCommitments {
    /// @notice The longest URI of a score file, in bytes.
    uint256 public constant MAX_URI_LENGTH = 256;

    /// @notice The clock of the epochs.
    IEpochSchedule public immutable SCHEDULE;

    /// @notice The registry that says who was a validator when.
    IValidatorRegistry public immutable VALIDATORS;

    /// @inheritdoc IScoreCommitments
    mapping(uint256 epoch => mapping(address validator => bytes32 hash)) public commitmentOf;

    /// @inheritdoc IScoreCommitments
    mapping(uint256 epoch => uint256 bitmap) public revealedBitmap;

    /// @notice Binds the commitments to one clock and one registry for ever.
    /// @param schedule The clock of the epochs.
    /// @param validators The registry of the validators.
    constructor(IEpochSchedule schedule, IValidatorRegistry validators) {
        if (address(schedule) == address(0) || address(validators) == address(0)) revert ScoreCommitmentsZeroAddress();

        SCHEDULE = schedule;
        VALIDATORS = validators;
    }

    /// @inheritdoc IScoreCommitments
    function commitScores(uint256 epoch, bytes32 hash) external {
        if (hash == 0) revert ScoreCommitmentsZeroHash();
        uint256 opensAfter = SCHEDULE.endOf(epoch);
        uint256 closesAt = SCHEDULE.commitEndsAt(epoch);
        // The end itself is still outside: who was active in that second is known only after it.
        if (block.timestamp <= opensAfter || block.timestamp >= closesAt) {
            revert ScoreCommitmentsOutsideCommitWindow(block.timestamp, opensAfter, closesAt);
        }
        _requireEligible(epoch, opensAfter);
        if (commitmentOf[epoch][msg.sender] != 0) revert ScoreCommitmentsAlreadyCommitted(msg.sender, epoch);

        commitmentOf[epoch][msg.sender] = hash;
        emit ScoresCommitted(epoch, msg.sender, hash);
    }

    /// @inheritdoc IScoreCommitments
    function revealScores(uint256 epoch, string calldata uri) external {
        uint256 length = bytes(uri).length;
        if (length == 0 || length > MAX_URI_LENGTH) revert ScoreCommitmentsInvalidUri(length, MAX_URI_LENGTH);
        uint256 opensAt = SCHEDULE.commitEndsAt(epoch);
        uint256 closesAt = SCHEDULE.revealEndsAt(epoch);
        if (block.timestamp < opensAt || block.timestamp >= closesAt) {
            revert ScoreCommitmentsOutsideRevealWindow(block.timestamp, opensAt, closesAt);
        }
        bytes32 hash = commitmentOf[epoch][msg.sender];
        if (hash == 0) revert ScoreCommitmentsNotCommitted(msg.sender, epoch);
        uint256 bit = _bitOf(msg.sender);
        if (revealedBitmap[epoch] & bit != 0) revert ScoreCommitmentsAlreadyRevealed(msg.sender, epoch);
        _requireEligible(epoch, SCHEDULE.endOf(epoch));

        revealedBitmap[epoch] |= bit;
        emit ScoresRevealed(epoch, msg.sender, hash, uri);
    }

    /// @inheritdoc IScoreCommitments
    function hasRevealed(uint256 epoch, address validator) external view returns (bool) {
        // Who has committed has a slot, so that the look-up cannot revert.
        return commitmentOf[epoch][validator] != 0 && revealedBitmap[epoch] & _bitOf(validator) != 0;
    }

    /// @dev Reverts unless a vote of the caller for the epoch that ended at `endOfEpoch` counts now.
    function _requireEligible(uint256 epoch, uint256 endOfEpoch) private view {
        if (!VALIDATORS.isEligibleAt(msg.sender, endOfEpoch)) revert ScoreCommitmentsNotEligible(msg.sender, epoch);
    }

    /// @dev Returns the bitmap of the slot of `validator`.
    function _bitOf(address validator) private view returns (uint256) {
        return 1 << VALIDATORS.slotOf(validator);
    }
}

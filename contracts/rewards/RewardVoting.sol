// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ExpiringPause} from "../governance/ExpiringPause.sol";
import {IEpochSchedule} from "../interfaces/IEpochSchedule.sol";
import {IRewardDistributor} from "../interfaces/IRewardDistributor.sol";
import {IRewardReserve} from "../interfaces/IRewardReserve.sol";
import {IScoreCommitments} from "../interfaces/IScoreCommitments.sol";
import {IValidatorRegistry} from "../interfaces/IValidatorRegistry.sol";
import {Quorum} from "../libraries/Quorum.sol";
import {RewardTree} from "../libraries/RewardTree.sol";
import {ReportVotes} from "./ReportVotes.sol";

/// @title RewardVoting
/// @notice How an epoch is settled: validators agree on a root, anyone may refute it, then it becomes active.
/// @dev The half of {RewardDistributor} that ends with the root history; the other half pays against it.
///
/// Invariants (tests cite the numbers):
/// VOT2. A root becomes pending only with ⌊2N/3⌋ + 1 votes, at that moment, of eligible validators for one digest.
/// VOT3. At most one root is pending; it is activated or cancelled, never replaced.
/// VOT4. A root becomes active at the earliest `activationDelay` after it became pending, and never changes afterwards.
/// Its supporters that are still eligible are then a quorum, and those that object are no veto.
/// VOT5. The total of active roots never shrinks, and equals what the reserve has paid here.
/// VOT7. An epoch can be skipped exactly when it cannot be reported, or when it is stranded: less than
/// {GOVERNABLE_TOTAL} was ever paid out, and the reveal window of the next epoch has closed as well.
/// VOT8. The guardian cancels at most two pending roots of an epoch.
/// @custom:security-contact See SECURITY.md.
abstract contract RewardVoting is ReportVotes, ExpiringPause {
    /// @notice The fewest leaves of a root: below two there is no proof with a sibling.
    uint32 public constant MIN_LEAVES = 2;

    /// @notice The longest URI or explanation, in bytes.
    uint256 public constant MAX_TEXT_LENGTH = 256;

    /// @notice How many pending roots of one epoch the guardian can cancel: it can delay an epoch, never stop it.
    uint256 public constant MAX_GUARDIAN_CANCELLATIONS = 2;

    /// @notice How much $GPT must be out, in wei, before an epoch without agreement needs a vote to be given up: one
    /// per cent of the supply, ten times the quorum's floor proposed for a mainnet. With less, nobody may be able to.
    uint256 public constant GOVERNABLE_TOTAL = 1_000_000e18;

    /// @notice When epochs end and reports open.
    IEpochSchedule public immutable SCHEDULE;

    /// @notice Who may vote.
    IValidatorRegistry public immutable VALIDATORS;

    /// @notice Which score files were revealed.
    IScoreCommitments public immutable COMMITMENTS;

    /// @notice What an epoch may pay, and which epoch is next.
    IRewardReserve public immutable RESERVE;

    /// @inheritdoc IRewardDistributor
    mapping(uint256 epoch => bytes32 root) public rootOf;

    /// @inheritdoc IRewardDistributor
    uint256 public lastActiveEpoch;

    /// @inheritdoc IRewardDistributor
    uint256 public totalCumulative;

    /// @inheritdoc IRewardDistributor
    mapping(uint256 epoch => uint256 count) public guardianCancellationsOf;

    PendingRoot private _pending;

    /// @notice Fixes the contracts that take part. Refuses zero addresses.
    /// @param authority The AccessManager, passed on by the child.
    /// @param schedule When epochs end.
    /// @param validators Who may vote.
    /// @param commitments Which score files were revealed.
    /// @param reserve What an epoch may pay.
    constructor(
        address authority,
        IEpochSchedule schedule,
        IValidatorRegistry validators,
        IScoreCommitments commitments,
        IRewardReserve reserve
    ) {
        _requireNotZero(authority);
        _requireNotZero(address(schedule));
        _requireNotZero(address(validators));
        _requireNotZero(address(commitments));
        _requireNotZero(address(reserve));

        SCHEDULE = schedule;
        VALIDATORS = validators;
        COMMITMENTS = commitments;
        RESERVE = reserve;
    }

    /// @inheritdoc IRewardDistributor
    function submitRoot(uint256 epoch, Report calldata report, string calldata uri) external {
        _requireOpen(epoch);
        uint256 seat = _requireScored(epoch);
        (uint256 active, uint256 eligible) = _electorateOf(epoch);
        if (active < Quorum.MIN_VALIDATORS) {
            revert RewardDistributorTooFewValidators(active, Quorum.MIN_VALIDATORS);
        }
        _requireText(uri);
        _requireWellFormed(epoch, report);
        _requireWithinBudget(epoch, report.totalCumulative);
        uint256 quorum = Quorum.required(active);
        _requireFiles(report.filesBitmap, COMMITMENTS.revealedBitmap(epoch) & eligible, quorum);

        uint256 attempt = attemptOf(epoch);
        bytes32 digest = reportHash(epoch, attempt, report);
        uint256 supporters = _moveVote(epoch, attempt, digest, seat) & eligible;
        emit RootSubmitted(epoch, attempt, msg.sender, digest, report, uri);
        if (Quorum.popcount(supporters) >= quorum) _propose(epoch, attempt, digest, report, supporters);
    }

    /// @inheritdoc IRewardDistributor
    function confirmRoot(uint256 epoch, bytes32 digest) external {
        PendingRoot memory pending = _requirePending(epoch);
        if (digest != pending.reportHash) revert RewardDistributorDifferentReport(digest, pending.reportHash);
        uint256 seat = _requireScored(epoch);

        uint256 attempt = attemptOf(epoch);
        _moveVote(epoch, attempt, digest, seat);
        uint208 supporters = pending.supporters | uint208(seat);
        _pending.supporters = supporters;
        emit RootConfirmed(epoch, attempt, msg.sender, digest, supporters);
    }

    /// @inheritdoc IRewardDistributor
    function proveDecrease(
        uint256 activeEpoch,
        address account,
        uint256 activeAmount,
        bytes32[] calldata activeProof,
        uint256 pendingAmount,
        bytes32[] calldata pendingProof
    ) external {
        PendingRoot memory pending = _requireAnyPending();
        if (pendingAmount >= activeAmount) revert RewardDistributorNoDecrease(activeAmount, pendingAmount);
        _requireLeaf(_requireActive(activeEpoch), account, activeAmount, activeProof);
        _requireLeaf(pending.root, account, pendingAmount, pendingProof);

        _cancel(pending, CancelReason.Decrease);
    }

    /// @inheritdoc IRewardDistributor
    function proveDuplicate(
        address account,
        uint256 amountA,
        bytes32[] calldata proofA,
        uint256 amountB,
        bytes32[] calldata proofB
    ) external {
        PendingRoot memory pending = _requireAnyPending();
        if (amountA == amountB) revert RewardDistributorNoDuplicate(amountA);
        _requireLeaf(pending.root, account, amountA, proofA);
        _requireLeaf(pending.root, account, amountB, proofB);

        _cancel(pending, CancelReason.Duplicate);
    }

    /// @inheritdoc IRewardDistributor
    function veto(uint256 epoch) external {
        PendingRoot memory pending = _requirePending(epoch);
        uint256 seat = _requireEligible(epoch);
        if (pending.vetoes & seat != 0) revert RewardDistributorAlreadyVetoed(msg.sender, epoch);

        uint208 vetoes = pending.vetoes | uint208(seat);
        _pending.vetoes = vetoes;
        emit RootVetoed(epoch, attemptOf(epoch), msg.sender, vetoes);

        (uint256 active, uint256 eligible) = _electorateOf(epoch);
        if (_isVetoed(vetoes, active, eligible)) _cancel(pending, CancelReason.Veto);
    }

    /// @inheritdoc IRewardDistributor
    function cancelRoot(uint256 epoch, string calldata explanation) external restricted {
        PendingRoot memory pending = _requirePending(epoch);
        _requireText(explanation);
        if (guardianCancellationsOf[epoch]++ >= MAX_GUARDIAN_CANCELLATIONS) {
            revert RewardDistributorGuardianSpent(epoch, MAX_GUARDIAN_CANCELLATIONS);
        }

        emit CancellationExplained(epoch, attemptOf(epoch), explanation);
        _cancel(pending, CancelReason.Guardian);
    }

    /// @inheritdoc IRewardDistributor
    function activate(uint256 epoch) external {
        _requireNotPaused();
        PendingRoot memory pending = _requirePending(epoch);
        if (block.timestamp < pending.activatesAt) revert RewardDistributorTooEarly(epoch, pending.activatesAt);
        (uint256 active, uint256 eligible) = _electorateOf(epoch);
        uint256 supporters = pending.supporters & eligible;
        if (Quorum.popcount(supporters) < Quorum.required(active)) return _cancel(pending, CancelReason.QuorumLost);
        if (_isVetoed(pending.vetoes, active, eligible)) return _cancel(pending, CancelReason.Veto);

        uint256 emission = pending.totalCumulative - totalCumulative;
        rootOf[epoch] = pending.root;
        lastActiveEpoch = epoch;
        totalCumulative = pending.totalCumulative;
        delete _pending;
        emit RootActivated(epoch, pending.root, pending.totalCumulative, emission, pending.reportHash, supporters);

        RESERVE.release(epoch, emission);
    }

    /// @inheritdoc IRewardDistributor
    function skipEpoch(uint256 epoch) external {
        _requireOpen(epoch);
        (uint256 active, uint256 eligible) = _electorateOf(epoch);
        uint256 revealed = COMMITMENTS.revealedBitmap(epoch) & eligible;
        uint256 files = Quorum.popcount(revealed);
        uint256 quorum = Quorum.required(active);
        if (active >= Quorum.MIN_VALIDATORS && files >= quorum && !_isStranded(epoch)) {
            revert RewardDistributorEpochReportable(epoch, files, quorum);
        }

        emit EpochSkipped(epoch, revealed, active);
        RESERVE.skip(epoch);
    }

    /// @inheritdoc IRewardDistributor
    function abandonEpoch(uint256 epoch) external restricted {
        _requireOpen(epoch);

        emit EpochAbandoned(epoch);
        RESERVE.skip(epoch);
    }

    /// @inheritdoc IRewardDistributor
    function pendingRoot() external view returns (PendingRoot memory) {
        return _pending;
    }

    /// @dev Returns the active root of `epoch`, or reverts.
    function _requireActive(uint256 epoch) internal view returns (bytes32 root) {
        root = rootOf[epoch];
        if (root == bytes32(0)) revert RewardDistributorRootNotActive(epoch);
    }

    /// @dev Reverts unless the leaf is in the tree of `root`.
    function _requireLeaf(bytes32 root, address account, uint256 cumulative, bytes32[] calldata proof) internal pure {
        if (!RewardTree.contains(root, account, cumulative, proof)) {
            revert RewardDistributorInvalidProof(root, account, cumulative);
        }
    }

    /// @dev Reverts on the zero address.
    function _requireNotZero(address account) internal pure {
        if (account == address(0)) revert RewardDistributorZeroAddress();
    }

    /// @dev Makes a report with quorum pending and fixes its activation time.
    function _propose(
        uint256 epoch,
        uint256 attempt,
        bytes32 digest,
        Report calldata report,
        uint256 supporters
    ) private {
        uint48 activatesAt = uint48(block.timestamp + SCHEDULE.activationDelay());
        // No cast truncates: slots are below 208, and an epoch that has times is below 2^48.
        _pending = PendingRoot({
            reportHash: digest,
            root: report.root,
            totalCumulative: report.totalCumulative,
            supporters: uint208(supporters),
            activatesAt: activatesAt,
            vetoes: 0,
            epoch: uint48(epoch)
        });
        emit RootProposed(epoch, attempt, report.root, report.totalCumulative, activatesAt, supporters);
    }

    /// @dev Drops the pending root and opens the next attempt, in which no earlier vote counts.
    function _cancel(PendingRoot memory pending, CancelReason reason) private {
        uint256 attempt = _beginNextAttempt(pending.epoch);
        delete _pending;
        emit RootCancelled(pending.epoch, attempt, pending.root, reason, pending.supporters, msg.sender);
    }

    /// @dev Reverts unless `epoch` is the next to settle, complete, and without a pending root.
    function _requireOpen(uint256 epoch) private view {
        uint256 next = RESERVE.lastSettledEpoch() + 1;
        if (epoch != next) revert RewardDistributorEpochNotNext(epoch, next);
        uint48 revealEndsAt = SCHEDULE.revealEndsAt(epoch);
        if (block.timestamp < revealEndsAt) revert RewardDistributorRevealOpen(epoch, revealEndsAt);
        if (_pending.root != bytes32(0)) revert RewardDistributorRootPending(epoch, _pending.root);
    }

    /// @dev Returns the pending root, or reverts with the epoch that could have one.
    function _requireAnyPending() private view returns (PendingRoot memory pending) {
        pending = _pending;
        if (pending.root == bytes32(0)) revert RewardDistributorNoPendingRoot(RESERVE.lastSettledEpoch() + 1);
    }

    /// @dev Returns the pending root of `epoch`, or reverts.
    function _requirePending(uint256 epoch) private view returns (PendingRoot memory pending) {
        pending = _pending;
        if (pending.epoch != epoch || pending.root == bytes32(0)) revert RewardDistributorNoPendingRoot(epoch);
    }

    /// @dev Returns whether an epoch waits for an agreement that may never come, while too little $GPT is out for a
    /// vote to abandon it.
    function _isStranded(uint256 epoch) private view returns (bool) {
        return totalCumulative < GOVERNABLE_TOTAL && block.timestamp >= SCHEDULE.revealEndsAt(epoch + 1);
    }

    /// @dev Returns N and the slots of the validators that count now. Only for an epoch that is over.
    function _electorateOf(uint256 epoch) private view returns (uint256 active, uint256 eligible) {
        uint48 endedAt = SCHEDULE.endOf(epoch);
        active = VALIDATORS.activeCountAt(endedAt);
        eligible = VALIDATORS.eligibleBitmapAt(endedAt);
    }

    /// @dev Returns the bit of the caller's slot, or reverts when it is not eligible or revealed no scores.
    function _requireScored(uint256 epoch) private view returns (uint256 seat) {
        seat = _requireEligible(epoch);
        if (COMMITMENTS.revealedBitmap(epoch) & seat == 0) revert RewardDistributorNotRevealed(msg.sender, epoch);
    }

    /// @dev Returns the bit of the caller's slot, or reverts when its vote would not count.
    function _requireEligible(uint256 epoch) private view returns (uint256 seat) {
        if (!VALIDATORS.isEligibleAt(msg.sender, SCHEDULE.endOf(epoch))) {
            revert RewardDistributorNotEligible(msg.sender, epoch);
        }
        return 1 << VALIDATORS.slotOf(msg.sender);
    }

    /// @dev Reverts unless the report has a root over enough leaves, the right predecessor and the right ruleset.
    function _requireWellFormed(uint256 epoch, Report calldata report) private view {
        if (report.root == bytes32(0)) revert RewardDistributorZeroRoot();
        if (report.leafCount < MIN_LEAVES) revert RewardDistributorTooFewLeaves(report.leafCount, MIN_LEAVES);
        bytes32 prevRoot = rootOf[lastActiveEpoch];
        if (report.prevRoot != prevRoot) revert RewardDistributorWrongPreviousRoot(report.prevRoot, prevRoot);
        bytes32 rulesetHash = RESERVE.parametersOf(epoch).rulesetHash;
        if (report.rulesetHash != rulesetHash) revert RewardDistributorWrongRuleset(report.rulesetHash, rulesetHash);
    }

    /// @dev Reverts unless the new total adds between nothing and the epoch's budget.
    function _requireWithinBudget(uint256 epoch, uint256 newTotal) private view {
        if (newTotal < totalCumulative) revert RewardDistributorTotalDecreased(newTotal, totalCumulative);
        uint256 emission = newTotal - totalCumulative;
        uint256 budget = RESERVE.budgetOf(epoch);
        if (emission > budget) revert RewardDistributorOverBudget(emission, budget);
    }

    /// @dev Returns whether so many of `vetoes` count now that the root is refused.
    function _isVetoed(uint256 vetoes, uint256 active, uint256 eligible) private pure returns (bool) {
        return Quorum.isVeto(Quorum.popcount(vetoes & eligible), active);
    }

    /// @dev Reverts unless the files used were revealed and are a quorum.
    function _requireFiles(uint256 files, uint256 revealed, uint256 quorum) private pure {
        if (files & ~revealed != 0) revert RewardDistributorFileNotRevealed(files, revealed);
        uint256 count = Quorum.popcount(files);
        if (count < quorum) revert RewardDistributorTooFewFiles(count, quorum);
    }

    /// @dev Reverts on an empty or overlong text.
    function _requireText(string calldata text) private pure {
        uint256 length = bytes(text).length;
        if (length == 0 || length > MAX_TEXT_LENGTH) {
            revert RewardDistributorTextLengthOutOfBounds(length, MAX_TEXT_LENGTH);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IRewardDistributor
/// @notice Validators agree here on one reward root per epoch; contributors claim $GPT against every root that was ever
/// activated.
/// @dev The life of an epoch: reports are submitted after the reveal window → a quorum of equal reports makes a root
/// *pending* → after the activation delay anyone activates it, unless a fraud proof, a veto or the guardian cancels it
/// first, upon which the epoch is open again as the next *attempt*. Epochs settle strictly in order.
///
/// N is the number of validators active at the epoch's end and never changes afterwards. A validator counts, with its
/// vote, its file and its veto, while it is *eligible*: active at that moment, and not ejected by governance since.
///
/// A leaf is `keccak256(bytes.concat(keccak256(abi.encode(account, cumulative))))`, the leaf of OpenZeppelin's
/// StandardMerkleTree over `["address", "uint256"]`; `cumulative` is everything the account ever earned, in wei, paid
/// or not. Inner nodes hash sorted pairs. Assumes that the token is GPTToken: no fee on transfer, no hook.
/// @custom:security-contact See SECURITY.md.
interface IRewardDistributor {
    /// @notice Why a pending root was cancelled.
    enum CancelReason {
        Decrease,
        Duplicate,
        Veto,
        Guardian,
        QuorumLost
    }

    /// @notice What a validator states about an epoch. Two validators agree when all fields are equal.
    /// @param root The root over all accounts that ever earned, not 0.
    /// @param totalCumulative The sum of all leaves, in wei.
    /// @param leafCount The number of leaves, at least 2.
    /// @param filesBitmap The slots of the validators whose score files were used.
    /// @param inputsHash The SHA-256 of the canonical inputs of the calculation.
    /// @param artifactHash The SHA-256 of the canonical leaves file.
    /// @param rulesetHash The hash of the scoring ruleset.
    /// @param prevRoot The last active root, or 0 before the first.
    struct Report {
        bytes32 root;
        uint256 totalCumulative;
        uint32 leafCount;
        uint256 filesBitmap;
        bytes32 inputsHash;
        bytes32 artifactHash;
        bytes32 rulesetHash;
        bytes32 prevRoot;
    }

    /// @notice A root that reached quorum and waits for its activation. All zero when there is none.
    /// @param reportHash The digest of the agreed report.
    /// @param root The agreed root.
    /// @param totalCumulative The sum of its leaves, in wei.
    /// @param supporters The slots of the eligible validators that voted for it, later confirmations included.
    /// @param activatesAt From when it can be activated, in unix seconds.
    /// @param vetoes The slots of the validators that objected.
    /// @param epoch The epoch it belongs to.
    struct PendingRoot {
        bytes32 reportHash;
        bytes32 root;
        uint256 totalCumulative;
        uint208 supporters;
        uint48 activatesAt;
        uint208 vetoes;
        uint48 epoch;
    }

    /// @notice One claim of a batch; see {claim}.
    /// @param epoch The epoch of the root that is claimed against.
    /// @param account The account that is paid.
    /// @param cumulative The amount of its leaf, in wei.
    /// @param proof The siblings of its leaf, from the bottom up.
    struct Claim {
        uint256 epoch;
        address account;
        uint256 cumulative;
        bytes32[] proof;
    }

    /// @notice The arguments of a signed delegation of voting power; see OpenZeppelin `Votes.delegateBySig`.
    /// @param delegatee Who receives the voting power.
    /// @param nonce The signer's nonce at the token.
    /// @param expiry Until when the signature is valid, in unix seconds.
    /// @param v The recovery id of the signature.
    /// @param r The first half of the signature.
    /// @param s The second half of the signature.
    // The fields are in the order of `delegateBySig`; the struct is never stored.
    // solhint-disable-next-line gas-struct-packing
    struct Delegation {
        address delegatee;
        uint256 nonce;
        uint256 expiry;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice Emitted for each vote, also when it replaces an earlier one of the same validator and attempt.
    /// @param epoch The epoch.
    /// @param attempt The attempt, counted from 1.
    /// @param validator Who voted.
    /// @param reportHash The digest of the report.
    /// @param report The report.
    /// @param uri Where this validator hosts the bundle: a hint that is not part of the digest.
    event RootSubmitted(
        uint256 indexed epoch,
        uint256 attempt,
        address indexed validator,
        bytes32 reportHash,
        Report report,
        string uri
    );

    /// @notice Emitted when a report reaches quorum.
    /// @param epoch The epoch.
    /// @param attempt The attempt, counted from 1.
    /// @param root The agreed root.
    /// @param totalCumulative The sum of its leaves, in wei.
    /// @param activatesAt From when it can be activated, in unix seconds.
    /// @param supporters The slots of the eligible validators that voted for it.
    event RootProposed(
        uint256 indexed epoch,
        uint256 attempt,
        bytes32 root,
        uint256 totalCumulative,
        uint48 activatesAt,
        uint256 supporters
    );

    /// @notice Emitted when a validator agrees with a root that had reached quorum without it.
    /// @param epoch The epoch.
    /// @param attempt The attempt, counted from 1.
    /// @param validator Who agreed.
    /// @param reportHash The digest of the pending report.
    /// @param supporters The slots of all validators that agreed so far.
    event RootConfirmed(
        uint256 indexed epoch,
        uint256 attempt,
        address indexed validator,
        bytes32 reportHash,
        uint256 supporters
    );

    /// @notice Emitted when a validator objects to the pending root.
    /// @param epoch The epoch.
    /// @param attempt The attempt, counted from 1.
    /// @param validator Who objected.
    /// @param vetoes The slots of all validators that objected so far.
    event RootVetoed(uint256 indexed epoch, uint256 attempt, address indexed validator, uint256 vetoes);

    /// @notice Emitted, before {RootCancelled}, when the guardian cancels a root.
    /// @param epoch The epoch.
    /// @param attempt The attempt, counted from 1.
    /// @param explanation The guardian's words.
    event CancellationExplained(uint256 indexed epoch, uint256 attempt, string explanation);

    /// @notice Emitted when a pending root is cancelled. The epoch is open again as `attempt + 1`.
    /// @param epoch The epoch.
    /// @param attempt The attempt that ends, counted from 1.
    /// @param root The cancelled root.
    /// @param reason Why.
    /// @param supporters The slots of the validators that had agreed on it.
    /// @param by Who proved, cancelled, or cast the deciding veto.
    event RootCancelled(
        uint256 indexed epoch,
        uint256 attempt,
        bytes32 root,
        CancelReason reason,
        uint256 supporters,
        address by
    );

    /// @notice Emitted when a root becomes active: claimable, for ever.
    /// @param epoch The epoch.
    /// @param root The root.
    /// @param totalCumulative The sum of its leaves, in wei.
    /// @param emission What the epoch added and the reserve paid, in wei.
    /// @param reportHash The digest of the report that won.
    /// @param supporters The slots of the validators that agreed on it and are still eligible: they are paid for it
    /// with the next epoch.
    event RootActivated(
        uint256 indexed epoch,
        bytes32 root,
        uint256 totalCumulative,
        uint256 emission,
        bytes32 reportHash,
        uint256 supporters
    );

    /// @notice Emitted when an epoch that can never be reported, or is stranded, is settled without a root.
    /// @param epoch The epoch.
    /// @param revealed The slots of the eligible validators that revealed a score file.
    /// @param active N, the number of validators active at the epoch's end.
    event EpochSkipped(uint256 indexed epoch, uint256 revealed, uint256 active);

    /// @notice Emitted when governance gives up an epoch on which the validators cannot agree.
    /// @param epoch The epoch.
    event EpochAbandoned(uint256 indexed epoch);

    /// @notice Emitted when an account is paid.
    /// @param epoch The epoch of the root that was claimed against.
    /// @param account Who was paid.
    /// @param amount What was paid, in wei.
    /// @param cumulative What the account has been paid in total, in wei.
    event Claimed(uint256 indexed epoch, address indexed account, uint256 amount, uint256 cumulative);

    /// @notice Emitted when a claim succeeded but the delegation that came with it did not.
    /// @param account Who was paid.
    /// @param delegatee Who should have received the voting power.
    event DelegationFailed(address indexed account, address delegatee);

    /// @notice Emitted when an account decides who may claim for it.
    /// @param account The account.
    /// @param optedOut True when only the account itself may claim.
    event ClaimOptOutChanged(address indexed account, bool optedOut);

    /// @notice Thrown by the constructor when an address is zero.
    error RewardDistributorZeroAddress();

    /// @notice Thrown when an epoch is reported or settled out of order.
    /// @param epoch The refused epoch.
    /// @param nextEpoch The only epoch possible now.
    error RewardDistributorEpochNotNext(uint256 epoch, uint256 nextEpoch);

    /// @notice Thrown when an epoch is reported or given up before its score files are complete.
    /// @param epoch The refused epoch.
    /// @param revealEndsAt From when it is possible, in unix seconds.
    error RewardDistributorRevealOpen(uint256 epoch, uint48 revealEndsAt);

    /// @notice Thrown when an epoch is reported or given up while one of its roots is pending.
    /// @param epoch The epoch.
    /// @param root The pending root.
    error RewardDistributorRootPending(uint256 epoch, bytes32 root);

    /// @notice Thrown when there is no pending root for an epoch.
    /// @param epoch The epoch asked for, or the next epoch when none was named.
    error RewardDistributorNoPendingRoot(uint256 epoch);

    /// @notice Thrown when a validator confirms another report than the pending one.
    /// @param reportHash The digest it named.
    /// @param pending The digest of the pending report.
    error RewardDistributorDifferentReport(bytes32 reportHash, bytes32 pending);

    /// @notice Thrown when the caller was not active at the epoch's end, or was ejected since.
    /// @param caller Who called.
    /// @param epoch The epoch.
    error RewardDistributorNotEligible(address caller, uint256 epoch);

    /// @notice Thrown when a validator votes on an epoch for which it revealed no scores: who did not work cannot copy.
    /// @param caller Who called.
    /// @param epoch The epoch.
    error RewardDistributorNotRevealed(address caller, uint256 epoch);

    /// @notice Thrown when too few validators were active at the epoch's end to agree on anything.
    /// @param active N, the number of active validators.
    /// @param minimum The fewest allowed.
    error RewardDistributorTooFewValidators(uint256 active, uint256 minimum);

    /// @notice Thrown when a report has no root.
    error RewardDistributorZeroRoot();

    /// @notice Thrown when a report has too few leaves for a proof to have a sibling.
    /// @param leafCount The refused number.
    /// @param minimum The fewest allowed.
    error RewardDistributorTooFewLeaves(uint32 leafCount, uint32 minimum);

    /// @notice Thrown when a report does not build on the last active root.
    /// @param prevRoot The refused root.
    /// @param expected The last active root, or 0 before the first.
    error RewardDistributorWrongPreviousRoot(bytes32 prevRoot, bytes32 expected);

    /// @notice Thrown when a report follows another ruleset than the epoch's.
    /// @param rulesetHash The refused hash.
    /// @param expected The hash of the epoch's ruleset.
    error RewardDistributorWrongRuleset(bytes32 rulesetHash, bytes32 expected);

    /// @notice Thrown when a report would take back what was earned.
    /// @param totalCumulative The refused sum, in wei.
    /// @param minimum The sum of the last active root, in wei.
    error RewardDistributorTotalDecreased(uint256 totalCumulative, uint256 minimum);

    /// @notice Thrown when a report pays more than the epoch may.
    /// @param emission What the report adds, in wei.
    /// @param budget The most it may add, in wei.
    error RewardDistributorOverBudget(uint256 emission, uint256 budget);

    /// @notice Thrown when a report uses a score file that no eligible validator revealed.
    /// @param filesBitmap The refused slots.
    /// @param revealed The slots of the eligible validators that revealed a score file.
    error RewardDistributorFileNotRevealed(uint256 filesBitmap, uint256 revealed);

    /// @notice Thrown when a report uses too few score files.
    /// @param files The number of files used.
    /// @param required The quorum.
    error RewardDistributorTooFewFiles(uint256 files, uint256 required);

    /// @notice Thrown when the guardian has cancelled as many roots of an epoch as it may.
    /// @param epoch The epoch.
    /// @param maximum The most it may cancel.
    error RewardDistributorGuardianSpent(uint256 epoch, uint256 maximum);

    /// @notice Thrown when a text is empty or too long.
    /// @param length Its length, in bytes.
    /// @param maximum The most allowed, in bytes.
    error RewardDistributorTextLengthOutOfBounds(uint256 length, uint256 maximum);

    /// @notice Thrown when a validator repeats the vote it has.
    /// @param validator Who voted.
    /// @param reportHash The digest it voted for already.
    error RewardDistributorAlreadyVoted(address validator, bytes32 reportHash);

    /// @notice Thrown when a validator objects twice to one pending root.
    /// @param validator Who objected.
    /// @param epoch The epoch.
    error RewardDistributorAlreadyVetoed(address validator, uint256 epoch);

    /// @notice Thrown when a fraud proof shows no decrease.
    /// @param activeAmount The amount in the active root, in wei.
    /// @param pendingAmount The amount in the pending root, in wei.
    error RewardDistributorNoDecrease(uint256 activeAmount, uint256 pendingAmount);

    /// @notice Thrown when a fraud proof shows one leaf twice.
    /// @param amount The amount of both, in wei.
    error RewardDistributorNoDuplicate(uint256 amount);

    /// @notice Thrown when the activation delay has not passed.
    /// @param epoch The epoch.
    /// @param activatesAt When it has, in unix seconds.
    error RewardDistributorTooEarly(uint256 epoch, uint48 activatesAt);

    /// @notice Thrown when an epoch cannot be skipped because it can be reported and is not stranded.
    /// @param epoch The epoch.
    /// @param files The number of usable score files.
    /// @param required The quorum they reach.
    error RewardDistributorEpochReportable(uint256 epoch, uint256 files, uint256 required);

    /// @notice Thrown when an epoch has no active root.
    /// @param epoch The epoch.
    error RewardDistributorRootNotActive(uint256 epoch);

    /// @notice Thrown when a leaf and its proof do not lead to the root, or when the proof is empty.
    /// @param root The root.
    /// @param account The account of the leaf.
    /// @param cumulative The amount of the leaf, in wei.
    error RewardDistributorInvalidProof(bytes32 root, address account, uint256 cumulative);

    /// @notice Thrown when the account was paid as much already.
    /// @param account The account.
    /// @param cumulative The amount of the leaf, in wei.
    /// @param claimed What was paid already, in wei.
    error RewardDistributorNothingToClaim(address account, uint256 cumulative, uint256 claimed);

    /// @notice Thrown when somebody else claims for an account that does not want it.
    /// @param account The account.
    /// @param caller Who called.
    error RewardDistributorClaimOptedOut(address account, address caller);

    /// @notice Thrown when a batch is too long.
    /// @param count The number of claims.
    /// @param maximum The most allowed.
    error RewardDistributorTooManyClaims(uint256 count, uint256 maximum);

    /// @notice Votes for a report of the next epoch. A validator may vote again, for another report, until a root is
    /// pending; only its last vote counts. The vote that completes a quorum makes the root pending.
    /// @dev Emits {RootSubmitted} and, upon quorum, {RootProposed}. Quorum is ⌊2N/3⌋ + 1 equal votes of eligible
    /// validators, counted at each vote: an ejected validator's earlier vote is not counted any more.
    ///
    /// Requirements:
    /// - `epoch` is the next one to settle, else {RewardDistributorEpochNotNext}; its reveal window has closed, else
    ///   {RewardDistributorRevealOpen}; it has no pending root, else {RewardDistributorRootPending}.
    /// - The caller is eligible, else {RewardDistributorNotEligible}, and revealed scores for the epoch, else
    ///   {RewardDistributorNotRevealed}; N is at least 4, else
    ///   {RewardDistributorTooFewValidators}.
    /// - `uri` has 1…256 bytes, else {RewardDistributorTextLengthOutOfBounds}.
    /// - The root is not 0, else {RewardDistributorZeroRoot}; there are at least 2 leaves, else
    ///   {RewardDistributorTooFewLeaves}.
    /// - `prevRoot` is the last active root, else {RewardDistributorWrongPreviousRoot}; `rulesetHash` is the epoch's,
    ///   else {RewardDistributorWrongRuleset}.
    /// - The total did not shrink, else {RewardDistributorTotalDecreased}, and grew by at most the epoch's budget, else
    ///   {RewardDistributorOverBudget}.
    /// - Every file used was revealed by an eligible validator, else {RewardDistributorFileNotRevealed}, and a quorum
    ///   of them is used, else {RewardDistributorTooFewFiles}.
    /// - The caller's vote changes, else {RewardDistributorAlreadyVoted}.
    /// @param epoch The epoch.
    /// @param report The report.
    /// @param uri Where the caller hosts the bundle.
    function submitRoot(uint256 epoch, Report calldata report, string calldata uri) external;

    /// @notice Adds the caller to the supporters of a root that reached quorum without it.
    /// @dev Changes nothing about the root or its activation time. It earns the validator its share: only supporters
    /// are paid. That it calculated anything itself is not proven by it. An earlier vote of the attempt is moved.
    ///
    /// Emits {RootConfirmed}.
    ///
    /// Requirements:
    /// - A root of `epoch` is pending, else {RewardDistributorNoPendingRoot}, and its digest is `digest`, else
    ///   {RewardDistributorDifferentReport}.
    /// - The caller is eligible, else {RewardDistributorNotEligible}, revealed scores for the epoch, else
    ///   {RewardDistributorNotRevealed}, and has not voted for it yet, else {RewardDistributorAlreadyVoted}.
    /// @param epoch The epoch.
    /// @param digest The digest of the report that the caller calculated, see {reportHash}.
    function confirmRoot(uint256 epoch, bytes32 digest) external;

    /// @notice Cancels the pending root by proving that an account has less in it than in an active root. Open to
    /// anyone.
    /// @dev Emits {RootCancelled}.
    ///
    /// Requirements:
    /// - A root is pending, else {RewardDistributorNoPendingRoot}.
    /// - `activeEpoch` has an active root, else {RewardDistributorRootNotActive}.
    /// - `pendingAmount` is less than `activeAmount`, else {RewardDistributorNoDecrease}.
    /// - Both proofs hold and have siblings, else {RewardDistributorInvalidProof}.
    /// @param activeEpoch The epoch of the active root.
    /// @param account The account.
    /// @param activeAmount Its amount in the active root, in wei.
    /// @param activeProof The siblings of its leaf in the active root.
    /// @param pendingAmount Its amount in the pending root, in wei.
    /// @param pendingProof The siblings of its leaf in the pending root.
    function proveDecrease(
        uint256 activeEpoch,
        address account,
        uint256 activeAmount,
        bytes32[] calldata activeProof,
        uint256 pendingAmount,
        bytes32[] calldata pendingProof
    ) external;

    /// @notice Cancels the pending root by proving that it holds two amounts for one account. Open to anyone.
    /// @dev Emits {RootCancelled}.
    ///
    /// Requirements:
    /// - A root is pending, else {RewardDistributorNoPendingRoot}.
    /// - The amounts differ, else {RewardDistributorNoDuplicate}.
    /// - Both proofs hold and have siblings, else {RewardDistributorInvalidProof}.
    /// @param account The account.
    /// @param amountA One amount, in wei.
    /// @param proofA The siblings of its leaf.
    /// @param amountB The other amount, in wei.
    /// @param proofB The siblings of its leaf.
    function proveDuplicate(
        address account,
        uint256 amountA,
        bytes32[] calldata proofA,
        uint256 amountB,
        bytes32[] calldata proofB
    ) external;

    /// @notice Objects to the pending root. More than a third of N, eligible ones only, cancel it.
    /// @dev Emits {RootVetoed} and, when it cancels, {RootCancelled}.
    ///
    /// Requirements:
    /// - A root of `epoch` is pending, else {RewardDistributorNoPendingRoot}.
    /// - The caller is eligible, else {RewardDistributorNotEligible}, and has not objected to this root, else
    ///   {RewardDistributorAlreadyVetoed}.
    /// @param epoch The epoch.
    function veto(uint256 epoch) external;

    /// @notice Cancels the pending root.
    /// @dev Emits {CancellationExplained} and {RootCancelled}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (GUARDIAN), else `AccessManagedUnauthorized`.
    /// - A root of `epoch` is pending, else {RewardDistributorNoPendingRoot}.
    /// - `explanation` has 1…256 bytes, else {RewardDistributorTextLengthOutOfBounds}.
    /// - Fewer than two roots of `epoch` were cancelled so, else {RewardDistributorGuardianSpent}: the guardian can
    ///   delay an epoch, not stop it.
    /// @param epoch The epoch.
    /// @param explanation Why, for the public.
    function cancelRoot(uint256 epoch, string calldata explanation) external;

    /// @notice Makes the pending root claimable, and pulls exactly what it adds from the reserve. Open to anyone.
    /// @dev Emits {RootActivated}. When so many of its supporters were ejected meanwhile that the others are no quorum,
    /// or so many that objected are eligible again that they are a veto, the root is cancelled instead, and
    /// {RootCancelled} is emitted.
    ///
    /// Requirements:
    /// - No pause is in force, else `ExpiringPausePaused`.
    /// - A root of `epoch` is pending, else {RewardDistributorNoPendingRoot}, and its delay has passed, else
    ///   {RewardDistributorTooEarly}.
    /// @param epoch The epoch.
    function activate(uint256 epoch) external;

    /// @notice Settles, without a root, an epoch that cannot be reported, or that is stranded. Open to anyone.
    /// @dev Emits {EpochSkipped}. What the reserve would have paid stays there. An epoch cannot be reported when
    /// {submitRoot} is impossible for every report: N is below 4, or fewer usable score files than the quorum were
    /// revealed. It is stranded when less than 1,000,000 $GPT was ever paid out and the reveal window of the next epoch
    /// has closed too: the validators disagree, or fewer than two accounts earned anything, and a vote to abandon the
    /// epoch may be out of everybody's reach.
    ///
    /// Requirements:
    /// - `epoch` is the next one to settle, else {RewardDistributorEpochNotNext}; its reveal window has closed, else
    ///   {RewardDistributorRevealOpen}; it has no pending root, else {RewardDistributorRootPending}.
    /// - It cannot be reported or is stranded, else {RewardDistributorEpochReportable}.
    /// @param epoch The epoch.
    function skipEpoch(uint256 epoch) external;

    /// @notice Settles, without a root, an epoch on which the validators cannot agree.
    /// @dev Emits {EpochAbandoned}. What the reserve would have paid stays there.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (ADMIN), else `AccessManagedUnauthorized`.
    /// - `epoch` is the next one to settle, else {RewardDistributorEpochNotNext}; its reveal window has closed, else
    ///   {RewardDistributorRevealOpen}; it has no pending root, else {RewardDistributorRootPending}.
    /// @param epoch The epoch.
    function abandonEpoch(uint256 epoch) external;

    /// @notice Pays `account` what it earned up to `epoch` and was not paid yet. Open to anyone unless the account
    /// opted out.
    /// @dev Emits {Claimed}. Claims against older roots stay possible and never pay anything twice.
    ///
    /// Requirements:
    /// - `epoch` has an active root, else {RewardDistributorRootNotActive}.
    /// - The proof holds and has siblings, else {RewardDistributorInvalidProof}.
    /// - The caller is `account`, or `account` did not opt out, else {RewardDistributorClaimOptedOut}.
    /// - `cumulative` is more than what was paid, else {RewardDistributorNothingToClaim}.
    /// @param epoch The epoch of the root.
    /// @param account Who is paid.
    /// @param cumulative The amount of its leaf, in wei.
    /// @param proof The siblings of its leaf, from the bottom up.
    function claim(uint256 epoch, address account, uint256 cumulative, bytes32[] calldata proof) external;

    /// @notice Claims a batch. Items with nothing to claim, and items of other accounts that opted out, are skipped,
    /// so that nobody can make a batch fail by claiming first.
    /// @dev Emits {Claimed} for each item that pays.
    ///
    /// Requirements:
    /// - There are at most 256 items, else {RewardDistributorTooManyClaims}.
    /// - The epoch of every item has an active root, else {RewardDistributorRootNotActive}, and every proof holds and
    ///   has siblings, else {RewardDistributorInvalidProof}.
    /// @param claims The items.
    function claimMany(Claim[] calldata claims) external;

    /// @notice Claims, then delegates voting power by signature. A delegation that fails, because the signature is
    /// wrong, expired or was used by somebody first, does not undo the claim.
    /// @dev Emits {Claimed} and, when the delegation fails, {DelegationFailed}. The requirements are those of {claim}.
    /// The delegation applies to whoever signed it, as it would in a call of the token by anyone.
    /// @param epoch The epoch of the root.
    /// @param account Who is paid.
    /// @param cumulative The amount of its leaf, in wei.
    /// @param proof The siblings of its leaf, from the bottom up.
    /// @param delegation The signed delegation.
    function claimAndDelegate(
        uint256 epoch,
        address account,
        uint256 cumulative,
        bytes32[] calldata proof,
        Delegation calldata delegation
    ) external;

    /// @notice Decides whether only the caller may claim for itself.
    /// @dev Emits {ClaimOptOutChanged}.
    /// @param optedOut True: only the caller. False: anyone, always paid to the caller.
    function setClaimOptOut(bool optedOut) external;

    /// @notice Returns the digest that validators agree on, as by EIP-712.
    /// @dev The domain is "ChatGPT Data Collective", version "1", of this chain and contract; the type is
    ///
    /// ```
    /// Report(uint256 epoch,uint256 attempt,bytes32 root,uint256 totalCumulative,uint32 leafCount,uint256 filesBitmap,
    ///        bytes32 inputsHash,bytes32 artifactHash,bytes32 rulesetHash,bytes32 prevRoot)
    /// ```
    ///
    /// without the line break and the spaces that indent it.
    /// @param epoch The epoch.
    /// @param attempt The attempt, counted from 1.
    /// @param report The report.
    /// @return The digest.
    function reportHash(uint256 epoch, uint256 attempt, Report calldata report) external view returns (bytes32);

    /// @notice Returns the attempt that an epoch is at.
    /// @param epoch The epoch.
    /// @return 1 plus the number of its roots that were cancelled.
    function attemptOf(uint256 epoch) external view returns (uint256);

    /// @notice Returns how many roots of an epoch the guardian cancelled.
    /// @param epoch The epoch.
    /// @return At most two.
    function guardianCancellationsOf(uint256 epoch) external view returns (uint256);

    /// @notice Returns a validator's live vote.
    /// @param epoch The epoch.
    /// @param attempt The attempt, counted from 1.
    /// @param validator The validator.
    /// @return The digest it voted for last, or 0.
    function voteOf(uint256 epoch, uint256 attempt, address validator) external view returns (bytes32);

    /// @notice Returns who votes for a report, eligible or not.
    /// @param digest The digest of the report.
    /// @return The slots of the validators whose live vote it is.
    function supportOf(bytes32 digest) external view returns (uint256);

    /// @notice Returns the pending root.
    /// @return The root, all zero when there is none.
    function pendingRoot() external view returns (PendingRoot memory);

    /// @notice Returns the active root of an epoch.
    /// @param epoch The epoch.
    /// @return The root, or 0 when it has none (yet).
    function rootOf(uint256 epoch) external view returns (bytes32);

    /// @notice Returns the latest epoch with an active root.
    /// @return The epoch, or 0 before the first.
    function lastActiveEpoch() external view returns (uint256);

    /// @notice Returns the sum of the leaves of the last active root, which is all that was ever pulled from the
    /// reserve.
    /// @return Wei.
    function totalCumulative() external view returns (uint256);

    /// @notice Returns what an account was paid so far.
    /// @param account The account.
    /// @return Wei.
    function claimedOf(address account) external view returns (uint256);

    /// @notice Tells whether only the account itself may claim for it.
    /// @param account The account.
    /// @return True when it opted out of being claimed for.
    function isClaimOptedOut(address account) external view returns (bool);
}

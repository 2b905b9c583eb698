import type { ContractName } from "../../../src/chain/deployment-record.ts";

/** Who takes part in the test of the matrix: people first, then every contract of the deployment. */
export const people = [
  "deployer",
  "validator",
  "idle",
  "ejected",
  "admitted",
  "leaving",
  "contributor",
  "proposer",
  "guardian",
  "foundation",
  "team",
  "stranger",
] as const;

/** Somebody who calls a function: a person, or a contract of the deployment. */
export type Actor = (typeof people)[number] | ContractName;

/** A group of functions with the same callers. */
export type Access = {
  /** Who may call, in words. */
  readonly who: string;
  /** The actors that may; without it everybody may, and `refusals` is not used. */
  readonly holders?: readonly Actor[];
  /** The errors with which everybody else is refused. */
  readonly refusals?: readonly string[];
};

/** Every kind of access there is. A function that fits none needs a new one, with the error that refuses the others. */
export const accesses = {
  view: { who: "everybody, reads only" },
  anyone: { who: "everybody (permissionless)" },
  own: { who: "everybody, over what is the caller's own" },
  signed: { who: "everybody who brings the owner's signature" },
  contributor: { who: "the owner of the contribution", holders: ["contributor"], refusals: ["DataRegistryNotOwner"] },
  foundation: { who: "the foundation", holders: ["foundation"], refusals: ["OwnableUnauthorizedAccount"] },
  team: { who: "the team", holders: ["team"], refusals: ["OwnableUnauthorizedAccount"] },
  threshold: {
    who: "whoever holds the proposal threshold in votes",
    holders: ["proposer"],
    refusals: ["GovernorInsufficientProposerVotes"],
  },
  admitted: {
    who: "an admitted validator",
    holders: ["admitted"],
    refusals: ["ValidatorRegistryUnexpectedStatus"],
  },
  active: {
    who: "an active validator",
    holders: ["validator", "idle", "ejected"],
    refusals: ["ValidatorRegistryUnexpectedStatus", "DatasetAccessNotActiveValidator"],
  },
  seated: {
    who: "an admitted or active validator",
    holders: ["validator", "idle", "ejected", "admitted"],
    refusals: ["ValidatorRegistryUnexpectedStatus"],
  },
  unbonding: {
    who: "a validator that left or was removed",
    holders: ["leaving"],
    refusals: ["ValidatorRegistryNotUnbonding"],
  },
  eligible: {
    who: "a validator active at the epoch's end and not ejected since",
    holders: ["validator", "idle"],
    refusals: ["ScoreCommitmentsNotEligible", "RewardDistributorNotEligible"],
  },
  committed: {
    who: "an eligible validator that committed scores",
    holders: ["validator"],
    refusals: ["ScoreCommitmentsNotCommitted"],
  },
  scored: {
    who: "an eligible validator that revealed scores",
    holders: ["validator"],
    refusals: ["RewardDistributorNotEligible", "RewardDistributorNotRevealed"],
  },
  validatorAdmin: {
    who: "VALIDATOR_ADMIN: the timelock",
    holders: ["timelock"],
    refusals: ["AccessManagedUnauthorized"],
  },
  guardian: {
    who: "GUARDIAN: the configured guardian and, by vote, the timelock",
    holders: ["guardian", "timelock"],
    refusals: ["AccessManagedUnauthorized"],
  },
  forwarded: {
    who: "whoever may make the forwarded call; tested with `registry.pause`, hence GUARDIAN",
    holders: ["guardian", "timelock"],
    refusals: ["AccessManagerUnauthorizedCall"],
  },
  rewardDistributor: {
    who: "REWARD_DISTRIBUTOR: the distributor",
    holders: ["distributor"],
    refusals: ["AccessManagedUnauthorized"],
  },
  admin: { who: "ADMIN: the timelock", holders: ["timelock"], refusals: ["AccessManagedUnauthorized"] },
  managerAdmin: {
    who: "ADMIN of the manager: the timelock",
    holders: ["timelock"],
    refusals: ["AccessManagerUnauthorizedAccount"],
  },
  authority: {
    who: "the manager, told by its ADMIN",
    holders: ["manager"],
    refusals: ["AccessManagedUnauthorized"],
  },
  timelockProposer: {
    who: "PROPOSER of the timelock: the governor",
    holders: ["governor"],
    refusals: ["AccessControlUnauthorizedAccount"],
  },
  timelockCanceller: {
    who: "CANCELLER of the timelock: the governor",
    holders: ["governor"],
    refusals: ["AccessControlUnauthorizedAccount"],
  },
  timelockExecutor: {
    who: "EXECUTOR of the timelock: the governor",
    holders: ["governor"],
    refusals: ["AccessControlUnauthorizedAccount"],
  },
  timelockAdmin: {
    who: "DEFAULT_ADMIN of the timelock: itself, by vote",
    holders: ["timelock"],
    refusals: ["AccessControlUnauthorizedAccount"],
  },
  timelockItself: {
    who: "the timelock itself, by vote",
    holders: ["timelock"],
    refusals: ["TimelockUnauthorizedCaller"],
  },
  vote: {
    who: "the timelock while it executes a vote",
    holders: ["timelock"],
    refusals: ["GovernorOnlyExecutor"],
  },
  governorGuardian: {
    who: "the governor's guardian; the proposer while pending; everybody once the proposer lost the threshold",
    holders: ["guardian"],
    refusals: ["GovernorUnableToCancel"],
  },
  never: {
    who: "nobody",
    holders: [],
    refusals: [
      "CollectiveGovernorTimelockFixed",
      "GovernorDisabledDeposit",
      "AccessManagerUnauthorizedCall",
      "AccessManagerNotScheduled",
      "AccessManagerUnauthorizedConsume",
      "(no reason)",
    ],
  },
} as const satisfies Record<string, Access>;

/** Functions by who may call them, separated by blanks; an overloaded one with its parameters. */
export type ContractMatrix = { readonly [Kind in keyof typeof accesses]?: string };

const vesting = {
  view: `CLIFF_SECONDS DURATION_SECONDS cliff duration end owner releasable() releasable(address) released()
    released(address) start vestedAmount(uint64) vestedAmount(address,uint64)`,
  anyone: "receive release() release(address)",
} as const;

/** Who may call which function of which contract. A function that stands nowhere, or twice, fails the test. */
export const accessMatrix = {
  token: {
    view: `CLOCK_MODE DOMAIN_SEPARATOR allowance balanceOf checkpoints clock decimals delegatedSupply delegates eip712Domain
      getPastDelegatedSupply getPastTotalSupply getPastVotes getVotes name nonces numCheckpoints symbol totalSupply`,
    own: "approve delegate transfer transferFrom",
    signed: "delegateBySig permit",
  },
  manager: {
    view: `ADMIN_ROLE PUBLIC_ROLE canCall expiration getAccess getNonce getRoleAdmin getRoleGrantDelay getRoleGuardian
      getSchedule getTargetAdminDelay getTargetFunctionRole hasRole hashOperation isTargetClosed minSetback`,
    own: "renounceRole",
    forwarded: "execute multicall",
    managerAdmin: `grantRole labelRole revokeRole setGrantDelay setRoleAdmin setRoleGuardian setTargetAdminDelay
      setTargetClosed setTargetFunctionRole updateAuthority`,
    never: "cancel consumeScheduledOp schedule",
  },
  timelock: {
    view: `CANCELLER_ROLE DEFAULT_ADMIN_ROLE EXECUTOR_ROLE MAX_DELAY MIN_DELAY PROPOSER_ROLE getMinDelay getOperationState
      getRoleAdmin getTimestamp hasRole hashOperation hashOperationBatch isOperation isOperationDone isOperationPending
      isOperationReady supportsInterface`,
    anyone: "onERC1155BatchReceived onERC1155Received onERC721Received receive",
    own: "renounceRole",
    timelockProposer: "schedule scheduleBatch",
    timelockCanceller: "cancel",
    timelockExecutor: "execute executeBatch",
    timelockAdmin: "grantRole revokeRole",
    timelockItself: "updateDelay",
  },
  governor: {
    view: `BALLOT_TYPEHASH CLOCK_MODE COUNTING_MODE EXTENDED_BALLOT_TYPEHASH clock eip712Domain getProposalId getVotes
      getVotesWithParams guardianExpiresAt hasVoted hashProposal lateQuorumVoteExtension latestProposalOf name
      nonces(address) nonces(address,uint192) proposalCount proposalDeadline proposalDetails proposalDetailsAt proposalEta
      proposalGuardian proposalNeedsQueuing proposalProposer proposalSnapshot proposalThreshold proposalVotes quorum
      quorumParameters state supportsInterface timelock token usedVotes version votingDelay votingPeriod`,
    anyone: `execute(uint256) execute(address[],uint256[],bytes[],bytes32) queue(uint256)
      queue(address[],uint256[],bytes[],bytes32)`,
    own: "castVote castVoteWithReason castVoteWithReasonAndParams",
    signed: "castVoteBySig castVoteWithReasonAndParamsBySig",
    threshold: "propose",
    governorGuardian: "cancel(uint256) cancel(address[],uint256[],bytes[],bytes32)",
    vote: `relay setLateQuorumVoteExtension setProposalGuardian setProposalThreshold setQuorumParameters setVotingDelay
      setVotingPeriod`,
    never: "onERC1155BatchReceived onERC1155Received onERC721Received receive updateTimelock",
  },
  schedule: {
    view: `MAX_ACTIVATION_DELAY MAX_EPOCH_LENGTH MAX_GENESIS_DELAY MAX_WINDOW MIN_ACTIVATION_DELAY MIN_EPOCH_LENGTH
      MIN_WINDOW activationDelay commitEndsAt currentEpoch endOf epochAt revealEndsAt schedule startOf`,
  },
  validators: {
    view: `MAX_ACTIVE MAX_AGE_RECIPIENT_LENGTH MAX_BOND MAX_ENDPOINT_LENGTH MAX_SLOTS MAX_UNBONDING_DELAY
      MIN_AGE_RECIPIENT_LENGTH MIN_UNBONDING_DELAY TOKEN TREASURY UNBONDING_DELAY activeBitmapAt activeCountAt authority
      bondOf bondRequired ejectedBitmap eligibleBitmapAt isActiveAt isConsumingScheduledOp isEligibleAt slotOf statusOf
      unbondingEndsAt validatorAt validatorCount`,
    admitted: "activate",
    active: "startLeaving",
    seated: "updateKeys",
    unbonding: "withdrawBond",
    validatorAdmin: "admit remove slash",
    admin: "setBondRequired",
    authority: "setAuthority",
  },
  commitments: {
    view: "MAX_URI_LENGTH SCHEDULE VALIDATORS commitmentOf hasRevealed revealedBitmap",
    eligible: "commitScores",
    committed: "revealScores",
  },
  reserve: {
    view: `MAX_EMISSION_BPS MAX_PURPOSE MAX_VALIDATOR_SHARE_BPS MIN_EMISSION_BPS SCHEDULE TOKEN authority budgetOf
      carriedRevenue isConsumingScheduledOp lastSettledEpoch parametersOf remaining revenueOf`,
    anyone: "depositRevenue fund",
    rewardDistributor: "release skip",
    admin: "setParameters",
    authority: "setAuthority",
  },
  distributor: {
    view: `COMMITMENTS GOVERNABLE_TOTAL MAX_CLAIMS MAX_GUARDIAN_CANCELLATIONS MAX_PAUSE MAX_TEXT_LENGTH MIN_LEAVES PAUSE_COOLDOWN RESERVE
      SCHEDULE TOKEN VALIDATORS attemptOf authority claimedOf eip712Domain guardianCancellationsOf isClaimOptedOut
      isConsumingScheduledOp lastActiveEpoch paused pausedUntil pendingRoot reportHash rootOf supportOf totalCumulative
      voteOf`,
    anyone: "activate claim claimAndDelegate claimMany proveDecrease proveDuplicate skipEpoch",
    own: "setClaimOptOut",
    scored: "confirmRoot submitRoot",
    eligible: "veto",
    guardian: "cancelRoot pause",
    admin: "abandonEpoch unpause",
    authority: "setAuthority",
  },
  registry: {
    view: `COMMERCIAL_ANALYTICS EVALUATION JOURNALING_TOOLS MAX_PAUSE MAX_URI_LENGTH MEMORY_ANALYSIS_TOOLS PAUSE_COOLDOWN
      REFLECTION_TOOLS RESEARCH TRAINING authority contributionCount contributionIdOf contributionOf eip712Domain
      hasConsent isConsumingScheduledOp nonces paused pausedUntil`,
    own: "cancelSignatures contribute",
    signed: "contributeBySig removeBySig setConsentBySig updateBySig",
    contributor: "remove setConsent update",
    guardian: "pause",
    admin: "unpause",
    authority: "setAuthority",
  },
  tools: {
    view: `MAX_NAME_LENGTH MAX_PURPOSE MAX_URI_LENGTH allows authority definedPurposes isConsumingScheduledOp toolIdOf
      toolOf`,
    admin: "approveTool definePurpose withdrawTool",
    authority: "setAuthority",
  },
  access: {
    view: `MAX_ANONYMITY_FLOOR MAX_BATCH MAX_COOLING_OFF MAX_DURATION MAX_KEY_LENGTH MAX_PAUSE MIN_ANONYMITY_FLOOR
      MIN_COOLING_OFF MIN_DURATION PAUSE_COOLDOWN REGISTRY RESERVE TOKEN TOOLS VALIDATORS anonymityFloor authority
      canAccess coolingOff grantCount grantOf isConsumingScheduledOp isUsable paused pausedUntil`,
    anyone: "fund",
    active: "recordAccess",
    guardian: "pause revoke",
    admin: "createGrant setAnonymityFloor setCoolingOff unpause",
    authority: "setAuthority",
  },
  foundationVesting: { ...vesting, foundation: "renounceOwnership transferOwnership" },
  teamVesting: { ...vesting, team: "renounceOwnership transferOwnership" },
} as const satisfies Record<ContractName, ContractMatrix>;

/** A row of the matrix: one function of one contract. */
export type Row = { readonly contract: ContractName; readonly access: keyof typeof accesses; readonly name: string };

/** The matrix, one row per function. */
export const rows: readonly Row[] = Object.entries(accessMatrix).flatMap(([contract, groups]) =>
  Object.entries(groups).flatMap(([access, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => ({ contract, access, name }) as Row),
  ),
);

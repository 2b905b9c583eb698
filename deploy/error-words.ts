/** What a contract's error means to somebody who deploys, and what to do next. */
export type ErrorWords = { readonly words: string; readonly next: string };

const CHECK_CONFIG = "Correct deploy/config and run the command again; nothing of this step was done.";
const WRONG_ACCOUNT = "Use the account that began the deployment (DEPLOYER_PRIVATE_KEY); others have no power over it.";

const say = (words: string, next = CHECK_CONFIG): ErrorWords => ({ words, next });

/** Every error that a step of the deployment can end with, by its name; a test compares the names with the ABIs. */
const words: Readonly<Record<string, ErrorWords>> = {
  EpochScheduleGenesisOutOfBounds: say("Epoch 1 begins too far in the future, or at no time at all."),
  EpochScheduleEpochLengthOutOfBounds: say("An epoch is too short or too long."),
  EpochScheduleCommitWindowOutOfBounds: say("The time to commit scores is too short or too long."),
  EpochScheduleRevealWindowOutOfBounds: say("The time to reveal scores is too short or too long."),
  EpochScheduleActivationDelayOutOfBounds: say("The wait before a root is activated is too short or too long."),
  EpochScheduleWindowsExceedEpoch: say("Committing and revealing take longer than an epoch."),
  CollectiveGovernorOutOfBounds: say("A setting of the governor is outside of its bounds."),
  CollectiveGovernorZeroGuardian: say("The guardian is the zero address."),
  CollectiveGovernorClockMismatch: say(
    "Token and governor do not count the same time.",
    "Deploy the contracts of one commit together.",
  ),
  CollectiveTimelockDelayOutOfBounds: say("The timelock's delay is outside of its bounds."),
  GovernorPreventLateQuorumVoteExtensionTooLarge: say("The late-quorum extension is longer than the voting period."),
  GovernorInvalidVotingPeriod: say("The voting period is zero."),
  ValidatorRegistryZeroAddress: say("The registry of validators was given a zero address."),
  ValidatorRegistryUnbondingDelayOutOfBounds: say("The time until a bond is free is too short or too long."),
  ValidatorRegistryBondTooLarge: say("The bond is larger than allowed."),
  ValidatorRegistryUnexpectedStatus: say("A validator is admitted who already was."),
  ValidatorRegistryAgeRecipientLengthOutOfBounds: say("A validator's age recipient is too short or too long."),
  ValidatorRegistryNotAnAgeRecipient: say("A validator's age recipient does not start with age1."),
  ValidatorRegistryEndpointTooLong: say("A validator's endpoint is too long."),
  ValidatorRegistrySlotsExhausted: say("There are more validators than slots."),
  ScoreCommitmentsZeroAddress: say("The commitments were given a zero address."),
  RewardReserveZeroAddress: say("The reserve was given a zero address."),
  RewardReserveZeroAmount: say("The reserve was given nothing."),
  RewardReserveAmountTooLarge: say("The reserve was given more than there is of any token."),
  RewardReserveEmissionOutOfBounds: say("The share emitted per epoch is too small or too large."),
  RewardReserveValidatorShareTooLarge: say("The validators' share is too large."),
  RewardReserveZeroRewardCap: say("The most that a unit can earn is zero."),
  RewardReserveZeroRuleset: say("No ruleset is named."),
  RewardDistributorZeroAddress: say("The distributor was given a zero address."),
  DatasetAccessZeroAddress: say("The access to the dataset was given a zero address."),
  DatasetAccessCoolingOffOutOfBounds: say("The cooling-off period of grants is too short or too long."),
  DatasetAccessAnonymityFloorOutOfBounds: say(
    "The fewest contributors that a grant must reach are too few or too many.",
  ),
  OwnableInvalidOwner: say("A vesting wallet was given no beneficiary."),
  ERC20InvalidReceiver: say("A share of the supply would go to the zero address."),
  ERC20InsufficientBalance: say("The deployer no longer holds the contributors' share.", WRONG_ACCOUNT),
  ERC20InsufficientAllowance: say("The reserve may not draw the contributors' share.", WRONG_ACCOUNT),
  AccessManagerInvalidInitialAdmin: say("The manager was given no administrator."),
  AccessManagerUnauthorizedAccount: say("This account may not administer the manager.", WRONG_ACCOUNT),
  AccessManagerLockedRole: say("A role that cannot be changed was to be changed.", "Report this: it is a bug."),
  AccessManagerBadConfirmation: say("A role was to be given up in another account's name.", WRONG_ACCOUNT),
  AccessManagedUnauthorized: say("This account may not call this function.", WRONG_ACCOUNT),
  AccessControlUnauthorizedAccount: say("This account may not administer the timelock.", WRONG_ACCOUNT),
  AccessControlBadConfirmation: say("A role was to be given up in another account's name.", WRONG_ACCOUNT),
};

/** The names of the errors that have words of their own. */
export const explainedErrors: readonly string[] = Object.keys(words);

/** What the error of this name means; for one without words of its own, that it is none of the expected ones. */
export function wordsFor(error: string): ErrorWords {
  if (Object.hasOwn(words, error)) return words[error] ?? say("");
  return say(
    "A contract refused this step for a reason that no deployment should meet.",
    "Look the error up in contracts/interfaces; do not use a deployment that the check does not call whole.",
  );
}

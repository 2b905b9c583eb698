import { InvalidInputError } from "../src/primitives/errors.ts";

/** What Ignition says of each step that was begun otherwise, by the step's id. */
type Differences = Readonly<Record<string, readonly string[]>>;

const DEPLOYER = "the deployer's account";

/** Which fields of the configuration each step's arguments come from, by the step's name and the argument's index. */
const origins: Readonly<Record<string, string>> = {
  "AccessManager 0": DEPLOYER,
  "CollectiveTimelock 0": "timelockDelay",
  "CollectiveTimelock 3": DEPLOYER,
  "FoundationVesting 0": "foundation",
  "FoundationVesting 1": "genesis",
  "TeamVesting 0": "team",
  "TeamVesting 1": "genesis",
  "GPTToken 0": DEPLOYER,
  "EpochSchedule 0": "genesis or a field of schedule",
  "ValidatorRegistry 3": "validators.bond",
  "ValidatorRegistry 4": "validators.unbondingDelay",
  "RewardReserve 3": "a field of rewards, or the ruleset of the scores",
  "CollectiveGovernor 2": "guardian or a field of governor",
  "DatasetAccess 2": "access.coolingOff",
  "DatasetAccess 3": "access.anonymityFloor",
  "GrantGUARDIANToguardian 1": "guardian",
  "LeaveManager 1": DEPLOYER,
  "LeaveTimelock 1": DEPLOYER,
};
const validatorFields = ["account", "ageRecipient", "endpoint"];

/**
 * Why a deployment cannot go on with what it would be made from now: another account sends, or which fields of the
 * configuration, or which contracts, are no longer what they were.
 */
export function explainChange(differences: Differences): InvalidInputError {
  const texts = Object.values(differences).flat();
  const [, before, now] = texts.flatMap((text) => /^From account .* from (0x\w+) to (0x\w+)/.exec(text) ?? []);
  if (before !== undefined && now !== undefined) {
    return new InvalidInputError("DEPLOY_CONFIG_CHANGED", `The deployment was begun by ${before}, not by ${now}.`, {
      hint: `Use the key of ${before} (DEPLOYER_PRIVATE_KEY); no other account can finish it.`,
    });
  }
  const changes = [...changedFields(differences)].map(([field, steps]) => `\n  ${field} (${steps.join(", ")})`);
  return new InvalidInputError(
    "DEPLOY_CONFIG_CHANGED",
    `The deployment that was begun differs from what would be deployed now in:${changes.join("")}`,
    { hint: "Undo the change in deploy/config or contracts; what is on the chain cannot be changed." },
  );
}

/** The same for steps, by their ids, that were begun and are no longer part of the deployment. */
export function explainMissing(steps: readonly string[]): InvalidInputError {
  return explainChange(
    Object.fromEntries(steps.map((step) => [step, ["This step was begun, and is no longer wanted"]])),
  );
}

/** The names of the steps that are affected, by what was changed. */
function changedFields(differences: Differences): ReadonlyMap<string, readonly string[]> {
  const changes = new Map<string, string[]>();
  for (const [id, texts] of Object.entries(differences)) {
    const step = id.replace(/^.*#/, "");
    for (const text of texts) {
      const field = fieldOf(step, text);
      changes.set(field, [...(changes.get(field) ?? []), step]);
    }
  }
  return changes;
}

function fieldOf(step: string, text: string): string {
  if (text.startsWith("Artifact bytecodes")) return "the contracts' code";
  const added = /^A dependency from .*#Admit(\d+) has been added/.exec(text)?.[1];
  if (added !== undefined) return `validators.genesis[${added}]`;
  const index = /^Argument at index (\d+) has been changed/.exec(text)?.[1];
  const validator = /^Admit(\d+)$/.exec(step)?.[1];
  if (validator !== undefined) {
    return [`validators.genesis[${validator}]`, validatorFields[Number(index)]].filter(Boolean).join(".");
  }
  return index === undefined ? text : (origins[`${step} ${index}`] ?? text);
}

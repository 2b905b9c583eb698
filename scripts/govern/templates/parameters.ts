import { account, amount, duration, showAmount, showDuration } from "../../../deploy/config/fields.ts";
import { blockAt } from "../../../src/chain/finality.ts";
import type { ProposalAction } from "../../../src/governance/proposal.ts";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import type { OpenDeployment } from "../../open-deployment.ts";
import { callTo, digits, hash, percent, template, type Template } from "./template.ts";

const span = duration([0, 400 * 86_400]).optional();
const gpt = amount([0n, 10n ** 26n]);

/** The parameters that the next epoch would have without a vote. */
async function rewardsNow({ collective }: OpenDeployment) {
  const { emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash } = await collective.reserve.parametersOf(
    (await collective.schedule.currentEpoch()) + 1n,
  );
  return {
    emissionBps: Number(emissionBps),
    validatorShareBps: Number(validatorShareBps),
    maxRewardPerUnit,
    rulesetHash,
  };
}

const setRewards = template(
  "Change how much an epoch pays; what is left out stays",
  {
    "emission?": "percent of the reserve per epoch, like 0.5",
    "validatorShare?": "percent of it for validators",
    "maxRewardPerUnit?": 'the most that a unit earns, like "1 GPT"',
  },
  { emission: percent.optional(), validatorShare: percent.optional(), maxRewardPerUnit: gpt.optional() },
  async (deployment, { emission, validatorShare, maxRewardPerUnit }) => {
    const now = await rewardsNow(deployment);
    const next = {
      ...now,
      ...(emission === undefined ? {} : { emissionBps: emission }),
      ...(validatorShare === undefined ? {} : { validatorShareBps: validatorShare }),
      ...(maxRewardPerUnit === undefined ? {} : { maxRewardPerUnit }),
    };
    requireChange([emission, validatorShare, maxRewardPerUnit]);
    return {
      title: "Change the rewards",
      actions: [callTo(deployment, "reserve", "setParameters", [next])],
      rows: [
        ["emission per epoch", `${now.emissionBps / 100} % → ${next.emissionBps / 100} %`],
        ["validators' share", `${now.validatorShareBps / 100} % → ${next.validatorShareBps / 100} %`],
        ["most per unit", `${showAmount(now.maxRewardPerUnit)} → ${showAmount(next.maxRewardPerUnit)}`],
      ],
    };
  },
);

const adoptRuleset = template(
  "Adopt another ruleset for scores, from the next epoch on",
  { ruleset: "its hash, as docs/scoring.md names it" },
  { ruleset: hash },
  async (deployment, { ruleset }) => {
    const now = await rewardsNow(deployment);
    return {
      title: "Adopt a ruleset",
      actions: [callTo(deployment, "reserve", "setParameters", [{ ...now, rulesetHash: ruleset }])],
      rows: [["ruleset", `${now.rulesetHash} → ${ruleset}`]],
    };
  },
);

const settings = {
  votingDelay: ["governor", "setVotingDelay"],
  votingPeriod: ["governor", "setVotingPeriod"],
  lateQuorumExtension: ["governor", "setLateQuorumVoteExtension"],
  timelockDelay: ["timelock", "updateDelay"],
  coolingOff: ["access", "setCoolingOff"],
  proposalThreshold: ["governor", "setProposalThreshold"],
  anonymityFloor: ["access", "setAnonymityFloor"],
  bond: ["validators", "setBondRequired"],
} as const;

const setParameters = template(
  "Change how votes are held, how grants begin, or what validators put up; what is left out stays",
  {
    "votingDelay?": 'before a vote opens, like "1 day"',
    "votingPeriod?": "how long it lasts",
    "lateQuorumExtension?": "how long it stays open after a late quorum",
    "timelockDelay?": "how long what is queued waits",
    "proposalThreshold?": 'votes that proposing needs, like "10000 GPT"',
    "quorumCap?": "most of the supply that a quorum can be, in percent",
    "quorumShare?": "percent of the delegated votes that a quorum is",
    "quorumFloor?": 'the least that it is, like "100000 GPT"',
    "coolingOff?": "before a new grant can be used",
    "anonymityFloor?": "how many contributors a grant must reach",
    "bond?": "what a new validator puts up",
  },
  {
    ...{ votingDelay: span, votingPeriod: span, lateQuorumExtension: span, timelockDelay: span, coolingOff: span },
    ...{ proposalThreshold: gpt.optional(), bond: gpt.optional(), anonymityFloor: digits(2 ** 32 - 1).optional() },
    ...{ quorumCap: percent.optional(), quorumShare: percent.optional(), quorumFloor: gpt.optional() },
  },
  async (deployment, { quorumCap, quorumShare, quorumFloor, ...simple }) => {
    const changes = Object.entries(simple).flatMap(([name, value]) =>
      value === undefined ? [] : [changeOf(deployment, name as keyof typeof settings, value)],
    );
    const quorum = { capBps: quorumCap, shareBps: quorumShare, floor: quorumFloor };
    if (Object.values(quorum).some((value) => value !== undefined)) {
      changes.push(await changeOfQuorum(deployment, quorum));
    }
    requireChange(changes.length === 0 ? [undefined] : changes);
    const ordered = await inOrder(deployment, changes, simple.votingPeriod, quorumFloor);
    return {
      title: "Change parameters",
      actions: ordered.map(({ action }) => action),
      rows: ordered.map(({ name, words }) => [name, words]),
    };
  },
);

type Change = { readonly name: string; readonly words: string; readonly action: ProposalAction };

function changeOf(deployment: OpenDeployment, name: keyof typeof settings, value: number | bigint): Change {
  const [target, setter] = settings[name];
  const spanOrCount = (count: number) => (name === "anonymityFloor" ? String(count) : showDuration(count));
  const words = typeof value === "bigint" ? showAmount(value) : spanOrCount(value);
  return { name, words, action: callTo(deployment, target, setter, [value]) };
}

async function changeOfQuorum(
  deployment: OpenDeployment,
  given: Readonly<{ capBps: number | undefined; shareBps: number | undefined; floor: bigint | undefined }>,
): Promise<Change> {
  const now = await deployment.collective.governor.quorumParameters();
  const capBps = given.capBps ?? Number(now.capBps);
  const shareBps = given.shareBps ?? Number(now.shareBps);
  const floor = given.floor ?? now.floor;
  const words = `${shareBps / 100} % of delegated votes, from ${showAmount(floor)} to ${capBps / 100} % of the supply`;
  const action = callTo(deployment, "governor", "setQuorumParameters", [{ capBps, shareBps, floor }]);
  return { name: "quorum", words, action };
}

/**
 * No vote may be extended by more than it lasts, and no threshold may exceed the quorum's floor, also not between two calls:
 * a period or a floor that rises goes first, one that falls goes last.
 */
async function inOrder(
  { collective: { governor } }: OpenDeployment,
  changes: readonly Change[],
  period: number | undefined,
  floor: bigint | undefined,
): Promise<readonly Change[]> {
  const goesLast = [
    ...(period !== undefined && BigInt(period) < (await governor.votingPeriod()) ? ["votingPeriod"] : []),
    ...(floor !== undefined && floor < (await governor.quorumParameters()).floor ? ["quorum"] : []),
  ];
  const place = ({ name }: Change) =>
    goesLast.includes(name) ? 2 : name === "votingPeriod" || name === "quorum" ? 0 : 1;
  return changes.toSorted((a, b) => place(a) - place(b));
}

const extendGuardian = template(
  "Give the guardian of proposals another term of two years, or appoint another one",
  { "guardian?": "the account; the sitting one unless told" },
  { guardian: account().optional() },
  async (deployment, { guardian }) => {
    const { governor } = deployment.collective;
    const { timestamp } = await blockAt(deployment.connection.ethers.provider, "latest");
    // Without its guardian's term the governor answers with nobody's account, which must not be appointed.
    if (guardian === undefined && Number(await governor.guardianExpiresAt()) <= timestamp) {
      throw new InvalidInputError("GOVERNANCE_NO_GUARDIAN", "The guardian's term is over: there is none to extend.", {
        hint: "Appoint one: guardian=0x….",
      });
    }
    const sitting = await governor.proposalGuardian();
    const next = guardian ?? sitting;
    return {
      title: guardian === undefined ? "Extend the guardian's term" : "Appoint a guardian",
      actions: [callTo(deployment, "governor", "setProposalGuardian", [next])],
      rows: [
        ["guardian", next],
        ["sitting one", sitting],
      ],
    };
  },
);

function requireChange(values: readonly unknown[]): void {
  if (values.some((value) => value !== undefined)) return;
  throw new InvalidInputError("SCRIPT_USAGE", "Nothing would change: give at least one field.", {
    hint: "npx hardhat govern draft lists the fields of each template.",
  });
}

/** Decisions about how the collective decides and pays. */
export const parameterTemplates: Readonly<Record<string, Template>> = {
  "set-rewards": setRewards,
  "adopt-ruleset": adoptRuleset,
  "set-parameters": setParameters,
  "extend-guardian": extendGuardian,
};

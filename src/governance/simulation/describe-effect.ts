import { contractInterfaces } from "../../chain/collective.ts";
import { contractNames } from "../../chain/deployment-record.ts";
import { contributionsInScope, countContributors } from "../../chain/grant-scope.ts";
import { plainText, type CallValue } from "../../chain/encode-call.ts";
import { formatGpt } from "../../primitives/format-gpt.ts";
import { toAddress, toHex32 } from "../../primitives/identifiers.ts";
import { formatMoment, formatSpan } from "../../primitives/time-words.ts";
import { showAccount } from "../address-book.ts";
import { managerRoles } from "./permission-changes.ts";
import type { Surroundings } from "./read-surroundings.ts";
import { purposeWords } from "./value-words.ts";

/** What is known when a call is made. */
export type Moment = {
  /** Unix seconds. */
  readonly executedAt: number;
  /** Seconds before a new grant can be used. */
  readonly coolingOff: number;
};

/** No supply comes near it; who writes so much means everything. */
const NO_LIMIT = 2n ** 96n - 1n;

type Values = Readonly<Record<string, CallValue>>;
type Sentence = (values: Values, around: Surroundings, moment: Moment) => string;

const text = (values: Values, name: string): string => plainText(values[name]);
const account = (values: Values, name: string, { book }: Surroundings) =>
  showAccount(book, toAddress(text(values, name)));
const roleName = (values: Values, name = "roleId"): string => managerRoles[text(values, name)] ?? text(values, name);
const gpt = (values: Values, name: string): string => {
  const wei = BigInt(text(values, name));
  return wei >= NO_LIMIT ? "any amount of GPT" : `${formatGpt(wei)} GPT`;
};
const span = (values: Values, name: string) => formatSpan(Number(text(values, name)));
/** The functions that selectors mean at one of our contracts; elsewhere the selectors themselves. */
const functionNames = (values: Values, { book }: Surroundings): string => {
  const contractName = contractNames.find((name) => name === book.get(toAddress(text(values, "target"))));
  const abi = contractName === undefined ? null : contractInterfaces[contractName];
  const selectors = values.selectors as readonly string[];
  return selectors.map((selector) => abi?.getFunction(selector)?.name ?? selector).join(", ");
};

/** What our functions do, by `contract.function`, in one sentence each. */
const sentences: Readonly<Record<string, Sentence>> = {
  "access.createGrant": ({ terms }, around, { executedAt, coolingOff }) => {
    const grant = terms as Values;
    const purpose = Number(grant.purpose);
    const active = around.contributions.filter(({ removed }) => !removed);
    const inScope = contributionsInScope(around.contributions, purpose);
    const startsAt = executedAt + coolingOff;
    const tool = around.tools.get(toHex32(text(grant, "toolId")))?.name ?? text(grant, "toolId");
    return (
      `Grants ${account(grant, "grantee", around)} access for ${around.purposes.get(purpose) ?? `purpose ${purpose}`} ` +
      `with tool ${tool} from ${formatMoment(startsAt)} until ${formatMoment(startsAt + Number(grant.duration))} ` +
      `for ${gpt(grant, "price")}; today ${inScope.length} contributions of ${countContributors(inScope)} contributors ` +
      `are in scope, ${active.length - inScope.length} are excluded by their owners' masks.`
    );
  },
  "access.revoke": (values, { grants, book }) => {
    const grant = grants.get(Number(text(values, "grantId")));
    const whose = grant === undefined ? "" : ` of ${showAccount(book, grant.grantee)}`;
    return `Revokes grant ${text(values, "grantId")}${whose}. What was handed out cannot be called back.`;
  },
  "access.setCoolingOff": (values) => `New grants can be used after ${span(values, "newCoolingOff")}.`,
  "access.setAnonymityFloor": (values) =>
    `No grant hands out keys for fewer than ${text(values, "newFloor")} contributors.`,
  "access.pause": () => "Pauses all access, until the pause expires by itself.",
  "access.unpause": () => "Ends the pause of access.",
  "registry.pause": () => "Pauses new contributions, until the pause expires by itself. Removal goes on.",
  "registry.unpause": () => "Ends the pause of the registry.",
  "distributor.pause": () => "Pauses new roots, until the pause expires by itself. Claims go on.",
  "distributor.unpause": () => "Ends the pause of new roots.",
  "distributor.abandonEpoch": (values) =>
    `Gives up the report of epoch ${text(values, "epoch")}: nobody is paid for it.`,
  "distributor.cancelRoot": (values) => `Cancels the pending root of epoch ${text(values, "epoch")}.`,
  "tools.definePurpose": (values) =>
    `Defines purpose ${text(values, "purpose")} as "${text(values, "name")}". Nobody's mask allows it until they say so.`,
  "tools.approveTool": (values, around) =>
    `Approves the tool "${text(values, "name")}" (${text(values, "uri")}, code ${text(values, "codeHash")}) ` +
    `for ${purposeWords(Number(text(values, "purposes")), around)}.`,
  "tools.withdrawTool": (values, { tools }) =>
    `Withdraws the tool ${tools.get(toHex32(text(values, "toolId")))?.name ?? text(values, "toolId")} for ever: ` +
    "every grant with it ends.",
  "reserve.setParameters": ({ parameters }) => {
    const next = parameters as Values;
    return (
      `From the next epoch on pays ${Number(next.emissionBps) / 100} % of the reserve per epoch, ` +
      `${Number(next.validatorShareBps) / 100} % of it to validators, at most ${gpt(next, "maxRewardPerUnit")} per unit, ` +
      `by the ruleset ${text(next, "rulesetHash")}.`
    );
  },
  "validators.admit": (values, around) =>
    `Admits ${account(values, "validator", around)} as a validator; it takes part once its bond is paid.`,
  "validators.remove": (values, around) => `Removes the validator ${account(values, "validator", around)}.`,
  "validators.slash": (values, around) =>
    `Takes ${gpt(values, "amount")} of the bond of ${account(values, "validator", around)} for the treasury.`,
  "validators.setBondRequired": (values) => `New validators need a bond of ${gpt(values, "newBond")}.`,
  "governor.setVotingDelay": (values) => `Voting opens ${span(values, "newVotingDelay")} after a proposal.`,
  "governor.setVotingPeriod": (values) => `Votes last ${span(values, "newVotingPeriod")}.`,
  "governor.setProposalThreshold": (values) => `Proposing needs votes of ${gpt(values, "newProposalThreshold")}.`,
  "governor.setLateQuorumVoteExtension": (values) =>
    `A vote stays open for ${span(values, "newVoteExtension")} after reaching its quorum.`,
  "governor.setQuorumParameters": ({ newParameters }) => {
    const next = newParameters as Values;
    return (
      `The quorum is ${Number(next.shareBps) / 100} % of the delegated votes, at least ${gpt(next, "floor")}, ` +
      `at most ${Number(next.capBps) / 100} % of the supply.`
    );
  },
  "governor.setProposalGuardian": (values, around) =>
    `Makes ${account(values, "newProposalGuardian", around)} guardian of proposals for two years: it can cancel any of them.`,
  "timelock.updateDelay": (values) => `What is queued waits for ${span(values, "newDelay")}.`,
  "token.transfer": (values, around) =>
    `Pays ${gpt(values, "value")} out of the treasury to ${account(values, "to", around)}.`,
  "token.approve": (values, around) =>
    `Lets ${account(values, "spender", around)} take ${gpt(values, "value")} out of the treasury.`,
  "token.delegate": (values, around) =>
    `Votes with the treasury's GPT through ${account(values, "delegatee", around)}.`,
  "manager.grantRole": (values, around) =>
    `Gives the role ${roleName(values)} of the manager to ${account(values, "account", around)}.`,
  "manager.revokeRole": (values, around) =>
    `Takes the role ${roleName(values)} of the manager from ${account(values, "account", around)}.`,
  "manager.labelRole": (values) => `Labels the role ${roleName(values)} of the manager "${text(values, "label")}".`,
  "manager.setRoleAdmin": (values) =>
    `Lets the role ${roleName(values, "admin")} give and take the role ${roleName(values)} of the manager.`,
  "manager.setRoleGuardian": (values) =>
    `Lets the role ${roleName(values, "guardian")} cancel what the role ${roleName(values)} of the manager schedules.`,
  "manager.setGrantDelay": (values) =>
    `Whoever is given the role ${roleName(values)} of the manager has it ${span(values, "newDelay")} later.`,
  "manager.setTargetFunctionRole": (values, around) =>
    `Lets the role ${roleName(values)} of the manager, and no other, call ${functionNames(values, around)} ` +
    `of ${account(values, "target", around)}.`,
  "manager.setTargetAdminDelay": (values, around) =>
    `Changes to who may call ${account(values, "target", around)} begin ${span(values, "newDelay")} later.`,
  "manager.setTargetClosed": (values, around) =>
    values.closed === true
      ? `Closes ${account(values, "target", around)}: nobody can call what only roles may call.`
      : `Opens ${account(values, "target", around)}: roles can call it again.`,
  "manager.updateAuthority": (values, around) =>
    `Hands ${account(values, "target", around)} over to ${account(values, "newAuthority", around)}: ` +
    "from then on that alone says who may call it.",
  "manager.execute": (values, around) => `Calls ${account(values, "target", around)} in the manager's name.`,
  "governor.relay": (values, around) => `Calls ${account(values, "target", around)} in the governor's name.`,
  "timelock.grantRole": (values, around) => `Gives a role of the timelock to ${account(values, "account", around)}.`,
  "timelock.revokeRole": (values, around) => `Takes a role of the timelock from ${account(values, "account", around)}.`,
};

/** What a call does, in one sentence; null for a function that has none. Words of others in it cannot steer a terminal. */
export function describeEffect(name: string, values: Values, around: Surroundings, moment: Moment): string | null {
  return sentences[name]?.(values, around, moment).replaceAll(/\p{C}/gu, " ") ?? null;
}

/** The functions that have a sentence, as `contract.function`. */
export const describedFunctions: readonly string[] = Object.keys(sentences);

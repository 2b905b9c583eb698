import { plainText, type CallValue } from "../../chain/encode-call.ts";
import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import { toAddress, type Address } from "../../primitives/identifiers.ts";
import { formatGpt } from "../../primitives/format-gpt.ts";
import { lookAlikeOf, showAccount } from "../address-book.ts";
import type { Surroundings } from "./read-surroundings.ts";
import type { TargetCode } from "../../chain/proposals/read-target-code.ts";
import { byGravity, type Finding, type ReportedCall, type SimulationReport } from "./report.ts";
import { allFrames, type CallFrame } from "./trace.ts";

/** Everything that findings are made of. */
export type Evidence = Omit<SimulationReport, "findings"> & { readonly frames: CallFrame | null };

type Look = (evidence: Evidence, around: Surroundings, record: DeploymentRecord) => Finding[];

const danger = (code: string, text: string): Finding => ({ severity: "danger", code, text });
const warning = (code: string, text: string): Finding => ({ severity: "warning", code, text });
const info = (code: string, text: string): Finding => ({ severity: "info", code, text });

/** More than this many hundredths of the treasury at once is worth a second look, or a third. */
const NOTABLE_HUNDREDTHS = 5n;
const GRAVE_HUNDREDTHS = 25n;

const looks: readonly Look[] = [
  refusal,
  unreadableCalls,
  wrappedCalls,
  targetCode,
  lookAlikes,
  permissions,
  unlimitedAmounts,
  treasury,
  treasuryVotes,
  guardianTerm,
  strangers,
  kindsOfCalls,
];

/** What a voter should know, the gravest first. */
export function findDangers(evidence: Evidence, around: Surroundings, record: DeploymentRecord): Finding[] {
  return byGravity(looks.flatMap((look) => look(evidence, around, record)));
}

function refusal({ refusal: reason }: Evidence): Finding[] {
  return reason === null ? [] : [danger("REVERTS", `It cannot be carried out: ${reason}`)];
}

function unreadableCalls({ calls }: Evidence): Finding[] {
  return calls.flatMap(({ number, function: name, calldata, contractName, isExact, target }) => {
    if (calldata === "0x") return [];
    if (contractName === null) {
      return [warning("UNKNOWN_TARGET", `Call ${number} goes to ${target}, which is no contract of the collective.`)];
    }
    if (name === null) {
      return [danger("UNREADABLE_CALL", `Call ${number}: ${contractName} has no function for its calldata.`)];
    }
    if (!isExact) return [danger("HIDDEN_BYTES", `Call ${number} carries bytes beside the arguments that are shown.`)];
    return [];
  });
}

/** Functions that make the call which their calldata holds: what it does is not among the proposal's own words. */
const wrappers = /^(?:governor\.relay|manager\.execute)\(/;

function wrappedCalls({ calls }: Evidence): Finding[] {
  return calls
    .filter((call) => wrappers.test(`${call.contractName ?? ""}.${call.function ?? ""}`))
    .map(({ number }) => danger("WRAPPED_CALL", `Call ${number} holds another call, which is not shown in words.`));
}

function targetCode({ calls, code }: Evidence): Finding[] {
  return code.flatMap((target): Finding[] => {
    const since = changedSince(target);
    if (since !== null) return [danger("CODE_CHANGED", `The code at ${target.address} is another one than ${since}.`)];
    const isCalled = calls.some((call) => call.target === target.address && call.calldata !== "0x");
    if (target.now !== null || !isCalled) return [];
    return [danger("TARGET_WITHOUT_CODE", `${target.address} has no code: calling it does nothing and looks done.`)];
  });
}

/** Since when a target has other code; null when it has not. */
export function changedSince({ now, atProposal, atDeployment }: TargetCode): string | null {
  if (atDeployment !== undefined && atDeployment !== now) return "when the collective was deployed";
  return atProposal !== undefined && atProposal !== now ? "when the proposal was made" : null;
}

function lookAlikes({ calls }: Evidence, { book }: Surroundings): Finding[] {
  const accounts = new Set<Address>();
  for (const { target, values } of calls) for (const account of [target, ...accountsIn(values)]) accounts.add(account);
  return [...accounts].flatMap((account) => {
    const known = lookAlikeOf(book, account);
    if (known === undefined) return [];
    return [danger("LOOK_ALIKE", `${account} looks like ${showAccount(book, known)} and is another account.`)];
  });
}

/** All accounts in the arguments of a call. */
function accountsIn(value: CallValue | Readonly<Record<string, CallValue>>): Address[] {
  if (typeof value === "string") return /^0x[0-9a-fA-F]{40}$/.test(value) ? [toAddress(value)] : [];
  if (typeof value === "boolean") return [];
  return Object.values(value).flatMap((inner: CallValue) => accountsIn(inner));
}

function permissions({ permissions: changes, calls }: Evidence): Finding[] {
  const among = calls.length > 1 ? `, among ${calls.length} calls` : "";
  return changes.map(({ text, isDangerous }) =>
    isDangerous ? danger("PERMISSION", `${text}${among}`) : warning("PERMISSION", `${text}${among}`),
  );
}

/** Amounts at which nobody is meant to arrive. */
function unlimitedAmounts({ calls }: Evidence, { totalSupply }: Surroundings): Finding[] {
  return calls.flatMap((call) => [
    ...amountsOf(call, ["price"]).flatMap((amount) =>
      amount > totalSupply
        ? [danger("UNLIMITED_PRICE", `Call ${call.number} sets a price above all GPT that there is.`)]
        : [],
    ),
    ...amountsOf(call, ["maxRewardPerUnit"]).flatMap((amount) =>
      amount > totalSupply
        ? [danger("UNLIMITED_REWARD", `Call ${call.number} lets a unit earn more than all GPT that there is.`)]
        : [],
    ),
    ...(call.contractName === "token" && call.function?.startsWith("approve(") === true
      ? [
          BigInt(plainText(call.values.value)) >= totalSupply
            ? danger(
                "UNLIMITED_ALLOWANCE",
                `Call ${call.number} lets somebody take everything in the treasury, for ever.`,
              )
            : warning("ALLOWANCE", `Call ${call.number} lets somebody take from the treasury later.`),
        ]
      : []),
  ]);
}

function amountsOf({ values }: ReportedCall, names: readonly string[]): bigint[] {
  const inside = (value: CallValue): bigint[] =>
    typeof value === "object" && !Array.isArray(value)
      ? Object.entries(value as Record<string, CallValue>).flatMap(([name, inner]) =>
          names.includes(name) && typeof inner === "string" ? [BigInt(inner)] : inside(inner),
        )
      : [];
  return inside(values);
}

function treasury({ transfers }: Evidence, around: Surroundings, { contracts }: DeploymentRecord): Finding[] {
  const spent = transfers
    .filter(({ token, from }) => token === "GPT" && from === contracts.timelock)
    .reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const coins = transfers.filter(({ token, from }) => token === "coin" && from === contracts.timelock);
  const words = `${formatGpt(spent)} of the treasury's ${formatGpt(around.treasury)} GPT are spent.`;
  return [
    ...(spent === 0n ? [] : [ofShare(spent, around.treasury)("TREASURY", words)]),
    ...coins.map(({ to, amountWei }) => warning("COINS", `${amountWei} wei of the chain's coin go to ${to}.`)),
  ];
}

/** The treasury's votes are more than everybody else's for years; whoever has them decides alone. */
function treasuryVotes({ events }: Evidence, { book }: Surroundings, { contracts }: DeploymentRecord): Finding[] {
  return events
    .filter(
      ({ contractName, name, values }) =>
        contractName === "token" &&
        name === "DelegateChanged" &&
        toAddress(plainText(values.delegator)) === contracts.timelock,
    )
    .map(({ values }) =>
      danger(
        "TREASURY_VOTES",
        `${showAccount(book, toAddress(plainText(values.toDelegate)))} votes with the treasury's GPT.`,
      ),
    );
}

function ofShare(spent: bigint, whole: bigint): typeof danger {
  if (spent * 100n > whole * GRAVE_HUNDREDTHS) return danger;
  return spent * 100n > whole * NOTABLE_HUNDREDTHS ? warning : info;
}

/** A guardian's term is two years, and only a vote can give it another one: that must not happen unnoticed. */
function guardianTerm({ events }: Evidence, around: Surroundings): Finding[] {
  return events
    .filter(({ name }) => name === "ProposalGuardianTermSet")
    .map(({ values }) => {
      const guardian = toAddress(plainText(values.guardian));
      const isSame = guardian === around.guardian;
      const whom = showAccount(around.book, guardian);
      return danger(
        isSame ? "GUARDIAN_EXTENDED" : "GUARDIAN_REPLACED",
        isSame
          ? `The guardian ${guardian} gets another two years in which it can cancel any proposal.`
          : `${whom} becomes guardian for two years and can cancel any proposal.`,
      );
    });
}

/** Contracts that are called on the way and are none of ours could do anything. */
function strangers({ frames, calls }: Evidence, around: Surroundings): Finding[] {
  if (frames === null) return [];
  const direct = new Set(calls.map(({ target }) => target));
  const met = new Set(allFrames(frames).flatMap(({ to, input }) => (to === null || input === "0x" ? [] : [to])));
  return [...met]
    .filter((account) => !direct.has(account) && !around.book.has(account) && !isPrecompile(account))
    .map((account) => warning("UNKNOWN_CONTRACT", `${account} is called on the way and is none of the collective's.`));
}

/** The first few accounts are the chain's own functions. */
function isPrecompile(account: Address): boolean {
  return BigInt(account) < 0x1_0000n;
}

function kindsOfCalls({ frames }: Evidence): Finding[] {
  if (frames === null) return [];
  return allFrames(frames).flatMap(({ kind, from, to }) => {
    if (kind === "DELEGATECALL" || kind === "CALLCODE") {
      return [danger("FOREIGN_CODE", `${from} runs the code of ${to ?? "nobody"} as if it were its own.`)];
    }
    if (kind === "SELFDESTRUCT") return [danger("SELF_DESTRUCTION", `${from} destroys itself.`)];
    if (kind.startsWith("CREATE"))
      return [warning("NEW_CONTRACT", `${from} makes a new contract, ${to ?? "unknown"}.`)];
    return [];
  });
}

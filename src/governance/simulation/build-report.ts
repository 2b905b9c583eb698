import { contractInterfaces } from "../../chain/collective.ts";
import { decodeCall } from "../../chain/decode-call.ts";
import { plainText } from "../../chain/encode-call.ts";
import { decodeEvent } from "../../chain/decode-event.ts";
import { contractNames, type ContractName, type DeploymentRecord } from "../../chain/deployment-record.ts";
import type { ProposalCall } from "../../chain/proposals/proposal-calls.ts";
import type { TargetCode } from "../../chain/proposals/read-target-code.ts";
import { wordsOfRevert } from "../../chain/send-transaction.ts";
import type { Hex } from "../../primitives/bytes.ts";
import { toAddress, type Address } from "../../primitives/identifiers.ts";
import { describeEffect, type Moment } from "./describe-effect.ts";
import { findDangers } from "./find-dangers.ts";
import { nameSlots, readPart, type KeyCandidates } from "./name-slots.ts";
import { permissionChanges } from "./permission-changes.ts";
import type { PlayedProposal } from "./play-proposal.ts";
import type { Surroundings } from "./read-surroundings.ts";
import type { ReportedCall, ReportedEvent, SimulationReport, StorageChange, Transfer } from "./report.ts";
import { toWord, type NamedPart, type Variable } from "./storage-layout.ts";
import { allFrames, type EmittedLog, type SlotChange } from "./trace.ts";
import { valueWords } from "./value-words.ts";

/** Everything that a report is made of. */
export type ReportInput = {
  readonly record: DeploymentRecord;
  readonly facts: Pick<
    SimulationReport,
    "network" | "chainId" | "block" | "proposalId" | "number" | "title" | "proposer" | "state"
  >;
  readonly calls: readonly ProposalCall[];
  readonly played: PlayedProposal;
  readonly around: Surroundings;
  readonly code: readonly TargetCode[];
  /** Seconds before a grant can be used, at the time of the simulation. */
  readonly coolingOff: number;
  readonly layouts: Readonly<Record<ContractName, readonly Variable[]>>;
};

/** Numbers that are often keys: grants, epochs, slots, purposes, roles. */
const SMALL_KEYS = 256;
/** A vote's worth of words; more would be tried for minutes. */
const MOST_WORDS = 400;

/** Puts what a proposal did on a copy of the chain into words. Pure. */
export function buildReport(input: ReportInput): SimulationReport {
  const { record, facts, played, around, code } = input;
  const nameOf = contractNamesOf(record);
  const moment = { executedAt: played.executedAt, coolingOff: input.coolingOff };
  const calls = wordCalls(input.calls, record, around, moment);
  const events = played.logs.map((log) => toReportedEvent(log, nameOf));
  const own = new Set(Object.values(record.contracts));
  const evidence = {
    format: "simulation-report-v1" as const,
    ...facts,
    executedAt: played.executedAt,
    refusal: refusalOf(played),
    gasUsed: played.gasUsed,
    calls,
    permissions: permissionChanges(events, around, own),
    transfers: transfersOf(events, played, record),
    storage: nameChanges(input, nameOf),
    events,
    code,
  };
  return { ...evidence, findings: findDangers({ ...evidence, frames: played.frames }, around, record) };
}

/** The calls of a proposal in words, as a report has them. */
export function wordCalls(
  calls: readonly ProposalCall[],
  record: DeploymentRecord,
  around: Surroundings,
  moment: Moment,
): ReportedCall[] {
  const nameOf = contractNamesOf(record);
  return calls.map((call, index) => toReportedCall(call, index + 1, nameOf, { around, moment }));
}

type NameOf = ReadonlyMap<Address, ContractName>;

function contractNamesOf({ contracts }: DeploymentRecord): NameOf {
  return new Map(contractNames.map((name) => [contracts[name], name]));
}

function refusalOf({ revertData, failedCall }: PlayedProposal): string | null {
  if (revertData === null) return null;
  const words = wordsOfRevert(revertData) ?? "it fails without saying why";
  const plain = words.replaceAll(/\p{C}/gu, " ");
  return failedCall === null ? plain : `call ${failedCall}: ${plain}`;
}

function toReportedCall(
  { target, value, calldata }: ProposalCall,
  number: number,
  nameOf: NameOf,
  { around, moment }: { readonly around: Surroundings; readonly moment: Moment },
): ReportedCall {
  const contractName = nameOf.get(target) ?? null;
  const common = { number, target, contractName, valueWei: value, calldata };
  const decoded = contractName === null ? null : decodeCall(contractInterfaces[contractName], calldata);
  if (contractName === null || decoded === null) {
    const effect = calldata === "0x" && value > 0n ? `Sends ${value} wei of the chain's coin to ${target}.` : null;
    return { ...common, function: null, values: {}, words: [], isExact: true, effect };
  }
  const { name, signature, values, isExact } = decoded;
  // What the token calls a value is an amount of $GPT; elsewhere it is the chain's coin.
  const unitOf = (argument: string) => (contractName === "token" && argument === "value" ? "amount" : argument);
  return {
    ...common,
    function: signature,
    values,
    words: Object.entries(values).map(([argument, each]) => [argument, valueWords(unitOf(argument), each, around)]),
    isExact,
    effect: describeEffect(`${contractName}.${name}`, values, around, moment),
  };
}

function toReportedEvent({ address, topics, data }: EmittedLog, nameOf: NameOf): ReportedEvent {
  const contractName = nameOf.get(address);
  // A foreign token that speaks like ours is read like ours.
  const abi = contractInterfaces[contractName ?? "token"];
  const decoded = decodeEvent(abi, { topics, data });
  return {
    address,
    contractName: contractName ?? address,
    name: decoded?.name ?? null,
    values: decoded?.values ?? { topics: topics.join(" "), data },
  };
}

function transfersOf(
  events: readonly ReportedEvent[],
  { frames }: PlayedProposal,
  { contracts }: DeploymentRecord,
): Transfer[] {
  const tokens = events
    .filter(({ name, values }) => name === "Transfer" && "value" in values)
    .map(({ address, values }): Transfer => {
      const [from, to] = [toAddress(plainText(values.from)), toAddress(plainText(values.to))];
      return {
        token: address === contracts.token ? "GPT" : address,
        from,
        to,
        amountWei: BigInt(plainText(values.value)),
      };
    });
  const coins = (frames === null ? [] : allFrames(frames)).flatMap(({ kind, from, to, valueWei }): Transfer[] =>
    kind === "CALL" && valueWei > 0n && to !== null ? [{ token: "coin", from, to, amountWei: valueWei }] : [],
  );
  return [...tokens, ...coins];
}

/** Only what people decide about: that a proposal was carried out shows in the governor's and the timelock's own books. */
const BOOKS = /^(?:_proposals|_timestamps|_governanceCall|_timelockIds)\b/;

function nameChanges({ played, layouts, calls, around }: ReportInput, nameOf: NameOf): StorageChange[] {
  const keys = candidates(calls, played, around);
  const namers = new Map<Address, ReturnType<typeof nameSlots>>();
  return played.changes.flatMap((change) => {
    const contractName = nameOf.get(change.address);
    if (contractName === undefined) return [unnamed(change, change.address)];
    const namer = namers.get(change.address) ?? nameSlots(layouts[contractName], keys);
    namers.set(change.address, namer);
    return partsOf(change, contractName, namer(change.slot));
  });
}

function partsOf(change: SlotChange, contractName: ContractName, named: readonly NamedPart[] | null): StorageChange[] {
  if (named === null) return [unnamed(change, contractName)];
  return named
    .filter(({ path }) => !BOOKS.test(path))
    .map(({ path: variable, part }) => {
      return { contractName, variable, before: readPart(change.before, part), after: readPart(change.after, part) };
    })
    .filter(({ before, after }) => before !== after);
}

function unnamed({ slot, before, after }: SlotChange, contractName: string): StorageChange {
  return { contractName, variable: `slot 0x${slot.toString(16)}`, before, after };
}

/** Words that were seen in calls and events, accounts that are known, and small numbers: what keys are made of. */
function candidates(
  calls: readonly ProposalCall[],
  { frames, logs }: PlayedProposal,
  { book }: Surroundings,
): KeyCandidates {
  const inner = new Map<Hex, string>();
  for (const account of book.keys()) inner.set(toWord(BigInt(account)), account);
  const seen = [
    ...calls.map(({ calldata }) => calldata),
    ...(frames === null ? [] : allFrames(frames).map(({ input }) => input)),
  ].map((data): string => data.slice(10));
  for (const log of logs) seen.push(...log.topics.map((topic) => topic.slice(2)), log.data.slice(2));
  for (const data of seen) {
    for (let at = 0; at + 64 <= data.length && inner.size < MOST_WORDS; at += 64) {
      const word: Hex = `0x${data.slice(at, at + 64)}`;
      inner.set(word, writtenKey(word));
    }
  }
  const outer = new Map(inner);
  for (let number = 0; number < SMALL_KEYS; number++) outer.set(toWord(BigInt(number)), String(number));
  return { outer, inner };
}

/** An account, a small number, a selector, or the word itself. */
function writtenKey(word: Hex): string {
  const value = BigInt(word);
  if (value < 2n ** 64n) return value.toString();
  if (value < 2n ** 160n) return `0x${word.slice(26)}`;
  return /^0x[0-9a-f]{8}0{56}$/.test(word) ? word.slice(0, 10) : word;
}

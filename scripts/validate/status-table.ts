import { formatGpt } from "../../src/primitives/format-gpt.ts";
import type { Duty } from "../../src/validator/next-duty.ts";
import { phaseEnd, phaseOf } from "../../src/validator/operator/epoch-phase.ts";
import type { EpochSight } from "../../src/validator/read-epoch-view.ts";

/** What is known of a validator and of its node. */
export type ValidatorSituation = {
  readonly validator: string;
  readonly status: string;
  readonly sight: EpochSight;
  readonly duty: Duty;
  /** The epoch that runs now: all between it and the sight's are late. */
  readonly running: number;
  readonly files: { readonly revealed: number; readonly required: number };
  readonly coins: string;
  readonly bondWei: bigint;
  readonly gptWei: bigint;
  /** What the node on this machine says of itself; null when nothing answers. */
  readonly node: { readonly reason: string; readonly code: string | null; readonly lag: number | null } | null;
};

/** The rows of `validate status`, at most 80 columns wide. */
export function statusRows(found: ValidatorSituation): [name: string, value: string][] {
  const { sight, duty, node } = found;
  const { view, epoch, attempt } = sight;
  const end = phaseEnd(view);
  const late = Math.max(0, found.running - 1 - epoch);
  const mine = [
    view.committed ? "scores committed" : "no scores committed",
    ...(view.committed ? [view.revealed ? "revealed" : "not revealed"] : []),
    ...(view.voted ? ["voted"] : []),
  ];
  const required = Number.isFinite(found.files.required) ? ` of ${found.files.required} needed` : "";
  return [
    ["validator", found.validator],
    ["seat", `${found.status}, bond ${formatGpt(found.bondWei)} $GPT`],
    ["balance", `${found.coins} coins, ${formatGpt(found.gptWei)} $GPT`],
    ["epoch", `${epoch}, attempt ${attempt}, ${phaseOf(view)}${late > 0 ? `; ${late} more are over` : ""}`],
    ["mine", mine.join(", ")],
    ["others", `${found.files.revealed} score files revealed${required}`],
    ["deadline", end === null ? "none: the votes of others end this phase" : showDeadline(end, view.now)],
    ["next", showDuty(duty, view.now)],
    ["node", node === null ? "nothing answers at VALIDATOR_HTTP" : showNode(node)],
  ];
}

/** A moment, and how far away it is. */
export function showDeadline(at: number, now: number): string {
  const moment = new Date(at * 1_000).toISOString().replace("T", " ").replace(".000Z", " UTC");
  return `${moment}, ${at >= now ? `in ${showDuration(at - now)}` : `${showDuration(now - at)} ago`}`;
}

function showDuty(duty: Duty, now: number): string {
  if (duty.kind !== "wait") return duty.kind;
  return duty.until === null ? "wait for others" : `wait for ${showDuration(Math.max(0, duty.until - now))}`;
}

function showNode({ reason, code, lag }: NonNullable<ValidatorSituation["node"]>): string {
  return [reason, ...(code === null ? [] : [code]), ...(lag === null ? [] : [`${lag} epochs behind`])].join(", ");
}

/** The two largest units of a time: `2 d 4 h`, `35 s`. */
export function showDuration(seconds: number): string {
  const units = [
    [86_400, "d"],
    [3_600, "h"],
    [60, "min"],
    [1, "s"],
  ] as const;
  const first = units.findIndex(([size]) => seconds >= size);
  if (first === -1) return "0 s";
  let rest = seconds;
  const parts = units.slice(first, first + 2).map(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? "" : `${count} ${unit}`;
  });
  return parts.filter((part) => part !== "").join(" ");
}

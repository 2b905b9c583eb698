import type { CallValue } from "../../chain/encode-call.ts";
import { formatGpt } from "../../primitives/format-gpt.ts";
import { toAddress, toHex32 } from "../../primitives/identifiers.ts";
import { formatMoment, formatSpan } from "../../primitives/time-words.ts";
import { showAccount } from "../address-book.ts";
import type { Surroundings } from "./read-surroundings.ts";

/** What the arguments of our contracts and of OpenZeppelin's count, by their names. */
const wei = /^(?:price|amount|bond|newBond|floor|maxRewardPerUnit|newProposalThreshold|proposalThreshold)$/;
const seconds =
  /^(?:duration|newVotingDelay|newVotingPeriod|newVoteExtension|newDelay|newCoolingOff|delay|executionDelay|newSetback)$/;
/** Unix seconds of our age, and of the next three thousand years. */
const [FIRST_MOMENT, LAST_MOMENT] = [1e9, 1e11];
const moments = /(?:At|Until|until|[eE]xpiresAt|timestamp)$/;

/** A value of a call or an event as people read it: with its unit and its name, never shortened. */
export function valueWords(name: string, value: CallValue, around: Surroundings): string {
  if (Array.isArray(value)) return `[${value.map((each: CallValue) => valueWords(name, each, around)).join(", ")}]`;
  if (typeof value === "object") {
    const fields = Object.entries(value as Record<string, CallValue>);
    return `{ ${fields.map(([field, inner]) => `${field}: ${valueWords(field, inner, around)}`).join(", ")} }`;
  }
  if (typeof value === "boolean") return String(value);
  return /^\d+$/.test(value) ? numberWords(name, value, around) : textWords(name, value, around);
}

function textWords(name: string, value: string, around: Surroundings): string {
  if (/^0x[0-9a-fA-F]{40}$/.test(value)) return showAccount(around.book, toAddress(value));
  if (name === "toolId") return named(around.tools.get(toHex32(value))?.name, value);
  return JSON.stringify(value.replaceAll(/\p{C}/gu, " "));
}

function numberWords(name: string, value: string, around: Surroundings): string {
  const number = Number(value);
  if (name === "purpose") return named(around.purposes.get(number), value);
  if (name === "purposes") return purposeWords(number, around);
  if (wei.test(name)) return `${formatGpt(BigInt(value))} GPT (${value} wei)`;
  if (seconds.test(name)) return `${formatSpan(number)} (${value} s)`;
  if (name.endsWith("Bps")) return `${number / 100} %`;
  const isMoment = moments.test(name) && number > FIRST_MOMENT && number < LAST_MOMENT;
  return isMoment ? formatMoment(number) : value;
}

/** The purposes of a mask by their names. */
export function purposeWords(mask: number, { purposes }: Pick<Surroundings, "purposes">): string {
  const bits = Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((mask >>> bit) & 1) === 1);
  return bits.map((bit) => purposes.get(bit) ?? `purpose ${bit}`).join(", ") || "none";
}

function named(name: string | undefined, value: string): string {
  return name === undefined ? value : `"${name}" (${value})`;
}

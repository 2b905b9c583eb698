import { divide, permille, rampUp } from "./integer-math.ts";
import { CLOCK_TOLERANCE_SECONDS, plausibleTime } from "./plausible-time.ts";
import type { Ruleset } from "./ruleset.ts";
import type { ScorableConversation, ScorableMessage } from "./scorable.ts";

/** An id whose first eight digits are the second it was made in: what ChatGPT gives conversations since September 2024. */
const TIMED_ID = /^([0-9a-f]{8})-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The gate C of one conversation in ‰: 1,000 when its ids and times agree with each other as those of a genuine export
 * do, falling to 0 for what no export can hold. `scored` are its messages that count.
 *
 * Everything here can be forged by somebody who reads this, so it only ever takes away.
 */
export function consistency(
  conversation: ScorableConversation,
  scored: readonly ScorableMessage[],
  submittedAt: number,
  ruleset: Ruleset,
): number {
  const signals = [distinctIds(scored), plausibleTimes(scored, submittedAt)];
  const timed = timedId(conversation, submittedAt);
  if (timed !== null) signals.push(timed);
  const mean = divide(
    signals.reduce((sum, signal) => sum + signal, 0),
    signals.length,
  );
  return rampUp(mean, [divide(ruleset.CG, 2), ruleset.CG]);
}

function distinctIds(scored: readonly ScorableMessage[]): number {
  const ids = new Set(scored.map((message) => message.id).filter((id) => id !== ""));
  return permille(ids.size, scored.length);
}

function plausibleTimes(scored: readonly ScorableMessage[], submittedAt: number): number {
  const plausible = scored.filter(
    ({ createdAt }) => createdAt === null || plausibleTime(createdAt, submittedAt) !== null,
  );
  return permille(plausible.length, scored.length);
}

/** `null` where the id carries no time, or there is none to compare it with: nothing is held against such a conversation. */
function timedId(conversation: ScorableConversation, submittedAt: number): number | null {
  const digits = TIMED_ID.exec(conversation.id)?.[1];
  const createdAt = plausibleTime(conversation.createdAt, submittedAt);
  if (digits === undefined || createdAt === null) return null;
  return Math.abs(createdAt - Number.parseInt(digits, 16)) <= CLOCK_TOLERANCE_SECONDS ? 1_000 : 0;
}

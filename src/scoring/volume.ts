import type { Ruleset } from "./ruleset.ts";

/** The text volume of one conversation, message by message. */
export type Volume = {
  /** Σ min(bytes, UM) over user messages. */
  readonly userBytes: number;
  /** Σ min(bytes, AM) over assistant messages. */
  readonly assistantBytes: number;
  readonly userMessages: number;
  readonly assistantMessages: number;
};

/** A turn is a user message with an answer; branches have no order here, so it is the lesser of the two counts. */
export function turnsOf(volume: Volume): number {
  return Math.min(volume.userMessages, volume.assistantMessages);
}

/** raw = WU·U + WA·min(A, AR·U + AT·turns): the volume before the cap CC. Answers without questions do not count. */
export function rawVolume(volume: Volume, ruleset: Ruleset): number {
  const answerable = ruleset.AR * volume.userBytes + ruleset.AT * turnsOf(volume);
  return ruleset.WU * volume.userBytes + ruleset.WA * Math.min(volume.assistantBytes, answerable);
}

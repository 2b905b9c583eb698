import type { RemovalKind } from "../export/removal-marks.ts";
import { detectableKinds } from "../sharing/sharing-plan.ts";
import { createRedactor } from "../sharing/redact-text.ts";
import { Counts, type Tally } from "./tally.ts";

/** What an export holds of personal data, by its form: how often it stands there. The texts themselves are not kept. */
export type PersonalData = readonly (readonly [kind: RemovalKind, times: number])[];

/** What is found by its form. Instructions are found by their place, and not in messages. */
const KINDS = detectableKinds.filter((kind) => kind !== "instructions");

/** Counts what {@link PersonalData} says, in all that was written and answered, and in the titles. */
export function tallyPersonalData(): Tally<PersonalData> {
  const redact = createRedactor({ kinds: KINDS, words: [] });
  const counts = new Counts<RemovalKind>();
  function look(text: string): void {
    for (const { kind } of redact(text).removals) counts.add(kind);
  }
  return {
    add: ({ title, messages }) => {
      if (title !== null) look(title);
      for (const { text } of messages) if (text !== "") look(text);
    },
    result: () => KINDS.map((kind) => [kind, counts.of(kind)] as const),
  };
}

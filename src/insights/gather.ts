import type { AccountMetadata } from "../export/account-metadata.ts";
import type { Conversation } from "../export/conversation.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { tallyCuriosity, type Curiosity } from "./curiosity.ts";
import { tallyGlance, type Glance } from "./glance.ts";
import { localClock } from "./local-time.ts";
import { tallyRhythm, type Rhythm } from "./rhythm.ts";

/** Everything that a report tells, as data. */
export type Insights = {
  /** The time zone of all days, hours and months. */
  readonly timeZone: string;
  readonly plan: AccountMetadata["plan"];
  readonly feedback: { readonly up: number; readonly down: number };
  readonly glance: Glance;
  readonly rhythm: Rhythm;
  readonly curiosity: Curiosity;
};

/** An `Archive`, or anything with conversations and account. */
export type Source = { readonly account: AccountMetadata; readonly conversations: AsyncIterable<Conversation> };

/**
 * Reads all conversations once and says what is in them.
 *
 * @throws {InvalidInputError} `INSIGHTS_UNKNOWN_ZONE`; `INSIGHTS_NOTHING_WRITTEN` when the owner wrote nothing; what reading
 * the conversations throws.
 */
export async function gatherInsights(source: Source, timeZone = "UTC"): Promise<Insights> {
  const clock = localClock(timeZone);
  const [glance, rhythm, curiosity] = [tallyGlance(clock), tallyRhythm(clock), tallyCuriosity(clock)];
  for await (const conversation of source.conversations) {
    for (const tally of [glance, rhythm, curiosity]) tally.add(conversation);
  }
  const found = glance.result();
  if (found.own.messages === 0) {
    throw new InvalidInputError("INSIGHTS_NOTHING_WRITTEN", "Nothing in this export was written by its owner.", {
      hint: "Export the data again; if it is the same, there is nothing to tell.",
    });
  }
  const { feedback, plan } = source.account;
  return {
    timeZone,
    plan,
    feedback: {
      up: feedback.filter(({ rating }) => rating === "up").length,
      down: feedback.filter(({ rating }) => rating === "down").length,
    },
    glance: found,
    rhythm: rhythm.result(),
    curiosity: curiosity.result(),
  };
}

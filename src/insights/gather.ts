import type { AccountMetadata } from "../export/account-metadata.ts";
import type { Conversation } from "../export/conversation.ts";
import type { ScorePreview } from "../scoring/preview-score.ts";
import { tallyCodeLanguages, type CodeLanguages } from "./code-languages.ts";
import { tallyCuriosity, type Curiosity } from "./curiosity.ts";
import { tallyGlance, type Glance } from "./glance.ts";
import { tallyLanguages, type Languages } from "./languages.ts";
import { localClock } from "./local-time.ts";
import { tallyPersonalData, type PersonalData } from "./personal-data.ts";
import { requireWritten } from "./require-written.ts";
import { tallyRhythm, type Rhythm } from "./rhythm.ts";
import { tallyTone, type Tone } from "./tone.ts";
import { tallyTopics, type Topics } from "./topics/topics.ts";
import { tallyUses, type Uses } from "./uses.ts";

/** Everything that a report tells, as data. */
export type Insights = {
  /** The time zone of all days, hours and months. */
  readonly timeZone: string;
  readonly plan: AccountMetadata["plan"];
  readonly feedback: { readonly up: number; readonly down: number };
  readonly glance: Glance;
  readonly rhythm: Rhythm;
  readonly curiosity: Curiosity;
  readonly languages: Languages;
  readonly tone: Tone;
  readonly topics: Topics;
  readonly uses: Uses;
  readonly codeLanguages: CodeLanguages;
  readonly personalData: PersonalData;
  readonly score: ScorePreview;
};

/** An `Archive`, or anything with conversations and account, which is known when they have been read. */
export type Source = { readonly account: AccountMetadata; readonly conversations: AsyncIterable<Conversation> };

/** How an archive is told. */
export type GatherOptions = {
  /** An IANA name. */
  readonly timeZone: string;
  /** Reads all conversations of the source once and scores them. */
  readonly score: (source: Source) => Promise<ScorePreview>;
};

/**
 * Reads all conversations once and says what is in them.
 *
 * @throws {InvalidInputError} `INSIGHTS_UNKNOWN_ZONE`; `INSIGHTS_NOTHING_WRITTEN` when the owner wrote nothing; what reading
 * the conversations throws.
 */
export async function gatherInsights(source: Source, { timeZone, score }: GatherOptions): Promise<Insights> {
  const clock = localClock(timeZone);
  const tallies = {
    glance: tallyGlance(clock),
    rhythm: tallyRhythm(clock),
    curiosity: tallyCuriosity(clock),
    languages: tallyLanguages(),
    tone: tallyTone(clock),
    topics: tallyTopics(clock),
    uses: tallyUses(clock),
    codeLanguages: tallyCodeLanguages(),
    personalData: tallyPersonalData(),
  };
  const preview = await score({
    get account() {
      return source.account;
    },
    conversations: tapped(source.conversations, (conversation) => {
      for (const tally of Object.values(tallies)) tally.add(conversation);
    }),
  });
  const glance = tallies.glance.result();
  requireWritten(glance.own.messages);
  const { feedback, plan } = source.account;
  return {
    timeZone,
    plan,
    feedback: {
      up: feedback.filter(({ rating }) => rating === "up").length,
      down: feedback.filter(({ rating }) => rating === "down").length,
    },
    glance,
    rhythm: tallies.rhythm.result(),
    curiosity: tallies.curiosity.result(),
    languages: tallies.languages.result(),
    tone: tallies.tone.result(),
    topics: tallies.topics.result(),
    uses: tallies.uses.result(),
    codeLanguages: tallies.codeLanguages.result(),
    personalData: tallies.personalData.result(),
    score: preview,
  };
}

/** The same conversations, each shown to `see` on its way. */
async function* tapped(
  conversations: AsyncIterable<Conversation>,
  see: (conversation: Conversation) => void,
): AsyncGenerator<Conversation> {
  for await (const conversation of conversations) {
    see(conversation);
    yield conversation;
  }
}

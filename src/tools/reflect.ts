import type { Conversation } from "../export/conversation.ts";
import { isQuestion } from "../insights/curiosity.ts";
import { oneLine } from "../insights/escape-markup.ts";
import { dayName, localClock, type LocalClock } from "../insights/local-time.ts";
import { Counts } from "../insights/tally.ts";
import { AskedQuestions } from "./asked-again.ts";
import { referTo, type ConversationReference } from "./conversation-reference.ts";
import { Facts } from "./facts.ts";
import { findOpenQuestion, LONGEST_QUOTE, type OpenQuestion, type Statement } from "./open-question.ts";
import { datedMessages, type DatedMessage } from "./dated-messages.ts";
import { requireWritten } from "../insights/require-written.ts";
import { sentencesOf } from "./sentences.ts";
import { tellsInsight } from "./tells-insight.ts";
import { Themes, type Theme } from "./themes.ts";

/** What a prompt rests on. */
export type Evidence = {
  /** Counts and days in our words, or the owner's sentence in quotation marks; one line. */
  readonly text: string;
  /** `YYYY-MM-DD` in the time zone of the reflections; null where the text says when. */
  readonly day: string | null;
  readonly conversation: ConversationReference | null;
};

/** Something to think about. */
export type Reflection = {
  readonly kind: keyof typeof prompts;
  readonly prompt: string;
  readonly evidence: readonly Evidence[];
};

/** At most seven, one of a kind. */
export type Reflections = { readonly timeZone: string; readonly reflections: readonly Reflection[] };

const prompts = {
  "asked-again": "You came back to this question. What did you find out in between, and what is still missing?",
  "left-open": "You ended on this question. Is it answered by now?",
  "vanished-theme": "This occupied you, and then no more. Is it done, or did something take its place?",
  "lasting-theme": "This has stayed with you. Where would you like to be with it in a year?",
  "changed-fact": "You said this differently at different times. What changed?",
  understood: "You understood something here. Where has it helped you since?",
  hours: "This is when you write the most. Is it when you think best?",
} as const;

const DAY = 86_400;
/** A question comes back after two months; a theme is gone after six, and lasts if it spans as many. */
const APART_SECONDS = 60 * DAY;
const HALF_YEAR_DAYS = 180;
/** What was written about within the last four weeks is still there. */
const STILL_DAYS = 28;
/** A theme has so many conversations, in as many weeks. */
const FEWEST_OF_THEME = 5;
/** Fewer messages have no habits. */
const FEWEST_MESSAGES = 50;
const MOST_VALUES = 3;

/**
 * Finds what an owner may want to think about, each with its evidence; the same conversations in the same order give the
 * same reflections. There is no clock in it: “since” ends with the owner's last message.
 *
 * @throws {InvalidInputError} `INSIGHTS_UNKNOWN_ZONE`; `INSIGHTS_NOTHING_WRITTEN` when the owner wrote nothing; what reading
 * the conversations throws.
 */
export async function reflect(conversations: AsyncIterable<Conversation>, timeZone = "UTC"): Promise<Reflections> {
  const history = new History(localClock(timeZone));
  for await (const conversation of conversations) history.add(conversation);
  return { timeZone, reflections: history.reflections() };
}

class History {
  readonly #clock: LocalClock;
  readonly #themes: Themes;
  readonly #asked = new AskedQuestions();
  readonly #facts = new Facts();
  readonly #hours = new Counts<number>();
  #open: OpenQuestion | null = null;
  #understood: Statement | null = null;
  #written = 0;
  #dated = 0;
  #lastDay = Number.NEGATIVE_INFINITY;

  constructor(clock: LocalClock) {
    this.#clock = clock;
    this.#themes = new Themes(clock);
  }

  add(conversation: Conversation): void {
    const messages = datedMessages(conversation);
    const reference = referTo(conversation);
    this.#themes.add(messages);
    for (const message of messages) this.#addMessage(message, reference);
    const open = findOpenQuestion(conversation);
    if (open !== null && isMoreOpen(open, this.#open)) this.#open = open;
  }

  /** In the order of {@link prompts}. */
  reflections(): Reflection[] {
    requireWritten(this.#written);
    const themes = this.#themes
      .all()
      .filter(({ conversations, weeks }) => Math.min(conversations, weeks) >= FEWEST_OF_THEME);
    const found: Readonly<Record<keyof typeof prompts, readonly Evidence[]>> = {
      "asked-again": this.#askedAgain(),
      "left-open": this.#leftOpen(),
      "vanished-theme": this.#vanished(themes),
      "lasting-theme": this.#lasting(themes),
      "changed-fact": this.#changed(),
      understood: this.#understood === null ? [] : [this.#quote(this.#understood)],
      hours: this.#busiestHour(),
    };
    return (Object.keys(prompts) as (keyof typeof prompts)[])
      .filter((kind) => found[kind].length > 0)
      .map((kind) => ({ kind, prompt: prompts[kind], evidence: found[kind] }));
  }

  #addMessage({ text, at }: DatedMessage, conversation: ConversationReference): void {
    this.#written += 1;
    if (at !== null) {
      const { day, hour } = this.#clock(at);
      this.#dated += 1;
      this.#hours.add(hour);
      this.#lastDay = Math.max(this.#lastDay, day);
    }
    for (const sentence of sentencesOf(text)) {
      const statement = { sentence: oneLine(sentence, LONGEST_QUOTE), at, conversation };
      this.#facts.add(statement);
      if (isQuestion(sentence)) this.#asked.add(statement);
      else if (tellsInsight(sentence) && timeOf(statement) > timeOf(this.#understood)) this.#understood = statement;
    }
  }

  #askedAgain(): Evidence[] {
    const [question] = this.#asked.after(APART_SECONDS);
    if (question === undefined) return [];
    const { first, last, conversations, apart } = question;
    const days = `asked in ${conversations} conversations, ${Math.floor(apart / DAY)} days from the first to the last`;
    return [this.#quote(first), this.#quote(last), figure(days)];
  }

  #leftOpen(): Evidence[] {
    if (this.#open === null) return [];
    const { reason, asked } = this.#open;
    const why = reason === "unanswered" ? "no answer follows it" : `the last of ${asked} questions in its conversation`;
    return [this.#quote(this.#open), figure(why)];
  }

  #vanished(themes: readonly Theme[]): Evidence[] {
    const gone = themes.filter(({ lastDay }) => this.#lastDay - lastDay >= HALF_YEAR_DAYS);
    const theme = largest(gone, ({ conversations }) => conversations);
    if (theme === undefined) return [];
    return [figure(`${spanOf(theme)}, and none in the ${this.#lastDay - theme.lastDay} days that follow`)];
  }

  #lasting(themes: readonly Theme[]): Evidence[] {
    const lasting = themes.filter(
      ({ firstDay, lastDay }) => lastDay - firstDay >= HALF_YEAR_DAYS && this.#lastDay - lastDay <= STILL_DAYS,
    );
    const theme = largest(lasting, ({ weeks }) => weeks);
    return theme === undefined ? [] : [figure(`${spanOf(theme)}, in ${theme.weeks} different weeks`)];
  }

  #changed(): Evidence[] {
    const newest = largest(this.#facts.differences(), ({ values }) => timeOf(values.at(-1)?.first ?? null));
    return newest === undefined ? [] : newest.values.slice(-MOST_VALUES).map(({ first }) => this.#quote(first));
  }

  #busiestHour(): Evidence[] {
    const [busiest] = this.#hours.largest();
    if (busiest === undefined || this.#dated < FEWEST_MESSAGES) return [];
    const [hour, count] = busiest;
    return [figure(`${count} of ${this.#dated} messages between ${hour}:00 and ${hour}:59`)];
  }

  #quote({ sentence, at, conversation }: Statement): Evidence {
    return { text: `“${sentence}”`, day: at === null ? null : dayName(this.#clock(at).day), conversation };
  }
}

function figure(text: string): Evidence {
  return { text, day: null, conversation: null };
}

function spanOf({ word, conversations, firstDay, lastDay }: Theme): string {
  return `“${word}” in ${conversations} conversations from ${dayName(firstDay)} to ${dayName(lastDay)}`;
}

/** More often asked, or as often and later. */
function isMoreOpen(open: OpenQuestion, than: OpenQuestion | null): boolean {
  if (than === null) return true;
  return open.asked === than.asked ? timeOf(open) > timeOf(than) : open.asked > than.asked;
}

/** Before all others without a time, and before those without a statement. */
function timeOf(statement: Statement | null): number {
  if (statement === null) return Number.NEGATIVE_INFINITY;
  return statement.at ?? Number.MIN_SAFE_INTEGER;
}

/** The first one of the largest. */
function largest<Item>(items: readonly Item[], sizeOf: (item: Item) => number): Item | undefined {
  return items.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];
}

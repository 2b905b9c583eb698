import { isoDay } from "../primitives/calendar.ts";
import { createWriter, type Writer } from "./write-text.ts";
import { languages, type SyntheticLanguage } from "./languages.ts";
import { MessageTreeWriter } from "./message-tree-writer.ts";
import { PythonFloat, type PythonValue } from "./python-json.ts";
import { SeededRandom } from "./seeded-random.ts";
import type { Person } from "./person.ts";

/** What decides the content of a conversation beside its number. */
export type ConversationStyle = {
  readonly person: Person;
  readonly isSlim: boolean;
  /** Unix seconds. */
  readonly startAt: number;
  readonly conversationsPerDay: number;
  readonly languages: readonly SyntheticLanguage[];
  readonly plan: "free" | "plus";
  readonly maxTurns: number;
  /** Length of texts against the natural distribution; 1,000 is natural. */
  readonly textPermille: number;
};

/** A conversation as the export holds it, with the person's feedback if any. */
export type GeneratedConversation = {
  readonly createdAt: number;
  readonly json: PythonValue;
  readonly feedback: PythonValue | null;
  readonly id: string;
};

type Points = readonly (readonly [permille: number, value: number])[];

// Quantiles of what public studies and audits of real exports report: log-normal lengths with medians of 120 and 1,300
// bytes, 3 % of questions pasted text over 4 kB, half of the conversations up to four turns, one in a hundred over 80.
// prettier-ignore
const TURNS: Points = [
  [0, 1], [150, 1], [300, 2], [500, 4], [700, 6], [850, 11], [930, 20], [980, 50], [1000, 100],
];
// prettier-ignore
const QUESTION_LENGTH: Points = [
  [0, 8], [50, 15], [250, 45], [500, 120], [750, 330], [900, 820], [970, 2000], [971, 4000], [1000, 9000],
];
// prettier-ignore
const ANSWER_LENGTH: Points = [
  [0, 150], [50, 350], [250, 760], [500, 1300], [750, 2230], [900, 3600], [990, 8400], [1000, 12000],
];

const FORK_PERMILLE = 160;
const REASONING_PERMILLE = 150;
const FEEDBACK_PERMILLE = 60;
const SECONDS_PER_DAY = 86_400;
const FIRST_HOUR = 7;
const WAKING_HOURS = 16;

/** When a model could first be chosen (unix seconds), newest first: [plus, free, reasoning]. */
const models: readonly (readonly [since: number, plus: string, free: string, reasoning: string])[] = [
  [1_780_000_000, "gpt-5-5", "gpt-5-5-mini", "gpt-5-5-thinking"],
  [1_754_524_800, "gpt-5", "gpt-5-mini", "gpt-5-thinking"],
  [1_744_761_600, "gpt-4o", "gpt-4o-mini", "o3"],
  [1_726_099_200, "gpt-4o", "gpt-4o-mini", "o1-preview"],
  [1_715_558_400, "gpt-4o", "gpt-4o", "gpt-4"],
  [0, "gpt-4", "text-davinci-002-render-sha", "gpt-4"],
];

/**
 * Writes conversation number `index` of a person: a function of the style and the number alone, so that an export of
 * more conversations holds the same first ones.
 */
export function generateConversation(style: ConversationStyle, index: number): GeneratedConversation {
  const random = new SeededRandom(style.person.seed, "conversation", index);
  const createdAt = startOf(style, index, random);
  const language = chooseLanguage(style.languages, random);
  const writer = createWriter(language, style.person, random);
  const title = writer.title();
  const id = conversationId(createdAt - 4 - random.below(20), random);
  const tree = new MessageTreeWriter({ isSlim: style.isSlim, random, locale: languages[language].grammar.code });
  tree.addOpening(style.person.hasCustomInstructions);
  const endedAt = addTurns(tree, { style, writer, random, startsAt: createdAt });
  const model = modelOf(style, createdAt, false);
  const envelope = { id, title, createdAt, endedAt, model, tree };
  return {
    id,
    createdAt,
    json: style.isSlim ? slimEnvelope(envelope) : fatEnvelope(envelope),
    feedback: random.chance(FEEDBACK_PERMILLE) ? makeFeedback(style, id, endedAt, { random, writer }) : null,
  };
}

function startOf(style: ConversationStyle, index: number, random: SeededRandom): number {
  const day = Math.floor(style.startAt / SECONDS_PER_DAY) + Math.floor(index / style.conversationsPerDay);
  const slotSeconds = Math.floor((WAKING_HOURS * 3600) / style.conversationsPerDay);
  const slot = index % style.conversationsPerDay;
  return day * SECONDS_PER_DAY + FIRST_HOUR * 3600 + slot * slotSeconds + random.below(slotSeconds);
}

/** Three conversations of four are in the first language. */
function chooseLanguage(choices: readonly SyntheticLanguage[], random: SeededRandom): SyntheticLanguage {
  return random.chance(750) ? (choices[0] ?? "en") : random.pick(choices);
}

type Turns = {
  readonly style: ConversationStyle;
  readonly writer: Writer;
  readonly random: SeededRandom;
  readonly startsAt: number;
};

/** Adds all turns and gives the time of the last message. */
function addTurns(tree: MessageTreeWriter, { style, writer, random, startsAt }: Turns): number {
  const turns = Math.min(random.quantile(TURNS), style.maxTurns);
  const forkAt = random.chance(FORK_PERMILLE) ? random.below(turns) : -1;
  const length = (points: Points): number => Math.floor((random.quantile(points) * style.textPermille) / 1000);
  let now = startsAt;
  for (let turn = 0; turn < turns; turn++) {
    const isReasoning = random.chance(REASONING_PERMILLE);
    const model = modelOf(style, now, isReasoning);
    const beforeQuestion = tree.head;
    tree.addUser(writer.question(length(QUESTION_LENGTH)), now);
    if (turn === forkAt && random.chance(400)) {
      // The person edits the question: a second branch beside the first.
      tree.head = beforeQuestion;
      now += 20 + random.below(60);
      tree.addUser(writer.question(length(QUESTION_LENGTH)), now);
    }
    const question = tree.head;
    if (isReasoning) tree.addReasoning(writer.question(80), model, now + 2);
    now += 4 + random.below(30);
    tree.addAnswer(writer.answer(length(ANSWER_LENGTH)), model, now);
    if (turn === forkAt && tree.head !== question) {
      tree.head = question;
      now += 30 + random.below(60);
      tree.addAnswer(writer.answer(length(ANSWER_LENGTH)), model, now);
    }
    if (turn < turns - 1) now += 25 + random.below(240);
  }
  return now;
}

function modelOf(style: ConversationStyle, at: number, isReasoning: boolean): string {
  const [, plus, free, reasoning] = models.find(([since]) => at >= since) ?? [0, "gpt-4", "gpt-4", "gpt-4"];
  if (style.plan === "free") return free;
  return isReasoning ? reasoning : plus;
}

/** Ids begin with their time since September 2024, with a fraction whose low two bits are zero. */
function conversationId(seconds: number, random: SeededRandom): string {
  const fraction = (random.below(16_384) * 4).toString(16).padStart(4, "0");
  const variant = "89ab".charAt(random.below(4)) + random.hex(3);
  return `${seconds.toString(16).padStart(8, "0")}-${fraction}-80${random.hex(2)}-${variant}-${random.hex(12)}`;
}

type Envelope = {
  readonly id: string;
  readonly title: string;
  readonly createdAt: number;
  readonly endedAt: number;
  readonly model: string;
  readonly tree: MessageTreeWriter;
};

function fatEnvelope({ id, title, createdAt, endedAt, model, tree }: Envelope): PythonValue {
  return {
    title,
    create_time: new PythonFloat(createdAt, 518_846),
    update_time: new PythonFloat(endedAt, 726_056),
    mapping: tree.mapping(),
    moderation_results: [],
    current_node: tree.head,
    plugin_ids: null,
    conversation_id: id,
    conversation_template_id: null,
    gizmo_id: null,
    gizmo_type: null,
    is_archived: false,
    is_starred: null,
    safe_urls: [],
    blocked_urls: [],
    default_model_slug: model,
    conversation_origin: null,
    voice: null,
    async_status: null,
    disabled_tool_ids: [],
    is_do_not_remember: null,
    memory_scope: "global_enabled",
    id,
  };
}

function slimEnvelope({ id, title, createdAt, endedAt, model, tree }: Envelope): PythonValue {
  return {
    conversation_id: id,
    conversation_template_id: null,
    create_time: new PythonFloat(createdAt, 518_846),
    current_node: tree.head,
    default_model_slug: model,
    id,
    is_archived: false,
    is_do_not_remember: null,
    is_read_only: null,
    is_starred: null,
    is_study_mode: false,
    mapping: tree.mapping(),
    memory_scope: "global_enabled",
    pinned_time: null,
    plugin_ids: null,
    title,
    update_time: new PythonFloat(endedAt, 726_056),
    voice: null,
  };
}

function makeFeedback(
  style: ConversationStyle,
  conversationId: string,
  at: number,
  { random, writer }: { random: SeededRandom; writer: Writer },
): PythonValue {
  const content = random.chance(400) ? { text: writer.question(40), tags: [] } : {};
  const seconds = at + 5 + random.below(60);
  return {
    id: random.uuid(),
    conversation_id: conversationId,
    user_id: style.person.userId,
    rating: random.chance(700) ? "thumbs_up" : "thumbs_down",
    create_time: isoTime(seconds, random.below(1_000_000)),
    update_time: null,
    workspace_id: null,
    content: JSON.stringify(content),
    evaluation_name: null,
    evaluation_treatment: null,
  };
}

function isoTime(unixSeconds: number, micros: number): string {
  const second = unixSeconds % SECONDS_PER_DAY;
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const digits = clock.map((part) => String(part).padStart(2, "0")).join(":");
  return `${isoDay(unixSeconds)}T${digits}.${String(micros).padStart(6, "0")}Z`;
}

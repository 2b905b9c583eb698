import type { Ruleset, Tier } from "../../src/scoring/ruleset.ts";
import type { ScorableAccount, ScorableConversation } from "../../src/scoring/scorable.ts";
import {
  chat,
  conversation,
  OWNER,
  prose,
  shuffledProse,
  silentAccount,
  SUBMITTED_AT,
} from "../src/scoring/synthetic-archive.ts";

/** One archive, set against the cases whose deltas are applied before, by index. */
export type ScoreInput = {
  readonly name: string;
  readonly after: readonly number[];
  readonly rulesetChanges: Partial<Ruleset>;
  readonly owner: string;
  readonly tier: Tier;
  readonly account: ScorableAccount;
  readonly conversations: readonly ScorableConversation[];
};

const DEFAULTS = {
  after: [],
  rulesetChanges: {},
  owner: OWNER,
  tier: "idTokenAndChallenge",
  account: silentAccount,
} as const;
const TIERS: readonly Tier[] = ["selfDeclared", "mailSignature", "idToken", "idTokenAndChallenge"];

/** Short conversations of a hundred tokens each, on days of their own. */
const short = (seed: number, text: typeof prose) =>
  conversation([text(seed, 50), text(seed + 1, 50)], { id: `s${seed}`, day: 19_800 + seed });

const rated = Array.from({ length: 60 }, (_, i) => ({
  conversationId: "chat-1",
  rating: i % 2 === 0 ? ("up" as const) : ("down" as const),
  hasText: i % 3 === 0,
  createdAt: SUBMITTED_AT - i,
}));

/** What the cases that were written first do not reach. */
export const furtherCases: readonly ScoreInput[] = [
  ...TIERS.map((tier) => ({ ...DEFAULTS, name: `tier ${tier}`, tier, conversations: [chat(7, 2)] })),
  {
    ...DEFAULTS,
    name: "short conversations are judged together: language",
    conversations: Array.from({ length: 22 }, (_, i) => short(2 * i, prose)),
  },
  {
    ...DEFAULTS,
    name: "short conversations are judged together: words in no order",
    conversations: Array.from({ length: 22 }, (_, i) => short(2 * i, shuffledProse)),
  },
  {
    ...DEFAULTS,
    name: "short conversations are judged in groups of 2,000 tokens by time, the rest with the last",
    conversations: Array.from({ length: 46 }, (_, i) => short(2 * i, i < 20 ? prose : shuffledProse)),
  },
  {
    ...DEFAULTS,
    name: "every bonus at its most",
    account: { userId: "user-vector", plan: "plus", settingsPresent: true, feedback: rated },
    conversations: Array.from({ length: 12 }, (_, i) => chat(i, 1, { day: 19_400 + 28 * i, model: `model-${i}` })),
  },
  {
    ...DEFAULTS,
    name: "a day at its cap",
    rulesetChanges: { DC: 1_500 },
    conversations: [chat(1, 1), chat(2, 1), chat(3, 1)],
  },
  {
    ...DEFAULTS,
    name: "half of a conversation is fresh",
    conversations: [
      conversation([prose(70, 80), prose(71, 80)], { id: "a" }),
      conversation([prose(70, 80), prose(72, 80)], { id: "b" }),
    ],
  },
];

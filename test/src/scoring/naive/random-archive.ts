import { rulesetV1, type Ruleset, type Tier } from "../../../../src/scoring/ruleset.ts";
import type { ScorableAccount, ScorableConversation, ScorableMessage } from "../../../../src/scoring/scorable.ts";
import { SeededRandom } from "../../../../src/synthetic/seeded-random.ts";
import { SUBMITTED_AT } from "../synthetic-archive.ts";

const TIERS: readonly Tier[] = ["selfDeclared", "mailSignature", "idToken", "idTokenAndChallenge"];
/** One code point of every class and of the scripts, with lone surrogates and what lies beside the ends of ranges. */
const SIGNS = Array.from(
  "aZéßΩжאب०กခ漢かア한𐐀𝟘𠀀½×÷ \t\n\u00a0\u200b\u00ad\u034f\u3000.,;—1290٣９\ud800\udc00\u{e0001}\u{f0000}İſ\ufffd" +
    "ﬁﬃＡｶﾞがÉ\u0301ᄒ㋀豈ﻼำিো\u3164",
);

export type RandomStep = {
  readonly conversations: readonly ScorableConversation[];
  readonly account: ScorableAccount;
  readonly tier: Tier;
};

/** Versions of one network in their order, small, full of edges, and with text in common. */
export function randomNetwork(seed: number): { ruleset: Ruleset; fingerprintKey: Uint8Array; steps: RandomStep[] } {
  const random = new SeededRandom(seed, "network");
  const vocabulary = Array.from({ length: 10 + random.below(400) }, () => word(random));
  const passages = Array.from({ length: 6 }, () => phrase(random, vocabulary, 20 + random.below(120)));
  const text = () => {
    const size = random.pick([0, 2, 5, 20, 60, 200]) + (random.chance(20) ? 2_500 : 0);
    return random.chance(300) ? random.pick(passages) : phrase(random, vocabulary, random.below(size + 1));
  };
  return {
    ruleset: randomRuleset(random),
    fingerprintKey: Uint8Array.from({ length: 16 }, () => random.below(256)),
    steps: Array.from({ length: 3 }, () => {
      const conversations = Array.from({ length: random.below(4) }, () => randomConversation(random, text));
      return { conversations, account: randomAccount(random, conversations), tier: random.pick(TIERS) };
    }),
  };
}

function word(random: SeededRandom): string {
  if (random.chance(900)) return random.hex(1 + random.below(6));
  return Array.from({ length: 1 + random.below(random.pick([3, 8, 80])) }, () => random.pick(SIGNS)).join("");
}

function phrase(random: SeededRandom, vocabulary: readonly string[], words: number): string {
  return Array.from({ length: words }, () => random.pick(vocabulary)).join(
    random.pick([" ", "  ", ", ", "\n\n", "漢"]),
  );
}

function randomRuleset(random: SeededRandom): Ruleset {
  const ramp = (): [number, number] => {
    const first = random.below(600);
    return [first, first + 1 + random.below(400)];
  };
  if (random.chance(100)) return rulesetV1;
  return {
    ...rulesetV1,
    ...(random.chance(300) && { qU: ramp() }),
    ...(random.chance(300) && { qA: ramp() }),
    ...(random.chance(300) && { qT: ramp() }),
    ...(random.chance(300) && { qTHigh: ramp() }),
    ...(random.chance(300) && { qTShort: ramp() }),
    // Texts in an order that shows are rare among these.
    ...(random.chance(800) && { qL: [0, 1 + random.below(300)] as const }),
    WU: random.below(11),
    WA: random.below(11),
    UM: 500 + random.below(500),
    AM: 500 + random.below(500),
    AR: random.below(8),
    AT: random.below(200),
    CC: 1_000 + random.below(3_000),
    DC: 1_000 + random.below(5_000),
    S: 8 + random.below(9),
    LT: random.pick([0, 0, 0, 100]),
    CG: 2 + random.below(999),
    bonus: { ...rulesetV1.bonus, scriptTokens: 1 + random.below(100), max: random.below(301) },
  };
}

function randomConversation(random: SeededRandom, text: () => string): ScorableConversation {
  const createdAt = randomTime(random);
  const prefix = Math.max(0, Math.floor((createdAt ?? SUBMITTED_AT) + random.pick([0, 86_400, 86_401, -86_401])));
  const timed = `${prefix.toString(16).padStart(8, "0").slice(0, 8)}-0000-8000-8000-000000000000`;
  const id = random.pick(["a", "b", "\ud83d\ude00", "\uffee", "", timed, timed]);
  const messages = Array.from({ length: random.below(9) }, () => randomMessage(random, text()));
  return { id, createdAt, messages };
}

function randomMessage(random: SeededRandom, text: string): ScorableMessage {
  return {
    id: random.chance(950) ? random.hex(4) : "",
    role: random.pick(["user", "assistant", "user", "assistant", "user", "assistant", "tool"]),
    text,
    hidden: random.chance(50),
    createdAt: random.chance(700) ? null : randomTime(random),
    model: random.pick([null, "", "gpt-4o", "gpt-5"]),
  };
}

/** Often near an end of what is plausible, or of a day. */
function randomTime(random: SeededRandom): number | null {
  const ends = [
    1_669_766_400,
    1_669_766_399.9,
    SUBMITTED_AT + 86_400.5,
    SUBMITTED_AT + 86_401,
    1_700_006_400,
    -1,
    5e15,
  ];
  if (random.chance(150)) return random.pick([...ends, null, Number.NaN]);
  return 1_700_000_000 + random.below(3) * 86_400 + random.below(86_400) + random.below(4) / 4;
}

function randomAccount(random: SeededRandom, conversations: readonly ScorableConversation[]): ScorableAccount {
  const ids = [...conversations.map(({ id }) => id), "elsewhere", null];
  return {
    userId: random.pick([null, "", "user-é", "user-two"]),
    plan: random.pick(["unknown", "plus", ""]),
    settingsPresent: random.chance(500),
    feedback: Array.from({ length: random.below(4) }, () => ({
      conversationId: random.pick(ids),
      rating: random.pick(["up", "down", "unknown"] as const),
      hasText: random.chance(500),
      createdAt: randomTime(random),
    })),
  };
}

import { readFileSync } from "node:fs";
import { expect } from "chai";
import { hexToBytes } from "../../../src/primitives/bytes.ts";
import type { Address } from "../../../src/primitives/identifiers.ts";
import { clusterOf } from "../../../src/scoring/cluster.ts";
import { judgeLanguage } from "../../../src/scoring/language.ts";
import { createConversationMeter } from "../../../src/scoring/measure-conversation.ts";
import { applyDelta, createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { rulesetHash, rulesetV1, type Ruleset, type Tier } from "../../../src/scoring/ruleset.ts";
import type { ScorableAccount, ScorableConversation } from "../../../src/scoring/scorable.ts";
import type { Score } from "../../../src/scoring/settle-archive.ts";
import { expectTokens, sampleOf, scanOne } from "./scanned.ts";
import { score } from "./synthetic-archive.ts";

type Criteria = {
  readonly tokens: number;
  readonly time: number;
  readonly v: number;
  readonly qU: number;
  readonly qA: number;
  readonly qT: number;
  /** As if the conversation were the only one, but judged however short. */
  readonly qL: number;
  readonly qD: number;
  readonly C: number;
  readonly n: number;
  readonly F: number;
  /** Those known before qL and freshness are. */
  readonly reasons: readonly string[];
};

type Vectors = {
  readonly fingerprintKey: string;
  readonly submittedAt: number;
  readonly rulesetHash: string;
  readonly tokens: readonly { text: string; tokens: string[]; bytes: number; codePoints: number; letters: number }[];
  readonly fingerprints: readonly { text: string; S: number; fingerprints: number[] }[];
  readonly clusters: readonly { userId: string | null; owner: Address; cluster: string }[];
  readonly criteria: readonly {
    readonly name: string;
    readonly rulesetChanges: Partial<Ruleset>;
    readonly conversation: ScorableConversation;
    readonly expected: Criteria;
  }[];
  readonly cases: readonly {
    readonly name: string;
    /** The cases whose deltas are applied before, by index. */
    readonly after: readonly number[];
    readonly rulesetChanges: Partial<Ruleset>;
    readonly owner: Address;
    readonly tier: Tier;
    readonly account: ScorableAccount;
    readonly conversations: readonly ScorableConversation[];
    readonly expected: Score;
  }[];
};

const vectors = JSON.parse(
  readFileSync(new URL("../../vectors/scoring-v1.json", import.meta.url), "utf8"),
) as unknown as Vectors;
const key = hexToBytes(vectors.fingerprintKey);

describe("scoring vectors", function () {
  this.timeout(20_000);

  it("name the ruleset", () => {
    expect(rulesetHash(rulesetV1)).to.equal(vectors.rulesetHash);
  });

  it("fix the tokens", () => {
    for (const { text, tokens, ...counts } of vectors.tokens) {
      expect(scanOne(text)).to.deep.equal({ ...counts, tokens: tokens.length });
      expectTokens(text, tokens);
    }
  });

  it("fix the fingerprints", () => {
    for (const { text, S, fingerprints } of vectors.fingerprints) {
      expect(sampleOf([text], S, key)).to.deep.equal(fingerprints);
    }
  });

  it("fix the clusters", () => {
    for (const { userId, owner, cluster } of vectors.clusters) {
      expect(clusterOf(userId, owner, key)).to.equal(cluster);
    }
  });

  for (const { name, rulesetChanges, conversation, expected } of vectors.criteria) {
    it(`fix the criterion ${name}`, () => {
      const ruleset = { ...rulesetV1, ...rulesetChanges };
      const context = { ruleset, fingerprintKey: key, submittedAt: vectors.submittedAt };
      const measured = createConversationMeter(context)(conversation);
      const { qU, qA, qT, qL, qD } = expected;
      const before = Math.floor((Math.min(qU, qA, qT) * qD) / 1_000);
      expect({
        tokens: measured.passages.reduce((sum, { tokens }) => sum + tokens, 0),
        time: measured.time,
        v: measured.volume,
        q: measured.quality,
        qD: measured.depth,
        C: measured.consistency,
        F: measured.fingerprints.length,
        reasons: measured.reasons,
      }).to.deep.equal({
        tokens: expected.tokens,
        time: expected.time,
        v: expected.v,
        q: before,
        qD,
        C: expected.C,
        F: expected.F,
        reasons: expected.reasons,
      });
      const [judged] = judgeLanguage([measured], ruleset);
      expect(judged?.quality).to.equal(Math.min(before, Math.floor((qL * qD) / 1_000)));
    });
  }

  for (const { name, after, rulesetChanges, owner, tier, account, conversations, expected } of vectors.cases) {
    it(`fix the score of: ${name}`, async () => {
      const novelty = createNoveltyLedger();
      for (const index of after) applyDelta(novelty, vectors.cases[index]!.expected.delta);
      const ruleset = { ...rulesetV1, ...rulesetChanges };
      const { submittedAt } = vectors;
      const context = { ruleset, novelty, fingerprintKey: key, submittedAt, owner, tier, account };
      expect(await score(conversations, context)).to.deep.equal(expected);
    });
  }
});

import { expect } from "chai";
import { classifyCodePoint, CodePoint } from "../../../src/scoring/code-points.ts";
import { applyDelta, createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { generateExport } from "../../../src/synthetic/generate-export.ts";
import { advance, naiveScore, type NaiveState } from "./naive/score.ts";
import { randomNetwork } from "./naive/random-archive.ts";
import { classOf } from "./naive/tables.ts";
import { KEY, OWNER, score, SUBMITTED_AT } from "./synthetic-archive.ts";
import { publishedExports, readWhole, type WholeExport } from "./whole-exports.ts";

const NETWORKS = 1_000;

const emptyState = (): NaiveState => ({ fingerprints: new Set(), days: new Map() });

async function expectAgreement({ conversations, account }: WholeExport) {
  const given = { ruleset: rulesetV1, fingerprintKey: KEY, submittedAt: SUBMITTED_AT, owner: OWNER } as const;
  const naive = naiveScore({ ...given, conversations, account, tier: "idToken", state: emptyState() });
  const fast = await score(conversations, { ...given, account, tier: "idToken" });
  expect(fast).to.deep.equal(naive);
  return fast;
}

describe("naive score", function () {
  this.timeout(120_000);

  it("reads the class of every code point from the document", () => {
    const differing: string[] = [];
    for (let point = 0; point <= 0x10ffff; point++) {
      const name = classOf(point).toUpperCase() as keyof typeof CodePoint;
      if (CodePoint[name] !== classifyCodePoint(point)) differing.push(point.toString(16));
    }
    expect(differing).to.deep.equal([]);
  });

  it(`agrees on ${3 * NETWORKS} random archives, each against what was counted before`, async () => {
    let paid = 0;
    for (let seed = 1; seed <= NETWORKS; seed++) {
      const { ruleset, fingerprintKey, steps } = randomNetwork(seed);
      const state = emptyState();
      const novelty = createNoveltyLedger();
      for (const [position, step] of steps.entries()) {
        const given = { ...step, ruleset, fingerprintKey, submittedAt: SUBMITTED_AT, owner: OWNER };
        const naive = naiveScore({ ...given, state });
        const fast = await score(step.conversations, { ...given, novelty });
        expect(fast, `seed ${seed}, archive ${position}`).to.deep.equal(naive);
        advance(state, naive);
        applyDelta(novelty, fast.delta);
        if (fast.units > 0) paid++;
      }
    }
    expect(paid, "archives that earned something").to.be.above(NETWORKS / 4);
  });

  it("agrees on genuine conversations", async () => {
    for (const published of await publishedExports()) await expectAgreement(published);
  });

  for (const era of ["classic", "sharded", "slim"] as const) {
    it(`agrees on a ${era} export as it is read`, async () => {
      const languages = ["en", "de", "ja", "ru"] as const;
      const zip = generateExport({
        seed: 5,
        conversations: 12,
        era,
        startAt: 1_735_700_000,
        languages,
        textPermille: 500,
      });
      const { units } = await expectAgreement(await readWhole(new Blob([new Uint8Array(zip)])));
      expect(units).to.be.above(10_000);
    });
  }
});

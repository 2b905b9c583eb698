import { expect } from "chai";
import type { Hex32 } from "../../../src/primitives/identifiers.ts";
import type { ConversationMeasure } from "../../../src/scoring/measure-conversation.ts";
import { applyDelta, createNoveltyLedger, type NoveltyState } from "../../../src/scoring/novelty.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { settleArchive, type MeasuredArchive } from "../../../src/scoring/settle-archive.ts";

const CLUSTER = `0x${"cc".repeat(32)}` as Hex32;
const TIME = 1_700_000_000;
const DAY = 19_675;

const measured = (rest: Partial<ConversationMeasure> & { prints?: readonly number[] } = {}): ConversationMeasure => ({
  id: "a",
  time: TIME,
  volume: 10_000,
  quality: 900,
  depth: 1_000,
  passages: [],
  consistency: 1_000,
  models: [],
  modelled: false,
  scriptTokens: new Uint32Array(11),
  reasons: [],
  ...rest,
  fingerprints: Float64Array.from(rest.prints ?? [1, 2, 3, 4]),
});

const archive = (measures: readonly ConversationMeasure[], total = 0): MeasuredArchive => ({
  measures,
  cluster: CLUSTER,
  bonus: { feedback: 0, metadata: 0, breadth: total, total },
  tier: "idTokenAndChallenge",
});

const settle = (measures: readonly ConversationMeasure[], novelty: NoveltyState = createNoveltyLedger()) =>
  settleArchive(archive(measures), novelty, rulesetV1);

describe("settle archive", function () {
  this.timeout(20_000);

  it("u = ⌊v·q·φ·C / 10^9⌋", () => {
    expect(settle([measured()]).units).to.equal(9_000);
    const ledger = createNoveltyLedger();
    ledger.fingerprints.add(2);
    expect(settle([measured({ consistency: 500 })], ledger).units).to.equal(Math.floor((9_000 * 750) / 1_000 / 2));
    expect(settle([measured({ volume: 7, quality: 333 })]).units).to.equal(2);
  });

  it("pays bonus and tier on the units of the day", () => {
    const { units, delta } = settleArchive(
      { ...archive([measured()], 111), tier: "mailSignature" },
      createNoveltyLedger(),
      rulesetV1,
    );
    expect(units).to.equal(Math.floor((9_000 * 1_111 * 600) / 1_000_000));
    expect(delta.days).to.deep.equal([{ day: DAY, base: 9_000, paid: units }]);
  });

  it("gives shared text to the earliest conversation, whatever the order in the archive", () => {
    const early = measured({ id: "z", time: TIME - 1, volume: 1_000 });
    const late = measured({ id: "a", prints: [1, 2, 3, 5] });
    const expected = 900 + 2_250;
    expect(settle([early, late]).units).to.equal(expected);
    expect(settle([late, early]).units).to.equal(expected);
  });

  it("orders conversations of one second by id, and twins by worth and content", () => {
    const rich = measured({ id: "b" });
    const poor = measured({ id: "b", volume: 10 });
    const first = measured({ id: "a", volume: 1_000, prints: [1] });
    const units = [
      [rich, poor, first],
      [first, poor, rich],
      [poor, rich, first],
    ].map((order) => settle(order).units);
    expect(units).to.deep.equal([900 + 6_750, 900 + 6_750, 900 + 6_750]);
    const [c, d, e] = [measured({ prints: [1, 9] }), measured({ prints: [1, 2] }), measured({ prints: [1, 2, 3] })];
    expect(settle([c, d, e]).units).to.equal(settle([e, d, c]).units);
    expect(settle([c, d, e]).units).to.equal(9_000 + 2_997 + 4_500);
  });

  it("lets a conversation that is worth nothing claim nothing", () => {
    const worthless = measured({ id: "0", time: TIME - 9, quality: 0, reasons: ["NO_TURN"] });
    const score = settle([worthless, measured()]);
    expect(score.units).to.equal(9_000);
    expect(settle([worthless]).delta).to.deep.equal({ fingerprints: [], cluster: CLUSTER, days: [] });
  });

  it("caps each day, across the contributions of the cluster, and keeps capped text claimed", () => {
    const many = Array.from({ length: 50 }, (_, i) =>
      measured({ id: `${i}`, prints: [10 * i], volume: 10_000, quality: 1_000 }),
    );
    const ledger = createNoveltyLedger();
    const first = settle(many, ledger);
    expect(first.units).to.equal(400_000);
    expect(first.breakdown.reasons).to.deep.equal([{ code: "DAY_CAP", count: 1 }]);
    expect(first.delta.fingerprints.length).to.equal(50);
    applyDelta(ledger, first.delta);
    const later = settle([measured({ prints: [7] })], ledger);
    expect([later.units, later.reasons]).to.deep.equal([0, ["DAY_CAP"]]);
    expect(settle([measured({ time: TIME + 86_400, prints: [7] })], ledger).units).to.equal(9_000);
  });

  it("gives the delta in the order of the conversations, and each text once", () => {
    const { delta } = settle([
      measured({ prints: [5, 9] }),
      measured({ id: "b", time: TIME - 86_400, prints: [2, 30, 9] }),
    ]);
    expect(delta.fingerprints).to.deep.equal([2, 30, 9, 5]);
    expect(delta.days.map(({ day }) => day)).to.deep.equal([DAY - 1, DAY]);
  });

  it("always says why there are no units", () => {
    const ledger = createNoveltyLedger();
    for (const fingerprint of [1, 2, 3, 4]) ledger.fingerprints.add(fingerprint);
    expect(settle([]).reasons).to.deep.equal(["NO_CONVERSATION"]);
    expect(settle([measured()], ledger).reasons).to.deep.equal(["NOT_FRESH"]);
    expect(settle([measured({ volume: 1 })]).reasons).to.deep.equal(["ROUNDED_TO_ZERO"]);
    const tiny = { ...archive([measured({ volume: 5 })]), tier: "selfDeclared" } as const;
    expect(settleArchive(tiny, createNoveltyLedger(), rulesetV1).reasons).to.deep.equal(["ROUNDED_TO_ZERO"]);
  });

  it("changes neither state nor archive", () => {
    const ledger = createNoveltyLedger();
    const measures = [measured({ time: TIME + 5 }), measured()];
    settle(measures, ledger);
    expect([ledger.fingerprints.size, ledger.credits.size, measures[0]?.time]).to.deep.equal([0, 0, TIME + 5]);
  });

  it("refuses to report units that are no safe integer", () => {
    const broken = { ...archive([measured()]), bonus: { feedback: 0, metadata: 0, breadth: 0, total: Number.NaN } };
    expect(() => settleArchive(broken, createNoveltyLedger(), rulesetV1))
      .to.throw()
      .with.property("code", "SCORING_UNITS_OUT_OF_RANGE");
  });
});

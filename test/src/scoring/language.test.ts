import { expect } from "chai";
import { judgeLanguage } from "../../../src/scoring/language.ts";
import type { ConversationMeasure } from "../../../src/scoring/measure-conversation.ts";
import type { Passage } from "../../../src/scoring/passage.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";

const TIME = 1_700_000_000;
/** 8·R − K over √(8K + 64), with K = 792 (root 80) or, for two together, K = 1,584 (root 112.8). */
const clear = { adjacent: 99 + 60, apart: 792 };
const none = { adjacent: 99, apart: 792 };

const measured = (at: number, passages: readonly Passage[], rest: Partial<ConversationMeasure> = {}) =>
  ({
    id: `c${at}`,
    time: TIME + at,
    volume: 10_000,
    quality: 900,
    depth: 900,
    passages,
    consistency: 1_000,
    fingerprints: Float64Array.from([at]),
    models: [],
    modelled: false,
    scriptTokens: new Uint32Array(11),
    reasons: [],
    ...rest,
  }) satisfies ConversationMeasure;

const judge = (...measures: readonly ConversationMeasure[]) =>
  judgeLanguage(measures, rulesetV1).map(({ quality, reasons }) => [quality, ...reasons]);

describe("language", () => {
  it("compares neighbours with words apart, in hundredths of a standard deviation", () => {
    const long = (excess: number) => measured(1, [{ tokens: 2_000, adjacent: 99 + excess / 8, apart: 792 }]);
    expect(judge(long(320))).to.deep.equal([[0, "IMPLAUSIBLE_WORDS"]]);
    expect(judge(long(400))).to.deep.equal([[450]]);
    expect(judge(long(480))).to.deep.equal([[900]]);
  });

  it("takes the mean over the passages of a long conversation by their tokens", () => {
    const passages = [
      { tokens: 2_000, ...clear },
      { tokens: 3_000, ...none },
    ];
    expect(judge(measured(1, passages))).to.deep.equal([[360]]);
  });

  it("is a criterion among others: the least decides, times the depth", () => {
    const half = { tokens: 2_000, adjacent: 99 + 50, apart: 792 };
    expect(judge(measured(1, [half], { quality: 300, depth: 1_000 }))).to.deep.equal([[300]]);
    expect(judge(measured(1, [half], { quality: 600, depth: 600 }))).to.deep.equal([[300]]);
  });

  it("judges short conversations together, in order of time, in groups of at least 2,000 tokens", () => {
    const short = (at: number, order: object) => measured(at, [{ tokens: 1_000, adjacent: 0, apart: 0, ...order }]);
    const groups = [short(4, none), short(1, clear), short(3, none), short(2, clear), short(5, none)];
    expect(judge(...groups)).to.deep.equal([
      [900],
      [900],
      [0, "IMPLAUSIBLE_WORDS"],
      [0, "IMPLAUSIBLE_WORDS"],
      [0, "IMPLAUSIBLE_WORDS"],
    ]);
    expect(judge(short(1, clear), short(2, none))).to.deep.equal([[112], [112]]);
  });

  it("finds fewer than LT tokens of short conversations too little, whatever they are", () => {
    const tokens = (each: number) => [1, 2].map((at) => measured(at, [{ tokens: each, ...clear }]));
    expect(judge(...tokens(499))).to.deep.equal([
      [0, "TOO_LITTLE"],
      [0, "TOO_LITTLE"],
    ]);
    expect(judge(...tokens(500))).to.deep.equal([[900], [900]]);
  });

  it("leaves out what earns nothing anyway", () => {
    const repeated = measured(1, [{ tokens: 1_900, ...clear }], { quality: 0, reasons: ["REPEATED_TEXT"] });
    const shuffled = measured(2, [{ tokens: 1_900, ...none }]);
    expect(judge(repeated, shuffled)).to.deep.equal([
      [0, "REPEATED_TEXT"],
      [0, "IMPLAUSIBLE_WORDS"],
    ]);
  });
});

import { expect } from "chai";
import { describeScore, type ScoredConversation } from "../../../src/scoring/breakdown.ts";
import type { ReasonCode } from "../../../src/scoring/reason.ts";

const scored = (
  volume: number,
  quality: number,
  fresh: number,
  reasons: readonly ReasonCode[] = [],
): ScoredConversation => ({
  measure: {
    id: "secret-id",
    time: 1_700_000_000,
    volume,
    quality,
    depth: 1_000,
    passages: [],
    consistency: 1_000,
    fingerprints: Float64Array.from([1, 2, 3, 4]),
    models: ["secret-model"],
    modelled: true,
    scriptTokens: new Uint32Array(11),
    reasons,
  },
  fresh,
  units: 1,
  reasons,
});
const bonus = { feedback: 17, metadata: 40, breadth: 33, total: 90 };
const describeIt = (conversations: readonly ScoredConversation[], units = 77, capped = 0) =>
  describeScore({ units, base: 700, conversations, capped }, bonus, 100);

describe("breakdown", () => {
  it("tells counts by powers of two, shares in steps of 50 ‰, bonuses in steps of 10 ‰", () => {
    expect(describeIt([scored(1_000, 900, 4), scored(3_000, 700, 1), scored(900, 0, 0, ["NO_TURN"])])).to.deep.equal({
      conversations: 2,
      qualifying: 2,
      base: 512,
      volume: 2_048,
      quality: 750,
      consistency: 1_000,
      freshness: 600,
      feedbackBonus: 10,
      metadataBonus: 40,
      breadthBonus: 30,
      bonus: 90,
      tier: 100,
      reasons: [{ code: "NO_TURN", count: 1 }],
    });
  });

  it("counts reasons by powers of two, in ascending order", () => {
    const conversations = Array.from({ length: 5 }, (_, i) =>
      scored(1, 1, 0, i < 3 ? ["NO_TURN", "NOT_FRESH"] : ["NO_DATE"]),
    );
    expect(describeIt(conversations, 0, 3).reasons).to.deep.equal([
      { code: "DAY_CAP", count: 2 },
      { code: "NOT_FRESH", count: 2 },
      { code: "NO_DATE", count: 2 },
      { code: "NO_TURN", count: 2 },
    ]);
  });

  it("holds nothing but integers and codes", () => {
    const text = JSON.stringify(describeIt([scored(1_000, 900, 4, ["NO_DATE"])]));
    expect(text).to.not.match(/secret|1700000000/);
    expect(text.replaceAll(/"[a-zA-Z]+":/g, "").replaceAll(/"[A-Z_]+"/g, "")).to.match(/^[\d,{}[\]]+$/);
  });

  it("describes an archive of nothing", () => {
    const empty = describeIt([], 0);
    expect([empty.quality, empty.freshness, empty.consistency]).to.deep.equal([0, 0, 0]);
    expect(empty.reasons).to.deep.equal([{ code: "NO_CONVERSATION", count: 1 }]);
  });
});

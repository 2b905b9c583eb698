import { expect } from "chai";
import type { ConversationMeasure } from "../../../src/scoring/measure-conversation.ts";
import { compareMeasures, compareWithPassages } from "../../../src/scoring/measure-order.ts";

const measured = (rest: Partial<ConversationMeasure>): ConversationMeasure => ({
  id: "a",
  time: 1,
  volume: 10,
  quality: 900,
  depth: 900,
  passages: [{ tokens: 9, adjacent: 0, apart: 0 }],
  consistency: 1_000,
  fingerprints: Float64Array.from([1, 2]),
  models: [],
  modelled: false,
  scriptTokens: new Uint32Array(11),
  reasons: [],
  ...rest,
});

describe("measure order", () => {
  const ascending = [
    measured({ id: "z", time: 0 }),
    measured({ id: "A" }),
    measured({ volume: 11 }),
    measured({ fingerprints: Float64Array.from([0, 9]) }),
    measured({ fingerprints: Float64Array.from([1]) }),
    measured({ passages: [] }),
    measured({ passages: [{ tokens: 8, adjacent: 5, apart: 5 }] }),
    measured({}),
    measured({ passages: [{ tokens: 9, adjacent: 0, apart: 1 }] }),
    measured({ id: "\ud83d\ude00" }),
    measured({ id: "\uffee" }),
  ];

  it("is by time, id by code unit, worth, fingerprints, passages", () => {
    for (const [i, first] of ascending.entries()) {
      for (const [j, second] of ascending.entries()) {
        expect(Math.sign(compareWithPassages(first, second)), `${i} and ${j}`).to.equal(Math.sign(i - j));
      }
    }
  });

  it("leaves the passages out for who settles", () => {
    expect(compareMeasures(measured({ passages: [] }), measured({}))).to.equal(0);
  });
});

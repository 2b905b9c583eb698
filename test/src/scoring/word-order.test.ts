import { expect } from "chai";
import { WordOrderCounter } from "../../../src/scoring/word-order.ts";
import { randomFrom } from "./synthetic-archive.ts";

const count = (types: readonly number[], counter = new WordOrderCounter()) =>
  counter.count(Uint16Array.from(types), types.length);

describe("word order", () => {
  it("counts neighbours that recur, with the last and the first as neighbours", () => {
    const types = Array.from({ length: 30 }, (_, i) => i);
    expect(count(types)).to.deep.equal({ adjacent: 0, apart: 0 });
    expect(count([...types, ...types])).to.deep.equal({ adjacent: 30, apart: 240 });
    const opened = types.flatMap((type) => [100, 101, type]);
    expect(count(opened).adjacent).to.equal(29);
    // 100 or 101 recur at the distances 5 to 12 in this many ways, for the pattern repeats every three tokens.
    expect(count(opened).apart).to.equal(29 * (1 + 2 + 1 + 1 + 2 + 1 + 1 + 2));
  });

  it("counts each further occurrence", () => {
    expect(count(Array.from({ length: 40 }, () => 7))).to.deep.equal({ adjacent: 39, apart: 8 * 39 });
  });

  it("tells nothing of fewer than 25 tokens", () => {
    expect(count(Array.from({ length: 24 }, () => 0))).to.deep.equal({ adjacent: 0, apart: 0 });
    expect(count(Array.from({ length: 25 }, () => 0))).to.deep.equal({ adjacent: 24, apart: 8 * 24 });
  });

  it("finds no distance special where words stand in no order", () => {
    const random = randomFrom(3);
    const { adjacent, apart } = count(Array.from({ length: 2_000 }, () => Math.floor(2_000 * random() ** 3)));
    expect(Math.abs(8 * adjacent - apart)).to.be.below(4 * Math.sqrt(8 * apart));
  });

  it("begins each window afresh", () => {
    const counter = new WordOrderCounter();
    const types = Array.from({ length: 2_000 }, (_, i) => i);
    count(types, counter);
    expect(count(types, counter)).to.deep.equal({ adjacent: 0, apart: 0 });
  });
});

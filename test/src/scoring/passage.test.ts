import { expect } from "chai";
import { joinPassages, passagesOf } from "../../../src/scoring/passage.ts";

const window = (tokens: number, adjacent: number, apart: number) => ({ tokens, types: 1, adjacent, apart });

describe("passage", () => {
  it("is a window, but a last one that is not full belongs to the one before", () => {
    expect(passagesOf([])).to.deep.equal([]);
    expect(passagesOf([window(70, 1, 2)])).to.deep.equal([{ tokens: 70, adjacent: 1, apart: 2 }]);
    const full = { tokens: 2_000, adjacent: 3, apart: 4 };
    expect(passagesOf([window(2_000, 3, 4), window(2_000, 3, 4)])).to.deep.equal([full, full]);
    const joined = { tokens: 2_070, adjacent: 4, apart: 6 };
    expect(passagesOf([window(2_000, 3, 4), window(2_000, 3, 4), window(70, 1, 2)])).to.deep.equal([full, joined]);
  });

  it("adds up", () => {
    expect(joinPassages([window(70, 1, 2), window(30, 5, 8)])).to.deep.equal({ tokens: 100, adjacent: 6, apart: 10 });
    expect(joinPassages([])).to.deep.equal({ tokens: 0, adjacent: 0, apart: 0 });
  });
});

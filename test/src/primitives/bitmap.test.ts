import { expect } from "chai";
import { bitsOf, hasBit } from "../../../src/primitives/bitmap.ts";

describe("bitmap", () => {
  it("lists the bits that are set, ascending, far beyond 32", () => {
    expect(bitsOf(0n)).to.deep.equal([]);
    expect(bitsOf(0b1011n)).to.deep.equal([0, 1, 3]);
    expect(bitsOf((1n << 207n) | (1n << 64n))).to.deep.equal([64, 207]);
  });

  it("tells whether a bit is set", () => {
    expect(hasBit(0b100n, 2)).to.equal(true);
    expect(hasBit(0b100n, 1)).to.equal(false);
    expect(hasBit(1n << 207n, 207)).to.equal(true);
  });
});

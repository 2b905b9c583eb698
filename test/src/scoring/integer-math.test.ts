import { expect } from "chai";
import fc from "fast-check";
import {
  divide,
  permille,
  powerBucket,
  rampDown,
  rampUp,
  squareRoot,
  stepBucket,
} from "../../../src/scoring/integer-math.ts";

describe("integer math", () => {
  it("divides like the exact integers, up to 2^53", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 2 ** 40 }), (n, d) => {
        expect(divide(n, d)).to.equal(Number(BigInt(n) / BigInt(d)));
      }),
    );
  });

  it("takes a share in ‰, rounded down", () => {
    expect([permille(1, 3), permille(3, 3), permille(0, 3), permille(0, 0)]).to.deep.equal([333, 1_000, 0, 0]);
  });

  it("rises along a ramp", () => {
    expect([299, 300, 301, 500, 699, 700, 900].map((value) => rampUp(value, [300, 700]))).to.deep.equal([
      0, 0, 2, 500, 997, 1_000, 1_000,
    ]);
  });

  it("falls along a ramp", () => {
    expect([800, 850, 851, 900, 949, 950, 1_000].map((value) => rampDown(value, [850, 950]))).to.deep.equal([
      1_000, 1_000, 990, 500, 10, 0, 0,
    ]);
  });

  it("takes the root, rounded down", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 26 }), (root) => {
        expect([root ** 2, root ** 2 + 2 * root].map(squareRoot)).to.deep.equal([root, root]);
      }),
    );
    expect([1, 2, 3, 4].map(squareRoot)).to.deep.equal([1, 1, 1, 2]);
  });

  it("tells a magnitude by the power of two below it", () => {
    expect([0, 1, 2, 3, 4, 1_000, 1_024].map(powerBucket)).to.deep.equal([0, 1, 2, 2, 4, 512, 1_024]);
    expect(powerBucket(Number.MAX_SAFE_INTEGER)).to.equal(2 ** 52);
  });

  it("tells a share in steps", () => {
    expect([0, 49, 50, 999, 1_000].map((value) => stepBucket(value, 50))).to.deep.equal([0, 0, 50, 950, 1_000]);
  });
});

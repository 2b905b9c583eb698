import { expect } from "chai";
import fc from "fast-check";
import { FingerprintSet } from "../../../src/scoring/fingerprint-set.ts";

describe("fingerprint set", function () {
  this.timeout(20_000);

  it("behaves as a set of integers from 0 to 2^53 − 1", () => {
    const value = fc.oneof(fc.maxSafeNat(), fc.nat(20), fc.constant(Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(fc.array(value), fc.array(value), (added, asked) => {
        const [set, model] = [new FingerprintSet(), new Set<number>()];
        for (const item of added) expect(set.add(item)).to.equal(!model.has(item) && model.add(item).has(item));
        for (const item of [...asked, ...added]) expect(set.has(item)).to.equal(model.has(item));
        expect(set.size).to.equal(model.size);
      }),
    );
  });

  it("grows", () => {
    const set = new FingerprintSet();
    for (let i = 0; i < 50_000; i++) set.add(i * 2_097_153);
    expect(set.size).to.equal(50_000);
    expect([set.has(0), set.has(49_999 * 2_097_153), set.has(1)]).to.deep.equal([true, true, false]);
  });
});

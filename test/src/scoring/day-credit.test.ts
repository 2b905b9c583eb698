import { expect } from "chai";
import fc from "fast-check";
import { creditDay } from "../../../src/scoring/day-credit.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";

const none = { base: 0, paid: 0 };
const FULL = 1_000_000;
const pay = (units: readonly (readonly [units: number, factor: number])[]) =>
  units.reduce((before, [fresh, factor]) => {
    const { base, paid } = creditDay(before, fresh, factor, rulesetV1);
    return { base: before.base + base, paid: before.paid + paid };
  }, none);
const part = (most: number) => fc.tuple(fc.nat(300_000), fc.integer({ min: 0, max: most }));

describe("day credit", function () {
  this.timeout(20_000);

  it("pays the fresh units times bonus and tier, rounded down", () => {
    expect(creditDay(none, 1_999, 100_000, rulesetV1)).to.deep.equal({ base: 1_999, paid: 199 });
  });

  it("stops at DC", () => {
    expect(creditDay(none, 500_000, FULL, rulesetV1)).to.deep.equal({ base: 400_000, paid: 400_000 });
    expect(creditDay({ base: 399_999, paid: 399_999 }, 5, FULL, rulesetV1)).to.deep.equal({ base: 1, paid: 1 });
    expect(creditDay({ base: 400_000, paid: 1 }, 5, FULL, rulesetV1)).to.deep.equal(none);
  });

  it("takes nothing back when governance lowers DC", () => {
    expect(creditDay({ base: 900_000, paid: 9 }, 5, FULL, rulesetV1)).to.deep.equal(none);
  });

  it("does not pay old units again when bonus or tier rises", () => {
    expect(creditDay({ base: 1_000, paid: 100 }, 0, FULL, rulesetV1)).to.deep.equal(none);
    expect(creditDay({ base: 1_000, paid: 100 }, 10, FULL, rulesetV1)).to.deep.equal({ base: 10, paid: 10 });
  });

  it("pays parts with one factor exactly what it pays the whole", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200_000), { minLength: 1 }), fc.nat(1_300_000), (parts, factor) => {
        const whole = parts.reduce((sum, units) => sum + units, 0);
        expect(pay(parts.map((units) => [units, factor]))).to.deep.equal(creditDay(none, whole, factor, rulesetV1));
      }),
    );
  });

  it("never pays parts with lesser factors more than the whole", () => {
    fc.assert(
      fc.property(fc.array(part(1_250_000), { minLength: 1 }), (parts) => {
        const whole = parts.reduce((sum, [units]) => sum + units, 0);
        const factor = Math.max(...parts.map(([, each]) => each));
        expect(pay(parts).paid).to.be.at.most(creditDay(none, whole, factor, rulesetV1).paid);
      }),
    );
  });
});

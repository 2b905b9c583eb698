import { expect } from "chai";
import fc from "fast-check";
import { civilFromDays, daysFromCivil, isoDay } from "../../../src/primitives/calendar.ts";

describe("calendar", () => {
  it("counts days from 1970-01-01", () => {
    expect(daysFromCivil({ year: 1970, month: 1, day: 1 })).to.equal(0);
    expect(daysFromCivil({ year: 2000, month: 2, day: 29 })).to.equal(11_016);
    expect(daysFromCivil({ year: 1969, month: 12, day: 31 })).to.equal(-1);
  });

  it("knows which days do not exist", () => {
    expect(daysFromCivil({ year: 2025, month: 2, day: 29 })).to.equal(null);
    expect(daysFromCivil({ year: 1900, month: 2, day: 29 })).to.equal(null);
    expect(daysFromCivil({ year: 2025, month: 13, day: 1 })).to.equal(null);
    expect(daysFromCivil({ year: 2025, month: 4, day: 0 })).to.equal(null);
    expect(daysFromCivil({ year: 2025, month: 4, day: 31 })).to.equal(null);
  });

  it("agrees with the platform's own calendar on every day of ten thousand years", () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_468, max: 2_932_896 }), (days) => {
        const date = new Date(days * 86_400_000);
        const expected = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(civilFromDays(days)).to.deep.equal(expected);
        expect(daysFromCivil(expected)).to.equal(days);
      }),
    );
  });

  it("writes days as YYYY-MM-DD", () => {
    expect(isoDay(0)).to.equal("1970-01-01");
    expect(isoDay(1_735_689_599)).to.equal("2024-12-31");
    expect(isoDay(1_735_689_600)).to.equal("2025-01-01");
  });
});

import { expect } from "chai";
import { formatMoment, formatMomentFrom, formatSpan } from "../../../src/primitives/time-words.ts";

const NOON = 1_799_064_000;

describe("formatSpan", () => {
  it("gives the two largest units, rounded down", () => {
    const spans = [59, 60, 61, 3_599, 3_600, 11_579, 86_399, 86_400, 1_209_600 - 1].map(formatSpan);

    expect(spans).to.deep.equal([
      "59 s",
      "1 m",
      "1 m 1 s",
      "59 m 59 s",
      "1 h",
      "3 h 12 m",
      "23 h 59 m",
      "1 d",
      "13 d 23 h",
    ]);
  });

  it("leaves out a second unit of which there is none", () => {
    expect([formatSpan(86_400 + 59 * 60), formatSpan(3_600 + 59)]).to.deep.equal(["1 d", "1 h"]);
  });

  it("is 0 s for less than a second", () => {
    expect([formatSpan(0), formatSpan(0.9), formatSpan(-0.9)]).to.deep.equal(["0 s", "0 s", "0 s"]);
  });

  it("has no sign", () => {
    expect(formatSpan(-61)).to.equal("1 m 1 s");
  });
});

describe("formatMoment", () => {
  it("is in UTC, to the second", () => {
    expect(formatMoment(NOON)).to.equal("2027-01-04 12:00:00 UTC");
  });
});

describe("formatMomentFrom", () => {
  it("says how far away a moment is, ahead or past", () => {
    expect(formatMomentFrom(NOON - 61, NOON)).to.equal("2027-01-04 12:00:00 UTC, in 1 m 1 s");
    expect(formatMomentFrom(NOON + 7_200, NOON)).to.equal("2027-01-04 12:00:00 UTC, 2 h ago");
    expect(formatMomentFrom(NOON, NOON)).to.equal("2027-01-04 12:00:00 UTC, 0 s ago");
  });
});

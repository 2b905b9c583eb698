import { expect } from "chai";
import { LAUNCHED_AT, plausibleTime } from "../../../src/scoring/plausible-time.ts";

const SUBMITTED = 1_700_000_000;

describe("plausible time", () => {
  it("counts from the day ChatGPT opened", () => {
    expect(new Date(LAUNCHED_AT * 1_000).toISOString()).to.equal("2022-11-30T00:00:00.000Z");
    expect(plausibleTime(LAUNCHED_AT - 1, SUBMITTED)).to.equal(null);
    expect(plausibleTime(LAUNCHED_AT, SUBMITTED)).to.equal(LAUNCHED_AT);
  });

  it("ends one day after the contribution", () => {
    expect(plausibleTime(SUBMITTED + 86_400, SUBMITTED)).to.equal(SUBMITTED + 86_400);
    expect(plausibleTime(SUBMITTED + 86_401, SUBMITTED)).to.equal(null);
  });

  it("drops fractions", () => {
    expect(plausibleTime(1_690_000_000.999, SUBMITTED)).to.equal(1_690_000_000);
  });

  it("knows no time where there is none", () => {
    for (const time of [null, Number.NaN, Infinity, -Infinity, -1, 0, 1e300]) {
      expect(plausibleTime(time, SUBMITTED)).to.equal(null);
    }
  });
});

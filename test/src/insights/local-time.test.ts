import { expect } from "chai";
import { dayName, localClock, monthName, weekdayOf } from "../../../src/insights/local-time.ts";
import { codeOf } from "../../helpers/code-of.ts";

/** 2026-03-29 00:59:59 UTC: a second before clocks in Berlin go from 2 to 3. */
const BEFORE_SUMMER = Date.UTC(2026, 2, 29, 0, 59, 59) / 1_000;

describe("localClock", () => {
  it("is UTC unless told", () => {
    expect(localClock()(0)).to.deep.equal({ day: 0, hour: 0, weekday: 3, month: 1970 * 12 });
    expect(localClock()(-1)).to.deep.equal({ day: -1, hour: 23, weekday: 2, month: 1969 * 12 + 11 });
  });

  it("knows when a zone's clocks are put forward", () => {
    const clock = localClock("Europe/Berlin");

    expect(clock(BEFORE_SUMMER).hour).to.equal(1);
    expect(clock(BEFORE_SUMMER + 1).hour).to.equal(3);
  });

  it("knows zones that are off by quarters of an hour, and days that differ from UTC's", () => {
    const evening = Date.UTC(2026, 0, 1, 18, 20) / 1_000;

    expect(localClock("Asia/Kathmandu")(evening)).to.include({ hour: 0, weekday: 4, month: 2026 * 12 });
    expect(localClock("America/New_York")(evening)).to.include({ hour: 13, weekday: 3 });
    expect(localClock("Asia/Kathmandu")(evening).day - localClock()(evening).day).to.equal(1);
  });

  it("refuses a zone that there is not", async () => {
    expect(await codeOf(Promise.resolve().then(() => localClock("Mars/Olympus")))).to.equal("INSIGHTS_UNKNOWN_ZONE");
  });
});

describe("monthName", () => {
  it("is year and month", () => {
    expect([monthName(2026 * 12), monthName(2025 * 12 + 11)]).to.deep.equal(["2026-01", "2025-12"]);
  });
});

describe("dayName and weekdayOf", () => {
  it("name days before and after 1970", () => {
    expect([0, -1].map(dayName)).to.deep.equal(["1970-01-01", "1969-12-31"]);
    expect([0, -1, 4, -4].map(weekdayOf)).to.deep.equal([3, 2, 0, 6]);
  });
});

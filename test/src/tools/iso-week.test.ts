import { expect } from "chai";
import { dayName } from "../../../src/insights/local-time.ts";
import { mondayOf, weekName } from "../../../src/tools/iso-week.ts";
import { at } from "./some-archive.ts";

const dayOf = (day: string): number => at(`${day}T00:00:00`) / 86_400;

describe("weekName", () => {
  it("follows ISO 8601 at the turn of years", () => {
    const weeks = {
      "2024-12-29": "2024-W52",
      "2024-12-30": "2025-W01",
      "2021-01-03": "2020-W53",
      "2021-01-04": "2021-W01",
      "2026-12-31": "2026-W53",
      "1970-01-01": "1970-W01",
      "1969-12-28": "1969-W52",
    };

    for (const [day, week] of Object.entries(weeks)) expect(weekName(mondayOf(dayOf(day))), day).to.equal(week);
  });
});

describe("mondayOf", () => {
  it("is the day itself on a Monday, and up to six days before", () => {
    const names = ["2026-01-12", "2026-01-13", "2026-01-18", "1969-12-31"].map((day) => dayName(mondayOf(dayOf(day))));

    expect(names).to.deep.equal(["2026-01-12", "2026-01-12", "2026-01-12", "1969-12-29"]);
  });
});

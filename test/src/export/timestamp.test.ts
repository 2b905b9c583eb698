import { expect } from "chai";
import fc from "fast-check";
import { parseSeconds, parseTime } from "../../../src/export/timestamp.ts";

describe("timestamp", () => {
  it("takes unix seconds with their fraction", () => {
    expect(parseTime(1717259264.518846)).to.equal(1717259264.518846);
    expect(parseSeconds(1717259264.918846)).to.equal(1717259264);
    expect(parseTime(0)).to.equal(0);
  });

  it("reads ISO times with and without clock, fraction and offset", () => {
    expect(parseTime("2025-06-15T15:06:48.000Z")).to.equal(1_750_000_008);
    expect(parseTime("2025-06-15 15:06:48")).to.equal(1_750_000_008);
    expect(parseTime("2025-06-15T17:06:48+02:00")).to.equal(1_750_000_008);
    expect(parseTime("2025-06-15T10:06:48-0500")).to.equal(1_750_000_008);
    expect(parseTime("2025-06-15T15:06:48.5Z")).to.equal(1_750_000_008.5);
    expect(parseTime("2025-06-15T15:06")).to.equal(1_749_999_960);
    expect(parseTime("2025-06-15")).to.equal(1_749_945_600);
  });

  it("agrees with the platform on every ISO time", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true }), (date) => {
        expect(parseSeconds(date.toISOString())).to.equal(Math.floor(date.getTime() / 1000));
      }),
    );
  });

  it("reads small letters and fractions of any length", () => {
    expect(parseTime("2025-06-15t10:20:30z")).to.equal(1_749_982_830);
    expect(parseTime(`2025-06-15T10:20:30.${"5".padEnd(100, "0")}Z`)).to.equal(1_749_982_830.5);
    expect(parseTime("2025-06-15T10:20:30.1234567899Z")).to.equal(parseTime("2025-06-15T10:20:30.123456789Z"));
    expect(parseTime(`2025-06-15T10:20:30.${"5".padEnd(101, "0")}Z`)).to.equal(null);
  });

  it("gives null for what is no time", () => {
    for (const value of [
      null,
      undefined,
      true,
      {},
      [],
      "",
      "yesterday",
      "2025-13-01",
      "2025-02-30",
      "2025-06-15T25:00:00Z",
      "2025-06-15T10:60:00Z",
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1e21,
      253_402_300_800,
    ])
      // prettier-ignore
      expect(parseTime(value), JSON.stringify(value)).to.equal(null);
    expect(parseSeconds("never")).to.equal(null);
  });
});

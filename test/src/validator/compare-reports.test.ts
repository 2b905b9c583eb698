import { expect } from "chai";
import { compareReports } from "../../../src/validator/compare-reports.ts";
import { exampleResults } from "../rewards/example-epochs.ts";

const [{ report }, { report: other }] = exampleResults();

describe("comparing two reports", () => {
  it("finds nothing in equal ones, whether amounts are numbers or text", () => {
    const asText = Object.fromEntries(Object.entries(report).map(([field, value]) => [field, String(value)]));

    expect(compareReports(report, report)).to.deep.equal([]);
    expect(compareReports(report, asText)).to.deep.equal([]);
  });

  it("names each field that differs, with both values", () => {
    expect(compareReports(report, { ...report, leafCount: 3, totalCumulative: "7" })).to.deep.equal([
      { field: "totalCumulative", own: "320000000000000000000000", other: "7" },
      { field: "leafCount", own: "2", other: "3" },
    ]);
    expect(compareReports(report, other).map(({ field }) => field)).to.have.members([
      ...["root", "totalCumulative", "leafCount", "filesBitmap", "inputsHash", "artifactHash", "prevRoot"],
    ]);
  });

  it("shows nothing that cannot stand in a report", () => {
    const hostile = ["\u001b[2J", "0x", "ABC", "1e9", "-1", "9".repeat(79), `0x${"a".repeat(65)}`, {}, [1], null, true];
    for (const root of [undefined, ...hostile]) {
      expect(compareReports(report, { ...report, root })).to.deep.equal([
        { field: "root", own: report.root, other: null },
      ]);
    }
  });
});

import { expect } from "chai";
import { toRow } from "../../../bench/farming/bars.ts";
import { measureFarming, type FarmingReport } from "../../../bench/farming/report.ts";

describe("what farming earns", function () {
  this.timeout(180_000);

  let report: FarmingReport;
  before(async () => {
    report = await measureFarming({ conversations: 24, seed: 5 });
  });

  it("is set against an archive that earns, and hardly repeats itself", () => {
    expect(report.baseline).to.be.above(200_000);
    expect(report.freshness).to.be.above(950);
  });

  for (const [title, rows] of [
    ["Honest archives of every era, in ‰ of the classic one", 4],
    ["Text that was counted before", 12],
    ["One archive, several accounts", 4],
    ["Junk of the honest archive's shape", 8],
    ["Junk by length, in ‰ of honest text of the same shape", 20],
    ["Junk in many little contributions", 4],
  ] as const) {
    it(`keeps every bar of: ${title}`, () => {
      const section = report.sections.find((each) => each.title === title);
      expect(section?.rows).to.have.length(rows);
      expect(section?.rows.filter(({ bar }) => bar === null)).to.deep.equal([]);
      expect(section?.rows.filter(({ holds }) => !holds)).to.deep.equal([]);
    });
  }

  it("is judged to a tenth of a ‰", () => {
    expect(toRow("a", 10_004, 1_000_000, { atMost: 10 })).to.include({ earned: 10, holds: true });
    expect(toRow("a", 10_051, 1_000_000, { atMost: 10 })).to.include({ earned: 10.1, holds: false });
    expect(toRow("a", 899, 1_000, { atLeast: 900 }).holds).to.equal(false);
    expect(toRow("a", 5_000, 1_000).holds).to.equal(true);
  });
});

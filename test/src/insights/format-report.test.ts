import { expect } from "chai";
import { formatReport } from "../../../src/insights/format-report.ts";
import { someInsights } from "./some-insights.ts";

describe("formatReport", () => {
  it("says for whom it is, and how to make one for others", async () => {
    const insights = await someInsights(10);
    const [own, shared] = [false, true].map((isForSharing) => formatReport(insights, { isForSharing }));

    expect(own).to.contain("Nothing has left it.").and.to.contain("--share");
    expect(shared).to.contain("no words, no titles, no dates finer than a month").and.to.not.contain("--share");
    expect(own).to.match(/style-src 'sha256-[A-Za-z0-9+/]{43}='/);
  });
});

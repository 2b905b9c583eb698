import { expect } from "chai";
import { ExaminingBrowser } from "./browser.ts";
import { proveHere } from "./examine.ts";

describe("proofs in Chromium", function () {
  this.timeout(120_000);
  let browser: ExaminingBrowser;

  before(async () => {
    browser = await ExaminingBrowser.start();
  });

  after(() => browser.stop());

  it("are those that Node makes of the same leaves, by every hasher and from the same shards", async () => {
    const page = await browser.open();
    for (const count of [2, 353, 3_000]) {
      const found = await page.proveHere(count);
      const { roots, shards } = JSON.parse(found) as { roots: string[]; shards: string[] };
      expect(new Set(roots).size).to.equal(1);
      expect(shards.length).to.equal(count === 3_000 ? 16 : 1);
      expect(found).to.equal(proveHere(count));
    }
    await page.close();
  });
});

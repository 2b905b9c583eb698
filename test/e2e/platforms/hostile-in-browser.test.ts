import { expect } from "chai";
import { damages } from "../../hostile/damaged-zip-files.ts";
import type { HostileFile } from "../../hostile/hostile-file.ts";
import { backtracking, keys, numbers, orders, sizes, texts, trees } from "../../hostile/json-files.ts";
import { bombs, crowds, duplicates, names, overlaps, specials } from "../../hostile/zip-files.ts";
import { ExaminingBrowser, type ExaminingPage } from "./browser.ts";
import { examine } from "./examine.ts";

/** Half a minute together: the first is 80,000 reads of a few bytes, and each has a sibling that shows the same. */
const TOO_SLOW = new Set([
  "20,000 shards of nothing",
  "20,000 conversation files in as many deep folders",
  "300 MB of blanks as user.json",
]);

/** Hostile zips, and of the JSON, which meets nothing that differs by platform, what is not megabytes large. */
const groups = {
  ...{ bombs: quick(bombs), names, specials, overlaps, duplicates, damages, crowds: quick(crowds) },
  ...{ keys, sizes: light(sizes), numbers, trees: light(trees), texts, backtracking, orders },
};

function quick(files: readonly HostileFile[]): HostileFile[] {
  return files.filter(({ name }) => !TOO_SLOW.has(name));
}

function light(files: readonly HostileFile[]): HostileFile[] {
  return files.filter(({ isHeavy }) => isHeavy !== true);
}

describe("hostile files in Chromium", function () {
  this.timeout(300_000);
  let browser: ExaminingBrowser;
  let page: ExaminingPage;

  before(async () => {
    browser = await ExaminingBrowser.start();
    page = await browser.open();
  });

  after(() => browser.stop());

  async function judge({ name, bytes, expected, isHeavy }: HostileFile): Promise<void> {
    const content = new Uint8Array(bytes());
    const result = await page.examine(content);
    const { code, report } = JSON.parse(result) as { code?: string; report: Record<string, unknown> };
    expect(code ?? { skipped: report.skipped, repaired: report.repaired }, name).to.deep.equal(expected);
    // A heavy one is read by Node in its own suite.
    if (isHeavy !== true) expect(result, name).to.equal(await examine(new Blob([content])));
  }

  for (const [name, files] of Object.entries(groups)) {
    it(`end as in Node: ${name}`, async () => {
      for (const file of files) await judge(file);
      expect(files.length).to.be.greaterThan(0);
    });
  }
});

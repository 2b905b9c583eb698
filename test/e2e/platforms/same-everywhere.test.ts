import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { node22Program } from "../../../scripts/checks/platforms/node22.ts";
import type { Score } from "../../../src/scoring/settle-archive.ts";
import { isDeep } from "../../helpers/is-deep.ts";
import { runProgram } from "../../helpers/run-program.ts";
import { sampleArchives, shuffled, type NamedArchive } from "./archives.ts";
import { ExaminingBrowser } from "./browser.ts";
import { examine, generatedHash } from "./examine.ts";
import type { FilesExamined } from "./examine-files.ts";

const program = fileURLToPath(new URL("examine-files.ts", import.meta.url));
/** With the minutes before UTC on a day of July. */
const timeZones = { UTC: 0, "Asia/Kathmandu": -345, "America/St_Johns": 150 };
/** With what POSIX calls them. */
const locales = { "en-US": "C", "tr-TR": "tr_TR.UTF-8", "de-DE": "de_DE.UTF-8" };
const places = Object.entries(timeZones).flatMap(([timeZone, minutes]) =>
  Object.entries(locales).map(([locale, posix]) => ({
    timeZone,
    locale,
    posix,
    name: `${timeZone}, ${locale}`,
    surroundings: `${minutes} ${locale}`,
  })),
);
/** Each time zone and each locale once; `npm run test:deep` takes every pair. */
const chosen = isDeep ? places : places.filter((_, index) => index % (Object.keys(locales).length + 1) === 0);

/** What the same bytes must give wherever they are read: every byte of what `examine` makes of them. */
describe("the same bytes", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "same "));
  let archives: NamedArchive[];
  let expected: string[];
  let node22: string;
  let browser: ExaminingBrowser;

  before(async () => {
    archives = await sampleArchives();
    expected = await Promise.all(archives.map(({ bytes }) => examine(new Blob([new Uint8Array(bytes)]))));
    for (const [index, { bytes }] of archives.entries()) writeFileSync(join(folder, String(index)), bytes);
    [node22, browser] = await Promise.all([node22Program(), ExaminingBrowser.start()]);
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await browser.stop();
  });

  /** Compares archive by archive, so that a difference says where it is. */
  function expectSame(results: readonly string[], where: string): void {
    const found = archives.map(({ name }, index) => ({ name, result: results[index] }));
    expect(found, where).to.deep.equal(archives.map(({ name }, index) => ({ name, result: expected[index] })));
  }

  async function runNode(node: string, { timeZone, posix }: (typeof places)[number]): Promise<FilesExamined> {
    const paths = archives.map((_, index) => join(folder, String(index)));
    const env = { TZ: timeZone, LANG: posix, LC_ALL: posix };
    const { stdout, stderr, exitCode } = await runProgram(node, ["--no-warnings", program, ...paths], env);
    expect({ stderr, exitCode }).to.deep.equal({ stderr: "", exitCode: 0 });
    return JSON.parse(stdout) as FilesExamined;
  }

  async function runBrowser({ timeZone, locale }: (typeof places)[number]): Promise<FilesExamined> {
    const page = await browser.open({ locale, timezoneId: timeZone });
    const results: string[] = [];
    for (const { bytes } of archives) results.push(await page.examine(bytes));
    const found = { surroundings: await page.surroundings(), generated: await page.generatedHash(), results };
    await page.close();
    return found;
  }

  it("are worth something, so that equality says something", () => {
    const worthy = expected.filter((result) => {
      const { units, delta } = (JSON.parse(result) as { score: Score }).score;
      return units > 0 && delta.fingerprints.length > 0;
    });
    // Not the quirks, nor letters that are words of their own, of which the exports have their share.
    expect(worthy.length).to.be.at.least(9);
    expect(new Set(expected).size).to.equal(expected.length);
  });

  for (const place of chosen) {
    it(`give the same in Node 24, in Node 22 and in Chromium under ${place.name}`, async () => {
      const found = await Promise.all([runNode(process.execPath, place), runNode(node22, place), runBrowser(place)]);
      for (const [index, name] of ["Node 24", "Node 22", "Chromium"].entries()) {
        const { surroundings, generated, results } = found[index]!;
        expect([surroundings, generated], name).to.deep.equal([place.surroundings, generatedHash()]);
        expectSame(results, name);
      }
    });
  }

  it("give the same in any order of the zip's entries, in Node and in Chromium", async () => {
    const page = await browser.open();
    let orders = 0;
    for (const [index, { name, bytes }] of archives.entries()) {
      if (bytes[0] !== 0x50) continue;
      for (const seed of [1, 2, 3]) {
        const other = shuffled(bytes, seed);
        expect(await examine(new Blob([new Uint8Array(other)])), name).to.equal(expected[index]);
        expect(await page.examine(other), name).to.equal(expected[index]);
        orders++;
      }
    }
    expect(orders).to.be.at.least(15);
    await page.close();
  });
});

import { expect } from "chai";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { damages } from "./damaged-zip-files.ts";
import type { HostileFile } from "./hostile-file.ts";
import { backtracking, keys, numbers, orders, sizes, texts, trees } from "./json-files.ts";
import { readAll, readTogether, type FileReading } from "./run-readings.ts";
import { bombs, crowds, duplicates, names, overlaps, specials } from "./zip-files.ts";

const CPU_SECONDS = 3;
const PEAK_MEBIBYTES = 300;
const LEAST_FILES = 80;

const everything = [
  bombs,
  names,
  specials,
  overlaps,
  duplicates,
  damages,
  crowds,
  keys,
  sizes,
  numbers,
  trees,
  texts,
  backtracking,
  orders,
];
const taken: { readonly name: string; readonly reading: FileReading }[] = [];

/** Every file ends as its table says, within its budget, and leaves nothing behind. */
async function judge(files: readonly HostileFile[]): Promise<Map<HostileFile, FileReading>> {
  const before = readdirSync(tmpdir());
  const readings = await readAll(files);
  const wrong: string[] = [];
  for (const [{ name, expected }, reading] of readings) {
    taken.push({ name, reading });
    const { outcome, cpuSeconds, peakMebibytes, isPolluted } = reading;
    if (JSON.stringify(outcome) !== JSON.stringify(expected)) {
      wrong.push(`${name}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(outcome)}`);
    }
    if (cpuSeconds > CPU_SECONDS) wrong.push(`${name}: ${cpuSeconds} s of processor time`);
    if (peakMebibytes > PEAK_MEBIBYTES) wrong.push(`${name}: ${peakMebibytes} MiB`);
    if (isPolluted) wrong.push(`${name}: prototypes were changed`);
  }
  expect(wrong).to.deep.equal([]);
  expect(readings.size).to.equal(files.length);
  expect(
    readdirSync(tmpdir()).filter((name) => !before.includes(name) && /conversation|export|user|passwd/.test(name)),
  ).to.deep.equal([]);
  return readings;
}

describe("hostile files, each in a jail of 3 s and 300 MiB", function () {
  this.timeout(900_000);

  after(() => {
    const slowest = taken.toSorted((a, b) => b.reading.cpuSeconds - a.reading.cpuSeconds)[0]!;
    const largest = taken.toSorted((a, b) => b.reading.peakMebibytes - a.reading.peakMebibytes)[0]!;
    console.log(`      ${taken.length} files; slowest ${slowest.reading.cpuSeconds.toFixed(2)} s (${slowest.name});`);
    console.log(`      largest ${largest.reading.peakMebibytes.toFixed(0)} MiB (${largest.name})`);
  });

  it(`are at least ${LEAST_FILES}, of distinct names`, () => {
    const all = everything.flat().map(({ name }) => name);
    expect(all.length).to.be.at.least(LEAST_FILES);
    expect(new Set(all).size).to.equal(all.length);
  });

  it("T49: bombs by ratio, number, nesting and declared size", async () => {
    await judge(bombs);
  });
  it("T50: names that would be paths", async () => {
    await judge(names);
  });
  it("T51: links, devices and what poses as a folder", async () => {
    await judge(specials);
  });
  it("T52: entries that share bytes", async () => {
    await judge(overlaps);
  });
  it("T53: two files of one name", async () => {
    await judge(duplicates);
  });
  it("T54: zips that are damaged, cut off, two at once, encrypted or lie", async () => {
    await judge(damages);
  });
  it("T55: more entries than anybody has", async () => {
    await judge(crowds);
  });
  it("T56: keys that mean something to JavaScript", async () => {
    await judge(keys);
  });
  it("T57: JSON that is too deep, too long or too much", async () => {
    await judge(sizes);
  });
  it("T58: numbers and times that are none", async () => {
    await judge(numbers);
  });
  it("T59: cycles, chains and forests", async () => {
    await judge(trees);
  });
  it("T60: text that is not what it seems", async () => {
    await judge(texts);
  });
  it("T61: text made for regular expressions", async () => {
    await judge(backtracking);
  });

  it("T63: an order to whoever reads is worth what it is without its meaning", async () => {
    const units = [...(await judge(orders)).values()].map(({ aloneUnits }) => aloneUnits);
    for (let index = 0; index < units.length; index += 2) expect(units[index]).to.equal(units[index + 1]);
    expect(units[0]).to.be.greaterThan(0);
  });

  it("T64: ten accounts with one export earn what one of them does", async () => {
    const bytes = generateExport({ seed: 64, conversations: 8, era: "slim", startAt: 1_705_276_800 });
    const files = Array.from({ length: 10 }, (_, index) => ({
      name: `account ${index}`,
      bytes: () => bytes,
      expected: "",
    }));
    const readings = await readTogether(files);
    expect(readings[0]!.sharedUnits).to.equal(readings[0]!.aloneUnits).and.to.be.greaterThan(0);
    expect(readings.slice(1).map(({ sharedUnits }) => sharedUnits)).to.deep.equal(Array(9).fill(0));
  });
});

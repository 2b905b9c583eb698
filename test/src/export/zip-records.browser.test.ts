import { expect } from "chai";
import fc from "fast-check";
import { crc32 } from "node:zlib";
import * as browser from "../../../src/export/zip-records.browser.ts";
import * as node from "../../../src/export/zip-records.ts";
import { generateExport } from "../../../src/synthetic/generate-export.ts";
import { damages } from "../../hostile/damaged-zip-files.ts";
import { bombs, crowds, duplicates, names, overlaps, specials } from "../../hostile/zip-files.ts";
import { fixtureBlob, hasFixtures } from "./fixtures.ts";
import { codeOf, collect } from "./rejection.ts";
import { vanishing } from "./vanishing-blob.ts";
import { unicodePath, writeZip } from "./zip-writer.ts";

const twin: typeof node = browser;
const MANY = 20_000;

/** What a reader says of a zip: its records up to a failure, and the failure. */
async function resultOf(openZipRecords: typeof node.openZipRecords, source: Blob): Promise<unknown> {
  const read: unknown[] = [];
  const code = await codeOf(async () => {
    const { records, ...end } = await openZipRecords(source);
    read.push(end);
    // As the directory's own checks do, which come before anything is read.
    if (end.entryCount > MANY) return;
    for await (const record of records) read.push(record);
  });
  return { read, code };
}

async function expectSame(source: Blob, name: string): Promise<void> {
  const expected = await resultOf(node.openZipRecords, source);
  expect(await resultOf(twin.openZipRecords, source), name).to.deep.equal(expected);
}

const base = writeZip({
  entries: [
    { name: "conversations.json", data: "[]", extra: unicodePath("c.json", crc32("conversations.json")) },
    { name: "folder/", mode: 0o040755 },
    { name: "stored.json", data: "{}", isStored: true, isZip64: true },
    { name: "last", data: "words", hasDescriptor: true, flags: 0x808 },
  ],
  comment: "made by hand",
  zip64: {},
});
const plain = writeZip({ entries: [{ name: "a.json", data: "[]", isZip64: true }, { name: "b" }] });

describe("zip records in a browser", function () {
  this.timeout(60_000);

  it("are those of yauzl in every hostile zip", async () => {
    const files = [bombs, names, specials, overlaps, duplicates, damages, crowds].flat();
    for (const { name, bytes } of files) await expectSame(new Blob([new Uint8Array(bytes())]), name);
    expect(files.length).to.be.greaterThan(80);
  });

  it("are those of yauzl in exports of every era", async () => {
    for (const era of ["classic", "sharded", "slim"] as const) {
      const bytes = generateExport({ seed: 5, conversations: 120, era, startAt: 1_705_276_800, maxTurns: 2 });
      await expectSame(new Blob([new Uint8Array(bytes)]), era);
    }
  });

  for (const [name, zip] of Object.entries({ base, plain })) {
    it(`are those of yauzl when any byte of a zip is another: ${name}`, async () => {
      for (let offset = 0; offset < zip.length; offset++) {
        for (const change of [1, 0x40, 0x80, 0xff]) {
          const changed = zip.slice();
          changed[offset]! ^= change;
          await expectSame(new Blob([changed]), `byte ${offset} ^ ${change}`);
        }
      }
    });

    it(`are those of yauzl wherever a zip is cut off: ${name}`, async () => {
      for (let length = 0; length < zip.length; length++) {
        await expectSame(new Blob([zip.slice(0, length)]), `${length} bytes`);
      }
    });
  }

  it("are those of yauzl when several bytes of its directory are others", async () => {
    const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0xff)));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(base, plain),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        async (zip, changes) => {
          const changed = zip.slice();
          for (const [place, value] of changes) changed[zip.length - 1 - (place % (zip.length >> 1))] = value;
          await expectSame(new Blob([changed]), "changed");
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("say so when the file behind the Blob is gone", async () => {
    const whole = writeZip({ entries: [{ name: "a" }], comment: "c".repeat(65_535) });
    expect(await codeOf(() => twin.openZipRecords(vanishing(whole, 0)))).to.equal("EXPORT_SOURCE_UNREADABLE");
    const reading = async (): Promise<unknown> => collect((await twin.openZipRecords(vanishing(whole, 1))).records);
    expect(await codeOf(reading)).to.equal("EXPORT_SOURCE_UNREADABLE");
  });

  if (hasFixtures)
    it("are those of yauzl in genuine exports", async () => {
      for (const name of [
        "real/01-vana-5conv-2024-06.redacted.zip",
        "synthetic/fat-2025.zip",
        "synthetic/slim-2026.zip",
      ]) {
        await expectSame(await fixtureBlob(name), name);
      }
    });
});

import { expect } from "chai";
import { openEntry } from "../../../src/export/open-entry.ts";
import { readZipDirectory } from "../../../src/export/zip-directory.ts";
import { codeOf, collect } from "./rejection.ts";
import { vanishing } from "./vanishing-blob.ts";
import { writeZip, type EntrySpec } from "./zip-writer.ts";

const generous = { entryBytes: 2 ** 30, ratio: 100 };
const noise = new Uint8Array(300_000).map((_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 13) & 0xff);

async function open(spec: EntrySpec, limits = generous, budget = { remainingBytes: 2 ** 40 }): Promise<Buffer> {
  const source = new Blob([writeZip({ entries: [spec, { name: "next", data: "n" }] })]);
  const [entry] = await readZipDirectory(source, { entries: 10, nameBytes: 100 });
  return Buffer.concat(await collect(openEntry(source, entry!, limits, budget)));
}

const codeFor = (spec: EntrySpec, limits = generous, budget?: { remainingBytes: number }): Promise<string> =>
  codeOf(() => open(spec, limits, budget));

describe("zip entry", () => {
  it("unpacks deflated and stored entries of any size", async () => {
    for (const data of [new Uint8Array(), new Uint8Array([7]), noise]) {
      expect(await open({ name: "a", data })).to.deep.equal(Buffer.from(data));
      expect(await open({ name: "a", data, isStored: true })).to.deep.equal(Buffer.from(data));
    }
  });

  it("unpacks entries over 64 KB, where yauzl before 3.3.1 could stall", async () => {
    const data = Buffer.concat(Array.from({ length: 20 }, () => noise));
    expect(await open({ name: "a", data })).to.deep.equal(data);
  });

  it("counts what is unpacked against the budget", async () => {
    const budget = { remainingBytes: 300_010 };
    await open({ name: "a", data: noise }, generous, budget);
    expect(budget.remainingBytes).to.equal(10);
    expect(await codeFor({ name: "a", data: noise }, generous, budget)).to.equal("EXPORT_TOTAL_TOO_LARGE");
  });

  it("refuses a wrong checksum", async () => {
    expect(await codeFor({ name: "a", data: "text", crc: 1 })).to.equal("EXPORT_ZIP_CRC");
    expect(await codeFor({ name: "a", data: "text", crc: 1, isStored: true })).to.equal("EXPORT_ZIP_CRC");
  });

  it("refuses sizes that lie in either direction", async () => {
    expect(await codeFor({ name: "a", data: noise, unpackedBytes: 10 })).to.equal("EXPORT_ZIP_SIZE_MISMATCH");
    expect(await codeFor({ name: "a", data: noise, unpackedBytes: 900_000 })).to.equal("EXPORT_ZIP_SIZE_MISMATCH");
  });

  it("refuses bytes hidden behind the compressed data", async () => {
    expect(await codeFor({ name: "a", data: "text", trailing: new Uint8Array(50) })).to.equal("EXPORT_ZIP_DAMAGED");
  });

  it("gives no more than the entry declares", async () => {
    const source = new Blob([
      writeZip({ entries: [{ name: "a", data: "x".repeat(900_000), unpackedBytes: 600_000 }] }),
    ]);
    const [entry] = await readZipDirectory(source, { entries: 1, nameBytes: 1 });
    let given = 0;
    const reading = codeOf(async () => {
      for await (const chunk of openEntry(source, entry!, generous, { remainingBytes: 2 ** 40 })) given += chunk.length;
    });
    expect(await reading).to.equal("EXPORT_ZIP_SIZE_MISMATCH");
    expect(given).to.be.at.most(600_000);
  });

  it("stops unpacking soon after what the entry declares", async () => {
    const budget = { remainingBytes: 2 ** 40 };
    const data = noise.slice(0, 100_000);
    const long = Buffer.concat(Array.from({ length: 80 }, () => data));
    expect(await codeFor({ name: "a", data: long, unpackedBytes: 10 }, generous, budget)).to.equal(
      "EXPORT_ZIP_SIZE_MISMATCH",
    );
    expect(2 ** 40 - budget.remainingBytes).to.be.lessThan(2 * 2 ** 20);
  });

  it("refuses compressed data that stops early or is none", async () => {
    expect(await codeFor({ name: "a", data: noise, packedBytes: 1000 })).to.equal("EXPORT_ZIP_SIZE_MISMATCH");
    expect(await codeFor({ name: "a", data: noise, isStored: true, method: 8 })).to.equal("EXPORT_ZIP_DAMAGED");
  });

  it("stops a bomb at the ratio, not at its declared size", async () => {
    const zeros = new Uint8Array(64 * 2 ** 20);
    const budget = { remainingBytes: 2 ** 40 };
    expect(await codeFor({ name: "a", data: zeros }, generous, budget)).to.equal("EXPORT_ZIP_RATIO");
    expect(2 ** 40 - budget.remainingBytes).to.be.lessThan(9 * 2 ** 20);
  });

  it("lets small entries compress as well as they like", async () => {
    expect(await open({ name: "a", data: new Uint8Array(2 ** 20) })).to.have.lengthOf(2 ** 20);
  });

  it("refuses an entry that declares more than allowed before unpacking it", async () => {
    expect(await codeFor({ name: "a", data: noise }, { entryBytes: 1000, ratio: 100 })).to.equal(
      "EXPORT_ENTRY_TOO_LARGE",
    );
  });

  it("refuses other compression methods", async () => {
    expect(await codeFor({ name: "a", data: "x", method: 12 })).to.equal("EXPORT_ZIP_METHOD");
  });

  it("refuses a local header that tells another story", async () => {
    expect(await codeFor({ name: "a", data: "x", localSignature: 1 })).to.equal("EXPORT_ZIP_DAMAGED");
    expect(await codeFor({ name: "a.json", data: "x", localName: "b.json" })).to.equal("EXPORT_ZIP_DAMAGED");
    expect(await codeFor({ name: "a.json", data: "x", localName: "a.jsonx" })).to.equal("EXPORT_ZIP_DAMAGED");
    expect(await codeFor({ name: "a", data: "x", localExtraLength: 40 })).to.equal("EXPORT_ZIP_OVERLAP");
  });

  it("unpacks entries whose sizes stand behind the data, as macOS writes them", async () => {
    expect(await open({ name: "a", data: noise, hasDescriptor: true })).to.have.lengthOf(noise.length);
  });

  it("says so when the file behind the Blob is gone", async () => {
    const bytes = writeZip({ entries: [{ name: "a", data: noise }] });
    const [entry] = await readZipDirectory(new Blob([bytes]), { entries: 1, nameBytes: 1 });
    const reading = (reads: number) =>
      codeOf(() => collect(openEntry(vanishing(bytes, reads), entry!, generous, { remainingBytes: 2 ** 40 })));
    expect(await reading(0)).to.equal("EXPORT_SOURCE_UNREADABLE");
    expect(await reading(1)).to.equal("EXPORT_SOURCE_UNREADABLE");
  });

  it("can be left half-way without harm", async () => {
    const source = new Blob([writeZip({ entries: [{ name: "a", data: "line of text\n".repeat(500_000) }] })]);
    const [entry] = await readZipDirectory(source, { entries: 10, nameBytes: 100 });
    for await (const chunk of openEntry(source, entry!, generous, { remainingBytes: 2 ** 40 })) {
      expect(chunk.length).to.be.greaterThan(0);
      break;
    }
  });
});

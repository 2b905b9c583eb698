import { expect } from "chai";
import { unzipSync } from "fflate";
import fc from "fast-check";
import { deflateRawSync } from "node:zlib";
import { generateExport } from "../../../src/synthetic/generate-export.ts";
import { sampleConversation } from "../../src/export/sample-conversations.ts";
import { writeZip } from "../../src/export/zip-writer.ts";
import { ExaminingBrowser, type ExaminingPage } from "./browser.ts";
import { examine } from "./examine.ts";

type Change = readonly [offset: number, value: number];

const small = writeZip({
  entries: [
    { name: "conversations.json", data: JSON.stringify([sampleConversation("a"), sampleConversation("b")]) },
    { name: "user.json", data: '{"id": "user-1"}', isStored: true, isZip64: true },
    { name: "file-1.dat", data: "picture", hasDescriptor: true, flags: 0x808 },
  ],
  comment: "made by hand",
});
/** Conversations that are unpacked in several pieces on either platform, which are not the same ones. */
const conversations = unzipSync(
  generateExport({ seed: 4, conversations: 60, era: "classic", startAt: 1_705_276_800, maxTurns: 12 }),
)["conversations.json"]!;
const large = writeZip({ entries: [{ name: "conversations.json", data: conversations }] });

describe("damage in Chromium", function () {
  this.timeout(300_000);
  let browser: ExaminingBrowser;
  let page: ExaminingPage;

  before(async () => {
    browser = await ExaminingBrowser.start();
    page = await browser.open();
  });

  after(() => browser.stop());

  async function outcome(zip: Uint8Array, changes: readonly Change[], length = zip.length): Promise<string> {
    const changed = new Uint8Array(zip);
    for (const [offset, value] of changes) changed[offset] = value;
    const expected = await examine(new Blob([changed.subarray(0, length)]));
    expect(await page.examineChanged(zip, changes, length)).to.equal(expected);
    return (JSON.parse(expected) as { code?: string }).code ?? "read";
  }

  async function judge(zip: Uint8Array<ArrayBuffer>, runs: number): Promise<Set<string>> {
    const offset = fc.noBias(fc.nat(zip.length - 1));
    const length = fc.oneof({ weight: 7, arbitrary: fc.constant(zip.length) }, { weight: 1, arbitrary: offset });
    const seen = new Set<string>();
    const changes = fc.array(fc.tuple(offset, fc.nat(255)), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(changes, length, async (changes, length) => {
        seen.add(await outcome(zip, changes, length));
      }),
      { numRuns: runs },
    );
    return seen;
  }

  it("of any bytes is found as in Node: a small zip", async () => {
    expect(await judge(small, 200)).to.include.members(["EXPORT_ZIP_DAMAGED", "EXPORT_ZIP_INCOMPLETE", "read"]);
  });

  it("of any bytes is found as in Node: an export", async () => {
    expect(conversations.length).to.be.greaterThan(2 ** 20);
    expect(large.length).to.be.greaterThan(2 ** 17);
    expect((await judge(large, 50)).size).to.be.greaterThan(1);
  });

  it("of the packed data has the same code, wherever it is", async () => {
    const noise = Uint8Array.from(
      { length: 80_000 },
      (_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 13) & 0xff,
    );
    const packed = new Uint8Array(deflateRawSync(Buffer.from(noise).toString("hex")));
    const half = packed.length >> 1;
    const cases: [name: string, data: Uint8Array, code: string][] = [
      ["none", noise, "EXPORT_ZIP_DAMAGED"],
      ["broken in the middle", Buffer.concat([packed.subarray(0, half), noise]), "EXPORT_ZIP_DAMAGED"],
      ["cut off", packed.subarray(0, half), "EXPORT_ZIP_SIZE_MISMATCH"],
      ["cut off at its last byte", packed.subarray(0, -1), "EXPORT_ZIP_SIZE_MISMATCH"],
      ["nothing", new Uint8Array(), "EXPORT_ZIP_SIZE_MISMATCH"],
      ["a byte behind", Buffer.concat([packed, new Uint8Array(1)]), "EXPORT_ZIP_DAMAGED"],
      ["much behind", Buffer.concat([packed, noise, noise, noise, noise]), "EXPORT_ZIP_DAMAGED"],
    ];
    for (const [name, data, code] of cases) {
      for (const unpackedBytes of [10, 2 * noise.length]) {
        const entry = { name: "conversations.json", data, isStored: true, method: 8, unpackedBytes };
        expect(await outcome(writeZip({ entries: [entry] }), []), name).to.equal(code);
      }
    }
  });
});

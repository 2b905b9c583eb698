import { expect } from "chai";
import * as cctv from "cctv-age";
import { inflateSync } from "node:zlib";
import { identityFromSeed } from "../../../src/encryption/age-identity.ts";
import { openIdentity, sealIdentity } from "../../../src/encryption/identity-file.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { ExaminingBrowser, type ExaminingPage } from "./browser.ts";
import { openHere, sealHere } from "./seal-here.ts";

const CHUNK = 64 * 1024;
const PASSPHRASE = "correct horse battery staple";
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

describe("encryption in Chromium", function () {
  this.timeout(300_000);
  let browser: ExaminingBrowser;
  let page: ExaminingPage;

  before(async () => {
    browser = await ExaminingBrowser.start();
    page = await browser.open();
  });

  after(() => browser.stop());

  it("makes files that Node opens, and opens those of Node", async () => {
    for (const kind of ["x25519", "hybrid"] as const) {
      const key = await identityFromSeed(seededBytes(32, 3), kind);
      for (const size of [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7]) {
        const plain = base64(seededBytes(size, size));
        const expected = await openHere(await sealHere(plain, key.recipient), key.reveal());

        expect(JSON.parse(expected)).to.include({ size, code: "" });
        expect(await openHere(await page.sealHere(plain, key.recipient), key.reveal())).to.equal(expected);
        expect(await page.openHere(await sealHere(plain, key.recipient), key.reveal())).to.equal(expected);
      }
    }
  });

  it("T66 T68 gives out the same of a damaged file, and the same answer", async () => {
    const key = await identityFromSeed(seededBytes(32, 3));
    const file = Buffer.from(await sealHere(base64(seededBytes(2 * CHUNK)), key.recipient), "base64");
    const damaged = [
      ...[100, 250, file.length - CHUNK, file.length - 1].map((byte) => flipBit(file, 8 * byte)),
      ...[0, 150, file.length - CHUNK - 16, file.length - 1].map((length) => file.subarray(0, length)),
      Buffer.concat([file, Buffer.alloc(1)]),
    ];

    for (const bytes of damaged) {
      const found = await page.openHere(base64(bytes), key.reveal());
      expect(found).to.include('"code":"ENCRYPTION_CORRUPT"');
      expect(found).to.equal(await openHere(base64(bytes), key.reveal()));
    }
  });

  it("ends as in Node on every public test vector for a key", async () => {
    let count = 0;
    for (const [name, vector] of Object.entries(cctv as unknown as Record<string, Uint8Array>)) {
      const end = Buffer.from(vector).indexOf("\n\n");
      const head = Buffer.from(vector.subarray(0, end)).toString("utf8");
      const secret = /^identity: (.*)$/m.exec(head)?.[1];
      if (secret === undefined || head.includes("armored: ")) continue;
      const body = vector.subarray(end + 2);
      const file = base64(head.includes("compressed: ") ? inflateSync(body) : body);
      // Three of 16 MB show the carry of the counter, which is not the cipher's.
      if (file.length > 1_000_000) continue;

      expect(await page.openHere(file, secret), name).to.equal(await openHere(file, secret));
      count++;
    }
    expect(count).to.be.at.least(80);
  });

  it("exchanges identity files with Node", async () => {
    const key = await identityFromSeed(seededBytes(32, 4));
    const [sealed = "", opened] = await page.exchangeKeys(
      key.reveal(),
      await sealIdentity(key, PASSPHRASE),
      PASSPHRASE,
    );

    expect(opened).to.equal(key.reveal());
    expect((await openIdentity(new TextEncoder().encode(sealed), PASSPHRASE)).reveal()).to.equal(key.reveal());
  });
});

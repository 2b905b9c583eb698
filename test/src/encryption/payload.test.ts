import { expect } from "chai";
import { Decrypter } from "age-encryption";
import fc from "fast-check";
import type { AgeIdentity } from "../../../src/encryption/age-identity.ts";
import { decryptPayload, encryptPayload } from "../../../src/encryption/payload.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { hashOf, identity } from "./sealed-example.ts";

const CHUNK = 64 * 1024;
const SEALED_CHUNK = CHUNK + 16;

async function encrypt(bytes: Uint8Array, key: AgeIdentity): Promise<Uint8Array<ArrayBuffer>> {
  const { ciphertext } = await encryptPayload(bytes, key.recipient);
  return collect(ciphertext);
}

/** Opens bytes under their own name, as when the author published exactly these. */
function open(bytes: Uint8Array, key: AgeIdentity): ReadableStream<Uint8Array> {
  return decryptPayload(streamOf([bytes]), key, { sha256: hashOf(bytes), size: bytes.length });
}

describe("encryptPayload and decryptPayload", function () {
  this.timeout(60_000);

  it("give archives of any size back, at and around the borders of the chunks", async () => {
    const key = await identity(1);
    for (const size of [
      0,
      1,
      15,
      16,
      CHUNK - 1,
      CHUNK,
      CHUNK + 1,
      2 * CHUNK - 1,
      2 * CHUNK,
      2 * CHUNK + 1,
      1_000_003,
    ]) {
      const archive = seededBytes(size, size);
      expect(await collect(open(await encrypt(archive, key), key)), `${size} bytes`).to.deep.equal(archive);
    }
  });

  it("give the same whatever pieces the bytes come in", async () => {
    const key = await identity(1);
    const pieces = fc.array(fc.uint8Array({ maxLength: 70_000 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 1, max: 90_000 }), async (plain, step) => {
        const { ciphertext, measure } = await encryptPayload(streamOf(plain), key.recipient);
        const sealed = await collect(ciphertext);
        const cut = Array.from({ length: Math.ceil(sealed.length / step) }, (_, i) =>
          sealed.subarray(i * step, (i + 1) * step),
        );

        expect(await collect(decryptPayload(streamOf(cut), key, measure()))).to.deep.equal(concatBytes(...plain));
      }),
      { numRuns: 40, seed: 20260101 },
    );
  });

  it("read a Blob", async () => {
    const key = await identity(1);
    const { ciphertext } = await encryptPayload(new Blob([seededBytes(200_000)]), key.recipient);

    expect(await collect(open(await collect(ciphertext), key))).to.deep.equal(seededBytes(200_000));
  });

  it("read no faster than they are read, so memory does not grow with the archive", async () => {
    const key = await identity(1);
    let produced = 0;
    function* archive(): Generator<Uint8Array> {
      for (let i = 0; i < 400; i++, produced += CHUNK) yield seededBytes(CHUNK);
    }
    const { ciphertext } = await encryptPayload(streamOf(archive()), key.recipient);
    const expected = { sha256: hashOf(new Uint8Array(0)), size: 100_000_000 };
    const reader = decryptPayload(ciphertext, key, expected).getReader();

    for (let consumed = 0; consumed < 100 * CHUNK;) {
      consumed += (await reader.read()).value!.length;
      expect(produced - consumed).to.be.below(16 * CHUNK);
    }
    await reader.cancel();
    expect(produced).to.be.below(130 * CHUNK);
  });

  it("let the failure of their source through unchanged", async () => {
    const key = await identity(1);
    const failure = new Error("the line is dead");
    const sealed = await encrypt(seededBytes(CHUNK * 3), key);
    const measure = { sha256: hashOf(sealed), size: sealed.length };
    const broken = [streamOf([sealed.subarray(0, 90)], failure), streamOf([sealed.subarray(0, 2 * CHUNK)], failure)];

    const { ciphertext } = await encryptPayload(streamOf([seededBytes(10)], failure), key.recipient);
    expect(await collect(ciphertext).catch((error: unknown) => error)).to.equal(failure);
    for (const source of broken) {
      const outcome = await collect(decryptPayload(source, key, measure)).catch((error: unknown) => error);
      expect(outcome).to.equal(failure);
    }
  });

  it("stop their source when the reader has enough", async () => {
    const key = await identity(1);
    let cancelled = 0;
    const idle = (): ReadableStream<Uint8Array> =>
      new ReadableStream<Uint8Array>({
        cancel: () => {
          cancelled++;
        },
      });

    await (await encryptPayload(idle(), key.recipient)).ciphertext.cancel();
    const reader = decryptPayload(idle(), key, { sha256: hashOf(new Uint8Array(0)), size: 9 }).getReader();
    const reading = reader.read();
    await reader.cancel();

    expect((await reading).done).to.equal(true);
    expect(cancelled).to.equal(2);
  });

  it("T65 never use a file key twice, and there is no way to pass one in", async () => {
    const key = await identity(1);
    const decrypter = new Decrypter();
    decrypter.addIdentity(key.reveal());
    const seen = new Set<string>();
    for (let i = 0; i < 300; i++) seen.add(String(await decrypter.decryptHeader(await encrypt(seededBytes(3), key))));

    expect(seen.size).to.equal(300);
    expect(encryptPayload).to.have.length(2);
  });
});

describe("decryptPayload, when the author published something that does not open", function () {
  this.timeout(60_000);

  it("refuses one turned bit anywhere", async () => {
    const key = await identity(1);
    const sealed = await encrypt(seededBytes(40), key);
    for (let bit = 0; bit < 8 * sealed.length; bit++) {
      expect(await rejectedCode(() => collect(open(flipBit(sealed, bit), key))), `bit ${bit}`).to.equal(
        "ENCRYPTION_CORRUPT",
      );
    }
  });

  it("T66 refuses chunks cut off, left out, doubled, exchanged or taken from another archive", async () => {
    const key = await identity(1);
    const [sealed, other] = [await encrypt(seededBytes(3 * CHUNK), key), await encrypt(seededBytes(3 * CHUNK), key)];
    const start = sealed.length - 3 * SEALED_CHUNK;
    const head = sealed.subarray(0, start);
    const chunk = (from: Uint8Array, i: number): Uint8Array =>
      from.subarray(start + i * SEALED_CHUNK, start + (i + 1) * SEALED_CHUNK);
    const [a, b, c] = [chunk(sealed, 0), chunk(sealed, 1), chunk(sealed, 2)];
    const spliced = [
      [head],
      [head, a],
      [head, a, b],
      [head, a, b, c.subarray(0, -1)],
      [head, a, c],
      [head, a, a, b, c],
      [head, a, b, c, c],
      [head, b, a, c],
      [head, a, chunk(other, 1), c],
      [other.subarray(0, start), a, b, c],
    ];

    for (const [i, parts] of spliced.entries()) {
      const outcome = rejectedCode(() => collect(open(concatBytes(...parts), key)));
      expect(await outcome, `splice ${i}`).to.equal("ENCRYPTION_CORRUPT");
    }
  });

  it("refuses another key with the same answer", async () => {
    const sealed = await encrypt(seededBytes(40), await identity(1));
    const stranger = await identity(2);

    expect(await rejectedCode(() => collect(open(sealed, stranger)))).to.equal("ENCRYPTION_CORRUPT");
  });
});

describe("decryptPayload, when a store serves something else", function () {
  this.timeout(60_000);

  it("T73 says ENCRYPTION_BLOB_MISMATCH, so that another store is asked", async () => {
    const key = await identity(1);
    const sealed = await encrypt(seededBytes(2 * CHUNK), key);
    const named = { sha256: hashOf(sealed), size: sealed.length };
    const served = {
      spoiledHeader: [flipBit(sealed, 300)],
      spoiledEarly: [flipBit(sealed, 8 * 1000)],
      spoiledLate: [flipBit(sealed, 8 * sealed.length - 1)],
      cut: [sealed.subarray(0, -1)],
      nothing: [],
      longer: [sealed, new Uint8Array(1)],
      anotherArchive: [await encrypt(seededBytes(2 * CHUNK, 9), key)],
    };

    for (const [name, pieces] of Object.entries(served)) {
      const outcome = rejectedCode(() => collect(decryptPayload(streamOf(pieces), key, named)));
      expect(await outcome, name).to.equal("ENCRYPTION_BLOB_MISMATCH");
    }
  });

  it("T75 stops reading at the named size", async () => {
    const key = await identity(1);
    let served = 0;
    function* endless(): Generator<Uint8Array> {
      for (; ; served += 1000) yield seededBytes(1000);
    }
    const named = { sha256: hashOf(new Uint8Array(0)), size: 50_000 };

    const outcome = rejectedCode(() => collect(decryptPayload(streamOf(endless()), key, named)));

    expect(await outcome).to.equal("ENCRYPTION_BLOB_MISMATCH");
    expect(served).to.be.at.most(51_000);
  });
});

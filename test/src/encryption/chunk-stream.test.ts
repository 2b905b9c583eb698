import { expect } from "chai";
import { openChunks, sealChunks } from "../../../src/encryption/chunk-stream.ts";
import { PieceReader } from "../../../src/encryption/piece-reader.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { hkdfSha256 } from "../../../src/primitives/hash.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { openPlainChunk, plainNonce } from "./plain-age.ts";
import { sealChunk } from "../../../src/encryption/chunk-cipher.ts";

const CHUNK = 64 * 1024;
const SEALED = CHUNK + 16;
const fileKey = seededBytes(16, 8);
const header = seededBytes(50, 9);

const reader = (...pieces: Uint8Array[]): PieceReader => new PieceReader(streamOf(pieces));
const seal = (plain: Uint8Array): Promise<Uint8Array> => collect(sealChunks(header, fileKey, reader(plain)));
const open = (sealed: Uint8Array): Promise<Uint8Array> => collect(openChunks(fileKey, reader(sealed)));

/** A payload of chunks with flags of one's own choice. */
function payload(...chunks: readonly (readonly [plain: Uint8Array, isLast: boolean])[]): Uint8Array {
  const nonce = seededBytes(16, 7);
  const key = hkdfSha256(fileKey, nonce, "payload", 32);
  return concatBytes(nonce, ...chunks.map(([plain, isLast], i) => sealChunk(key, plainNonce(i, isLast), plain)));
}

describe("sealChunks", () => {
  it("writes header, nonce, and chunks under HKDF(file key, nonce, payload) with counter and last flag", async () => {
    const plain = seededBytes(2 * CHUNK + 5);
    const sealed = await seal(plain);
    const nonce = sealed.subarray(50, 66);
    const key = hkdfSha256(fileKey, nonce, "payload", 32);
    const chunks = [0, 1, 2].map((i) => sealed.subarray(66 + i * SEALED, 66 + (i + 1) * SEALED));

    expect(sealed.subarray(0, 50)).to.deep.equal(header);
    const opened = chunks.map((chunk, i) => openPlainChunk(key, plainNonce(i, i === 2), chunk));
    expect(concatBytes(...opened)).to.deep.equal(plain);
  });

  it("makes the last chunk a full one, and an empty one only of nothing", async () => {
    const overhead = header.length + 16;
    for (const [size, chunks] of [
      [0, 1],
      [1, 1],
      [CHUNK, 1],
      [CHUNK + 1, 2],
      [2 * CHUNK, 2],
    ] as const) {
      expect(await seal(new Uint8Array(size)), `${size} bytes`).to.have.length(overhead + size + 16 * chunks);
    }
  });

  it("counts beyond one byte", async () => {
    const plain = new Uint8Array(258 * CHUNK);

    expect(Buffer.compare(await open((await seal(plain)).subarray(50)), plain)).to.equal(0);
  });
});

describe("openChunks", () => {
  const [full, some, none] = [seededBytes(CHUNK), seededBytes(3), new Uint8Array(0)];

  it("gives an empty payload and an empty last chunk of several apart", async () => {
    expect(await open(payload([none, true]))).to.have.length(0);
    expect(await rejectedCode(() => open(payload([full, false], [none, true])))).to.equal("ENCRYPTION_CORRUPT");
  });

  it("refuses chunks with the wrong flag, a short one in the middle, and something behind the last one", async () => {
    const wrong = {
      noLast: payload([some, false]),
      noLastFull: payload([full, false]),
      lastTooEarly: payload([full, true], [some, true]),
      shortInside: payload([some, false], [some, true]),
      behind: concatBytes(payload([full, true]), some),
      noChunk: payload(),
      noWholeNonce: payload().subarray(1),
      nothing: none,
    };

    for (const [name, bytes] of Object.entries(wrong)) {
      expect(await rejectedCode(() => open(bytes)), name).to.equal("ENCRYPTION_CORRUPT");
    }
  });

  it("T66 gives out a chunk when its tag was checked, and no byte of one that is wrong", async () => {
    const spoiled = payload([full, false], [full, false], [some, true]);
    spoiled[16 + SEALED + 5]! ^= 1;
    const stream = openChunks(fileKey, reader(spoiled)).getReader();

    expect((await stream.read()).value).to.have.length(CHUNK);
    expect(await rejectedCode(() => stream.read())).to.equal("ENCRYPTION_CORRUPT");
  });
});

import { expect } from "chai";
import * as cctv from "cctv-age";
import { inflateSync } from "node:zlib";
import { decryptStream } from "../../../src/encryption/age-file.ts";
import { parseIdentity } from "../../../src/encryption/age-identity.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { streamOf } from "../../helpers/collect.ts";
import { rejection } from "../../helpers/rejected-code.ts";
import { hashOf, identity } from "./sealed-example.ts";

/** One of the public test vectors of the age format (C2SP CCTV): a file, what might open it, what must come of it. */
type Vector = {
  readonly name: string;
  readonly expected: string;
  readonly identities: readonly string[];
  /** Of what may come out before the file ends or is found to be wrong; none when nothing may. */
  readonly released: string | undefined;
  readonly file: Uint8Array;
};

/** What came out under the identity that fits best, and the code of the failure at the end, if there was one. */
type Opened = { readonly released: string; readonly failure: string | undefined };

const ANY_IDENTITY = (await identity(1)).reveal();
const NOTHING = hashOf(new Uint8Array(0));
const ONE_CHUNK = "0xa68cb6fa0b2e2a8d1abd54fcb26ff31fe16166ed38688bffa681e617813b781a";

/**
 * Where we give out one chunk less than the program that the vectors come from. That one tries a chunk under both flags
 * and gives it out before it complains; here a chunk that lies about being the last one is wrong as a whole.
 */
const stricter: Readonly<Record<string, string>> = {
  stream_no_final_full: NOTHING,
  stream_no_final_two_chunks_full: ONE_CHUNK,
  stream_trailing_garbage_long: NOTHING,
  stream_trailing_garbage_short: NOTHING,
  stream_two_final_chunks: NOTHING,
  stream_two_final_chunks_full: NOTHING,
  stream_two_final_chunks_second: ONE_CHUNK,
};

const vectors = Object.entries(cctv as unknown as Record<string, Uint8Array>).flatMap(([name, bytes]) =>
  readVector(name, bytes),
);

function readVector(name: string, bytes: Uint8Array): Vector[] {
  const end = Buffer.from(bytes).indexOf("\n\n");
  const lines = Buffer.from(bytes.subarray(0, end)).toString("utf8").split("\n");
  const of = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
  // Those concern identity files, which are the library's work.
  if (of("armored").length + of("passphrase").length > 0) return [];
  const body = bytes.subarray(end + 2);
  const file = of("compressed").length > 0 ? new Uint8Array(inflateSync(body)) : body;
  const [payload] = of("payload");
  const released = payload === undefined ? undefined : `0x${payload}`;
  return [{ name, expected: of("expect").join(), identities: of("identity"), released, file }];
}

function cut(file: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(file.length / size) }, (_, i) => file.subarray(i * size, (i + 1) * size));
}

async function open({ file, identities }: Vector, pieceSize: number): Promise<Opened> {
  let best: Opened = { released: NOTHING, failure: "not tried" };
  for (const secret of identities.length > 0 ? identities : [ANY_IDENTITY]) {
    const pieces: Uint8Array[] = [];
    const read = async (): Promise<void> => {
      const plaintext = await decryptStream(streamOf(cut(file, pieceSize)), await parseIdentity(secret));
      for await (const piece of plaintext) pieces.push(piece);
    };
    const failure = await rejection(read).then(
      ({ code }) => code,
      () => undefined,
    );
    const released = hashOf(concatBytes(...pieces));
    if (failure === undefined) return { released, failure };
    if (best.released === NOTHING) best = { released, failure };
  }
  return best;
}

describe("the public test vectors of age", function () {
  this.timeout(60_000);

  it("are all there", () => {
    const expected = vectors.map((vector) => vector.expected);
    const count = (kind: string): number => expected.filter((found) => found === kind).length;

    expect(vectors.length).to.equal(85);
    expect(["success", "no match", "HMAC failure", "header failure", "payload failure"].map(count)).to.deep.equal([
      18, 8, 1, 40, 18,
    ]);
  });

  for (const vector of vectors) {
    it(`${vector.name}: ${vector.expected}`, async () => {
      const failure = vector.expected === "success" ? undefined : "ENCRYPTION_CORRUPT";
      for (const pieceSize of [65_536, 1_000, vector.file.length + 1]) {
        const released = stricter[vector.name] ?? vector.released ?? NOTHING;
        expect(await open(vector, pieceSize)).to.deep.equal({ released, failure });
      }
    });
  }
});

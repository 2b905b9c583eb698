import { expect } from "chai";
import { generateHybridIdentity } from "age-encryption";
import { decryptStream, encryptStream } from "../../../src/encryption/age-file.ts";
import { parseIdentity, type AgeIdentity } from "../../../src/encryption/age-identity.ts";
import { byteStream } from "../../../src/primitives/byte-stream.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { describeError } from "../../../src/primitives/describe-error.ts";
import { CollectiveError } from "../../../src/primitives/errors.ts";
import { collect } from "../../helpers/collect.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { identity } from "./sealed-example.ts";

const CHUNK = 64 * 1024;
const SEALED = CHUNK + 16;
const CHUNKS = 4;
/** Three whole chunks and a short one. */
const plain = seededBytes(3 * CHUNK + 1_000);

/** A file in parts that can be put together in other ways. */
type Parts = { readonly header: Uint8Array; readonly nonce: Uint8Array; readonly chunks: readonly Uint8Array[] };
type Spoiled = Readonly<Record<string, readonly Uint8Array[]>>;

async function seal(key: AgeIdentity, bytes = plain): Promise<Parts> {
  const file = await collect(await encryptStream(byteStream(bytes), key.recipient));
  const start = file.length - (bytes.length + 16 * CHUNKS);
  const chunks = Array.from({ length: CHUNKS }, (_, i) => file.subarray(start + i * SEALED, start + (i + 1) * SEALED));
  return { header: file.subarray(0, start - 16), nonce: file.subarray(start - 16, start), chunks };
}

function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((rest) =>
    Array.from({ length: count }, (_, at) => [...rest.slice(0, at), count - 1, ...rest.slice(at)]),
  );
}

function named(entries: readonly (readonly [name: string, parts: readonly Uint8Array[]])[]): Spoiled {
  return Object.fromEntries(entries);
}

/** Cut off at, before and behind every edge: of the lines of the header, the nonce, the chunks and their tags. */
function truncations({ header, nonce, chunks }: Parts): Spoiled {
  const file = concatBytes(header, nonce, ...chunks);
  const lines = [...header.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1);
  const payload = header.length + nonce.length;
  const edges = chunks.flatMap((chunk, i) => [payload + i * SEALED, payload + i * SEALED + chunk.length - 16]);
  const lengths = new Set([0, ...lines, payload, ...edges, file.length].flatMap((edge) => [edge - 1, edge, edge + 1]));
  return named(
    [...lengths]
      .filter((length) => length >= 0 && length < file.length)
      .map((length) => [`cut to ${length}`, [file.subarray(0, length)]]),
  );
}

function extensions({ header, nonce, chunks }: Parts): Spoiled {
  const file = [header, nonce, ...chunks];
  return named(
    [new Uint8Array(1), new Uint8Array(16), new Uint8Array(SEALED), ...chunks, concatBytes(...file)].map((more, i) => [
      `extended, ${i}`,
      [...file, more],
    ]),
  );
}

/** Every other order of the chunks, each chunk left out, each one twice. */
function reorderings({ header, nonce, chunks }: Parts): Spoiled {
  const orders = [
    ...permutations(CHUNKS).filter((order) => order.some((from, at) => from !== at)),
    ...chunks.map((_, out) => [0, 1, 2, 3].filter((i) => i !== out)),
    ...chunks.flatMap((_, twice) => [[0, 1, 2, 3].flatMap((i) => (i === twice ? [i, i] : [i])), [0, 1, 2, 3, twice]]),
  ];
  return named(orders.map((order) => [`chunks ${order.join()}`, [header, nonce, ...order.map((i) => chunks[i]!)]]));
}

/** Each part taken from another file of the same bytes for the same key. */
function splices(one: Parts, other: Parts): Spoiled {
  return named([
    ["header of another file", [other.header, one.nonce, ...one.chunks]],
    ["nonce of another file", [one.header, other.nonce, ...one.chunks]],
    ["chunks of another file", [one.header, one.nonce, ...other.chunks]],
    ...one.chunks.map((_, at): [string, Uint8Array[]] => [
      `chunk ${at} of another file`,
      [one.header, one.nonce, ...one.chunks.map((chunk, i) => (i === at ? other.chunks[i]! : chunk))],
    ]),
  ]);
}

/** A bit at both sides of every edge of the chunks, and one of every byte of the header and the nonce. */
function flips({ header, nonce, chunks }: Parts): Spoiled {
  const file = concatBytes(header, nonce, ...chunks);
  const payload = header.length + nonce.length;
  const edges = chunks.flatMap((chunk, i) => {
    const start = payload + i * SEALED;
    return [start, start + chunk.length - 17, start + chunk.length - 16, start + chunk.length - 1];
  });
  const bytes = [...Array.from({ length: payload }, (_, i) => i), ...edges];
  return named(bytes.map((byte) => [`a bit of byte ${byte}`, [flipBit(file, 8 * byte + (byte % 8))]]));
}

describe("a file that was tampered with", function () {
  this.timeout(120_000);
  let key: AgeIdentity;
  let parts: Parts;
  let other: Parts;

  before(async () => {
    key = await identity(1);
    [parts, other] = [await seal(key), await seal(key)];
  });

  /** Everything that a stranger could be shown of the failure; what came out before must be whole chunks of the truth. */
  async function refuse(name: string, file: readonly Uint8Array[], opener = key): Promise<string> {
    const released: Uint8Array[] = [];
    try {
      for await (const piece of await decryptStream(byteStream(concatBytes(...file)), opener)) released.push(piece);
    } catch (error) {
      if (!(error instanceof CollectiveError)) throw error;
      const { name: kind, code, message, context, hint, cause } = error;
      const bytes = concatBytes(...released);
      expect(bytes.length % CHUNK, name).to.equal(0);
      expect(Buffer.compare(bytes, plain.subarray(0, bytes.length)), name).to.equal(0);
      return JSON.stringify([kind, code, message, context, hint, String(cause), describeError(error)]);
    }
    throw new Error(`opened: ${name}`);
  }

  const attacks: Readonly<Record<string, [least: number, make: () => Spoiled]>> = {
    "cut off at every edge": [39, () => truncations(parts)],
    "continued behind its end": [8, () => extensions(parts)],
    "of chunks in another order, left out or doubled": [34, () => reorderings(parts)],
    "spliced from two files": [7, () => splices(parts, other)],
    "changed by one bit, at every edge and in every byte of the header": [200, () => flips(parts)],
  };

  it("opens when it was not, so that what follows says something", async () => {
    for (const { header, nonce, chunks } of [parts, other]) {
      const file = byteStream(concatBytes(header, nonce, ...chunks));
      expect(Buffer.compare(await collect(await decryptStream(file, key)), plain)).to.equal(0);
    }
  });

  for (const [name, [least, make]] of Object.entries(attacks)) {
    it(`T66 is refused: ${name}`, async () => {
      const spoiled = Object.entries(make());
      expect(spoiled.length).to.be.at.least(least);
      for (const [how, file] of spoiled) await refuse(how, file);
    });
  }

  it("T68 gives the same answer, byte for byte, for all of these, for a stranger's key and for noise", async () => {
    const whole = [parts.header, parts.nonce, ...parts.chunks];
    const answers = new Set<string>();
    for (const opener of [await identity(2), await parseIdentity(await generateHybridIdentity())]) {
      answers.add(await refuse("a stranger's key", whole, opener));
    }
    for (const size of [0, 1, 100, 20_000]) answers.add(await refuse(`${size} bytes of noise`, [seededBytes(size)]));
    for (const [, make] of Object.values(attacks)) {
      for (const [how, file] of Object.entries(make())) answers.add(await refuse(how, file));
    }

    expect([...answers]).to.have.length(1);
    expect([...answers][0]).to.match(
      /^\["InvalidInputError","ENCRYPTION_CORRUPT",".*",\{\},".*","undefined",\{.*\}\]$/,
    );
  });
});

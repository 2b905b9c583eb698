import { expect } from "chai";
import fc from "fast-check";
import { fastestHasher, openHasher, type BatchHasher } from "../../../src/merkle/batch-hasher.ts";
import { hashPair } from "../../../src/merkle/node-hash.ts";
import { SeededRandom } from "../../../src/synthetic/seeded-random.ts";

const PAIR_BYTES = 64;
const RECORD_BYTES = 36;
const NODE_BYTES = 32;
/** Around the three messages that are hashed beside one another, and around the 2,048 that are handed over at once. */
const counts = [...Array.from({ length: 10 }, (_, index) => index + 1), 2047, 2048, 2049, 2050, 4097];
const assembled = [openHasher("simd"), openHasher("scalar")];

const seed = fc.nat();
/** Two nodes that are equal up to some byte, half of the time in all. */
const pair = fc
  .tuple(
    fc.uint8Array({ minLength: NODE_BYTES, maxLength: NODE_BYTES }),
    fc.uint8Array({ minLength: NODE_BYTES, maxLength: NODE_BYTES }),
    fc.oneof(fc.constant(NODE_BYTES), fc.nat(NODE_BYTES)),
  )
  .map(([first, other, equal]) => [...first, ...first.subarray(0, equal), ...other.subarray(equal)]);

function randomBytes(from: number, length: number): Uint8Array {
  const random = new SeededRandom(from, "batch-hasher");
  return Uint8Array.from({ length }, () => random.below(256));
}

function pairHashes({ hashPairs }: BatchHasher, pairs: Uint8Array): Uint8Array {
  const nodes = new Uint8Array(pairs.length / 2);
  hashPairs(pairs, nodes);
  return nodes;
}

function recordHashes({ hashRecords }: BatchHasher, records: Uint8Array): Uint8Array {
  const nodes = new Uint8Array((records.length / RECORD_BYTES) * NODE_BYTES);
  hashRecords(records, nodes);
  return nodes;
}

function expectSamePairs(pairs: Uint8Array): void {
  const expected = pairHashes(openHasher("plain"), pairs);
  for (const hasher of assembled) expect(Buffer.compare(pairHashes(hasher, pairs), expected)).to.equal(0);
}

function expectSameRecords(records: Uint8Array): void {
  const expected = recordHashes(openHasher("plain"), records);
  for (const hasher of assembled) expect(Buffer.compare(recordHashes(hasher, records), expected)).to.equal(0);
}

describe("batch hashers", () => {
  it("give the same hashes of any number of pairs", () => {
    for (const count of counts) {
      const ofSeed = (from: number) => {
        expectSamePairs(randomBytes(from, count * PAIR_BYTES));
      };
      fc.assert(fc.property(seed, ofSeed), { numRuns: count < 100 ? 20 : 2 });
    }
  }).timeout(60_000);

  it("give the same hashes of any number of records", () => {
    for (const count of counts) {
      const ofSeed = (from: number) => {
        expectSameRecords(randomBytes(from, count * RECORD_BYTES));
      };
      fc.assert(fc.property(seed, ofSeed), { numRuns: count < 100 ? 20 : 2 });
    }
  }).timeout(60_000);

  it("put the smaller node first, in pairs that are equal in all or in many bytes", () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 12 }), (pairs) => {
        expectSamePairs(Uint8Array.from(pairs.flat()));
      }),
    );
  });

  it("compare nodes as unsigned numbers, whichever byte decides", () => {
    for (let at = 0; at < NODE_BYTES; at++) {
      const [low, high] = [new Uint8Array(NODE_BYTES).fill(0x7f), new Uint8Array(NODE_BYTES).fill(0x7f)];
      high[at] = 0x80;
      const expected = hashPair(low, high);
      for (const hasher of assembled) {
        const both = pairHashes(hasher, Uint8Array.from([...low, ...high, ...high, ...low]));
        expect(both).to.deep.equal(Uint8Array.from([...expected, ...expected]));
      }
    }
  });

  it("read and write the middle of larger buffers and nothing beside it", () => {
    const input = randomBytes(1, 3 + 7 * PAIR_BYTES + 5);
    const pairs = input.slice(3, -5);
    for (const hasher of assembled) {
      const output = new Uint8Array(11 + 7 * NODE_BYTES + 13).fill(0xee);
      hasher.hashPairs(input.subarray(3, -5), output.subarray(11, -13));
      const expected = [...Array<number>(11).fill(0xee), ...pairHashes(openHasher("plain"), pairs)];
      expect([...output]).to.deep.equal([...expected, ...Array<number>(13).fill(0xee)]);
    }
  });

  it("do nothing for no message", () => {
    for (const hasher of [...assembled, openHasher("plain")]) {
      expect(pairHashes(hasher, new Uint8Array()).length + recordHashes(hasher, new Uint8Array()).length).to.equal(0);
    }
  });
});

describe("the fastest hasher", () => {
  const real = globalThis.WebAssembly;

  afterEach(() => {
    globalThis.WebAssembly = real;
  });

  /** The module as a new page has it, which has opened no hasher yet. */
  async function freshly(
    name: string,
  ): Promise<{ fastestHasher: typeof fastestHasher; openHasher: typeof openHasher }> {
    const url = new URL(`../../../src/merkle/batch-hasher.ts?${name}`, import.meta.url);
    return (await import(url.href)) as { fastestHasher: typeof fastestHasher; openHasher: typeof openHasher };
  }

  it("is the one with SIMD where the engine has it", () => {
    expect(fastestHasher()).to.equal(openHasher("simd"));
  });

  it("is the scalar one where WebAssembly has no SIMD", async () => {
    const fresh = await freshly("without-simd");
    let compiled = 0;
    const Module = function (binary: BufferSource): WebAssembly.Module {
      if (compiled++ === 0) throw new real.CompileError("no SIMD");
      return new real.Module(binary);
    };
    globalThis.WebAssembly = { ...real, Instance: real.Instance, Module: Module as never };
    expect(fresh.fastestHasher()).to.equal(fresh.openHasher("scalar"));
  });

  it("is plain JavaScript where WebAssembly is forbidden", async () => {
    const fresh = await freshly("without-webassembly");
    globalThis.WebAssembly = undefined as never;
    expect(fresh.fastestHasher()).to.equal(fresh.openHasher("plain"));
  });
});

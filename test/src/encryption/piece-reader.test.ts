import { expect } from "chai";
import fc from "fast-check";
import { PieceReader } from "../../../src/encryption/piece-reader.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { streamOf } from "../../helpers/collect.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** Chunks as they were when they came: a reader may use their memory again. */
async function chunksOf(reader: PieceReader, size: number): Promise<{ values: number[]; isLast: boolean }[]> {
  const chunks: { values: number[]; isLast: boolean }[] = [];
  for (;;) {
    const chunk = await reader.chunk(size);
    chunks.push({ values: [...chunk.bytes], isLast: chunk.isLast });
    if (chunk.isLast) return chunks;
  }
}

describe("PieceReader", () => {
  it("cuts a stream into chunks and knows the last one, full or not", async () => {
    const pieces = [bytes(1), bytes(), bytes(2, 3, 4, 5), bytes(6)];

    expect(await chunksOf(new PieceReader(streamOf(pieces)), 4)).to.deep.equal([
      { values: [1, 2, 3, 4], isLast: false },
      { values: [5, 6], isLast: true },
    ]);
    expect(await chunksOf(new PieceReader(streamOf(pieces)), 3)).to.deep.equal([
      { values: [1, 2, 3], isLast: false },
      { values: [4, 5, 6], isLast: true },
    ]);
  });

  it("gives one empty chunk of an empty stream", async () => {
    for (const pieces of [[], [bytes(), bytes()]]) {
      expect(await chunksOf(new PieceReader(streamOf(pieces)), 3)).to.deep.equal([{ values: [], isLast: true }]);
    }
  });

  it("gives the same chunks whatever pieces the bytes come in", async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 1, max: 12 }), async (plain, size) => {
        const whole = concatBytes(...plain);
        const count = Math.max(1, Math.ceil(whole.length / size));
        const expected = Array.from({ length: count }, (_, i) => ({
          values: [...whole.subarray(i * size, (i + 1) * size)],
          isLast: i === count - 1,
        }));

        expect(await chunksOf(new PieceReader(streamOf(plain)), size)).to.deep.equal(expected);
      }),
      { seed: 20260101 },
    );
  });

  it("gives pieces as they come, takes back the rest of one, and nothing more at the end", async () => {
    const reader = new PieceReader(streamOf([bytes(1, 2, 3), bytes(), bytes(4)]));

    const first = await reader.piece();
    reader.unread(first.subarray(1));

    expect([...(await reader.piece())]).to.deep.equal([2, 3]);
    expect([...(await reader.piece())]).to.deep.equal([4]);
    expect([...(await reader.piece())]).to.deep.equal([]);
    expect(await reader.chunk(5)).to.deep.equal({ bytes: bytes(), isLast: true });
  });

  it("fails as its source fails, and stops it", async () => {
    const failure = new Error("the line is dead");
    let reason: unknown;
    const idle = new ReadableStream<Uint8Array>({
      cancel: (given) => {
        reason = given;
      },
    });

    const reading = new PieceReader(streamOf([bytes(1)], failure)).chunk(3);
    expect(await reading.catch((error: unknown) => error)).to.equal(failure);
    await new PieceReader(idle).cancel("enough");
    expect(reason).to.equal("enough");
  });
});

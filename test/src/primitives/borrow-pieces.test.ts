import { expect } from "chai";
import { borrowPieces } from "../../../src/primitives/borrow-pieces.ts";
import { pulledBytes, type NextBytes } from "../../../src/primitives/pulled-bytes.ts";
import { streamOf } from "../../helpers/collect.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

const pieces = [seededBytes(10), seededBytes(70_000, 2), seededBytes(300_000, 3), seededBytes(1, 4)];
const whole = Buffer.concat(pieces);

function pulled(failure?: Error): ReadableStream<Uint8Array> {
  let index = 0;
  const next: NextBytes = (room) => {
    const piece = pieces[index++];
    if (piece === undefined) return failure === undefined ? Promise.resolve(undefined) : Promise.reject(failure);
    if (room === undefined || room.length < piece.length) return Promise.resolve(piece.slice());
    room.set(piece);
    return Promise.resolve(room.subarray(0, piece.length));
  };
  return pulledBytes(next, () => Promise.resolve());
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<{ bytes: Buffer; places: number }> {
  const reader = borrowPieces(stream);
  const copies: Buffer[] = [];
  let places = 0;
  let last: Uint8Array | undefined;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    // Memory that is used again belongs to the newest piece: the one before has lost it.
    if (last === undefined || last.buffer.byteLength > 0) places++;
    last = next.value;
    copies.push(Buffer.from(next.value.slice()));
  }
  return { bytes: Buffer.concat(copies), places };
}

describe("borrowPieces", () => {
  it("reads everything from any stream", async () => {
    for (const stream of [pulled(), streamOf(pieces), new Blob(pieces).stream()]) {
      expect((await readAll(stream)).bytes.equals(whole)).to.equal(true);
    }
  });

  it("uses the same memory again where the stream can write to it, and leaves other memory alone", async () => {
    expect((await readAll(pulled())).places).to.equal(1);
    expect((await readAll(streamOf(pieces))).places).to.equal(pieces.length);
    expect(pieces.map(({ length }) => length)).to.deep.equal([10, 70_000, 300_000, 1]);
  });

  it("fails as the stream fails, each time it is asked", async () => {
    const failure = new Error("the line is dead");
    for (const stream of [pulled(failure), streamOf(pieces, failure)]) {
      const reader = borrowPieces(stream);
      for (;;) {
        const outcome = await reader.read().catch((error: unknown) => error as Error);
        if (outcome instanceof Error) break;
      }
      for (let again = 0; again < 2; again++) {
        expect(await reader.read().catch((error: unknown) => error)).to.equal(failure);
      }
    }
  });

  it("cancels, after which there is nothing more", async () => {
    for (const stream of [pulled(), streamOf(pieces)]) {
      const reader = borrowPieces(stream);
      await reader.read();
      await reader.cancel("enough");
      expect((await reader.read()).done).to.equal(true);
    }
  });

  it("refuses a stream that somebody else reads", () => {
    const stream = pulled();
    stream.getReader();

    expect(() => borrowPieces(stream)).to.throw(TypeError);
  });
});

import { expect } from "chai";
import { pulledBytes, type NextBytes } from "../../../src/primitives/pulled-bytes.ts";
import { collect } from "../../helpers/collect.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

const noCancel = (): Promise<void> => Promise.resolve();

/** Parts of these sizes, in the room where they fit, and how often each kind came. */
function source(sizes: readonly number[]): { next: NextBytes; counts: { inRoom: number; own: number } } {
  const counts = { inRoom: 0, own: 0 };
  let index = 0;
  const next: NextBytes = (room) => {
    const size = sizes[index++];
    if (size === undefined) return Promise.resolve(undefined);
    const bytes = seededBytes(size, index);
    if (room === undefined || room.length < size) {
      counts.own++;
      return Promise.resolve(bytes);
    }
    counts.inRoom++;
    room.set(bytes);
    return Promise.resolve(room.subarray(0, size));
  };
  return { next, counts };
}

const sizes = [10, 0, 0, 30, 1, 0];
const expected = Buffer.concat(sizes.map((size, i) => seededBytes(size, i + 1)));

describe("pulledBytes", () => {
  it("gives what it pulls to a reader without memory of its own, and nothing ahead of it", async () => {
    const { next, counts } = source(sizes);
    const reader = pulledBytes(next, noCancel).getReader();

    expect(counts.own).to.equal(0);
    expect((await reader.read()).value).to.have.length(10);
    expect(counts.own).to.equal(1);
    expect((await reader.read()).value).to.have.length(30);
    reader.releaseLock();
    expect(counts).to.deep.equal({ inRoom: 0, own: 4 });
  });

  it("gives all of it, whole", async () => {
    expect(Buffer.from(await collect(pulledBytes(source(sizes).next, noCancel))).equals(expected)).to.equal(true);
    expect(await collect(pulledBytes(source([]).next, noCancel))).to.have.length(0);
  });

  it("writes to the memory that a reader brings, and to its own where that is too small", async () => {
    for (const [roomSize, counts] of [
      [64, { inRoom: 6, own: 0 }],
      [5, { inRoom: 4, own: 2 }],
    ] as const) {
      const { next, counts: found } = source(sizes);
      const reader = pulledBytes(next, noCancel).getReader({ mode: "byob" });
      const pieces: Buffer[] = [];
      let room = new ArrayBuffer(roomSize);
      for (;;) {
        const { done, value } = await reader.read(new Uint8Array(room));
        if (value !== undefined) pieces.push(Buffer.from(value.slice()));
        if (done) break;
        room = value.buffer;
      }

      expect(Buffer.concat(pieces).equals(expected), `${roomSize} bytes`).to.equal(true);
      expect(found).to.deep.equal(counts);
    }
  });

  it("fails as it is told, and passes a cancellation on", async () => {
    const failure = new Error("the line is dead");
    let reason: unknown;
    const cancel = (given: unknown): Promise<void> => {
      reason = given;
      return Promise.resolve();
    };

    const failing = pulledBytes(() => Promise.reject(failure), noCancel);
    expect(await collect(failing).catch((error: unknown) => error)).to.equal(failure);
    await pulledBytes(source(sizes).next, cancel).cancel("enough");
    expect(reason).to.equal("enough");
  });
});

import { expect } from "chai";
import { ByteReader } from "../../../src/primitives/byte-reader.ts";

const bytes = Uint8Array.from({ length: 120 }, (_, i) => i);
const reader = (from: Uint8Array) => new ByteReader(from, (expected) => new Error(`Expected ${expected}.`));

describe("ByteReader", () => {
  it("reads one field after another, big-endian, wherever the bytes lie in memory", () => {
    const read = reader(bytes.subarray(1));
    expect([read.u16(), read.u32(), read.u64()]).to.deep.equal([0x0102, 0x03040506, 0x0708090a0b0c0d0en]);
    expect(read.address()).to.equal("0x0f101112131415161718191a1b1c1d1e1f202122");
    expect(read.hex32().slice(0, 6)).to.equal("0x2324");
    expect([...read.take(2)]).to.deep.equal([0x43, 0x44]);
  });

  it("takes the beginning of a format and nothing else for it", () => {
    reader(new TextEncoder().encode("CDC1")).magic("CDC1");
    expect(() => {
      reader(new TextEncoder().encode("CDC2")).magic("CDC1");
    }).to.throw("Expected the beginning CDC1.");
  });

  it("reads integers that a number holds, from the least that is allowed", () => {
    const at = (value: bigint) => {
      const eight = new Uint8Array(8);
      new DataView(eight.buffer).setBigUint64(0, value);
      return reader(eight);
    };
    expect(at(2n ** 53n - 1n).integer()).to.equal(Number.MAX_SAFE_INTEGER);
    expect(() => at(2n ** 53n).integer()).to.throw("a number from 0 to 2^53 − 1");
    expect(() => at(2n ** 64n - 1n).integer()).to.throw("a number from 0 to 2^53 − 1");
    expect(() => at(0n).integer(1)).to.throw("a number from 1 to 2^53 − 1");
  });

  it("refuses to read beyond the end, however much is asked for, and leaves nothing unread", () => {
    const read = reader(bytes.subarray(0, 3));
    expect(() => read.u32()).to.throw("at least 4 bytes");
    expect(() => read.take(2 ** 40)).to.throw("at least");
    expect(() => {
      read.end();
    }).to.throw("0 bytes and nothing behind them");
    read.take(3);
    read.end();
  });

  it("takes records to the end of the file", () => {
    expect([...reader(bytes.subarray(0, 6)).records(3, 2)]).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect(() => reader(bytes.subarray(0, 7)).records(3, 2)).to.throw("6 bytes and nothing behind them");
    expect(() => reader(bytes.subarray(0, 5)).records(2 ** 32 - 1, 2)).to.throw("at least");
  });
});

import { expect } from "chai";
import fc from "fast-check";
import {
  base64ToBytes,
  bytesToHex,
  compareBytes,
  concatBytes,
  hexToBytes,
  releaseBytes,
  slicesToHex,
} from "../../../src/primitives/bytes.ts";

describe("bytes", () => {
  it("encodes and decodes hexadecimal in either case", () => {
    expect(bytesToHex(Uint8Array.of(0, 10, 255))).to.equal("0x000aff");
    expect(hexToBytes("0x000AfF")).to.deep.equal(Uint8Array.of(0, 10, 255));
    expect(hexToBytes("0x")).to.deep.equal(new Uint8Array(0));
  });

  it("encodes bytes of any number, as Node's buffers do", () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(255), (length, first) => {
        const bytes = Uint8Array.from({ length }, (_, at) => first + at);
        expect(bytesToHex(bytes)).to.equal(`0x${Buffer.from(bytes).toString("hex")}`);
      }),
    );
  });

  it("encodes slices each for itself, however long they are together", () => {
    const bytes = Uint8Array.from({ length: 400 }, (_, at) => at);
    expect(slicesToHex(bytes, [2, 0, 254], 3)).to.deep.equal(["0x020304", "0x000102", "0xfeff00"]);
    expect(slicesToHex(bytes, [7, 8], 0)).to.deep.equal(["0x", "0x"]);
    expect(slicesToHex(bytes, [], 3)).to.deep.equal([]);
    const starts = [0, 16, 1, 15, 2];
    const expected = starts.map((start) => bytesToHex(bytes.subarray(start, start + 384)));
    expect(slicesToHex(bytes, starts, 384)).to.deep.equal(expected);
  });

  it("decodes base64", () => {
    expect(base64ToBytes("AAr/")).to.deep.equal(Uint8Array.of(0, 10, 255));
  });

  it("refuses what is not hexadecimal", () => {
    for (const text of ["", "00", "0x0", "0xzz", "0x 0"]) {
      expect(() => hexToBytes(text))
        .to.throw()
        .with.property("code", "PRIMITIVES_NOT_HEX");
    }
  });

  it("orders byte strings as unsigned numbers, prefixes first", () => {
    expect(compareBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 255))).to.be.lessThan(0);
    expect(compareBytes(Uint8Array.of(2), Uint8Array.of(1, 255))).to.be.greaterThan(0);
    expect(compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).to.be.lessThan(0);
    expect(compareBytes(Uint8Array.of(7, 7), Uint8Array.of(7, 7))).to.equal(0);
  });

  it("gives back the memory of whole byte strings, and of no part of one", () => {
    const [whole, part] = [new Uint8Array(100), new Uint8Array(100).subarray(0, 99)];
    releaseBytes(whole);
    releaseBytes(part);
    releaseBytes(whole);

    expect([whole.length, part.length]).to.deep.equal([0, 99]);
  });

  it("joins byte strings in order", () => {
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).to.deep.equal(Uint8Array.of(1, 2, 3));
  });
});

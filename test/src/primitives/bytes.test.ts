import { expect } from "chai";
import { bytesToHex, compareBytes, concatBytes, hexToBytes } from "../../../src/primitives/bytes.ts";

describe("bytes", () => {
  it("encodes and decodes hexadecimal in either case", () => {
    expect(bytesToHex(Uint8Array.of(0, 10, 255))).to.equal("0x000aff");
    expect(hexToBytes("0x000AfF")).to.deep.equal(Uint8Array.of(0, 10, 255));
    expect(hexToBytes("0x")).to.deep.equal(new Uint8Array(0));
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

  it("joins byte strings in order", () => {
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).to.deep.equal(Uint8Array.of(1, 2, 3));
  });
});

import { expect } from "chai";
import { addressToBytes, bytesToAddress, toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";

const MIXED = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

describe("identifiers", () => {
  it("gives accounts and hashes in lower case", () => {
    expect(toAddress(MIXED)).to.equal("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
    expect(toHex32(`0x${"AB".repeat(32)}`)).to.equal(`0x${"ab".repeat(32)}`);
  });

  it("refuses other lengths and other characters", () => {
    for (const text of ["", "0x", MIXED.slice(2), `${MIXED}00`, MIXED.replace("7", "g")]) {
      expect(() => toAddress(text))
        .to.throw()
        .with.property("code", "PRIMITIVES_NOT_ADDRESS");
      expect(() => toHex32(text))
        .to.throw()
        .with.property("code", "PRIMITIVES_NOT_HEX32");
    }
  });

  it("turns an account into its 20 bytes and back", () => {
    expect(addressToBytes(toAddress(MIXED))).to.have.length(20);
    expect(bytesToAddress(addressToBytes(toAddress(MIXED)))).to.equal(MIXED.toLowerCase());
  });
});

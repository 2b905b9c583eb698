import { expect } from "chai";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { createSha256, keccak256, sha256, sha256Hex } from "../../../src/primitives/hash.ts";

const ABC = new TextEncoder().encode("abc");

describe("hash", () => {
  it("computes SHA-256 (FIPS 180-4, example B.1)", () => {
    const expected = "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(sha256Hex(ABC)).to.equal(expected);
    expect(bytesToHex(sha256(ABC))).to.equal(expected);
  });

  it("computes the same SHA-256 in pieces", () => {
    const hash = createSha256();
    hash.update(ABC.subarray(0, 1));
    hash.update(ABC.subarray(1));
    expect(hash.digestHex()).to.equal(sha256Hex(ABC));
  });

  it("computes Keccak-256 with Ethereum's padding", () => {
    expect(bytesToHex(keccak256(new Uint8Array(0)))).to.equal(
      "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    );
  });
});

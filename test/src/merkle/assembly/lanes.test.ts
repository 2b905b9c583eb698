import { expect } from "chai";
import { base64ToBytes } from "../../../../src/primitives/bytes.ts";
import { keccakScalarBinary } from "../../../../src/merkle/keccak-scalar-binary.ts";
import { keccakSimdBinary } from "../../../../src/merkle/keccak-simd-binary.ts";

describe("lanes", () => {
  it("have the constants of the 24 rounds that the shift register of FIPS 202 gives", () => {
    const expected = roundConstants();
    for (const binary of [keccakScalarBinary, keccakSimdBinary]) {
      const memory = new WebAssembly.Instance(new WebAssembly.Module(base64ToBytes(binary))).exports.memory;
      expect(Buffer.from((memory as WebAssembly.Memory).buffer).includes(expected)).to.equal(true);
    }
  });
});

/** FIPS 202, algorithms 5 (rc) and 6 (iota): bit 2^j − 1 of the constant of round i is rc(j + 7 i). */
function roundConstants(): Buffer {
  const constants = new DataView(new ArrayBuffer(24 * 8));
  let register = 1;
  for (let round = 0; round < 24; round++) {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if ((register & 1) === 1) constant |= 1n << BigInt(2 ** j - 1);
      register = (register << 1) ^ ((register & 0x80) === 0 ? 0 : 0x171);
    }
    constants.setBigUint64(8 * round, constant, true);
  }
  return Buffer.from(constants.buffer);
}

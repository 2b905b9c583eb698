import { expect } from "chai";
import { base64ToBytes } from "../../../../src/primitives/bytes.ts";
import { keccakScalarBinary } from "../../../../src/merkle/keccak-scalar-binary.ts";
import { keccakSimdBinary } from "../../../../src/merkle/keccak-simd-binary.ts";

const binaries = { scalar: keccakScalarBinary, simd: keccakSimdBinary };

for (const [kind, binary] of Object.entries(binaries)) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(base64ToBytes(binary)));
  const place = (name: string) => (exports[name] as WebAssembly.Global).value as number;
  const memory = exports.memory as WebAssembly.Memory;

  describe(`batch, ${kind}`, () => {
    it("has room for 2,048 messages and the two that may stand beside the last", () => {
      expect(place("BATCH")).to.equal(2_048);
      expect(place("OUTPUT") - place("INPUT")).to.equal(2_050 * 64);
      expect(memory.buffer.byteLength).to.be.at.least(place("OUTPUT") + 2_050 * 32);
    });

    it("leaves its messages as they are", () => {
      const input = new Uint8Array(memory.buffer, place("INPUT"), 2_050 * 64).fill(7);
      for (const name of ["hashPairs", "hashRecords"]) {
        (exports[name] as (count: number) => void)(2_048);
        expect(input.every((byte) => byte === 7)).to.equal(true);
      }
    });

    it("puts the hashes of records backwards, whatever stands beside the last", () => {
      const hash = exports.hashRecords as (count: number) => void;
      const input = new Uint8Array(memory.buffer, place("INPUT"), 4 * 36);
      const output = new Uint8Array(memory.buffer, place("OUTPUT"), 4 * 32);
      input.forEach((_, at) => (input[at] = Math.floor(at / 36)));
      const hashes = [0, 1, 2, 3].map((first) => {
        new Uint8Array(memory.buffer, place("INPUT"), 36).fill(first);
        hash(1);
        return [...output.subarray(0, 32)];
      });
      input.fill(0, 0, 36);
      hash(4);
      expect([...output]).to.deep.equal(hashes.toReversed().flat());
    });
  });
}

import { expect } from "chai";
import { openHasher } from "../../../../src/merkle/batch-hasher.ts";

/** Published as the first zero nodes of append-only Keccak trees: the hash of 64 zero bytes, and of two such hashes. */
const ZERO_NODES = [
  "ad3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5",
  "b4c11951957c6f8f642c4af61cd6b24640fec6dc7fc607ee8206a99e92410d30",
];

describe("permutation of one state", () => {
  it("gives the published zero nodes", () => {
    let node: Uint8Array = new Uint8Array(32);
    for (const expected of ZERO_NODES) {
      const pair = Uint8Array.from([...node, ...node]);
      node = new Uint8Array(32);
      openHasher("scalar").hashPairs(pair, node);
      expect(Buffer.from(node).toString("hex")).to.equal(expected);
    }
  });
});

import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { keccak256 } from "../../../src/primitives/hash.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { hashPair, hashRecord } from "../../../src/merkle/node-hash.ts";
import { packLeaves } from "../../../src/merkle/reward-leaves.ts";

describe("node hashes", () => {
  it("hash a record as OpenZeppelin's standard leaf", () => {
    const leaves = packLeaves([{ account: toAddress(`0x${"ab".repeat(20)}`), cumulativeWei: 2n ** 127n + 3n }]);
    const library = StandardMerkleTree.of([[`0x${"ab".repeat(20)}`, 2n ** 127n + 3n]], ["address", "uint256"]);
    expect(bytesToHex(hashRecord(leaves, 0))).to.equal(library.root);
  });

  it("hash a pair with the smaller node first, whichever comes first", () => {
    const a = new Uint8Array(32).fill(1);
    const b = new Uint8Array(32).fill(2);
    const expected = keccak256(Uint8Array.from([...a, ...b]));
    expect(hashPair(a, b)).to.deep.equal(expected);
    expect(hashPair(b, a)).to.deep.equal(expected);
  });
});

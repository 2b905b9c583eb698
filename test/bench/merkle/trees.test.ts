import { expect } from "chai";
import { generateRecords } from "../../../bench/merkle/generate-records.ts";
import { hashers, type HasherName } from "../../../bench/merkle/hashers.ts";
import { trees, type TreeName } from "../../../bench/merkle/trees.ts";
import { readRecords } from "../../../src/merkle/reward-leaves.ts";

describe("what is measured of Merkle trees", () => {
  it("is over leaves that obey every rule", () => {
    for (const count of [1, 2, 1_000, 4_099]) expect(readRecords(generateRecords(count)).count).to.equal(count);
  });

  it("gives the same root, whatever builds the tree", async () => {
    for (const count of [2, 3, 100]) {
      const roots = new Set<string>();
      for (const name of Object.keys(trees) as TreeName[]) {
        const build = await trees[name](generateRecords(count));
        roots.add(build().root);
      }
      expect(roots.size).to.equal(1);
    }
  });

  it("gives the same hash, whatever hashes", async () => {
    const cut = [1, 2, 3].map((byte) => new Uint8Array(64).fill(byte));
    const whole = Uint8Array.from(cut.flatMap((message) => [...message]));
    const hashes = new Set<string>();
    for (const name of Object.keys(hashers) as HasherName[]) {
      const { hashAll, last } = await hashers[name]({ whole, cut });
      hashAll();
      hashes.add(last());
    }
    expect(hashes.size).to.equal(1);
  });
});

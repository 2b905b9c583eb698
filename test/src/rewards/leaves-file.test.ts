import { expect } from "chai";
import { packLeaves } from "../../../src/merkle/reward-leaves.ts";
import { decodeLeaves, encodeLeaves } from "../../../src/rewards/leaves-file.ts";
import { alice, bob, repeat20, repeat32 } from "./example-epochs.ts";

const header = {
  chainId: 2n ** 40n + 1n,
  distributor: repeat20("d1"),
  epoch: 2 ** 33,
  root: repeat32("ee"),
  ledgerHash: repeat32("1e"),
};
const leaves = packLeaves([
  { account: alice, cumulativeWei: 5n },
  { account: bob, cumulativeWei: 2n ** 80n },
]);
const bytes = encodeLeaves(header, leaves);

describe("leaves file", () => {
  it("is written byte by byte as documented", () => {
    const records = Buffer.from(leaves.records).toString("hex");
    const magic = Buffer.from("CDCLEAF1").toString("hex");
    const bound = `${magic}0000010000000001${"d1".repeat(20)}000000020000000000000002`;
    const expected = `${bound}${"ee".repeat(32)}${"1e".repeat(32)}${records}`;
    expect(Buffer.from(bytes).toString("hex")).to.equal(expected);
  });

  it("gives back what was written, wherever it lies in memory", () => {
    expect(decodeLeaves(bytes)).to.deep.equal({ header, leaves });
    expect(decodeLeaves(Uint8Array.from([9, ...bytes]).subarray(1))).to.deep.equal({ header, leaves });
  });

  it("is refused when cut short, too long, of another format or of an impossible epoch", () => {
    const bad = [
      bytes.subarray(0, 111),
      bytes.subarray(0, -1),
      Uint8Array.from([...bytes, 0]),
      bytes.with(0, 0),
      bytes.with(36, 1),
    ];
    for (const file of bad)
      expect(() => decodeLeaves(file))
        .to.throw()
        .with.property("code", "REWARDS_BAD_FILE");
  });

  it("is refused when its records break the rules of leaves", () => {
    const twice = Uint8Array.from(bytes);
    twice.set(twice.subarray(112, 148), 148);
    expect(() => decodeLeaves(twice))
      .to.throw()
      .with.property("code", "MERKLE_NOT_ASCENDING");
  });
});

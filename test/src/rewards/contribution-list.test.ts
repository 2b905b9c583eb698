import { expect } from "chai";
import { packContributions } from "../../../src/rewards/contribution-list.ts";
import type { ActiveContribution } from "../../../src/rewards/epoch-inputs.ts";
import { alice, bob, idA, idB } from "./example-epochs.ts";
import { contributionsOf } from "./packing.ts";

const one = { id: idA, owner: alice, version: 1, consentMask: 2 ** 32 - 1 };
const other = { id: idB, owner: bob, version: 2 ** 32 - 1, consentMask: 0 };

describe("packed contributions", () => {
  it("are written byte by byte as documented, whatever their order was", () => {
    const records = [
      `${idA.slice(2)}${alice.slice(2)}00000001ffffffff`,
      `${idB.slice(2)}${bob.slice(2)}ffffffff00000000`,
    ];
    for (const list of [
      [one, other],
      [other, one],
    ]) {
      const packed = packContributions(list);
      expect(Buffer.from(packed.bytes).toString("hex")).to.equal(records.join(""));
      expect(contributionsOf(packed)).to.deep.equal([one, other]);
    }
  });

  it("leave out what else is known of a contribution", () => {
    expect(packContributions([{ ...one, uri: "file:here" } as ActiveContribution]).bytes.length).to.equal(60);
  });

  it("refuse fields out of range and an id that comes twice", () => {
    const bad = [
      { version: 0 },
      { version: 2 ** 32 },
      { consentMask: -1 },
      { id: "0x12" },
      { owner: bob.toUpperCase() },
    ];
    for (const change of bad) {
      const pack = () => packContributions([{ ...one, ...change } as ActiveContribution]);
      expect(pack, JSON.stringify(change)).to.throw().with.property("code", "REWARDS_BAD_DOCUMENT");
    }
    expect(() => packContributions([one, { ...other, id: idA }]))
      .to.throw()
      .with.property("code", "REWARDS_DUPLICATE");
  });
});

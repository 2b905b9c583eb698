import { expect } from "chai";
import fc from "fast-check";
import { bytesToAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { packContributions } from "../../../src/rewards/contribution-list.ts";
import { groupByOwner } from "../../../src/rewards/owner-groups.ts";

describe("grouping by owner", () => {
  it("numbers the owners in ascending order and says whose each contribution is", () => {
    const owner = fc
      .integer({ min: 0, max: 9 })
      .map((n) => bytesToAddress(new Uint8Array(20).fill(1).with(n, 200 + n)));
    fc.assert(
      fc.property(fc.array(owner, { maxLength: 30 }), (list) => {
        const contributions = packContributions(
          list.map((each, index) => ({
            id: toHex32(`0x${index.toString(16).padStart(64, "0")}`),
            owner: each,
            version: 1,
            consentMask: 0,
          })),
        );
        const { accounts, count, ownerOf } = groupByOwner(contributions);
        const distinct = [...new Set(list)].sort();
        const numbered = Array.from({ length: count }, (_, n) => bytesToAddress(accounts.slice(20 * n, 20 * n + 20)));
        expect(numbered).to.deep.equal(distinct);
        expect([...ownerOf].map((n) => numbered[n])).to.deep.equal(list);
      }),
    );
  });
});

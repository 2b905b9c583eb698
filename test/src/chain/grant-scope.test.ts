import { expect } from "chai";
import { allowsPurpose, contributionsInScope, countContributors } from "../../../src/chain/grant-scope.ts";
import type { RegisteredContribution } from "../../../src/chain/registry-history.ts";

const of = (owner: string, consentMask: number, removed = false) =>
  ({ id: `${owner} ${consentMask}`, owner, consentMask, removed }) as unknown as RegisteredContribution;

describe("allowsPurpose", () => {
  it("reads one bit of the mask, up to the highest", () => {
    expect([0, 1, 2, 31].map((purpose) => allowsPurpose(0x8000_0004, purpose))).to.deep.equal([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe("contributionsInScope", () => {
  it("T47: leaves out what was removed and what its owner does not allow for the purpose", () => {
    const all = [of("a", 0b10), of("b", 0b01), of("c", 0b11), of("d", 0b11, true), of("e", 0)];

    expect(contributionsInScope(all, 1).map(({ owner }) => owner)).to.deep.equal(["a", "c"]);
  });
});

describe("countContributors", () => {
  it("counts owners, not contributions", () => {
    expect(countContributors([of("a", 1), of("b", 1), of("a", 3)])).to.equal(2);
  });
});

import { expect } from "chai";
import { MIN_VALIDATORS, quorumOf } from "../../../src/primitives/quorum.ts";

describe("quorum", () => {
  it("is more than two thirds, as the contract has it", () => {
    expect(MIN_VALIDATORS).to.equal(4);
    expect([4, 5, 6, 7, 9, 100, 208].map(quorumOf)).to.deep.equal([3, 4, 5, 5, 7, 67, 139]);
  });
});

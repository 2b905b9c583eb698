import { expect } from "chai";
import { withGasMargin } from "../../../src/chain/gas-margin.ts";

describe("withGasMargin", () => {
  it("adds half of an estimate, to whole gas", () => {
    expect([0n, 1n, 103_973n].map(withGasMargin)).to.deep.equal([0n, 2n, 155_960n]);
  });
});

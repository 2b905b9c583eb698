import { expect } from "chai";
import { unspacedSign } from "../../../src/insights/unspaced-scripts.ts";

describe("unspacedSign", () => {
  it("matches signs of writing without blanks, and no letter of an alphabet", () => {
    const signs = Array.from("東かカกກកကaяם한", (sign) => new RegExp(unspacedSign, "u").test(sign));
    expect(signs).to.deep.equal([true, true, true, true, true, true, true, false, false, false, false]);
  });
});

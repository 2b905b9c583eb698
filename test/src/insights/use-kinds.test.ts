import { expect } from "chai";
import { useKinds } from "../../../src/insights/use-kinds.ts";

describe("useKinds", () => {
  it("are twelve, each once, and other at the end", () => {
    expect(new Set(useKinds).size).to.equal(13);
    expect(useKinds.at(-1)).to.equal("other");
  });
});

import { expect } from "chai";
import { badFile } from "../../../src/rewards/bad-file.ts";

describe("badFile", () => {
  it("says which file, what was expected of it and where its format is described", () => {
    const error = badFile("ledger.bin")("at least 48 bytes");
    expect(error.code).to.equal("REWARDS_BAD_FILE");
    expect(error.message).to.equal("Expected ledger.bin with at least 48 bytes.");
    expect(error.context).to.deep.equal({ name: "ledger.bin" });
    expect(error.hint).to.include("docs/rewards.md");
  });
});

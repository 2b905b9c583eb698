import { expect } from "chai";
import { rulesetHash, rulesetV1 } from "../../../src/scoring/ruleset.ts";

describe("ruleset", () => {
  it("has the hash that the chain names it by", () => {
    expect(rulesetHash(rulesetV1)).to.equal("0x038f08e0e79149afaf3b049af22ba8c6636b877eecac67e8ee36d09716c0c185");
  });

  it("has the same hash whatever the order of its keys", () => {
    const reversed = Object.fromEntries(Object.entries(rulesetV1).reverse()) as typeof rulesetV1;
    expect(rulesetHash(reversed)).to.equal(rulesetHash(rulesetV1));
  });

  it("has another hash when any parameter changes", () => {
    const changed = { ...rulesetV1, bonus: { ...rulesetV1.bonus, plan: rulesetV1.bonus.plan + 1 } };
    expect(rulesetHash(changed)).to.not.equal(rulesetHash(rulesetV1));
  });

  it("says that no bigram table is pinned and qL is therefore 1,000 ‰", () => {
    expect([rulesetV1.bigramTable, rulesetV1.qL]).to.deep.equal([null, 1_000]);
  });
});

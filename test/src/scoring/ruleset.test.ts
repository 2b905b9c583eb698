import { expect } from "chai";
import { rulesetHash, rulesetV1 } from "../../../src/scoring/ruleset.ts";

describe("ruleset", () => {
  it("has the hash that the chain names it by", () => {
    expect(rulesetHash(rulesetV1)).to.equal("0xf3b52f615eb8ca43dfacbae172f7549a9602b2f31ce7450a4e86166bd0daf633");
  });

  it("cannot be changed in place", () => {
    const parts = [rulesetV1, rulesetV1.bonus, rulesetV1.T, rulesetV1.mail, rulesetV1.limits, rulesetV1.qD];
    expect(parts.map((part) => Object.isFrozen(part))).to.deep.equal(parts.map(() => true));
  });

  it("has the same hash whatever the order of its keys", () => {
    const reversed = Object.fromEntries(Object.entries(rulesetV1).reverse()) as typeof rulesetV1;
    expect(rulesetHash(reversed)).to.equal(rulesetHash(rulesetV1));
  });

  it("has another hash when any parameter changes", () => {
    const changed = { ...rulesetV1, bonus: { ...rulesetV1.bonus, plan: rulesetV1.bonus.plan + 1 } };
    expect(rulesetHash(changed)).to.not.equal(rulesetHash(rulesetV1));
  });
});

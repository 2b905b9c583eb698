import { expect } from "chai";
import { rulesetHash, rulesetV1 } from "../../../src/scoring/ruleset.ts";

describe("ruleset", () => {
  it("has the hash that the chain names it by", () => {
    expect(rulesetHash(rulesetV1)).to.equal("0xcb421fd9473190a9b8b083da511baab32b1e690f6a3e4b7c319478133c9e41f4");
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

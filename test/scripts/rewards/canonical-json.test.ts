import { expect } from "chai";
import { ascending, canonical } from "../../../scripts/rewards/canonical-json.ts";

describe("canonical", () => {
  it("orders keys by UTF-16 code unit, at every depth, and writes nothing between", () => {
    const value = { b: [{ z: 1, a: "é\n" }], a: null, B: true, "\u{1f600}": 1, "\uff5e": 2 };
    expect(canonical(value)).to.equal('{"B":true,"a":null,"b":[{"a":"é\\n","z":1}],"\u{1f600}":1,"\uff5e":2}\n');
  });

  it("writes amounts as decimal strings and counts as numbers", () => {
    expect(canonical({ wei: 10n ** 27n, count: 7 })).to.equal('{"count":7,"wei":"1000000000000000000000000000"}\n');
  });
});

describe("ascending", () => {
  it("leaves the list as it was, and equal keys in their order", () => {
    const items = [["b", 1] as const, ["a", 2] as const, ["b", 3] as const, ["a", 4] as const];
    expect(ascending(([key]) => key, items).map(([, i]) => i)).to.deep.equal([2, 4, 1, 3]);
    expect(items[0]).to.deep.equal(["b", 1]);
  });
});

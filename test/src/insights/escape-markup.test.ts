import { expect } from "chai";
import { escapeMarkup, oneLine } from "../../../src/insights/escape-markup.ts";

describe("escapeMarkup", () => {
  it("T78: leaves no character that markup is made of", () => {
    expect(escapeMarkup(`<img src=x onerror='a()'>&"`)).to.equal("&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;&quot;");
  });
});

describe("oneLine", () => {
  it("takes out controls, line ends, marks of direction and halves of characters", () => {
    expect(oneLine("a\u0000\nb\u202ec\u2028d\ud800")).to.equal("a bc d\ufffd");
  });

  it("cuts what is long, between characters", () => {
    expect(oneLine("🙂".repeat(10_000))).to.equal(`${"🙂".repeat(119)}…`);
    expect([oneLine("🙂🙂🙂", 3), oneLine("🙂🙂🙂", 2)]).to.deep.equal(["🙂🙂🙂", "🙂…"]);
  });
});

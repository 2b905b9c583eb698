import { expect } from "chai";
import type { PrivateText } from "../../../src/export/private-context.ts";
import { KeptTexts } from "../../../src/tools/kept-texts.ts";

type Added = readonly [kind: PrivateText["kind"], text: string, createdAt: number | null, id: string];
const keptOf = (...added: readonly Added[]) => {
  const kept = new KeptTexts();
  for (const [kind, text, createdAt, id] of added) kept.add({ kind, text, createdAt }, id);
  return kept;
};

describe("KeptTexts", () => {
  it("gives each version of the custom instructions once, without what ChatGPT puts around it", () => {
    const kept = keptOf(
      ["instructions", "The user provided this:\n```Be brief.\nNo lists.```", 20, "a"],
      ["instructions", "Be brief.\nNo lists.", 10, "b"],
      ["instructions", "Be brief.\nNo lists.", 10, "b"],
      ["instructions", "Be kind.", 5, "c"],
      ["profile", "A nurse.", null, "c"],
    );

    expect(kept.versions("instructions")).to.deep.equal([
      { lines: ["Be kind."], conversations: 1, firstAt: 5, lastAt: 5 },
      { lines: ["Be brief.", "No lists."], conversations: 2, firstAt: 10, lastAt: 20 },
    ]);
    expect(kept.versions("profile")).to.deep.equal([
      { lines: ["A nurse."], conversations: 1, firstAt: null, lastAt: null },
    ]);
  });

  it("gives each entry of the memory once, with the day beside it", () => {
    const kept = keptOf(
      ["note", "Has a dog.", 10, "a"],
      ["memory", "1. [2025-05-02]. Has a dog.\n\n2. [2025-06-01]. Sings.\nPlain.\n3. [2025-07-01].", 30, "b"],
      ["note", "  ", 1, "c"],
    );

    expect(kept.entries()).to.deep.equal([
      { text: "Has a dog.", notedOn: "2025-05-02", conversations: 2, firstAt: 10, lastAt: 30 },
      { text: "Sings.", notedOn: "2025-06-01", conversations: 1, firstAt: 30, lastAt: 30 },
      { text: "Plain.", notedOn: null, conversations: 1, firstAt: 30, lastAt: 30 },
    ]);
  });

  it("makes lines of hostile texts, and bounds them", () => {
    const [version] = keptOf([
      "profile",
      `a\u202e\u0000b\ud800\n${"x".repeat(3_000)}${"\ny".repeat(100)}`,
      1,
      "a",
    ]).versions("profile");

    expect(version?.lines).to.have.length(60);
    expect(version?.lines[0]).to.equal("a b\ufffd");
    expect(version?.lines[1]).to.have.length(2_000);
  });

  it("is empty of fences with nothing in them", () => {
    expect(keptOf(["profile", "``````", 1, "a"]).versions("profile")).to.deep.equal([]);
  });
});

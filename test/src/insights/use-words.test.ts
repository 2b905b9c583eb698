import { expect } from "chai";
import { useKinds } from "../../../src/insights/use-kinds.ts";
import { useWords } from "../../../src/insights/use-words.ts";

const entriesOf = (lists: object) => Object.values(lists).flatMap((list: string) => list.trim().split(/\s*[,\n]\s*/));

describe("useWords", () => {
  it("has words of every kind but the last", () => {
    expect(Object.keys(useWords).toSorted()).to.deep.equal(useKinds.filter((kind) => kind !== "other").toSorted());
  });

  it("says each once within its kind", () => {
    for (const [kind, lists] of Object.entries(useWords)) {
      const all = entriesOf(lists);
      expect(
        all.filter((entry, index) => all.indexOf(entry) !== index),
        kind,
      ).to.deep.equal([]);
    }
  });

  it("is in small letters, with parts of words of three letters or more", () => {
    for (const entry of Object.values(useWords).flatMap(entriesOf)) {
      expect(entry).to.match(/^(?:[\p{Ll}\p{N}+#&]+(?: [\p{Ll}\p{N}+#&]+)*|\p{Ll}{3,}\*|\*\p{Ll}{3,})$/u);
    }
  });
});

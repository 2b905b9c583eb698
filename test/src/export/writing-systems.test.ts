import { expect } from "chai";
import { countWritingSystems, type WritingSystem } from "../../../src/export/writing-systems.ts";

function count(text: string): Record<string, number> {
  const counts = new Map<WritingSystem, number>();
  countWritingSystems(text, counts);
  return Object.fromEntries(counts);
}

describe("writing systems", () => {
  it("counts letters and nothing else", () => {
    expect(count("Añb 12 ,.!×÷ \u{1f600}\u2014")).to.deep.equal({ Latin: 3 });
  });

  it("tells writing systems apart by code point", () => {
    expect(count("Жя")).to.deep.equal({ Cyrillic: 2 });
    expect(count("αβΩἀ")).to.deep.equal({ Greek: 4 });
    expect(count("漢字かなカナ")).to.deep.equal({ Han: 2, Kana: 4 });
    expect(count("한글")).to.deep.equal({ Hangul: 2 });
    expect(count("مر שלום")).to.deep.equal({ Arabic: 2, Hebrew: 4 });
    expect(count("नम ไทย")).to.deep.equal({ Devanagari: 2, Thai: 3 });
    expect(count("վճ ქა বা தமி ಕ")).to.deep.equal({ Armenian: 2, Georgian: 2, Bengali: 2, Tamil: 3, Other: 1 });
    expect(count("\u{20000}ẞﾅ")).to.deep.equal({ Han: 1, Latin: 1, Kana: 1 });
  });
});

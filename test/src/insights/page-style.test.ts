import { expect } from "chai";
import { pageStyle } from "../../../src/insights/page-style.ts";

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe("pageStyle", () => {
  const themes = [...pageStyle.matchAll(/:root\{(?<rules>[^}]*--ink:[^}]*)\}/g)]
    .slice(0, 2)
    .map(
      ({ groups }) =>
        new Map([...groups!.rules!.matchAll(/--(\w+):(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!])),
    );

  it("can be read in both themes: 4.5 to 1 for text, 3 to 1 for what is drawn", () => {
    expect(themes).to.have.length(2);
    for (const colours of themes) {
      const onPaper = (name: string) => contrast(colours.get(name) ?? "", colours.get("paper") ?? "");
      for (const text of ["ink", "soft", "accent"]) expect(onPaper(text), text).to.be.at.least(4.5);
      expect(onPaper("s0")).to.be.at.least(3);
    }
  });

  it("asks for nothing from elsewhere", () => {
    expect(pageStyle).to.not.match(/url\(|@import|@font-face/);
  });
});

import { expect } from "chai";
import { tellsInsight } from "../../../src/tools/tells-insight.ts";

describe("tellsInsight", () => {
  it("knows phrases of four languages", () => {
    for (const sentence of [
      "Now I understand why it failed.",
      "Ah, now I get it.",
      "Thanks, I didn’t know that.",
      "I just learned about rye.",
      "Jetzt verstehe ich das.",
      "Danke, das wusste ich nicht.",
      "¡Gracias! Ya entiendo.".slice(10),
      "Ahora lo entiendo.",
      "Maintenant je comprends.",
      "J'ai enfin compris.",
    ]) {
      expect(tellsInsight(sentence), sentence).to.equal(true);
    }
  });

  it("finds none where somebody wants to understand", () => {
    for (const sentence of [
      "Help me understand it.",
      "I want to learn Rust.",
      "If now I see it",
      "Ich will es lernen.",
      "",
    ]) {
      expect(tellsInsight(sentence), sentence).to.equal(false);
    }
  });
});

import { expect } from "chai";
import { detectLanguage, languageOf, tallyLanguages, UNDETERMINED } from "../../../src/insights/languages.ts";
import { sentences } from "./sentences.ts";
import { conversation } from "./some-conversation.ts";

const wrong = (length: 0 | 1) =>
  Object.entries(sentences)
    .map(([language, pair]) => [language, detectLanguage(pair[length])] as const)
    .filter(([language, found]) => language !== found);

describe("detectLanguage", () => {
  it("knows longer sentences of 21 languages", () => {
    expect(Object.keys(sentences)).to.have.length(21);
    expect(wrong(1)).to.deep.equal([]);
  });

  it("knows 18 of 21 short sentences, does not say of two, and errs in one", () => {
    expect(wrong(0)).to.deep.equal([
      ["fi", UNDETERMINED],
      ["ru", "uk"],
      ["he", UNDETERMINED],
    ]);
  });

  it("does not say what nobody can tell", () => {
    for (const text of [
      "",
      "hello",
      "Berlin",
      "12 345 678 901 234",
      "asdfgh asdf qwer zxcv",
      "🙂🙂🙂🙂",
      "你好",
      "\ud800",
    ]) {
      expect(detectLanguage(text), text).to.equal(UNDETERMINED);
    }
  });
});

describe("languageOf", () => {
  it("reads what the owner wrote, without code, quotations and addresses", () => {
    const english =
      "\n> The weather was lovely and we went to the lake.\n```\n// This is only a comment about the code\n```";

    expect(
      languageOf(
        conversation(
          { text: `https://example.com/this/is/an/english/address Was heißt das hier?${english}` },
          { text: "That is a question about a sentence in English.", role: "assistant" },
          { text: "Und woher kommt dieses Wort?" },
        ),
      ),
    ).to.equal("de");
  });

  it("reads no further than 600 characters", () => {
    const german = "Das ist ein Satz auf Deutsch. ".repeat(20);

    expect(languageOf(conversation({ text: german }, { text: "And now for something else. ".repeat(500) }))).to.equal(
      "de",
    );
  });

  it("says the same when asked again", () => {
    const once = conversation({ text: sentences.fr![1] });

    expect([languageOf(once), languageOf(once)]).to.deep.equal(["fr", "fr"]);
  });
});

describe("tallyLanguages", () => {
  it("counts conversations by language, the most first", () => {
    const tally = tallyLanguages();
    for (const language of ["de", "en", "en", "ja"] as const) {
      tally.add(conversation({ text: sentences[language]![1] }));
    }
    tally.add(conversation({ text: "?" }));
    tally.add(conversation({ text: "nothing of the owner's", role: "assistant" }));

    expect(tally.result()).to.deep.equal([
      ["en", 2],
      ["de", 1],
      ["ja", 1],
      ["und", 1],
    ]);
  });
});

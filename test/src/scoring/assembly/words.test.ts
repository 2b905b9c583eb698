import { expect } from "chai";
import { readText } from "../naive/text.ts";
import { sampleOf, windowsOf } from "../scanned.ts";
import { randomFrom } from "../synthetic-archive.ts";

const typesOf = (text: string) => windowsOf(text).map(({ types }) => types);
const naiveTypes = (text: string) => {
  const { tokens } = readText(text);
  return Array.from(
    { length: Math.ceil(tokens.length / 2_000) },
    (_, i) => new Set(tokens.slice(2_000 * i, 2_000 * (i + 1))).size,
  );
};

describe("words", function () {
  this.timeout(60_000);

  it("tells words apart by every byte, whatever their length", () => {
    const long = "abcdefghijklmnopqrstuvwxyzabcdef";
    const ofLength = (length: number) =>
      Array.from({ length }, (_, i) => `${long.slice(0, i)}z${long.slice(i + 1, length)}`);
    const words = [...new Set(Array.from({ length: 32 }, (_, i) => [long.slice(0, i + 1), ...ofLength(i + 1)]).flat())];
    expect(typesOf(`${words.join(" ")} ${words.toReversed().join(" ")}`)).to.deep.equal([words.length]);
  });

  it("goes on when there are more words than it has room for", () => {
    const random = randomFrom(8);
    const word = () =>
      Array.from({ length: 3 + Math.floor(30 * random()) }, () => "aeioußкя日"[Math.floor(9 * random())]);
    const text = Array.from({ length: 90_000 }, () => word().join("")).join(" ");
    expect(typesOf(text)).to.deep.equal(naiveTypes(text));
  });

  it("has emptied itself without a trace", () => {
    const random = randomFrom(9);
    const other = Array.from({ length: 40_000 }, () => Math.floor(2 ** 40 * random()).toString(36)).join(" x");
    const text = "and so it was that the words came back again and again";
    expect(sampleOf([text, other.replace(/\d/g, "q"), text], 1).slice(-7)).to.deep.equal(sampleOf([text], 1).slice(-7));
  });
});

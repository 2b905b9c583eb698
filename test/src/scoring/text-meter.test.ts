import { expect } from "chai";
import { SCRIPT_COUNT } from "../../../src/scoring/scripts.ts";
import { TextMeter } from "../../../src/scoring/text-meter.ts";
import { readText } from "./naive/text.ts";
import { eachOf } from "./scanned.ts";
import { KEY, prose } from "./synthetic-archive.ts";

describe("text meter", () => {
  it("says of each message what it amounts to, before the next one", () => {
    const counted: number[] = [];
    new TextMeter(KEY, 16).measure((scan) => {
      for (const text of ["one two", "", "2two "]) counted.push(scan(text).tokens);
    });
    expect(counted).to.deep.equal([2, 0, 1]);
  });

  it("counts the tokens of each script over the conversation", () => {
    const { scriptTokens } = new TextMeter(KEY, 16).measure(eachOf(["abc", "дом 12 漢字", "𐐀"]));
    expect(scriptTokens).to.have.length(SCRIPT_COUNT);
    expect([...scriptTokens].filter((count) => count > 0)).to.deep.equal([1, 1, 2, 1]);
  });

  it("gives every conversation as if it were the first, also by turns with another key", () => {
    const alone = (key: Uint8Array, seed: number) => new TextMeter(key, 8).measure(eachOf([prose(seed, 900)]));
    const expected = [alone(KEY, 1), alone(KEY.toReversed(), 2), alone(KEY, 3)];
    const [first, second] = [new TextMeter(KEY, 8), new TextMeter(KEY.toReversed(), 8)];
    const turns = [first, second, first].map((meter, i) => meter.measure(eachOf([prose(i + 1, 900)])));
    expect(turns).to.deep.equal(expected);
    expect(expected[0]!.sampled).to.not.deep.equal(alone(KEY.toReversed(), 1).sampled);
  });

  it("forgets a conversation that was not read to its end", () => {
    const meter = new TextMeter(KEY, 8);
    const failing = () =>
      meter.measure((scan) => {
        scan(prose(1, 300));
        throw new RangeError("broken off");
      });
    const expected = new TextMeter(KEY, 8).measure(eachOf([prose(2, 300)]));
    expect(failing).to.throw(RangeError);
    expect(meter.measure(eachOf([prose(2, 300)]))).to.deep.equal(expected);
  });

  it("reads any text as the document says", () => {
    const signs = "aZ é ß Ω ж א ب ﬁ が ｶﾞ 한 ㅋ กข 漢 9 ,  … \u{1f600} \u0301 \u3164";
    const texts = Array.from(signs, (_, i) => signs.slice(i) + signs.slice(0, i).repeat(3));
    new TextMeter(KEY, 16).measure((scan) => {
      for (const text of texts) {
        const { tokens, bytes, codePoints, letters } = readText(text);
        const expected = { tokens: tokens.length, bytes: Number(bytes), codePoints: Number(codePoints) };
        expect(scan(text)).to.deep.equal({ ...expected, letters: Number(letters) });
      }
    });
  });

  it("refuses a key that is not 16 bytes", () => {
    for (const length of [0, 15, 17, 32]) {
      expect(() => new TextMeter(new Uint8Array(length), 16))
        .to.throw()
        .with.property("code", "SCORING_KEY_LENGTH");
    }
  });
});

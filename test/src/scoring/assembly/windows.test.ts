import { expect } from "chai";
import { windowsOf } from "../scanned.ts";
import { randomFrom } from "../synthetic-archive.ts";

const word = (type: number) => Array.from(String(type), (digit) => "abcdefghij".charAt(Number(digit))).join("");
const textOf = (types: readonly number[]) => types.map(word).join(" ");
const sizesOf = (types: readonly number[]) =>
  windowsOf(textOf(types)).map(({ tokens, types: distinct }) => [tokens, distinct]);
const orderOf = (types: readonly number[]) => {
  const [window] = windowsOf(textOf(types));
  return { adjacent: window!.adjacent, apart: window!.apart };
};
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe("windows", () => {
  it("count tokens and distinct tokens", () => {
    expect(sizesOf([0, 1, 0, 2, 0])).to.deep.equal([[5, 3]]);
  });

  it("close after 2,000 tokens, over the ends of messages", () => {
    const types = upTo(4_500).map((i) => i % 3_000);
    const windows = [
      [2_000, 2_000],
      [2_000, 2_000],
      [500, 500],
    ];
    expect(sizesOf(types)).to.deep.equal(windows);
    const messages = windowsOf(textOf(types.slice(0, 1_500)), "!", textOf(types.slice(1_500)));
    expect(messages.map(({ tokens, types: distinct }) => [tokens, distinct])).to.deep.equal(windows);
  });

  it("are none without tokens, and no empty one follows a full one", () => {
    expect(windowsOf()).to.deep.equal([]);
    expect(windowsOf("", "…")).to.deep.equal([]);
    expect(sizesOf(upTo(2_000).fill(7))).to.deep.equal([[2_000, 1]]);
  });

  it("count neighbours that recur, with the last and the first as neighbours", () => {
    const types = upTo(30);
    expect(orderOf(types)).to.deep.equal({ adjacent: 0, apart: 0 });
    expect(orderOf([...types, ...types])).to.deep.equal({ adjacent: 30, apart: 240 });
    const opened = orderOf(types.flatMap((type) => [100, 101, type]));
    expect(opened.adjacent).to.equal(29);
    // 100 or 101 recur at the distances 5 to 12 in this many ways, for the pattern repeats every three tokens.
    expect(opened.apart).to.equal(29 * (1 + 2 + 1 + 1 + 2 + 1 + 1 + 2));
  });

  it("count each further occurrence", () => {
    expect(orderOf(upTo(40).fill(7))).to.deep.equal({ adjacent: 39, apart: 8 * 39 });
  });

  it("tell nothing of the order of fewer than 25 tokens", () => {
    expect(orderOf(upTo(24).fill(0))).to.deep.equal({ adjacent: 0, apart: 0 });
    expect(orderOf(upTo(25).fill(0))).to.deep.equal({ adjacent: 24, apart: 8 * 24 });
  });

  it("find no distance special where words stand in no order", () => {
    const random = randomFrom(3);
    const { adjacent, apart } = orderOf(upTo(2_000).map(() => Math.floor(2_000 * random() ** 3)));
    expect(Math.abs(8 * adjacent - apart)).to.be.below(4 * Math.sqrt(8 * apart));
  });

  it("begin afresh, each for itself", () => {
    const twice = [...upTo(1_000), ...upTo(1_000)];
    const counted = windowsOf(textOf([...twice, ...twice, ...upTo(2_000)]));
    expect(counted.map(({ adjacent, apart }) => [adjacent, apart])).to.deep.equal([
      [1_000, 8_000],
      [1_000, 8_000],
      [0, 0],
    ]);
    expect(sizesOf([1, 1])).to.deep.equal([[2, 1]]);
  });
});

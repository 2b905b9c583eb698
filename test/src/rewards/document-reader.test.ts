import { expect } from "chai";
import {
  address,
  ascendingListOf,
  badDocument,
  hex32,
  integer,
  listOf,
  literal,
  nullOr,
  objectOf,
  parseJson,
  uint,
  type Reader,
} from "../../../src/rewards/document-reader.ts";

function expectRefused<T>(read: Reader<T>, values: readonly unknown[], code = "REWARDS_BAD_DOCUMENT"): void {
  for (const value of values) {
    expect(() => read(value, "$"), String(value))
      .to.throw()
      .with.property("code", code);
  }
}

describe("document reader", () => {
  it("parses UTF-8 JSON and nothing else", () => {
    expect(parseJson(new TextEncoder().encode('{"a":["é"]}'))).to.deep.equal({ a: ["é"] });
    const bad = [[], [0xff], [0xef, 0xbb, 0xbf, 0x31], [0x7b]].map((bytes) => Uint8Array.from(bytes));
    for (const bytes of bad)
      expect(() => parseJson(bytes))
        .to.throw()
        .with.property("code", "REWARDS_BAD_DOCUMENT");
  });

  it("reads objects with exactly their fields", () => {
    const read = objectOf<{ a: number; b: string }>({ a: integer(0, 9), b: literal("x") });
    expect(read({ b: "x", a: 3 }, "$")).to.deep.equal({ a: 3, b: "x" });
    expectRefused(read, [null, 1, [], { a: 3 }, { a: 3, b: "x", c: 1 }, { a: 3, c: "x" }, { a: 10, b: "x" }]);
    expectRefused(read, [JSON.parse('{"a":3,"__proto__":{"b":"x"}}')]);
  });

  it("names the place of what it refuses", () => {
    const read = objectOf<{ list: readonly number[] }>({ list: listOf(integer(0, 9)) });
    try {
      read({ list: [1, 99] }, "$");
      expect.fail();
    } catch (error) {
      expect(error).to.have.property("context").that.deep.equals({ path: "$.list[1]" });
    }
  });

  it("reads lists, and lists that strictly ascend", () => {
    const read = ascendingListOf(integer(0, 99), (item) => item);
    expect(read([1, 2, 10], "$")).to.deep.equal([1, 2, 10]);
    expectRefused(read, [{}, "12"]);
    expectRefused(read, [[1, 1]], "REWARDS_DUPLICATE");
    expectRefused(read, [[2, 1]], "REWARDS_NOT_ASCENDING");
  });

  it("reads integers and refuses fractions, texts and bounds passed", () => {
    expect(integer(1, 5)(5, "$")).to.equal(5);
    expectRefused(integer(1, 5), [0, 6, 1.5, "1", null, Number.NaN, 1n]);
  });

  it("reads amounts as canonical decimal strings or bigints", () => {
    expect(uint(8)("255", "$")).to.equal(255n);
    expect(uint(8)(0n, "$")).to.equal(0n);
    expect(uint(256)((2n ** 256n - 1n).toString(), "$")).to.equal(2n ** 256n - 1n);
    expectRefused(uint(8), ["256", "01", "-1", "", "1.0", "0x1", 1, -1n, 256n, "9".repeat(100_000)]);
  });

  it("reads hexadecimal in lower case only", () => {
    expect(address(`0x${"ab".repeat(20)}`, "$")).to.equal(`0x${"ab".repeat(20)}`);
    expect(hex32(`0x${"ab".repeat(32)}`, "$")).to.equal(`0x${"ab".repeat(32)}`);
    expectRefused(address, [`0x${"AB".repeat(20)}`, `0x${"ab".repeat(19)}`, 1]);
    expectRefused(hex32, [`0x${"AB".repeat(32)}`, "ab".repeat(32), null]);
  });

  it("reads null where it may stand", () => {
    expect(nullOr(integer(0, 1))(null, "$")).to.equal(null);
    expect(nullOr(integer(0, 1))(1, "$")).to.equal(1);
    expectRefused(nullOr(integer(0, 1)), [undefined, 2]);
  });

  it("never quotes what it read", () => {
    try {
      parseJson(new TextEncoder().encode("secret"));
      expect.fail();
    } catch (error) {
      expect(error).to.not.have.property("cause");
      expect(String(error)).to.not.contain("secret");
    }
    expect(badDocument("$.a", "a number").context).to.deep.equal({ path: "$.a" });
  });
});

import { expect } from "chai";
import { canonicalJson, canonicalJsonBytes } from "../../../src/primitives/canonical-json.ts";

describe("canonicalJson", () => {
  it("sorts keys by code unit, drops undefined and ends with a line feed", () => {
    expect(canonicalJson({ b: 1, a: [true, null], B: undefined, "10": "x", "9": "y" })).to.equal(
      '{"10":"x","9":"y","a":[true,null],"b":1}\n',
    );
  });

  it("writes bigints as decimal strings", () => {
    expect(canonicalJson({ wei: 2n ** 70n })).to.equal('{"wei":"1180591620717411303424"}\n');
  });

  it("escapes strings as JSON does and encodes UTF-8", () => {
    expect(canonicalJson('é"\n')).to.equal('"é\\"\\n"\n');
    expect(canonicalJsonBytes("é")).to.deep.equal(Uint8Array.of(0x22, 0xc3, 0xa9, 0x22, 0x0a));
  });

  it("refuses numbers that are not safe integers, and unpaired surrogates", () => {
    for (const value of [0.5, NaN, Infinity, 2 ** 53, -0, "\ud800", { "\udc00": 1 }]) {
      expect(() => canonicalJson(value))
        .to.throw()
        .with.property("code", "PRIMITIVES_NOT_CANONICAL");
    }
  });
});

import { expect } from "chai";
import { isRecord, listOrEmpty, property, slugOrNull, stringOrNull } from "../../../src/export/raw-json.ts";

describe("raw JSON", () => {
  it("tells objects from lists, null and scalars", () => {
    expect([{}, [], null, 1, "x"].map(isRecord)).to.deep.equal([true, false, false, false, false]);
  });

  it("never reads inherited properties", () => {
    for (const key of ["toString", "constructor", "__proto__", "hasOwnProperty"]) {
      expect(property({}, key), key).to.equal(undefined);
    }
  });

  it("reads own properties of any name", () => {
    const hostile: unknown = JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}');
    expect(property(hostile, "__proto__")).to.deep.equal({ admin: true });
    expect(property(hostile, "constructor")).to.equal(1);
    expect(property(hostile, "admin")).to.equal(undefined);
    expect(property([1], "0")).to.equal(undefined);
  });

  it("makes strings well-formed", () => {
    expect(stringOrNull("cut \ud83d")).to.equal("cut \ufffd");
    expect(stringOrNull(7)).to.equal(null);
  });

  it("takes slugs of 1 to 128 characters", () => {
    expect(slugOrNull("gpt-4o")).to.equal("gpt-4o");
    expect(slugOrNull("")).to.equal(null);
    expect(slugOrNull("x".repeat(128))).to.have.lengthOf(128);
    expect(slugOrNull("x".repeat(129))).to.equal(null);
  });

  it("takes a list or nothing", () => {
    expect(listOrEmpty([1])).to.deep.equal([1]);
    expect(listOrEmpty({ length: 1 })).to.deep.equal([]);
  });
});

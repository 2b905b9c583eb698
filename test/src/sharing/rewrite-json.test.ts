import { expect } from "chai";
import fc from "fast-check";
import { rewriteStrings, type Place } from "../../../src/sharing/rewrite-json.ts";

/** Every string of `json` with its place, as `owner.key text`, keys with a leading `#`. */
function places(json: string): string[] {
  const seen: string[] = [];
  rewriteStrings(json, (text, { key, owner, isKey }: Place) => {
    seen.push(`${isKey ? "#" : ""}${String(owner)}.${String(key)} ${text}`);
    return text;
  });
  return seen;
}

describe("rewriteStrings", () => {
  it("says for every string where it stands", () => {
    expect(places('{"a": "1", "b": {"c": ["2", {"d": "3"}, ["4"]], "e": "5"}, "f": "6"}')).to.deep.equal([
      ...["#null.null a", "null.a 1", "#null.null b", "#null.b c", "b.c 2", "#null.c d", "c.d 3", "b.c 4"],
      ...["#null.b e", "b.e 5", "#null.null f", "null.f 6"],
    ]);
    expect(places('["x", ["y"]]')).to.deep.equal(["null.null x", "null.null y"]);
    expect(places('"x"')).to.deep.equal(["null.null x"]);
  });

  it("decodes what it gives, and keeps the spelling of what comes back the same", () => {
    const json = '{"a":"\\u00e9\\n\\"\\\\", "b" : [1.50, 1e400, -0, 9007199254740993, true], "c":"\\ud83d"}';
    expect(places(json)[1]).to.equal('null.a é\n"\\');
    expect(rewriteStrings(json, (text) => text)).to.equal(json);
  });

  it("changes one string and not a byte besides", () => {
    const json = '{ "a" : "x", "create_time": 1750000000.0, "a": "x" }';
    let count = 0;
    const rewritten = rewriteStrings(json, (text) => (text === "x" && count++ === 1 ? 'y"\n' : text));
    expect(rewritten).to.equal('{ "a" : "x", "create_time": 1750000000.0, "a": "y\\"\\n" }');
  });

  it("knows `__proto__` for a key like any other", () => {
    expect(places('{"__proto__": {"x": "y"}}')).to.deep.equal([
      "#null.null __proto__",
      "#null.__proto__ x",
      "__proto__.x y",
    ]);
    expect(rewriteStrings('{"__proto__":"a"}', (text) => (text === "a" ? "b" : text))).to.equal('{"__proto__":"b"}');
  });

  it("does to any JSON what doing it to the value does", () => {
    const shout = (value: unknown): unknown => {
      if (typeof value === "string") return `${value}!`;
      if (Array.isArray(value)) return value.map(shout);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [`${key}!`, shout(inner)]));
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(undefined, 2), (value, space) => {
        const json = JSON.stringify(value, null, space);
        expect(JSON.parse(rewriteStrings(json, (text) => `${text}!`))).to.deep.equal(
          JSON.parse(JSON.stringify(shout(value))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("T57: follows lists a hundred thousand deep", () => {
    const deep = `${"[".repeat(100_000)}"x"${"]".repeat(100_000)}`;
    expect(rewriteStrings(deep, () => "y")).to.have.length(deep.length);
  });
});

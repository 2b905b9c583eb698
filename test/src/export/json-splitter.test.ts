import { expect } from "chai";
import fc from "fast-check";
import { splitJson, type JsonElement } from "../../../src/export/json-splitter.ts";
import type { CollectiveError } from "../../../src/primitives/errors.ts";
import { codeOf, collect } from "./rejection.ts";
import { quirkyElements } from "./sample-conversations.ts";

const limits = { conversationBytes: 2 ** 20, conversationDepth: 64, conversationValues: 10_000 };

async function* inPieces(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const split = (text: string | Uint8Array, size = 2 ** 20, bounds = limits): Promise<JsonElement[]> =>
  collect(splitJson(inPieces(text, size), bounds));
const value = (content: unknown): JsonElement => ({ kind: "value", value: content });

describe("JSON splitter", () => {
  it("gives the elements of a list", async () => {
    expect(await split('[{"a": 1}, {"b": [2, {}]}]')).to.deep.equal([value({ a: 1 }), value({ b: [2, {}] })]);
  });

  it("gives top-level scalars as elements too", async () => {
    expect(await split('[null, 7, "string", true, [], -1.5e3]')).to.deep.equal(
      [null, 7, "string", true, [], -1500].map(value),
    );
  });

  it("gives each value with its own text where that is asked for, to the letter", async () => {
    const text = '[ {"a" : 1.50}, "\\u00e9" ,{"b":[1e2]}]';
    for (const size of [1, 3, 1000]) {
      const elements = await collect(splitJson(inPieces(text, size), limits, true));
      expect(elements).to.deep.equal([
        { kind: "value", value: { a: 1.5 }, text: '{"a" : 1.50}' },
        { kind: "value", value: "é", text: '"\\u00e9"' },
        { kind: "value", value: { b: [100] }, text: '{"b":[1e2]}' },
      ]);
    }
  });

  it("gives a bare object as one element", async () => {
    expect(await split('{"mapping": {"x": [1]}, "list": []}')).to.deep.equal([
      value({ mapping: { x: [1] }, list: [] }),
    ]);
  });

  it("gives the elements of an outer object's conversations", async () => {
    const text = '{"version": [1], "conversations" : [{"a": 1}, 2], "more": {"x": [3, "]}"]}, "conversations": [4]}';
    expect(await split(text)).to.deep.equal([value({ a: 1 }), value(2)]);
    expect(await split('{"conversations":[]}')).to.deep.equal([]);
  });

  it("does not take a deeper or a quoted conversations key for the list", async () => {
    for (const text of [
      '{"a": {"conversations": [1]}}',
      '{"a": ",\\"conversations\\": ", "b": [1]}',
      '{"conversations": {}}',
    ]) {
      expect(await split(text)).to.deep.equal([value(JSON.parse(text))]);
    }
  });

  it("skips a byte order mark and blanks", async () => {
    expect(await split("\ufeff\r\n\t [ 1 ,\n 2 ] \n")).to.deep.equal([value(1), value(2)]);
    expect(await split("[]")).to.deep.equal([]);
  });

  it("gives the same for every chunk size", async () => {
    const elements = quirkyElements().map(({ element }) => element);
    const text = `\ufeff${JSON.stringify(elements)}`;
    const whole = await split(text);
    expect(whole).to.have.lengthOf(elements.length);
    expect(await split(text, 7)).to.deep.equal(whole);
    expect(await split(text, 1)).to.deep.equal(whole);
  }).timeout(20_000);

  it("agrees with JSON.parse on any list in any chunks", async () => {
    const lists = fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lists, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 1), async (list, size, indent) => {
        const text = JSON.stringify(list, null, indent);
        const nested = `{"v": {"x": []}, "conversations": ${text}, "z": ["}"]}`;
        const expected = (JSON.parse(text) as unknown[]).map(value);
        expect(await split(text, size)).to.deep.equal(expected);
        expect(await split(nested, size)).to.deep.equal(expected);
      }),
    );
  });

  it("keeps runs of backslashes apart from quotes across chunks", async () => {
    for (let count = 0; count < 6; count++) {
      const text = `["${"\\\\".repeat(count)}\\"", "${"\\\\".repeat(count)}"]`;
      for (const size of [1, 2, 3, 100])
        expect(await split(text, size)).to.deep.equal((JSON.parse(text) as []).map(value));
    }
  });

  it("counts an element that is no JSON and goes on", async () => {
    expect(await split('[{"a": tru}, nul, {"a" 1}, }, 1]', 3)).to.deep.equal([
      { kind: "bad", reason: "BAD_JSON" },
      { kind: "bad", reason: "BAD_JSON" },
      { kind: "bad", reason: "BAD_JSON" },
      { kind: "bad", reason: "BAD_JSON" },
      value(1),
    ]);
  });

  it("skips an element that is too large without keeping it", async () => {
    const text = `[1, "${"x".repeat(100)}", 2]`;
    expect(await split(text, 8, { ...limits, conversationBytes: 50 })).to.deep.equal([
      value(1),
      { kind: "bad", reason: "TOO_LARGE" },
      value(2),
    ]);
  });

  it("skips an element of too many values, and counts each element afresh", async () => {
    const text = `[{"a": [1, 2, 3]}, {"a": [1, 2, 3], "b": 4}, {"a": [1, 2, 3]}]`;
    const fine = value({ a: [1, 2, 3] });
    expect(await split(text, 8, { ...limits, conversationValues: 4 })).to.deep.equal([
      fine,
      { kind: "bad", reason: "TOO_MANY_VALUES" },
      fine,
    ]);
  });

  it("calls an element too large whichever limit it met first", async () => {
    const text = `[${"[".repeat(70)}"${"x".repeat(100)}"${"]".repeat(70)}]`;
    for (const size of [1, 1000]) {
      expect(await split(text, size, { ...limits, conversationBytes: 200 })).to.deep.equal([
        { kind: "bad", reason: "TOO_LARGE" },
      ]);
    }
  });

  it("skips an element that is too deep, however deep", async () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(await split(`[1, ${deep}, 2]`)).to.deep.equal([value(1), { kind: "bad", reason: "TOO_DEEP" }, value(2)]);
    expect(await split(`[${"[".repeat(64)}${"]".repeat(64)}]`)).to.have.nested.property("[0].kind", "value");
  });

  it("finds the list however much stands in front of it", async () => {
    const bounds = { conversationBytes: 50, conversationDepth: 4, conversationValues: 9 };
    for (const before of [
      `"big": "${"x".repeat(100)}", `,
      `"deep": ${"[".repeat(9)}${"]".repeat(9)}, `,
      `"many": [${"1,".repeat(20)}1], `,
    ]) {
      for (const size of [1, 8, 1000]) {
        expect(await split(`{${before}"conversations": [1, {"a": 2}]}`, size, bounds)).to.deep.equal([
          value(1),
          value({ a: 2 }),
        ]);
      }
    }
    expect(await split(`{"big": "${"x".repeat(100)}", "list": [1]}`, 8, bounds)).to.deep.equal([
      { kind: "bad", reason: "TOO_LARGE" },
    ]);
  });

  it("finds the list behind any number of blanks, and nothing else", async () => {
    const blanks = " \n".repeat(500);
    for (const size of [1, 7, 64, 10_000]) {
      expect(await split(`{${blanks}"conversations"${blanks}:${blanks}[1]}`, size)).to.deep.equal([value(1)]);
      for (const other of [
        '{"conversations ": [1]}',
        '{"xconversations": [1]}',
        '{"convers\\u0061tions": [1]}',
        '{"conversation": [1]}',
        '{"a": "conversations", "b": [1]}',
        '{"conversations": 7, "b": [1]}',
        '{"conversations": "a", "b": [1]}',
      ]) {
        expect(await split(other, size)).to.deep.equal([value(JSON.parse(other))]);
      }
      for (const invalid of ['{"conversations" [1]}', '{"conversations": : [1]}', '{"conversations": x [1]}']) {
        expect(await split(invalid, size)).to.deep.equal([{ kind: "bad", reason: "BAD_JSON" }]);
      }
    }
  });

  it("gives the same for any bytes in any chunks", async () => {
    const tokens = [
      "[",
      "]",
      "{",
      "}",
      ",",
      ":",
      '"a"',
      '"conversations"',
      '"\\\\"',
      '"\\""',
      " ",
      "1",
      "true",
      "null",
    ];
    const more = ["\n", '"\u00e9"', "\ufeff", "12", "-", '"', "\\", '"conversations":['];
    const start = fc.constantFrom("[", '{"conversations":[', "{", "");
    const text = fc.tuple(start, fc.array(fc.constantFrom(...tokens, ...more), { maxLength: 30 }));
    const bounds = { conversationBytes: 40, conversationDepth: 4, conversationValues: 12 };
    const outcome = async (bytes: string, size: number): Promise<unknown[]> => {
      const given: unknown[] = [];
      try {
        for await (const element of splitJson(inPieces(bytes, size), bounds)) given.push(element);
      } catch (error) {
        given.push((error as CollectiveError).code);
      }
      return given;
    };
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async ([first, rest], size) => {
        const bytes = first + rest.join("");
        expect(await outcome(bytes, size)).to.deep.equal(await outcome(bytes, 10_000));
      }),
      { numRuns: 3_000 },
    );
  }).timeout(20_000);

  it("replaces bytes that are not UTF-8", async () => {
    const bytes = new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d]);
    expect(await split(bytes)).to.deep.equal([value("\ufffd")]);
  });

  for (const text of [
    "",
    " ",
    "[",
    "[1",
    "[1,",
    '["',
    '["\\',
    "[{",
    '{"a": 1',
    '{"conversations": [1',
    '{"conversations": [1]',
  ]) {
    it(`refuses the incomplete ${JSON.stringify(text)}`, async () => {
      expect(await codeOf(() => split(text))).to.equal("EXPORT_JSON_INCOMPLETE");
      expect(await codeOf(() => split(text, 1))).to.equal("EXPORT_JSON_INCOMPLETE");
    });
  }

  for (const text of [
    "1",
    "null",
    "x",
    "]",
    "[,1]",
    "[1,]",
    "[1,,2]",
    "[1] 2",
    "{} {}",
    "[{} {}]",
    "[{]}]",
    '{"conversations": [1]} x',
  ]) {
    it(`refuses the invalid ${JSON.stringify(text)}`, async () => {
      expect(await codeOf(() => split(text))).to.equal("EXPORT_JSON_INVALID");
    });
  }
});

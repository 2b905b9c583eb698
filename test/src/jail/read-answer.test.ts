import { expect } from "chai";
import { CollectiveError, InvalidInputError } from "../../../src/primitives/errors.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { encodeAnswer, type JailAnswer } from "../../../src/jail/measure-message.ts";
import { readAnswer } from "../../../src/jail/read-answer.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import type { MeasuredArchive } from "../../../src/scoring/settle-archive.ts";

const owner = toAddress(`0x${"1".repeat(40)}`);
const bounds = { ruleset: rulesetV1, owner };
const measure = {
  id: "c\u00e9",
  time: 1_700_000_000,
  volume: 120_000,
  quality: 1_000,
  consistency: 850,
  fingerprints: Float64Array.of(0, 7, 2 ** 53 - 1),
  reasons: ["CONVERSATION_CAP"] as const,
};
const empty = { ...measure, id: "d", fingerprints: new Float64Array() };
const archive: MeasuredArchive = {
  measures: [measure, empty, measure],
  cluster: toHex32(`0x${"ab".repeat(32)}`),
  bonus: { feedback: 110, metadata: 60, breadth: 80, total: 250 },
  tier: "selfDeclared",
};
const read = (answer: unknown) => readAnswer(encodeAnswer(answer as JailAnswer), bounds);
const readMeasured = (changes: object) => read({ kind: "measured", archive: { ...archive, ...changes } });
const readMeasure = (changes: object) => readMeasured({ measures: [{ ...measure, ...changes }] });
const readFailed = (code: string, context: object = {}) => read({ kind: "failed", code, context });

describe("readAnswer", () => {
  it("reads a measured archive exactly", () => {
    expect(readMeasured({})).to.deep.equal(archive);
    expect(readMeasured({ measures: [] })).to.deep.equal({ ...archive, measures: [] });
  });

  it("reads a mail that proves the archive, and why one does not", () => {
    const hash = toHex32(`0x${"cd".repeat(32)}`);
    const mail = { id: hash, cluster: hash, owner };
    expect(readMeasured({ tier: "mailSignature", mail })).to.deep.equal({ ...archive, tier: "mailSignature", mail });
    expect(readMeasured({ mailReason: "MAIL_EXPIRED" })).to.deep.equal({ ...archive, mailReason: "MAIL_EXPIRED" });

    const other = toAddress(`0x${"2".repeat(40)}`);
    const wrong = [
      { tier: "mailSignature" },
      { tier: "selfDeclared", mail },
      { tier: "mailSignature", mail, mailReason: "MAIL_EXPIRED" },
      { tier: "mailSignature", mail: { ...mail, owner: other } },
      { tier: "mailSignature", mail: { ...mail, id: "somebody@example.org" } },
      { tier: "mailSignature", mail: { ...mail, more: 1 } },
      { mailReason: "MAIL_USED_BEFORE" },
      { mailReason: "some words" },
    ];
    for (const changes of wrong) expect(readMeasured(changes), JSON.stringify(changes)).to.equal(null);
  });

  it("reads the reader's verdict and puts it in our own words", () => {
    const error = readFailed("EXPORT_ZIP_DAMAGED", { reason: "Z_DATA_ERROR", offset: 7 });
    expect(error).to.be.instanceOf(InvalidInputError);
    const { code, context, message } = error as CollectiveError;
    expect({ code, context }).to.deep.equal({
      code: "EXPORT_ZIP_DAMAGED",
      context: { reason: "Z_DATA_ERROR", offset: 7 },
    });
    expect(message).to.equal("The zip's structure contradicts itself.");
  });

  it("refuses a verdict that is none of the reader's, or that could carry words", () => {
    for (const code of ["SCORING_KEY_LENGTH", "EXPORT_NOTHING", "toString", ""])
      expect(readFailed(code)).to.equal(null);
    for (const reason of ["some words", "x", "A".repeat(41), ["A"], { a: 1 }]) {
      expect(readFailed("EXPORT_EMPTY", { reason })).to.equal(null);
    }
    expect(readFailed("EXPORT_EMPTY", { "a b": 1 })).to.equal(null);
    const many = Object.fromEntries(Array.from("abcdefghi", (name) => [name, 1]));
    expect(readFailed("EXPORT_EMPTY", many)).to.equal(null);
  });

  it("refuses what lies outside of the ruleset", () => {
    const wrong = [
      { volume: 120_001 },
      { volume: -1 },
      { volume: 0.5 },
      { quality: 1_001 },
      { consistency: 1_001 },
      { time: -1 },
      { time: 2 ** 41 },
      { time: null },
      { id: "x".repeat(129) },
      { id: 7 },
      { reasons: ["words"] },
      { reasons: "NO_DATE" },
      { volume: "7" },
    ];
    for (const changes of wrong) expect(readMeasure(changes), JSON.stringify(changes)).to.equal(null);
    const bonus = archive.bonus;
    for (const changes of [{ feedback: 111 }, { metadata: 61 }, { breadth: 81 }, { total: 251 }]) {
      expect(readMeasured({ bonus: { ...bonus, ...changes } }), JSON.stringify(changes)).to.equal(null);
    }
    expect(readMeasured({ tier: "idToken" })).to.equal(null);
    expect(readMeasured({ cluster: "0xAB" })).to.equal(null);
    expect(readMeasured({ measures: Array.from({ length: 50_001 }, () => empty) })).to.equal(null);
  });

  it("refuses fingerprints that do not ascend, are no safe integers, or are more or fewer than said", () => {
    for (const list of [[2, 1], [1, 1], [-1], [0.5], [2 ** 53], [Number.NaN], [Number.POSITIVE_INFINITY]]) {
      expect(readMeasure({ fingerprints: Float64Array.from(list) }), String(list)).to.equal(null);
    }
    const bytes = encodeAnswer({ kind: "measured", archive });
    expect(readAnswer(bytes.subarray(0, -8), bounds)).to.equal(null);
    expect(readAnswer(Uint8Array.of(...bytes, 0), bounds)).to.equal(null);
  });

  it("refuses what is no answer", () => {
    const text = (json: string): Uint8Array => {
      const bytes = new TextEncoder().encode(json);
      return Uint8Array.of(bytes.length, 0, 0, 0, ...bytes);
    };
    for (const bytes of [
      new Uint8Array(),
      Uint8Array.of(1, 0, 0),
      Uint8Array.of(9, 0, 0, 0, 1),
      text("{"),
      text("null"),
    ]) {
      expect(readAnswer(bytes, bounds)).to.equal(null);
    }
    expect(readAnswer(text('{"kind":"failed","code":"EXPORT_EMPTY","context":{},"more":1}'), bounds)).to.equal(null);
    const failed = encodeAnswer({ kind: "failed", code: "EXPORT_EMPTY", context: {} });
    expect(readAnswer(Uint8Array.of(...failed, 0), bounds)).to.equal(null);
  });
});

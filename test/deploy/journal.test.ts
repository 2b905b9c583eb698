import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dropTornLine, readJournal, recordSent } from "../../deploy/journal.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";

const from = `0x${"ab".repeat(20)}`;
const hash = `0x${"cd".repeat(32)}`;
const to = `0x${"ef".repeat(20)}`;
const begin = { type: "CALL_EXECUTION_STATE_INITIALIZE", futureId: "C#a", from };
const networkInteraction = { id: 1, to, data: "0x1234", value: { _kind: "bigint", value: "5" } };
const request = { type: "NETWORK_INTERACTION_REQUEST", futureId: "C#a", networkInteraction };
const prepare = { type: "TRANSACTION_PREPARE_SEND", futureId: "C#a", networkInteractionId: 1, nonce: 7 };
const send = { type: "TRANSACTION_SEND", futureId: "C#a", networkInteractionId: 1, nonce: 7, transaction: { hash } };
const confirm = { type: "TRANSACTION_CONFIRM", futureId: "C#a", networkInteractionId: 1, hash };
const complete = { type: "CALL_EXECUTION_STATE_COMPLETE", futureId: "C#a", result: { type: "SUCCESS" } };

const prepared = { step: "C#a", interaction: 1, from, nonce: 7, to, data: "0x1234", valueWei: 5n };
const maybe = { ...prepared, followsUnmined: false };
const nothing = { completed: new Set(), sent: new Map(), unmined: [], uncertain: [] };

describe("readJournal", () => {
  let folder = "";
  const path = () => join(folder, "journal.jsonl");
  const write = (...messages: object[]) => {
    writeFileSync(path(), messages.map((message) => `\n${JSON.stringify(message)}`).join(""));
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "journal-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("finds nothing where nothing was written", () => {
    expect(readJournal(folder)).to.equal(undefined);
    writeFileSync(path(), "");
    expect(readJournal(folder)).to.equal(undefined);
  });

  it("tells what is done, what was sent, and what may have been sent", () => {
    write(begin, request, prepare);
    expect(readJournal(folder)?.uncertain).to.deep.equal([maybe]);

    write(begin, request, prepare, send);
    const sent = new Map([["C#a", hash]]);
    expect(readJournal(folder)).to.deep.equal({ ...nothing, sent, unmined: [{ ...prepared, hashes: [hash] }] });

    write(begin, request, prepare, send, confirm, complete);
    expect(readJournal(folder)).to.deep.equal({ ...nothing, sent, completed: new Set(["C#a"]) });
  });

  it("does not call a send uncertain that repeats another at a higher fee", () => {
    write(begin, request, prepare, send, prepare);

    expect(readJournal(folder)?.uncertain).to.deep.equal([]);
  });

  it("writes down another hash under which a transaction was sent", () => {
    write(begin, request, prepare, send);
    const other = toHex32(`0x${"12".repeat(32)}`);
    recordSent(folder, readJournal(folder)?.unmined[0] ?? expect.fail("expected a send"), other, { gasPrice: 9n });

    expect(readJournal(folder)?.unmined).to.deep.equal([{ ...prepared, hashes: [hash, other] }]);
    expect(readFileSync(path(), "utf8")).to.include('"fees":{"gasPrice":{"_kind":"bigint","value":"9"}}');
  });

  it("tells whether the transaction before an uncertain one is unmined too", () => {
    const next = [begin, request, { ...prepare, nonce: 8 }].map((message) => ({ ...message, futureId: "C#b" }));
    write(begin, request, prepare, send, ...next);
    expect(readJournal(folder)?.uncertain).to.deep.equal([{ ...maybe, step: "C#b", nonce: 8, followsUnmined: true }]);

    write(begin, request, prepare, send, ...next, confirm);
    expect(readJournal(folder)?.uncertain[0]).to.include({ followsUnmined: false });
  });

  it("does not call a step done that failed, or that was wiped", () => {
    write(begin, prepare, send, { ...complete, result: { type: "REVERTED_TRANSACTION" } });
    expect(readJournal(folder)?.completed.size).to.equal(0);

    write(begin, prepare, send, complete, { type: "WIPE_APPLY", futureId: "C#a" });
    expect(readJournal(folder)).to.deep.equal(nothing);
  });

  it("does not count a last line that was cut off, and takes it away when told to", () => {
    write(begin, request, prepare, send);
    const whole = readFileSync(path(), "utf8");
    writeFileSync(path(), whole.slice(0, -20));

    expect(readJournal(folder)?.uncertain).to.deep.equal([maybe]);
    expect(dropTornLine(folder)).to.equal(true);
    expect(dropTornLine(folder)).to.equal(false);
    expect(`${readFileSync(path(), "utf8")}\n${JSON.stringify(send)}`).to.equal(whole);
  });

  it("refuses any other line that Ignition did not write", () => {
    for (const line of ["{", "null", '"text"', "{}"]) {
      writeFileSync(path(), `\n${line}\n${JSON.stringify(begin)}`);
      expect(() => readJournal(folder))
        .to.throw()
        .with.property("code", "DEPLOY_JOURNAL_UNREADABLE");
    }
  });
});

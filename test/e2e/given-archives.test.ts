import { expect } from "chai";
import { zipSync } from "fflate";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { root, runProgram } from "../helpers/run-program.ts";
import type { StoryDocument } from "../helpers/story-document.ts";

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const oneConversation = { id: "c", mapping: { r: { id: "r", message: null, parent: null } } };
const hello = { id: "m", author: { role: "user" }, content: { content_type: "text", parts: ["hello"] } };
const tinyConversation = { id: "t", mapping: { m: { id: "m", message: hello, parent: null } } };
const good = generateExport({ seed: 7, conversations: 8, era: "slim", startAt: 1_705_276_800 });

/** File name → content and the code with which it is refused. */
const unusable: Record<string, readonly [content: Uint8Array, code: string]> = {
  "not-a-zip.zip": [new TextEncoder().encode("hello, this is no zip"), "EXPORT_NOT_RECOGNISED"],
  "truncated.zip": [good.subarray(0, good.length / 2), "EXPORT_ZIP_INCOMPLETE"],
  "no-conversations.zip": [zipSync({ "user.json": text({}) }), "EXPORT_NO_CONVERSATIONS_FILE"],
  "empty-export.zip": [zipSync({ "conversations.json": text([]) }), "EXPORT_EMPTY"],
  "no-messages.zip": [zipSync({ "conversations.json": text([oneConversation]) }), "EXPORT_NO_MESSAGES"],
  "wrong-json.zip": [zipSync({ "conversations.json": new TextEncoder().encode("[{") }), "EXPORT_JSON_INCOMPLETE"],
};
const fixtures: Record<string, number> = {
  "real/01-vana-5conv-2024-06.redacted.zip": 5,
  "synthetic/fat-2025.zip": 9,
  "synthetic/slim-2026.zip": 205,
};

describe("npm start with archives", () => {
  const folder = mkdtempSync(join(tmpdir(), "given archives "));
  const path = (name: string) => join(folder, name);
  const start = (...args: string[]) => runProgram("npm", ["start", "--", "--json", "--out", path("out"), ...args]);

  before(() => {
    writeFileSync(path("good.zip"), good);
    writeFileSync(path("tiny.json"), text([tinyConversation]));
    mkdirSync(path("a folder"));
    for (const [name, [content]] of Object.entries(unusable)) writeFileSync(path(name), content);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("goes on with what can be used and says why it refused the rest", async () => {
    const shared = Object.keys(fixtures).map((name) => join(root, "../shared/fixtures", name));
    const present = shared.filter((file) => existsSync(file));
    const refused = [...Object.keys(unusable), "a folder", "no such file.zip"].map(path);

    const { exitCode, stdout } = await start(path("good.zip"), ...refused, ...present);

    expect(exitCode).to.equal(0);
    const { contributions } = JSON.parse(stdout) as StoryDocument;
    const found = new Map(
      contributions.map(({ file, status, code, conversations }) => [file, { status, code, conversations }]),
    );
    expect(found.get("good.zip")).to.deep.equal({ status: "accepted", code: null, conversations: 8 });
    for (const [name, [, code]] of Object.entries(unusable)) {
      expect(found.get(name), name).to.deep.equal({ status: "refused", code, conversations: 0 });
    }
    expect(found.get("a folder")?.code).to.equal("STORAGE_NOT_A_FILE");
    expect(found.get("no such file.zip")?.code).to.equal("STORAGE_FILE_NOT_FOUND");
    for (const [name, conversations] of Object.entries(fixtures)) {
      if (present.length === 0) continue;
      const file = name.replace(/.*\//, "");
      expect(found.get(file), file).to.deep.equal({ status: "accepted", code: null, conversations });
    }
  });

  it("tells the whole story even when the given archive is worth nothing", async () => {
    const { exitCode, stdout } = await start(path("tiny.json"));

    expect(exitCode).to.equal(0);
    const { contributions } = JSON.parse(stdout) as StoryDocument;
    expect(contributions[0]).to.include({ file: "tiny.json", status: "accepted", units: 0 });
  });

  it("finds files relative to where the person is, also through npm --prefix", async () => {
    const args = ["--prefix", root, "start", "--", "--json", "--out", "here", "good.zip"];
    const { exitCode, stdout } = await runProgram("npm", args, {}, folder);

    expect(exitCode).to.equal(0);
    expect((JSON.parse(stdout) as StoryDocument).contributions[0]).to.include({ file: "good.zip", status: "accepted" });
    const [bundle] = readdirSync(path("here/in-process/epochs/2"));
    expect(existsSync(path(`here/in-process/epochs/2/${bundle}/manifest.json`))).to.equal(true);
  });

  it("gives up when nothing can be used, in one line with a hint, and stores nothing", async () => {
    rmSync(path("out"), { recursive: true, force: true });

    const { exitCode, stdout, stderr } = await start(path("not-a-zip.zip"), path("empty-export.zip"));

    expect(exitCode).to.equal(1);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).to.have.length(4);
    expect(lines[0]).to.match(/^not-a-zip\.zip refused: EXPORT_NOT_RECOGNISED, .+\. .+$/);
    expect(lines[1]).to.match(/^empty-export\.zip refused: EXPORT_EMPTY, .+\. .+$/);
    expect(lines[2]).to.match(/^STORY_NO_USABLE_FILE: /);
    const codes = (JSON.parse(stdout) as StoryDocument).contributions.map(({ code }) => code);
    expect(codes).to.deep.equal(["EXPORT_NOT_RECOGNISED", "EXPORT_EMPTY"]);
    expect(existsSync(path("out"))).to.equal(false);
  });

  it("explains its usage on an unknown option or network", async () => {
    for (const args of [["--frobnicate"], ["--network", "mainnet"], ["--out", ""]]) {
      const { exitCode, stdout, stderr } = await start(...args);
      expect({ exitCode, stdout }).to.deep.equal({ exitCode: 2, stdout: "" });
      expect(stderr).to.include("Usage: npm start");
    }
    expect((await start("--help")).exitCode).to.equal(0);
  });
});

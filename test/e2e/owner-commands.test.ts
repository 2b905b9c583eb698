import { expect } from "chai";
import { verifyTypedData } from "ethers";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDeploymentRecord, type DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { requestTypedData } from "../../src/chain/registry-request.ts";
import { parseRequest } from "../../src/chain/request-file.ts";
import { readArchive } from "../../src/export/read-archive.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { startHardhatNode, type DevelopmentNode } from "../helpers/development-node.ts";
import { runHardhat } from "../helpers/run-hardhat.ts";
import { runProgram } from "../helpers/run-program.ts";
import { collect } from "../src/export/rejection.ts";
import { sampleConversation } from "../src/export/sample-conversations.ts";

type Document = Record<string, unknown>;

/** Anvil's first account, whose key everybody knows. */
const KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const KEY_OWNER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

describe("what an owner decides", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "owner commands "));
  const zip = join(folder, "export.zip");
  const store = join(folder, "blobs");
  let node: DevelopmentNode;
  let record: DeploymentRecord;

  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    runHardhat(args, { LOCALHOST_RPC_URL: node.url, DEPLOY_STATE_FOLDER: folder, ...env });
  const hardhat = (...args: string[]) => run([...args, "--network", "localhost"]);
  const json = async (...args: string[]): Promise<Document> => {
    const { exitCode, stdout, stderr } = await hardhat(...args, "--json");
    expect({ exitCode, stderr }, stdout).to.deep.equal({ exitCode: 0, stderr: "" });
    return JSON.parse(stdout) as Document;
  };
  const refusal = async (...args: string[]): Promise<[code: string, exitCode: number]> => {
    const { exitCode, stdout, stderr } = await hardhat(...args);
    expect(stdout, stderr).to.equal("");
    return [stderr.split(":")[0] ?? "", exitCode];
  };
  const submit = async (account: number, ...args: string[]): Promise<Document> =>
    json("contribute", "submit", zip, "--store", store, "--account", String(account), ...args);
  const filesIn = (path: string): number =>
    readdirSync(path, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).length;

  before(async () => {
    writeFileSync(zip, generateExport({ seed: 9, conversations: 5, era: "slim", startAt: 1_705_276_800 }));
    node = await startHardhatNode();
    const env = { LOCALHOST_RPC_URL: node.url, DEPLOY_STATE_FOLDER: folder };
    await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], env);
    record = parseDeploymentRecord(readFileSync(join(folder, "records/31337.json"), "utf8"));
    const activated = await runProgram("node", ["test/e2e/activate-validators.ts", node.url], env);
    expect(activated).to.deep.equal({ exitCode: 0, stdout: "", stderr: "" });
  });

  after(async () => {
    await node.stop();
    rmSync(folder, { recursive: true });
  });

  describe("contribute prepare", () => {
    const prepare = (...args: string[]) => run(["contribute", "prepare", ...args]);
    const refused = async (...args: string[]): Promise<[code: string, exitCode: number]> => {
      const { exitCode, stdout, stderr } = await prepare(zip, ...args);
      expect(stdout, stderr).to.equal("");
      return [stderr.split(":")[0] ?? "", exitCode];
    };

    it("writes the chosen conversations for their owner alone, and what it says is what a reader finds", async () => {
      const out = join(folder, "chosen.zip");
      const { stdout, exitCode } = await prepare(zip, "--out", out, "--only", "1-3,5", "--except", "2", "--json");
      const document = JSON.parse(stdout) as Document;
      const archive = await readArchive(new Blob([readFileSync(out)]));
      const read = await collect(archive.conversations);

      expect(exitCode).to.equal(0);
      expect(document).to.deep.include({ kept: 3, conversations: 5, leftOut: { NOT_CHOSEN: 1, EXCEPTED: 1 }, out });
      expect(document).to.have.nested.property("units.after").that.is.a("number");
      expect(read).to.have.length(3);
      expect(statSync(out).mode & 0o777).to.equal(0o600);
      expect(readdirSync(folder)).to.not.include("chosen.zip.part");
    });

    it("shows nothing that somebody wrote unless a person sits at a terminal", async () => {
      const secret = join(folder, "secret.json");
      writeFileSync(secret, JSON.stringify([sampleConversation("a", { title: "Canary canary@example.com" })]));
      const shown = await Promise.all([
        prepare(secret, "--out", join(folder, "secret.zip")),
        prepare(secret, "--list"),
        prepare(secret, "--list", "--json"),
        prepare(secret, "--out", join(folder, "again.zip"), "--json"),
      ]);

      expect(shown.map(({ exitCode }) => exitCode)).to.deep.equal([0, 0, 0, 0]);
      for (const { stdout, stderr } of shown) expect(stdout + stderr).to.not.match(/canary/i);
      expect(shown[0].stdout).to.match(/removed +1 {2}e-mail addresses\n/);
    });

    it("lists the conversations by the places that --only takes", async () => {
      const { stdout } = await prepare(zip, "--list", "--json");
      const listed = JSON.parse(stdout) as { place: number; id: string }[];
      const again = await prepare(zip, "--out", join(folder, "third.zip"), "--only", listed[2]?.id ?? "", "--json");

      expect(listed.map(({ place }) => place)).to.deep.equal([1, 2, 3, 4, 5]);
      expect(JSON.parse(again.stdout)).to.include({ kept: 1 });
    });

    it("takes a plan from a file, and options in the place of its fields", async () => {
      const plan = join(folder, "plan.json");
      writeFileSync(
        plan,
        JSON.stringify({ format: "sharing-plan-v1", only: ["1"], words: ["heron"], account: ["none"] }),
      );
      const out = join(folder, "planned.zip");
      const { stdout } = await prepare(zip, "--plan", plan, "--only", "1-2", "--out", out, "--json");

      expect(JSON.parse(stdout)).to.deep.include({ kept: 2 });
      expect((await readArchive(new Blob([readFileSync(out)]))).account.userId).to.equal(null);
    });

    it("rehearses, and replaces no file without --force", async () => {
      const out = join(folder, "once.zip");
      const rehearsed = await prepare(zip, "--out", out, "--dry-run", "--json");
      expect(JSON.parse(rehearsed.stdout)).to.include({ isWritten: false, out: null });
      expect(readdirSync(folder)).to.not.include("once.zip");

      await prepare(zip, "--out", out);
      expect(await refused("--out", out)).to.deep.equal(["STORAGE_FILE_EXISTS", 1]);
      expect((await prepare(zip, "--out", out, "--force")).exitCode).to.equal(0);
    });

    it("says what is wrong, and writes nothing", async () => {
      const bad = join(folder, "bad.json");
      writeFileSync(bad, '{"format": "sharing-plan-v1", "withuot": ["x"]}');
      const out = join(folder, "nothing.zip");
      const cases: [string, number, ...string[]][] = [
        ["SHARING_BAD_PLAN", 1, "--from", "yesterday"],
        ["SHARING_BAD_PLAN", 1, "--plan", bad],
        ["SCRIPT_NO_PLAN", 1, "--plan", join(folder, "nowhere.json")],
        ["SHARING_UNKNOWN_CONVERSATION", 1, "--only", "1,99"],
        ["SHARING_OTHER_ADDRESS", 1, "--email", "somebody@example.org"],
        ["STORAGE_DISK_FAILED", 3, "--out", join(folder, "nowhere/x.zip")],
        ["SCRIPT_USAGE", 2, "--out", zip],
      ];
      const ends = await Promise.all(
        cases.map(([, , ...args]) => refused(...args, ...(args.includes("--out") ? [] : ["--out", out]))),
      );
      expect(ends).to.deep.equal(cases.map(([code, exitCode]) => [code, exitCode]));
      expect(readdirSync(folder)).to.not.include("nothing.zip");
      expect(readdirSync(folder)).to.not.include("nothing.zip.part");
    });
  });

  it("a prepared export is submitted, listed, narrowed, replaced and removed", async () => {
    const prepared = join(folder, "prepared.zip");
    await run(["contribute", "prepare", zip, "--out", prepared, "--only", "1-4"]);
    const args = ["--store", store, "--account", "7"];
    const purposes = "research,reflection-tools";
    const first = await json("contribute", "submit", prepared, "--purposes", purposes, ...args);
    const id = String(first.id);
    expect(first).to.include({ conversations: 4, validators: 4, consentMask: 0b100001 });

    const [listed] = (await json("contribute", "list", ...args)) as unknown as Document[];
    expect(listed).to.deep.include({ id, version: 1, status: "active", size: first.size });
    expect(listed?.purposes).to.deep.equal(["research", "reflection-tools"]);
    expect(listed?.registered).to.match(/^20\d\d-.*Z$/);

    expect(await json("contribute", "consent", id, "--purposes", "none", "--account", "7")).to.deep.include({
      purposes: [],
      before: ["research", "reflection-tools"],
    });

    const updated = await json("contribute", "update", id, zip, "--expected-version", "1", ...args);
    expect(updated).to.deep.include({ version: 2, conversations: 5, deleted: 7, pending: [] });
    expect(filesIn(store)).to.equal(7);
    const stale = await refusal("contribute", "update", id, zip, "--expected-version", "1", ...args);
    expect(stale).to.deep.equal(["CONTRIBUTE_STALE_VERSION", 1]);
    expect(filesIn(store)).to.equal(7);

    expect(await json("contribute", "remove", id, ...args)).to.deep.include({
      status: "removed",
      deleted: 7,
      pending: [],
    });
    expect(filesIn(store)).to.equal(0);
    const [removed] = (await json("contribute", "list", ...args)) as unknown as Document[];
    expect(removed).to.deep.include({ id, version: 2, status: "removed", purposes: [], size: null });
  });

  it("T48: a removal stands while a store is down, says what is left, and is finished later", async () => {
    const { id } = await submit(8);
    const mirror = join(folder, "mirror");
    renameSync(store, mirror);
    const args = ["--store", `${store},${mirror}`, "--account", "8"];
    const removed = await hardhat("contribute", "remove", String(id), ...args, "--json");

    expect(removed.exitCode).to.equal(3);
    expect(JSON.parse(removed.stdout)).to.deep.include({ status: "removed", deleted: 7, pending: [store] });
    const [listed] = (await json("contribute", "list", "--account", "8")) as unknown as Document[];
    expect(listed?.status).to.equal("removed");

    const early = await hardhat("contribute", "remove", "--retry");
    expect([early.exitCode, early.stdout.includes("NOT DONE in")]).to.deep.equal([3, true]);

    renameSync(mirror, store);
    const late = await hardhat("contribute", "remove", "--retry");
    expect([late.exitCode, late.stdout.includes("NOT DONE")]).to.deep.equal([0, false]);
    expect((await hardhat("contribute", "remove", "--retry")).stdout).to.equal("Nothing is left to delete.\n");
  });

  it("the journal lies where its owner says", async () => {
    const { id } = await submit(9);
    const journal = join(folder, "my journal");
    const args = ["--store", join(folder, "unplugged"), "--journal", journal, "--account", "9"];
    const removed = await hardhat("contribute", "remove", String(id), ...args);

    expect(removed.exitCode).to.equal(3);
    expect(readdirSync(journal)).to.deep.equal([`31337-${String(id)}.json`]);
    expect((await hardhat("contribute", "remove", "--retry", "--journal", journal)).exitCode).to.equal(3);
  });

  it("refuses what is not this account's, not there, or not said", async () => {
    const { id } = await submit(10);
    const unknown = `0x${"7".repeat(64)}`;
    const cases: [string, number, ...string[]][] = [
      ["CHAIN_REVERTED", 1, "remove", String(id), "--account", "11"],
      ["CHAIN_REVERTED", 1, "remove", unknown, "--account", "10"],
      ["PRIMITIVES_NOT_HEX32", 1, "remove", "0x12"],
      ["SCRIPT_USAGE", 2, "remove"],
      ["SCRIPT_USAGE", 2, "remove", String(id), "--retry"],
      ["CONTRIBUTE_NOT_YOURS", 1, "update", String(id), zip, "--account", "11"],
      ["CONTRIBUTE_NOT_YOURS", 1, "update", unknown, zip, "--account", "10"],
      ["SCRIPT_USAGE", 2, "update", String(id), zip, "--expected-version", "one", "--account", "10"],
      ["CHAIN_REVERTED", 1, "consent", String(id), "--purposes", "research", "--account", "11"],
      ["SCRIPT_USAGE", 2, "consent", String(id), "--account", "10"],
      ["CONTRIBUTE_UNKNOWN_PURPOSE", 1, "consent", String(id), "--purposes", "fun", "--account", "10"],
    ];
    const ends = await Promise.all(cases.map(([, , ...args]) => refusal("contribute", ...args)));
    expect(ends).to.deep.equal(cases.map(([code, exitCode]) => [code, exitCode]));
    // Nothing of the refused removals is left to be done.
    expect((await hardhat("contribute", "remove", "--retry")).stdout).to.equal("Nothing is left to delete.\n");
  });

  describe("--sign-only and ops relay", () => {
    const file = (name: string): string => join(folder, `${name}.request.json`);
    const relay = (...files: string[]) =>
      json("ops", "relay", ...files, "--account", "5") as Promise<unknown> as Promise<Document[]>;
    const sign = (name: string, ...args: string[]) =>
      json("contribute", ...args, "--sign-only", file(name), "--account", "12");

    it("an owner signs a whole life, somebody else pays for it, and doing it twice changes nothing", async () => {
      const signed = await sign("contribute", "submit", zip, "--store", store, "--purposes", "training");
      expect(signed).to.include({ action: "contribute", nonce: "0" });
      const [registered] = await relay(file("contribute"));
      expect(registered).to.include({ action: "contribute", wasDelivered: false });
      const id = String(registered?.contributionId);

      await sign("update", "update", id, zip, "--store", store);
      await sign("consent", "consent", id, "--purposes", "research", "--nonce", "2");
      await sign("remove", "remove", id, "--store", store, "--nonce", "3");
      const delivered = await relay(file("remove"), file("update"), file("consent"));
      expect(delivered.map(({ action }) => action)).to.deep.equal(["update", "set-consent", "remove"]);

      const again = await relay(file("contribute"), file("update"), file("consent"), file("remove"));
      expect(again.map(({ wasDelivered }) => wasDelivered)).to.deep.equal([true, true, true, true]);
      const [listed] = (await json("contribute", "list", "--account", "12")) as unknown as Document[];
      expect(listed).to.deep.include({ id, version: 2, status: "removed" });

      expect((await json("contribute", "remove", id, "--store", store, "--account", "12")).deleted).to.equal(14);
    });

    it("waits with a request that comes too early, and goes on with the others", async () => {
      const { id } = await submit(13);
      const args = ["consent", String(id), "--purposes", "none", "--account", "13"];
      await json("contribute", ...args, "--sign-only", file("second"), "--nonce", "1");
      const early = await hardhat("ops", "relay", file("second"), "--json");

      expect(early.exitCode).to.equal(3);
      expect(JSON.parse(early.stdout)).to.deep.equal([{ file: "second.request.json", code: "CHAIN_REQUEST_EARLY" }]);
    });

    it("names what is wrong with a file, delivers the good ones, and ends with 1", async () => {
      const { id } = await submit(14);
      await json(
        "contribute",
        "consent",
        String(id),
        "--purposes",
        "none",
        "--sign-only",
        file("good"),
        "--account",
        "14",
      );
      const good = JSON.parse(readFileSync(file("good"), "utf8")) as Document;
      const write = (name: string, document: unknown): string => {
        writeFileSync(file(name), typeof document === "string" ? document : JSON.stringify(document));
        return file(name);
      };
      const files = [
        write("broken", "{"),
        write("foreign", { format: "deployment-record-v2" }),
        write("elsewhere", { ...good, chainId: 1 }),
        write("forged", { ...good, message: { contributionId: id, consentMask: 127 } }),
        write("old", { ...good, deadline: 1 }),
        join(folder, "nowhere.json"),
        file("good"),
      ];
      const { exitCode, stdout, stderr } = await hardhat("ops", "relay", ...files, "--json");
      const results = JSON.parse(stdout) as Document[];

      expect({ exitCode, stderr }).to.deep.equal({ exitCode: 1, stderr: "" });
      expect(Object.fromEntries(results.map(({ file, code, action }) => [file, code ?? action]))).to.deep.equal({
        "broken.request.json": "CHAIN_BAD_REQUEST",
        "foreign.request.json": "CHAIN_UNKNOWN_REQUEST_FORMAT",
        "elsewhere.request.json": "CHAIN_REQUEST_ELSEWHERE",
        "forged.request.json": "CHAIN_REQUEST_NOT_SIGNED",
        "old.request.json": "CHAIN_REQUEST_EXPIRED",
        "nowhere.json": "SCRIPT_NO_REQUEST",
        "good.request.json": "set-consent",
      });
    });

    it("signs on a machine that reaches no node, by the record alone", async () => {
      const offline = { ...record, chainId: 11_155_111, network: "sepolia" };
      writeFileSync(join(folder, "records/11155111.json"), JSON.stringify(offline));
      const args = [
        "contribute",
        "remove",
        `0x${"1".repeat(64)}`,
        "--sign-only",
        file("offline"),
        "--network",
        "sepolia",
      ];
      const env = { SEPOLIA_RPC_URL: "http://127.0.0.1:9", DEPLOYER_PRIVATE_KEY: KEY };
      const { exitCode, stderr } = await run([...args, "--nonce", "5", "--deadline", "2100-01-01"], env);

      expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
      const request = parseRequest(readFileSync(file("offline"), "utf8"));
      const { domain, types, value } = requestTypedData(request);
      expect(request).to.include({ chainId: 11_155_111, nonce: 5n, deadline: 4_102_444_800 });
      expect(verifyTypedData(domain, types, value, request.signature)).to.equal(KEY_OWNER);

      const asked = await run([...args.slice(0, -4), "--sign-only", file("asked"), "--network", "sepolia"], env);
      expect([asked.stderr.split(":")[0], asked.exitCode]).to.deep.equal(["CHAIN_UNREACHABLE", 3]);
    });

    it("refuses a number or a deadline that is none, and a file that is there", async () => {
      const id = `0x${"1".repeat(64)}`;
      const cases: [string, number, ...string[]][] = [
        ["SCRIPT_USAGE", 2, "--sign-only", file("x"), "--nonce", "one"],
        ["SCRIPT_USAGE", 2, "--sign-only", file("x"), "--deadline", "2001-01-01"],
        ["SCRIPT_USAGE", 2, "--sign-only", file("x"), "--deadline", "soon"],
        ["STORAGE_FILE_EXISTS", 1, "--sign-only", zip],
      ];
      const ends = await Promise.all(cases.map(([, , ...args]) => refusal("contribute", "remove", id, ...args)));
      expect(ends).to.deep.equal(cases.map(([code, exitCode]) => [code, exitCode]));
    });
  });
});

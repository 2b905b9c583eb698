import { expect } from "chai";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { startHardhatNode, type DevelopmentNode } from "../helpers/development-node.ts";
import { runProgram } from "../helpers/run-program.ts";
import type { StoryDocument } from "../helpers/story-document.ts";

describe("npx hardhat", () => {
  const folder = mkdtempSync(join(tmpdir(), "commands "));
  const zip = join(folder, "export.zip");
  let node: DevelopmentNode;
  let bundles: string;
  let story: StoryDocument;
  const hardhat = (...args: string[]) =>
    runProgram("hardhat", [...args, "--network", "localhost"], { LOCALHOST_RPC_URL: node.url });
  const json = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { exitCode, stdout, stderr } = await hardhat(...args, "--json");
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  before(async () => {
    writeFileSync(zip, generateExport({ seed: 9, conversations: 5, era: "slim", startAt: 1_705_276_800 }));
    node = await startHardhatNode();
    const env = { LOCALHOST_RPC_URL: node.url };
    await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], env);
    const out = join(folder, "story");
    const told = await runProgram("npm", ["start", "--", "--json", "--network", "localhost", "--out", out], env);
    story = JSON.parse(told.stdout) as StoryDocument;
    bundles = join(out, readdirSync(out)[0] ?? "");
  });

  after(async () => {
    await node.stop();
    rmSync(folder, { recursive: true });
  });

  describe("contribute", () => {
    it("insights: shows what an archive holds", async () => {
      expect(await json("contribute", "insights", zip)).to.include({ conversations: 5, container: "slim" });
    });

    it("inspect: says what the archive consists of and that nothing in it is unknown", async () => {
      const found = await json("contribute", "inspect", zip);

      expect(found).to.deep.include({
        container: "slim",
        conversations: 5,
        unknownKeys: {},
        unknownJson: [],
        skipped: {},
      });
      expect(found.account).not.to.have.property("userId");
    });

    it("score: says what it would earn, in words and as a document, and where it would not", async () => {
      const document = await json("contribute", "score", zip);
      const { stdout } = await runProgram("hardhat", ["contribute", "score", zip]);

      expect(document).to.include({ conversations: 5 }).and.have.nested.property("units.selfDeclared");
      expect(stdout).to.match(/^grade +\d+ of 1,000, .*\nunits +[\d,]+ as it is; up to [\d,]+ once/);
      const { exitCode, stderr } = await runProgram("hardhat", ["contribute", "score", join(folder, "nothing.zip")]);
      expect({ exitCode, stderr }).to.deep.equal({
        exitCode: 1,
        stderr:
          "STORAGE_FILE_NOT_FOUND: There is no file nothing.zip.\n  Check the path; a path with spaces needs quotes.\n",
      });
    });

    it("T48: submit, list, remove: registers an encrypted archive, ends it again and deletes what was stored", async () => {
      const store = join(folder, "blobs");
      const purposes = "research,reflection-tools";
      const submitted = await json(
        "contribute",
        "submit",
        zip,
        "--store",
        store,
        "--purposes",
        purposes,
        "--account",
        "7",
      );
      expect(submitted).to.include({ conversations: 5, validators: 4, consentMask: 0b100001 });

      expect(await json("contribute", "list", "--account", "7")).to.deep.equal([
        { id: submitted.id, version: 1, status: "active", purposes: ["research", "reflection-tools"] },
      ]);
      const removal = ["remove", String(submitted.id), "--store", store, "--account", "7"];
      expect(await json("contribute", ...removal)).to.include({ status: "removed", deleted: 7 });
      expect(
        readdirSync(store, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()),
      ).to.deep.equal([]);
      const [removed] = (await json("contribute", "list", "--account", "7")) as unknown as { status: string }[];
      expect(removed?.status).to.equal("removed");
    });

    it("refuses a mail that would not count, and sends nothing", async () => {
      const mail = join(folder, "mail.eml");
      writeFileSync(mail, "From: somebody@example.org\r\n\r\n");
      const refused = await hardhat("contribute", "submit", zip, "--mail", mail, "--account", "8");

      expect(refused.exitCode).to.equal(1);
      expect(refused.stderr).to.match(/^CONTRIBUTOR_MAIL_DOES_NOT_COUNT: .*MAIL_MALFORMED\.\n {2}.*\n$/);
      expect(refused.stderr).to.not.include("somebody");
      expect(await json("contribute", "list", "--account", "8")).to.deep.equal([]);
    });

    it("refuses a purpose that does not exist, and somebody else's contribution", async () => {
      const unknown = await hardhat("contribute", "submit", zip, "--purposes", "fun");
      const foreign = await hardhat("contribute", "remove", story.removed[0] ?? "");

      expect(unknown.exitCode).to.equal(1);
      expect(unknown.stderr).to.match(/^CONTRIBUTE_UNKNOWN_PURPOSE: .*\n {2}.*\n$/);
      expect(foreign.exitCode).to.equal(1);
      expect(foreign.stderr).to.match(/^CHAIN_REVERTED: DataRegistryNotActive/);
    });
  });

  describe("rewards", () => {
    it("status: lists every claimable root", async () => {
      const { active, settled } = await json("rewards", "status");

      expect(settled).to.equal(2);
      expect((active as { root: string }[]).map(({ root }) => root)).to.deep.equal(
        story.epochs.map(({ root }) => root),
      );
    });

    it("verify: finds no difference in either epoch", async () => {
      for (const epoch of ["1", "2"]) {
        expect(await json("rewards", "verify", "--epoch", epoch, "--bundles", bundles)).to.deep.equal({
          epoch: Number(epoch),
          ok: true,
          differences: [],
        });
      }
    });

    it("verify: exits with 1 when a single byte of the bundle differs", async () => {
      const path = join(bundles, "epochs/2/leaves.bin");
      const honest = readFileSync(path);
      const changed = Buffer.from(honest);
      changed[changed.length - 1]! ^= 1;
      writeFileSync(path, changed);

      const { exitCode, stdout } = await hardhat("rewards", "verify", "--epoch", "2", "--bundles", bundles);
      writeFileSync(path, honest);

      expect(exitCode).to.equal(1);
      expect(stdout).to.match(/^✘ /);
    });

    it("verify: says so when the epoch has no root", async () => {
      const { exitCode, stderr } = await hardhat("rewards", "verify", "--epoch", "9", "--bundles", bundles);

      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^REWARDS_EPOCH_NOT_ACTIVE: /);
    });

    it("claim: refuses an account without rewards, and one that was paid", async () => {
      const paid = story.claims[0]?.account ?? "";
      const none = await hardhat("rewards", "claim", "--epoch", "2", "--bundles", bundles);
      const again = await hardhat("rewards", "claim", "--epoch", "2", "--bundles", bundles, "--for", paid);

      expect([none.exitCode, again.exitCode]).to.deep.equal([1, 1]);
      expect(none.stderr).to.match(/^(REWARDS_NO_SHARD|MERKLE_)/);
      expect(again.stderr).to.match(/^CHAIN_REVERTED: RewardDistributorNothingToClaim/);
    });
  });

  describe("validate", () => {
    it("status: says what a validator has to do next", async () => {
      expect(await json("validate", "status", "--account", "1")).to.deep.include({
        validator: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
        status: "active",
        epoch: 3,
      });
    });

    it("activate: leaves an active validator as it is, and says why another account has no seat to take", async () => {
      expect(await json("validate", "activate", "--account", "1")).to.include({ status: "active", sent: false });

      const { exitCode, stderr } = await hardhat("validate", "activate", "--account", "7");
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^VALIDATOR_NOT_ADMITTED: .*unknown.*\n {2}Governance admits.*\n$/);
    });
  });

  describe("ops", () => {
    it("check: proves the wiring", async () => {
      const { findings } = await json("ops", "check");

      expect((findings as { ok: boolean }[]).every(({ ok }) => ok)).to.equal(true);
    });

    it("mail-keys: shows the pinned set, which asks the DNS nothing while it is empty", async () => {
      expect(await json("ops", "mail-keys")).to.deep.equal({ hash: rulesetV1.mail.keys, keys: [], entries: [] });
    });

    it("names the variable that a public network needs", async () => {
      const { exitCode, stderr } = await runProgram("hardhat", ["ops", "check", "--network", "moksha"]);

      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^DEPLOY_NOT_CONFIGURED: .*MOKSHA_RPC_URL.*\n {2}.*\n$/);
    });

    it("says which networks there are when it does not know one", async () => {
      const { exitCode, stderr } = await runProgram("hardhat", ["ops", "check", "--network", "nonsense"]);

      expect(exitCode).to.equal(2);
      expect(stderr).to.match(/^DEPLOY_UNKNOWN_NETWORK: .*\n {2}Use one of: localhost.*\n$/);
    });

    it("says what to do without a network", async () => {
      const { exitCode, stderr } = await runProgram("hardhat", ["ops", "check"]);

      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^SCRIPT_NOT_DEPLOYED: .*\n {2}.*\n$/);
    });
  });
});

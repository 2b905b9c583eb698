import { generateX25519Identity } from "age-encryption";
import { expect } from "chai";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { startHardhatNode, type DevelopmentNode } from "../helpers/development-node.ts";
import { startHost } from "../helpers/local-host.ts";
import { runHardhat } from "../helpers/run-hardhat.ts";
import { runProgram } from "../helpers/run-program.ts";
import type { StoryDocument } from "../helpers/story-document.ts";

describe("npx hardhat", () => {
  const folder = mkdtempSync(join(tmpdir(), "commands "));
  const zip = join(folder, "export.zip");
  let node: DevelopmentNode;
  let bundles: string;
  let story: StoryDocument;
  const hardhat = (...args: string[]) =>
    runHardhat([...args, "--network", "localhost"], { LOCALHOST_RPC_URL: node.url });
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
      const { stdout } = await runHardhat(["contribute", "score", zip]);

      expect(document).to.include({ conversations: 5 }).and.have.nested.property("units.selfDeclared");
      expect(stdout).to.match(/^grade +\d+ of 1,000, .*\nunits +[\d,]+ as it is; up to [\d,]+ once/);
      const { exitCode, stderr } = await runHardhat(["contribute", "score", join(folder, "nothing.zip")]);
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

      const listed = (await json("contribute", "list", "--account", "7")) as unknown as Record<string, unknown>[];
      expect(listed).to.have.length(1);
      expect(listed[0]).to.deep.include({
        ...{ id: submitted.id, version: 1, status: "active", purposes: ["research", "reflection-tools"] },
      });
      const removal = ["remove", String(submitted.id), "--store", store, "--account", "7"];
      expect(await json("contribute", ...removal)).to.include({ status: "removed", deleted: 7 });
      expect(
        readdirSync(store, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()),
      ).to.deep.equal([]);
      const [removed] = (await json("contribute", "list", "--account", "7")) as unknown as { status: string }[];
      expect(removed?.status).to.equal("removed");
    });

    it("receipts: tells what an account was paid and who was handed its keys, without the account's key", async () => {
      const { account, amountWei } = story.claims.at(-1) ?? { account: "", amountWei: "" };
      const { receipts, claims, paidWei } = await json("contribute", "receipts", "--owner", account);

      expect(receipts).to.deep.equal([]);
      expect(claims).to.have.length(1);
      expect(paidWei).to.equal(amountWei);
      const { stdout, exitCode } = await hardhat("contribute", "receipts", "--account", "15");
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/^Nobody was handed a key to the 0 contributions of 0x.*\npaid in all 0\.00 \$GPT/);
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
    const folderOf = (epoch: number): string => `epochs/${epoch}/${readdirSync(join(bundles, `epochs/${epoch}`))[0]}`;
    /** Serves the bundles, and instead of `path` the bytes of another file. */
    const mirror = (path = "", instead = path) =>
      startHost(({ url = "" }, response) => {
        const wanted = join(bundles, url === `/${path}` ? instead : url);
        response.writeHead(existsSync(wanted) ? 200 : 404).end(existsSync(wanted) ? readFileSync(wanted) : "");
      });

    it("status: lists every claimable root and the bundle that proves it", async () => {
      const { active, settled, reports } = await json("rewards", "status");

      expect([settled, reports]).to.deep.equal([2, []]);
      expect((active as { root: string; bundle: string }[]).map(({ root, bundle }) => [root, bundle])).to.deep.equal(
        story.epochs.map(({ root, epoch }) => [root, folderOf(epoch)]),
      );
    });

    describe("verify", () => {
      it("finds no difference in either epoch, and takes the newer one unless told otherwise", async () => {
        for (const [epoch, ...choice] of [[1, "--epoch", "1"], [2, "--epoch", "2"], [2]]) {
          expect(await json("rewards", "verify", ...choice.map(String), "--from", bundles)).to.deep.equal({
            epoch,
            ok: true,
            differences: [],
          });
        }
      });

      it("exits with 1 when a single byte of the bundle differs", async () => {
        const path = join(bundles, folderOf(2), "leaves.bin");
        const honest = readFileSync(path);
        const changed = Buffer.from(honest);
        changed[changed.length - 1]! ^= 1;
        writeFileSync(path, changed);

        const { exitCode, stdout } = await hardhat("rewards", "verify", "--from", bundles);
        writeFileSync(path, honest);

        expect(exitCode).to.equal(1);
        expect(stdout).to.match(/^✘ /);
      });

      it("says so when the epoch has no root", async () => {
        const { exitCode, stderr } = await hardhat("rewards", "verify", "--epoch", "9", "--from", bundles);

        expect(exitCode).to.equal(1);
        expect(stderr).to.match(/^REWARDS_EPOCH_NOT_ACTIVE: /);
      });

      it("reads from a host, and exits with 3 when there is none", async () => {
        const host = await mirror();
        expect(await json("rewards", "verify", "--from", host.url)).to.include({ ok: true });
        await host.stop();
        const { exitCode, stderr } = await hardhat("rewards", "verify", "--from", host.url);

        expect(exitCode).to.equal(3);
        expect(stderr).to.match(/^STORAGE_HOST_UNREACHABLE: /);
      });
    });

    describe("proof", () => {
      const paid = () => story.claims[0]?.account ?? "";

      it("shows what an account has earned, the same from a folder and from a host", async () => {
        const host = await mirror();
        const proven = await json("rewards", "proof", paid(), "--from", bundles);
        const { stdout } = await hardhat("rewards", "proof", paid(), "--from", `${host.url}/`, "--epoch", "2");
        await host.stop();

        expect(proven).to.include({ account: paid(), epoch: 2, root: story.epochs[1]?.root });
        expect(proven.proof).to.be.an("array").that.is.not.empty;
        const lines = [`account +${paid()}`, "epoch +2, root 0x[0-9a-f]{64}", "cumulative +[\\d,]+\\.\\d\\d \\$GPT"];
        expect(stdout).to.match(new RegExp(`^${lines.join("\n")}, ${String(proven.cumulativeWei)} wei\nproof +0x`));
        for (const sibling of proven.proof as string[]) expect(stdout).to.include(sibling);
      });

      it("shows nothing of a host that gives another epoch's file", async () => {
        const [shard] = readdirSync(join(bundles, folderOf(2), "shards"));
        const host = await mirror(`${folderOf(2)}/shards/${shard}`, `${folderOf(1)}/shards/${shard}`);
        const { exitCode, stdout, stderr } = await hardhat("rewards", "proof", paid(), "--from", host.url);
        await host.stop();

        expect({ exitCode, stdout }).to.deep.equal({ exitCode: 1, stdout: "" });
        expect(stderr).to.match(/^MERKLE_SHARD_MISMATCH: .*\n {2}.*\n$/);
      });

      it("says what is wrong: the account, the epoch, the folder, the address", async () => {
        const stranger = `0x${"0".repeat(39)}1`;
        const cases: [string, ...string[]][] = [
          ["PRIMITIVES_NOT_ADDRESS", "0x12", "--from", bundles],
          ["REWARDS_EPOCH_NOT_ACTIVE", paid(), "--from", bundles, "--epoch", "9"],
          ["STORAGE_NO_FOLDER", paid(), "--from", join(folder, "nowhere")],
          ["REWARDS_NO_SHARD", paid(), "--from", folder],
          ["STORAGE_BAD_ADDRESS", paid(), "--from", "https://me:secret@host.example"],
          ["MERKLE_ACCOUNT_ABSENT", stranger, "--from", bundles],
        ];
        for (const [code, ...args] of cases) {
          const { exitCode, stdout, stderr } = await hardhat("rewards", "proof", ...args);
          expect({ code: stderr.split(":")[0], exitCode, stdout }).to.deep.equal({ code, exitCode: 1, stdout: "" });
          expect(stderr).to.not.include("secret");
        }
      });

      it("exits with 3 when the host cannot answer", async () => {
        const host = await startHost((_, response) => response.writeHead(503).end());
        const busy = await hardhat("rewards", "proof", paid(), "--from", host.url);
        await host.stop();
        const gone = await hardhat("rewards", "proof", paid(), "--from", host.url);

        expect([busy.exitCode, gone.exitCode]).to.deep.equal([3, 3]);
        expect(busy.stderr).to.match(/^STORAGE_HOST_FAILED: .*503/);
        expect(gone.stderr).to.match(/^STORAGE_HOST_UNREACHABLE: .*\n {2}.*\n$/);
      });
    });

    it("claim: refuses an account without rewards, and one that was paid", async () => {
      const paid = story.claims[0]?.account ?? "";
      const none = await hardhat("rewards", "claim", "--epoch", "2", "--from", bundles);
      const again = await hardhat("rewards", "claim", "--from", bundles, "--for", paid);

      expect([none.exitCode, again.exitCode]).to.deep.equal([1, 1]);
      expect(none.stderr).to.match(/^(REWARDS_NO_SHARD|MERKLE_)/);
      expect(again.stderr).to.match(/^CHAIN_REVERTED: RewardDistributorNothingToClaim/);
    });

    describe("submit", () => {
      const submit = (account: number, ...args: string[]) =>
        hardhat("rewards", "submit", "--account", String(account), "--store", join(bundles, "blobs"), ...args);

      it("waits while the epoch is not over, and knows no other", async () => {
        const early = await submit(1, "--from", bundles);
        const other = await submit(1, "--from", bundles, "--epoch", "2");

        expect([early.exitCode, other.exitCode]).to.deep.equal([3, 1]);
        expect(early.stderr).to.match(/^CHAIN_NOT_FINAL_YET: /);
        expect(other.stderr).to.match(/^VALIDATOR_EPOCH_NOT_NEXT: /);
      });

      it("says what is wrong: no folder to write to, no store, no such account, no bundle to build on", async () => {
        const { id } = await json("contribute", "submit", zip, "--store", join(bundles, "blobs"), "--account", "9");
        const scored = await runProgram("node", [
          "test/e2e/reveal-scores.ts",
          node.url,
          join(bundles, "blobs"),
          String(id),
        ]);
        expect(scored).to.deep.equal({ exitCode: 0, stdout: "", stderr: "" });

        const cases: [string, number, ...string[]][] = [
          ["SCRIPT_USAGE", 2, "--from", "http://127.0.0.1:9"],
          ["SCRIPT_NO_STORE", 1, "--from", bundles, "--store", join(folder, "nowhere")],
          ["SCRIPT_NO_ACCOUNT", 1, "--from", bundles, "--account", "99"],
          ["STORAGE_BUNDLE_FILE_MISSING", 1, "--from", folder],
        ];
        for (const [code, exitCode, ...args] of cases) {
          const store = args.includes("--store") ? [] : ["--store", join(bundles, "blobs")];
          const failed = await hardhat("rewards", "submit", ...store, ...args);
          expect([failed.stderr.split(":")[0], failed.exitCode, failed.stdout]).to.deep.equal([code, exitCode, ""]);
        }
        const gone = await startHost(() => undefined);
        await gone.stop();
        expect((await submit(1, "--from", gone.url, "--out", bundles)).exitCode).to.equal(3);
      });

      it("rehearses: says what it would do, writes and sends nothing", async () => {
        const { stdout, exitCode } = await submit(1, "--from", bundles, "--dry-run");

        expect(exitCode).to.equal(0);
        expect(stdout).to.match(
          /^epoch +3, attempt 1\nroot +0x.*\nearned .*\nfirst +nobody .*\nbundle .*, not written\n/,
        );
        expect(stdout).to.match(/vote +would be submitted, gas about \d+; nothing was sent\n$/);
        expect(existsSync(join(bundles, "epochs/3"))).to.equal(false);
        expect((await json("rewards", "status")).reports).to.deep.equal([]);
      });

      it("publishes its bundle and votes; doing it again changes nothing", async () => {
        const { exitCode, stdout } = await submit(1, "--from", bundles, "--uri", "https://host.example");
        const again = await submit(1, "--from", bundles);

        expect(exitCode).to.equal(0);
        expect(stdout).to.match(/vote +submitted \(gas \d+\)\n$/);
        expect(readdirSync(join(bundles, folderOf(3))).sort()).to.deep.equal([
          ...["leaves.bin", "ledger.bin", "manifest.json", "scores", "shards"],
        ]);
        expect(again.stdout).to.match(/first +the same\n[^]*vote +was cast before\n$/);
      });

      it("refuses when somebody published something else, and shows in what it differs", async () => {
        const elsewhere = join(folder, "elsewhere");
        cpSync(join(bundles, "epochs"), join(elsewhere, "epochs"), { recursive: true });
        const path = join(elsewhere, folderOf(3), "leaves.bin");
        const leaves = readFileSync(path);
        leaves[leaves.length - 1]! ^= 1;
        writeFileSync(path, leaves);
        const before = await json("rewards", "status");

        const { exitCode, stdout } = await submit(2, "--from", elsewhere);
        const document = JSON.parse((await submit(2, "--from", elsewhere, "--json")).stdout) as Record<string, unknown>;

        expect(exitCode).to.equal(1);
        expect(stdout).to.match(
          /^✘ REWARDS_BUNDLE_DIFFERS: epochs\/3\/.*\n.*leaves\.bin\n.*1 leaves differ, .* own \d+ wei/,
        );
        expect(document).to.include({ code: "REWARDS_BUNDLE_DIFFERS", folder: folderOf(3) });
        expect(await json("rewards", "status")).to.deep.equal(before);
      });

      it("reads the others' bundles from a host, makes a root pending with them, and confirms one that is", async () => {
        const host = await mirror();
        const out = join(folder, "own");
        const second = await submit(2, "--from", host.url, "--out", out);
        const third = await submit(3, "--from", bundles);
        const fourth = await submit(4, "--from", bundles);
        await host.stop();

        expect([second.exitCode, third.exitCode, fourth.exitCode]).to.deep.equal([0, 0, 0]);
        expect(fourth.stdout).to.match(/vote +confirmed \(gas \d+\)\n$/);
        expect(readFileSync(join(out, folderOf(3), "leaves.bin"))).to.deep.equal(
          readFileSync(join(bundles, folderOf(3), "leaves.bin")),
        );
        const { reports, pendingEpoch } = await json("rewards", "status");
        expect(pendingEpoch).to.equal(3);
        expect(reports).to.have.length(1);
        expect((reports as unknown[])[0]).to.deep.include({
          ...{ epoch: 3, attempt: 1, supporters: 4, quorum: 3, isPending: true, bundle: folderOf(3) },
        });
      });
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

    it("status: fits a terminal of 80 columns", async () => {
      const { exitCode, stdout } = await hardhat("validate", "status", "--account", "1");

      expect(exitCode).to.equal(0);
      for (const line of stdout.split("\n")) expect(line.length).to.be.at.most(80);
    });

    it("register: says what is another than what is published, and publishes nothing in a dry run", async () => {
      const path = join(folder, "age.txt");
      writeFileSync(path, `${await generateX25519Identity()}\n`, { mode: 0o600 });
      const args = ["--identity", path, "--endpoint", "https://keys.example", "--account", "1"];

      expect(await json("validate", "register", ...args, "--dry-run")).to.include({ keys: true, activation: false });
      expect(await json("validate", "register", ...args)).to.include({ keys: true, activation: false });
      expect(await json("validate", "register", ...args)).to.include({ keys: false, activation: false });
    });

    it("keystore and doctor: make a key, and say what else is missing", async () => {
      const password = join(folder, "password");
      writeFileSync(password, "a password\n", { mode: 0o600 });
      const made = await json("validate", "keystore", "--out", join(folder, "key.json"), "--passphrase-file", password);
      const { exitCode, stdout } = await hardhat("validate", "doctor");

      expect(made.account).to.match(/^0x[0-9a-f]{40}$/);
      expect(exitCode).to.equal(1);
      expect(stdout).to.match(
        /^✘ configuration .*VALIDATOR_BAD_CONFIGURATION[^]*✔ contracts [^]*1 of 2 checks hold\n$/,
      );
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
      const { exitCode, stderr } = await runHardhat(["ops", "check", "--network", "moksha"]);

      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^DEPLOY_NOT_CONFIGURED: .*MOKSHA_RPC_URL.*\n {2}.*\n$/);
    });

    it("says which networks there are when it does not know one", async () => {
      const { exitCode, stderr } = await runHardhat(["ops", "check", "--network", "nonsense"]);

      expect(exitCode).to.equal(2);
      expect(stderr).to.match(/^DEPLOY_UNKNOWN_NETWORK: .*\n {2}Use one of: localhost.*\n$/);
    });

    it("says what to do without a network", async () => {
      const { exitCode, stderr } = await runHardhat(["ops", "check"]);

      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^SCRIPT_NOT_DEPLOYED: .*\n {2}.*\n$/);
    });
  });
});

import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HDNodeWallet } from "ethers";
import { identityFromSeed } from "../../src/encryption/age-identity.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { startAnvil, type DevelopmentNode } from "../helpers/development-node.ts";
import { openCollective } from "../helpers/node-collective.ts";
import { runHardhat } from "../helpers/run-hardhat.ts";
import { runProgram } from "../helpers/run-program.ts";
import { startProgram, until, type RunningProgram } from "../helpers/running-program.ts";
import { postgresServer, query } from "../helpers/servers/postgres-server.ts";

const VALIDATOR = 1;
const WORDS = HDNodeWallet.fromPhrase("test test test test test test test test test test test junk", "", "m");
const PEOPLE = [6, 7, 8];

describe("a node that leaves measuring to scorers on its PostgreSQL", () => {
  const folder = mkdtempSync(join(tmpdir(), "scorers "));
  const running: RunningProgram[] = [];
  let node: DevelopmentNode;
  let at: ReturnType<typeof openCollective>;
  let url: string;

  const forScorers = (): Record<string, string> => ({
    LOCALHOST_RPC_URL: node.url,
    VALIDATOR_RPC_URLS: `${node.url},${node.url.replace("127.0.0.1", "localhost")}`,
    VALIDATOR_IDENTITY: join(folder, "identity.txt"),
    VALIDATOR_FINGERPRINT_KEY_FILE: join(folder, "fingerprint-key"),
    VALIDATOR_STORE: join(folder, "blobs"),
    VALIDATOR_POLL_SECONDS: "1",
  });
  const forNode = (): Record<string, string> => ({
    ...forScorers(),
    DATABASE_URL: url,
    VALIDATOR_PRIVATE_KEY: WORDS.derivePath(`m/44'/60'/0'/0/${VALIDATOR}`).privateKey,
    VALIDATOR_DATA: join(folder, "data"),
    VALIDATOR_MAX_FEE_GWEI: "100",
    VALIDATOR_HTTP: "127.0.0.1:0",
    VALIDATOR_SCORERS: "0",
    VALIDATOR_TURN_SECONDS: "1",
  });
  const validate = (verb: string, args: readonly string[], env: Record<string, string>) =>
    runHardhat(["validate", verb, "--network", "localhost", ...args], env);
  const start = async (verb: string, args: readonly string[], env: Record<string, string>): Promise<RunningProgram> => {
    const options = ["validate", verb, "--network", "localhost", ...args];
    const program = await startProgram("hardhat", options, env, '"started"');
    running.push(program);
    return program;
  };
  const count = async (text: string): Promise<number> => Number((await query(url, text))[0]!["count" as never]);
  const measured = (): Promise<number> => count("select count(*) from validator.measures");
  const atWork = (): Promise<number> => count("select count(*) from validator_queue.job where state = 'active'");

  before(async () => {
    [node, url] = [await startAnvil("--accounts", "12"), await (await postgresServer()).makeDatabase()];
    const deployed = await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], {
      LOCALHOST_RPC_URL: node.url,
    });
    expect(deployed.exitCode, deployed.stderr).to.equal(0);
    at = openCollective(node.url);
    const identity = await identityFromSeed(randomBytes(32));
    writeFileSync(join(folder, "identity.txt"), `${identity.reveal()}\n`, { mode: 0o600 });
    writeFileSync(join(folder, "fingerprint-key"), `${"5".repeat(32)}\n`, { mode: 0o600 });
    const own = (await at.as(VALIDATOR)).validators;
    await (await own.updateKeys(identity.recipient, "")).wait();
    await (await own.activate()).wait();
    for (const person of PEOPLE) {
      const zip = join(folder, `${person}.zip`);
      writeFileSync(zip, generateExport({ seed: person, conversations: 40, era: "slim", startAt: 1_705_276_800 }));
      const given = [zip, "--store", join(folder, "blobs"), "--account", String(person), "--network", "localhost"];
      const submitted = await runHardhat(["contribute", "submit", ...given], {
        LOCALHOST_RPC_URL: node.url,
      });
      expect(submitted.exitCode, submitted.stderr).to.equal(0);
    }
  });

  after(async () => {
    for (const program of running) await program.end("SIGKILL");
    await node.stop();
    rmSync(folder, { recursive: true });
    at.provider.destroy();
  });

  it("T69: a scorer names the settings that it lacks, asks for no account, and needs a server", async () => {
    const bare = await validate("scorer", [], { LOCALHOST_RPC_URL: node.url });
    expect([bare.exitCode, bare.stdout]).to.deep.equal([1, ""]);
    expect(bare.stderr.match(/VALIDATOR_\w+/g)).to.deep.equal([
      "VALIDATOR_BAD_CONFIGURATION",
      "VALIDATOR_RPC_URLS",
      "VALIDATOR_IDENTITY",
      "VALIDATOR_FINGERPRINT_KEY_FILE",
      "VALIDATOR_STORE",
    ]);
    const inFolder = await validate("scorer", [], forScorers());
    expect([inFolder.exitCode, inFolder.stderr.split(":")[0]]).to.deep.equal([1, "VALIDATOR_DATABASE_NO_SCORERS"]);
    const usage = await validate("scorer", ["--jobs", "0", "--database-url", url], forScorers());
    expect([usage.exitCode, usage.stderr.split(":")[0]]).to.deep.equal([2, "SCRIPT_USAGE"]);
  });

  it("F31: a scorer is killed while it measures, and others finish what it had begun", async () => {
    await start("run", ["--new-history"], forNode());
    await until("jobs in the queue", async () => (await count("select count(*) from validator_queue.job")) === 3);
    expect(await measured()).to.equal(0);
    const first = await start("scorer", ["--database-url", url], forScorers());
    await until("a job at work", async () => (await atWork()) === 1, 10);
    await first.end("SIGKILL");
    expect(await measured()).to.be.lessThan(PEOPLE.length);
    expect(await atWork()).to.equal(1);

    const others = [
      await start("scorer", ["--jobs", "2"], { ...forScorers(), DATABASE_URL: url }),
      await start("scorer", [], { ...forScorers(), DATABASE_URL: url }),
    ];
    await until("all archives measured", async () => (await measured()) === PEOPLE.length);
    expect(await count("select count(*) from validator.measures where answer is not null")).to.equal(PEOPLE.length);
    expect(others.map(({ printed }) => printed()).join("")).to.include('"msg":"archive scored"');
  });

  it("the node commits what they measured", async () => {
    const { schedule, commitments } = at.collective;
    await at.warpTo((await schedule.revealEndsAt(1)) + 60n);
    await until("the end of epoch 1", async () => (await at.collective.reserve.lastSettledEpoch()) >= 1n);
    await at.warpTo((await schedule.endOf(2)) + 1n);
    const validator = await at.accountOf(VALIDATOR);
    await until("a commitment", async () => BigInt(await commitments.commitmentOf(2, validator)) !== 0n);
    const [file] = await query(url, "select length(file) as bytes, unavailable from validator.epochs where epoch = 2");
    expect(file).to.include({ unavailable: "[]" });
  });

  it("F14: nothing is done once while the node runs", async () => {
    const { exitCode, stderr } = await validate("once", [], forNode());
    expect([exitCode, stderr.split(":")[0]]).to.deep.equal([3, "VALIDATOR_DATABASE_LOCKED"]);
  });

  it("F37: node and scorers end in good order within five seconds when they are told to", async () => {
    const [killed, ...others] = [running[1]!, running[0]!, ...running.slice(2)];
    expect(await killed.end("SIGTERM")).to.equal(null);
    for (const program of others) {
      const begun = Date.now();
      expect([await program.end("SIGTERM"), Date.now() - begun < 6_000]).to.deep.equal([0, true]);
    }
    expect(others[1]!.printed()).to.match(/\n\d archives measured, 0 refused, 0 tries failed\n$/);
  });

  it("validate once goes on where the node was: it reveals, and says what is to come", async () => {
    const { schedule, commitments } = at.collective;
    await at.warpTo(await schedule.commitEndsAt(2));
    const other = await validate("once", ["--epoch", "3"], forNode());
    expect([other.exitCode, other.stderr.includes("VALIDATOR_OTHER_EPOCH")]).to.deep.equal([1, true]);
    const revealed = await validate("once", ["--epoch", "2"], forNode());
    expect(revealed.exitCode, revealed.stderr).to.equal(0);
    expect(revealed.stdout, revealed.stderr).to.match(
      /^epoch {6}2, revealing\ndone {7}reveal 2\nto come {4}report {4}from /m,
    );
    expect(await commitments.hasRevealed(2, await at.accountOf(VALIDATOR))).to.equal(true);
  });

  it("validate once does nothing a second time, and ends the epoch when that is due", async () => {
    const again = await validate("once", ["--epoch", "2", "--json"], forNode());
    expect(again.exitCode, again.stderr).to.equal(0);
    expect((JSON.parse(again.stdout) as { performed: unknown[] }).performed).to.deep.equal([]);
    // Of four validators this one alone revealed: nobody can vote, and the epoch may be skipped.
    await at.warpTo((await at.collective.schedule.revealEndsAt(2)) + 60n);
    const skipped = await validate("once", ["--epoch", "0"], forNode());
    expect(skipped.exitCode, skipped.stderr).to.equal(0);
    expect(skipped.stdout, skipped.stderr).to.match(/^epoch {6}2, settled\ndone {7}skip 2, settle 2$/m);
    expect(await at.collective.reserve.lastSettledEpoch()).to.equal(2n);
  });
});

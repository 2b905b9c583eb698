import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAnvil, type DevelopmentNode } from "../helpers/development-node.ts";
import { startKillingProxy, type KillingProxy, type KillMoment } from "../helpers/killing-proxy.ts";
import { root, runProgram, type ProgramResult } from "../helpers/run-program.ts";

const TRANSACTIONS = 38;
const DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const every = Array.from({ length: TRANSACTIONS }, (_, index) => index + 1);
/** `npm run test:kill` kills at every transaction; here at one amid the wiring. */
const points = process.env.KILL_POINTS === "all" ? every : [17];

describe("a deployment killed at a transaction and started again", () => {
  let node: DevelopmentNode;
  let proxy: KillingProxy;
  let clean: unknown;
  let folder = "";

  before(async () => {
    node = await startAnvil();
    proxy = await startKillingProxy(node.url);
    clean = await node.call("evm_snapshot");
  });

  after(async () => {
    await proxy.close();
    await node.stop();
  });

  beforeEach(async () => {
    await node.call("evm_revert", clean);
    clean = await node.call("evm_snapshot");
    folder = mkdtempSync(join(tmpdir(), "killed-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  for (const moment of ["unanswered", "answered"] as const) {
    for (const point of points) {
      it(`ends checked, with nothing sent twice: at ${point} of ${TRANSACTIONS}, ${moment}`, async () => {
        expect(await deployUntilKilled(point, moment)).to.equal("SIGKILL");
        expect(await sentSoFar()).to.equal(point);

        await finish();
        expect(await sentSoFar()).to.equal(TRANSACTIONS);
      });
    }
  }

  for (const moment of ["lost", "refused"] as const) {
    it(`sends anew what never got to the node, and says so: at 17 of ${TRANSACTIONS}, ${moment}`, async () => {
      expect(await deployUntilKilled(17, moment)).to.equal(moment === "lost" ? "SIGKILL" : null);
      expect(await sentSoFar()).to.equal(16);

      const { exitCode, stderr } = await deployAgain();

      expect(exitCode).to.equal(0);
      expect(stderr).to.match(/^Transaction number 16 \(.+\) never got to the chain: its step begins anew\.$/m);
      expect(await sentSoFar()).to.equal(TRANSACTIONS);
      expect(recordedHashes(folder).size).to.equal(TRANSACTIONS);
    });
  }

  for (const blocks of [0, 10]) {
    it(`goes on when somebody took the number of what never got to the node, ${blocks} blocks later`, async () => {
      await deployUntilKilled(17, "refused");
      await node.call("eth_sendTransaction", { from: DEPLOYER, to: DEPLOYER });
      await node.call("anvil_mine", blocks);

      await finish();
      expect(await sentSoFar()).to.equal(TRANSACTIONS + 1);
    });
  }

  it("does not send again what was mined under a hash that the dead run did not write down", async () => {
    await deployUntilKilled(17, "answered");
    const path = join(folder, "deployments/chain-31337/journal.jsonl");
    const journal = readFileSync(path, "utf8");
    const hash = [...journal.matchAll(/"hash":"(0x[0-9a-f]{64})"\},"type":"TRANSACTION_SEND"/g)].at(-1)?.[1] ?? "";
    writeFileSync(path, journal.replaceAll(hash, `0x${"1".repeat(64)}`));

    await finish();
    expect(await sentSoFar()).to.equal(TRANSACTIONS);
    expect(readFileSync(path, "utf8")).to.include(hash);
  });

  it("lists what is left to send, and prices only that", async () => {
    await deployUntilKilled(17, "unanswered");

    const { exitCode, stdout } = await deployAgain("--json", "--dry-run");

    expect(exitCode).to.equal(0);
    const { plan } = JSON.parse(stdout) as { plan: { gas: string; steps: { gas: string; state: string }[] } };
    const left = plan.steps.filter(({ state }) => state === "to send");
    expect(plan.steps).to.have.length(TRANSACTIONS);
    expect(left.length).to.be.within(1, TRANSACTIONS - 1);
    expect(BigInt(plan.gas)).to.equal(left.reduce((sum, { gas }) => sum + BigInt(gas), 0n));
  });

  async function finish(): Promise<void> {
    const { exitCode, stdout, stderr } = await deployAgain("--json");
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    const { findings } = JSON.parse(stdout) as { findings: { ok: boolean; applies: boolean }[] };
    expect(findings.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(recordedHashes(folder).size).to.equal(TRANSACTIONS);
  }

  function deployAgain(...options: readonly string[]): Promise<ProgramResult> {
    const env = { LOCALHOST_RPC_URL: node.url, DEPLOY_STATE_FOLDER: folder };
    return runProgram("node", ["deploy/deploy.ts", "--network", "localhost", ...options], env);
  }

  async function deployUntilKilled(point: number, moment: KillMoment): Promise<unknown> {
    const env = { ...process.env, LOCALHOST_RPC_URL: proxy.url, DEPLOY_STATE_FOLDER: folder };
    const args = ["deploy/deploy.ts", "--network", "localhost"];
    const child = spawn("node", args, { cwd: root, env, stdio: "ignore", detached: true });
    proxy.arm(point, moment, () => child.kill("SIGKILL"));
    const [, signal] = (await once(child, "exit")) as [number | null, string | null];
    await proxy.settled();
    return signal;
  }

  /** Those in the pool included: the node answers before it has mined. */
  async function sentSoFar(): Promise<number> {
    return Number(await node.call("eth_getTransactionCount", DEPLOYER, "pending"));
  }
});

function recordedHashes(folder: string): Set<string> {
  const text = readFileSync(join(folder, "records/31337.json"), "utf8");
  const { origin } = JSON.parse(text) as { origin: { transactions: { hash: string }[] } };
  return new Set(origin.transactions.map(({ hash }) => hash));
}

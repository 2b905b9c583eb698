import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAnvil, type DevelopmentNode } from "../helpers/development-node.ts";
import { isDeep } from "../helpers/is-deep.ts";
import { runProgram } from "../helpers/run-program.ts";
import { safeCode } from "../helpers/safe-code.ts";
import { validConfig, validMainnetConfig } from "../helpers/valid-config.ts";

const TRANSACTIONS = 38;
/** Anvil's first account, whose key everybody knows. */
const DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
/** The first number that is no private key, because it is too large. */
const CURVE_ORDER = "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
const networks = [
  ["moksha", 14800, "MOKSHA_RPC_URL"],
  ["vana", 1480, "VANA_RPC_URL"],
  // These differ from the first in nothing but their chain.
  ...(isDeep
    ? ([
        ["sepolia", 11155111, "SEPOLIA_RPC_URL"],
        ["baseSepolia", 84532, "BASE_SEPOLIA_RPC_URL"],
      ] as const)
    : []),
] as const;

type Plan = { steps: { state: string }[] };
type Finding = { point: number; ok: boolean; applies: boolean; statement: string };

for (const [network, chainId, variable] of networks) {
  describe(`a stand-in for ${network}: a node with its chain id`, () => {
    const folder = mkdtempSync(join(tmpdir(), `${network}-`));
    const isMainnet = network === "vana";
    const isThorough = network === "moksha" || (isMainnet && isDeep);
    let node: DevelopmentNode;

    const run = (program: "deploy" | "check", ...args: string[]) =>
      runProgram("node", [`deploy/${program}.ts`, "--network", network, "--config", folder, ...args], {
        [variable]: node.url,
        // Empty is as good as none for what anyone may run.
        DEPLOYER_PRIVATE_KEY: program === "deploy" ? KEY : "",
        DEPLOY_STATE_FOLDER: folder,
      });

    before(async () => {
      node = await startAnvil("--chain-id", String(chainId));
      // Like a public chain, it is older than the 128 blocks that a copy looks back by default.
      await node.call("anvil_mine", "0x100");
      const genesis = `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}Z`;
      const config = isMainnet ? validMainnetConfig(genesis) : validConfig(genesis);
      writeFileSync(join(folder, `${network}.json`), JSON.stringify(config));
    });

    after(async () => {
      await node.stop();
      rmSync(folder, { recursive: true });
    });

    if (isMainnet) {
      it("refuses a guardian without code, and takes a Safe", async () => {
        const { exitCode, stderr } = await run("deploy", "--dry-run");

        expect(exitCode).to.equal(1);
        expect(stderr).to.match(/^DEPLOY_GUARDIAN_TOO_WEAK: .*\n {2}.*\n$/);
        await node.call("anvil_setCode", validConfig().guardian, safeCode(2, 3));
      });
    }

    if (isThorough) {
      it("prints what would be sent and sends nothing", async () => {
        const { exitCode, stdout, stderr } = await run("deploy", "--dry-run", "--json");

        expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
        const { plan } = JSON.parse(stdout) as { plan: Plan };
        expect(plan.steps.map(({ state }) => state)).to.deep.equal(Array(TRANSACTIONS).fill("to send"));
        expect(await sentTo(node)).to.equal(0);
      });

      it("ends quietly when its reader leaves", async () => {
        const command = `set -o pipefail; node deploy/deploy.ts --network ${network} --config ${folder} --dry-run | head -2`;
        const env = { [variable]: node.url, DEPLOYER_PRIVATE_KEY: KEY, DEPLOY_STATE_FOLDER: folder };

        const { exitCode, stdout, stderr } = await runProgram("bash", ["-c", command], env);

        expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
        expect(stdout).to.match(/^Chain .*\nAccount .*\n$/);
      });

      it("sends nothing that nobody confirmed", async () => {
        const { exitCode, stderr } = await run("deploy");

        expect(exitCode).to.equal(2);
        expect(stderr).to.match(/^DEPLOY_NOT_CONFIRMED: .*\n {2}.*--yes.*\n$/);
        expect(await sentTo(node)).to.equal(0);
      });

      it("sends nothing from an account that cannot pay for all of it", async () => {
        await node.call("anvil_setBalance", DEPLOYER, "0x1000000000000");
        const rehearsed = await run("deploy", "--dry-run", "--json");
        const { exitCode, stderr } = await run("deploy", "--yes");
        await node.call("anvil_setBalance", DEPLOYER, `0x${(10n ** 20n).toString(16)}`);

        const { plan } = JSON.parse(rehearsed.stdout) as { plan: Plan };
        expect(plan.steps).to.have.length(TRANSACTIONS);
        expect(rehearsed.stderr).to.match(/^DEPLOY_BALANCE_TOO_LOW: .*\n {2}.*\n$/);
        expect(rehearsed.exitCode).to.equal(1);
        expect(exitCode).to.equal(1);
        expect(stderr).to.match(/^DEPLOY_BALANCE_TOO_LOW: .*\n {2}.*\n$/);
        expect(await sentTo(node)).to.equal(0);
      });
    }

    it("is deployed to, checked, and left alone the second time, even without the journal", async () => {
      const first = await run("deploy", "--yes", "--json");
      expect({ exitCode: first.exitCode, stderr: first.stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
      const { findings } = JSON.parse(first.stdout) as { findings: Finding[] };
      expect(findings.filter(({ ok }) => !ok)).to.deep.equal([]);
      const apart = findings.filter(({ applies }) => !applies).map(({ point }) => point);
      expect(apart).to.deep.equal(isMainnet ? [24] : [18, 24]);

      const record = readFileSync(join(folder, `records/${chainId}.json`), "utf8");
      const second = await run("deploy", "--yes");
      rmSync(join(folder, "deployments"), { recursive: true });
      const cloned = await run("deploy", "--yes");

      expect([second.exitCode, cloned.exitCode]).to.deep.equal([0, 0]);
      expect(await sentTo(node)).to.equal(TRANSACTIONS);
      expect(readFileSync(join(folder, `records/${chainId}.json`), "utf8")).to.equal(record);
    });

    if (!isThorough) return;

    it("names a record that was cut off", async () => {
      const path = join(folder, `records/${chainId}.json`);
      const record = readFileSync(path, "utf8");
      writeFileSync(path, record.slice(0, 100));

      for (const program of ["deploy", "check"] as const) {
        const { exitCode, stderr } = await run(program);
        expect(exitCode).to.equal(1);
        expect(stderr)
          .to.match(/^CHAIN_BAD_DEPLOYMENT_RECORD: .*\n {2}.*\n$/)
          .and.to.include(path);
      }
      writeFileSync(path, record);
    });

    it("refuses a record of an earlier version, and says what to move away", async () => {
      const path = join(folder, `records/${chainId}.json`);
      const record = readFileSync(path, "utf8");
      writeFileSync(path, record.replace("deployment-record-v3", "deployment-record-v2"));

      for (const program of ["deploy", "check"] as const) {
        const { exitCode, stderr } = await run(program, ...(program === "deploy" ? ["--yes"] : []));
        expect(exitCode).to.equal(1);
        expect(stderr)
          .to.match(/^CHAIN_OLD_DEPLOYMENT_RECORD: .*\n {2}.*\n$/)
          .and.to.include(path)
          .and.to.include(join(folder, `deployments/chain-${chainId}`));
      }
      expect(await sentTo(node)).to.equal(TRANSACTIONS);
      writeFileSync(path, record);
    });

    it("T77: refuses a record without the hashes of the code, and says how to have it written anew", async () => {
      const path = join(folder, `records/${chainId}.json`);
      const record = readFileSync(path, "utf8");
      writeFileSync(path, record.replace('"codeHashes"', '"formerHashes"'));
      const { exitCode, stderr } = await run("check");
      writeFileSync(path, record);

      expect(exitCode).to.equal(1);
      expect(stderr)
        .to.match(/^CHAIN_OLD_DEPLOYMENT_RECORD: .*\n {2}.*\n$/)
        .and.to.include("written anew from the journal");
    });

    it("refuses the record of another chain with this id, in both commands", async () => {
      await node.stop();
      node = await startAnvil("--chain-id", String(chainId), "--timestamp", "1700000000");

      const deployed = await run("deploy", "--yes");
      const checked = await run("check");

      expect([deployed.exitCode, checked.exitCode]).to.deep.equal([1, 1]);
      expect(deployed.stderr).to.match(
        isMainnet ? /^DEPLOY_(?:WRONG_CHAIN|GUARDIAN)/ : /^DEPLOY_WRONG_CHAIN: .*\n {2}.*\n$/,
      );
      expect(checked.stderr).to.match(/^DEPLOY_WRONG_CHAIN: .*\n {2}.*\n$/);
      expect(await sentTo(node)).to.equal(0);
    });

    it("refuses an endpoint of another chain", async () => {
      await node.stop();
      node = await startAnvil("--chain-id", "5");

      const { exitCode, stderr } = await run("deploy", "--yes");

      expect(exitCode).to.equal(1);
      expect(stderr).to.match(new RegExp(`^DEPLOY_WRONG_CHAIN: Expected chain ${chainId} .* serves 5\\.\\n {2}.*\\n$`));
    });
  });
}

describe("a deploy command that cannot begin", () => {
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runProgram("node", ["deploy/deploy.ts", ...args], { MOKSHA_RPC_URL: "", DEPLOYER_PRIVATE_KEY: "", ...env });
  const filled = mkdtempSync(join(tmpdir(), "moksha-"));
  const moksha = ["--network", "moksha", "--config", filled];

  before(() => {
    writeFileSync(join(filled, "moksha.json"), JSON.stringify(validConfig()));
  });

  after(() => {
    rmSync(filled, { recursive: true });
  });

  it("says in words what is wrong and what to do, without a stack", async () => {
    const url = "http://127.0.0.1:9";
    for (const [args, env, exitCode, code] of [
      [["--network", "mainnet"], {}, 2, "DEPLOY_UNKNOWN_NETWORK"],
      [["--network", "vana", "--config", filled], {}, 1, "DEPLOY_CONFIG_MISSING"],
      [["--network", "moksha"], {}, 1, "DEPLOY_CONFIG_INVALID"],
      [moksha, {}, 1, "DEPLOY_BAD_URL"],
      [moksha, { MOKSHA_RPC_URL: "not a url", DEPLOYER_PRIVATE_KEY: KEY }, 1, "DEPLOY_BAD_URL"],
      [moksha, { MOKSHA_RPC_URL: url, DEPLOYER_PRIVATE_KEY: "0xnotakey" }, 1, "DEPLOY_BAD_KEY"],
      [moksha, { MOKSHA_RPC_URL: url, DEPLOYER_PRIVATE_KEY: `0x${"0".repeat(64)}` }, 1, "DEPLOY_BAD_KEY"],
      [moksha, { MOKSHA_RPC_URL: url, DEPLOYER_PRIVATE_KEY: CURVE_ORDER }, 1, "DEPLOY_BAD_KEY"],
      [moksha, { MOKSHA_RPC_URL: url, DEPLOYER_PRIVATE_KEY: KEY }, 3, "CHAIN_UNREACHABLE"],
    ] as const) {
      const result = await run(args, env);
      expect(result.stdout, code).to.equal("");
      expect(result.stderr, code).to.match(new RegExp(`^${code}: `));
      expect(result.stderr, code).to.not.match(/^\s+at |0xnotakey/m);
      expect(result.exitCode, code).to.equal(exitCode);
    }
  });
});

async function sentTo(node: DevelopmentNode): Promise<number> {
  return Number(await node.call("eth_getTransactionCount", DEPLOYER, "latest"));
}

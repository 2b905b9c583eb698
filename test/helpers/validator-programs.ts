import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { HDNodeWallet } from "ethers";
import { parseDeploymentRecord } from "../../src/chain/deployment-record.ts";
import { identityFromSeed } from "../../src/encryption/age-identity.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { startAnvil } from "./development-node.ts";
import { openCollective } from "./node-collective.ts";
import { root, runProgram } from "./run-program.ts";

/** Of anvil's accounts. */
const WORDS = HDNodeWallet.fromPhrase("test test test test test test test test test test test junk", "", "m");
/** Those that a local deployment admits by itself. */
const GENESIS = 4;

/** A command line and what its environment has beside a node's settings. */
export type NodeProgram = {
  readonly command: readonly [program: string, ...args: string[]];
  readonly environment?: Readonly<Record<string, string>>;
};

/** A program that runs, and everything that it has printed. */
export type RunningNode = { readonly child: ChildProcess; readonly printed: () => string };

/** Which accounts are validators, and what each of them runs; blocks are final when so many more are there. */
export type ProgramsOptions = {
  readonly accounts: readonly number[];
  readonly programOf: (account: number) => NodeProgram | Promise<NodeProgram>;
  readonly finality?: number;
};

/** Validators' nodes as programs of their own, on a chain in anvil that stands still until it is told otherwise. */
export type ValidatorPrograms = Awaited<ReturnType<typeof validatorPrograms>>;

/** Deploys a collective with active validators and two contributions. No validator runs yet. */
export async function validatorPrograms({ accounts, programOf, finality = 0 }: ProgramsOptions) {
  const folder = mkdtempSync(join(tmpdir(), "validator nodes "));
  const running = new Map<number, RunningNode>();
  const node = await startAnvil("--accounts", "20");
  const shared = { LOCALHOST_RPC_URL: node.url, DEPLOY_STATE_FOLDER: folder };
  await succeed("npm", ["run", "deploy", "--", "--network", "localhost"], shared);
  const recordFile = join(folder, "records", "31337.json");
  const record = { ...parseDeploymentRecord(readFileSync(recordFile, "utf8")), finality };
  writeFileSync(recordFile, JSON.stringify(record));
  const at = openCollective(node.url, record);
  writeFileSync(join(folder, "fingerprint-key"), `${"5".repeat(32)}\n`, { mode: 0o600 });
  for (const account of accounts) await takeSeat(account);
  for (const person of [6, 7]) await contribute(person, person);

  async function takeSeat(account: number): Promise<void> {
    const identity = await identityFromSeed(randomBytes(32));
    writeFileSync(join(folder, `identity-${account}.txt`), `${identity.reveal()}\n`, { mode: 0o600 });
    if (account > GENESIS) {
      // As if a vote had admitted it.
      const { timelock } = record.contracts;
      await node.call("anvil_impersonateAccount", timelock);
      await node.call("anvil_setBalance", timelock, "0xde0b6b3a7640000");
      const { validators } = await at.as(timelock);
      await (await validators.admit(await at.accountOf(account), identity.recipient, "")).wait();
    }
    const { validators } = await at.as(account);
    await (await validators.updateKeys(identity.recipient, "")).wait();
    await (await validators.activate()).wait();
  }

  /** Contributes an export that follows from a seed. */
  async function contribute(account: number, seed: number): Promise<void> {
    const zip = join(folder, `${account}.zip`);
    writeFileSync(zip, generateExport({ seed, conversations: 5, era: "slim", startAt: 1_705_276_800 }));
    const given = [zip, "--store", join(folder, "blobs"), "--account", String(account), "--network", "localhost"];
    await succeed(process.execPath, ["test/helpers/hardhat-program.ts", "contribute", "submit", ...given], shared);
  }

  const environmentOf = (account: number): Record<string, string> => ({
    ...shared,
    VALIDATOR_RPC_URLS: `${node.url},${node.url.replace("127.0.0.1", "localhost")}`,
    VALIDATOR_PRIVATE_KEY: WORDS.derivePath(`m/44'/60'/0'/0/${account}`).privateKey,
    VALIDATOR_IDENTITY: join(folder, `identity-${account}.txt`),
    VALIDATOR_FINGERPRINT_KEY_FILE: join(folder, "fingerprint-key"),
    VALIDATOR_DATA: join(folder, `data-${account}`),
    VALIDATOR_BUNDLES: join(folder, "bundles"),
    VALIDATOR_STORE: join(folder, "blobs"),
    VALIDATOR_MAX_FEE_GWEI: "100",
    VALIDATOR_HTTP: "127.0.0.1:0",
    VALIDATOR_PATIENCE_SECONDS: "0",
    VALIDATOR_TURN_SECONDS: "1",
    VALIDATOR_POLL_SECONDS: "1",
  });

  /** Starts a validator's program; it may still be starting when this resolves. */
  async function launch(account: number, ...args: string[]): Promise<RunningNode> {
    const { command, environment = {} } = await programOf(account);
    const [program, ...fixed] = command;
    const env = { ...process.env, ...environmentOf(account), ...environment };
    const child = spawn(program, [...fixed, ...args], { cwd: root, env });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    }
    const launched = { child, printed: () => text };
    running.set(account, launched);
    return launched;
  }

  /** Starts a validator's program and waits until it runs. */
  async function start(account: number, ...args: string[]): Promise<void> {
    const { child, printed } = await launch(account, ...args);
    while (!printed().includes("started")) {
      if (hasEnded(child)) throw new Error(`validator ${account} ended: ${printed()}`);
      await setTimeout(20);
    }
  }

  async function end(account: number, signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    const { child } = running.get(account)!;
    if (hasEnded(child)) return child.exitCode;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    return ended;
  }

  async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (let second = 0; second < 300; second++) {
      if (await isSo()) return;
      await setTimeout(1_000);
    }
    const logs = [...running.values()].map(({ printed }) => printed().slice(-1_500));
    throw new Error(`${what} did not happen: ${logs.join("\n")}`);
  }

  return {
    ...{ folder, node, at, running, environmentOf, launch, start, end, until, contribute },
    stop: async (): Promise<void> => {
      for (const { child } of running.values()) child.kill("SIGKILL");
      at.provider.destroy();
      await node.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function succeed(command: string, args: readonly string[], environment: Record<string, string>): Promise<void> {
  const { exitCode, stderr } = await runProgram(command, args, environment);
  if (exitCode !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
}

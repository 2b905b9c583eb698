import { expect } from "chai";
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { HDNodeWallet } from "ethers";
import { identityFromSeed } from "../../src/encryption/age-identity.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { fakedClock } from "../../scripts/checks/servers/ensure-faketime.ts";
import { startAnvil, type DevelopmentNode } from "../helpers/development-node.ts";
import { openCollective } from "../helpers/node-collective.ts";
import { root, runProgram } from "../helpers/run-program.ts";

/** Of anvil's accounts. */
const WORDS = HDNodeWallet.fromPhrase("test test test test test test test test test test test junk", "", "m");
const LIAR = 5;
/** Its machine's clock is set by hours, forwards and back. */
const JUMPY = 2;
const VALIDATORS = [1, 2, 3, 4, LIAR];

describe("five validators as separate programs on anvil", () => {
  const folder = mkdtempSync(join(tmpdir(), "validator nodes "));
  const running = new Map<number, { child: ChildProcess; printed: () => string }>();
  let node: DevelopmentNode;
  let at: ReturnType<typeof openCollective>;

  const environmentOf = (account: number): Record<string, string> => ({
    LOCALHOST_RPC_URL: node.url,
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

  /** Starts a validator's program and waits until it runs. */
  async function start(account: number, ...args: string[]): Promise<void> {
    const run: [string, string[]] =
      account === LIAR
        ? [process.execPath, ["test/e2e/lying-node.ts", "2,4", ...args]]
        : ["hardhat", ["validate", "run", "--network", "localhost", ...args]];
    const clock = account === JUMPY ? await fakedClock(join(folder, "clock")) : {};
    const child = spawn(...run, { cwd: root, env: { ...process.env, ...environmentOf(account), ...clock } });
    let text = "";
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (piece: string) => {
          text += piece;
          if (text.includes("started")) resolve();
        });
      }
      child.once("exit", () => {
        reject(new Error(`validator ${account} ended: ${text}`));
      });
    });
    running.set(account, { child, printed: () => text });
  }

  /** Exit code and error code of a program that does not even start. */
  async function refusal(environment: Record<string, string>): Promise<[number, string | undefined]> {
    const run = ["validate", "run", "--network", "localhost"];
    const { exitCode, stderr } = await runProgram("hardhat", run, environment);
    return [exitCode, stderr.split(":")[0]];
  }

  async function end(account: number, signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    const { child } = running.get(account)!;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    return ended;
  }

  async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (let second = 0; second < 300; second++) {
      if (await isSo()) return;
      await setTimeout(1_000);
    }
    throw new Error(
      `${what} did not happen: ${[...running.values()].map(({ printed }) => printed().slice(-1_500)).join("\n")}`,
    );
  }

  const setClock = (offset: string): void => {
    writeFileSync(join(folder, "clock"), `${offset}\n`);
  };
  const account = (index: number) => at.accountOf(index);
  const isCommitted = async (epoch: number, index: number) =>
    BigInt(await at.collective.commitments.commitmentOf(epoch, await account(index))) !== 0n;
  const all = async (indexes: readonly number[], isSo: (index: number) => Promise<boolean>) =>
    (await Promise.all(indexes.map(isSo))).every(Boolean);

  type Phase = "over" | "committed" | "revealed";

  /** Lets time pass until an epoch is settled, while `present` do their work. */
  async function settle(
    epoch: number,
    present: readonly number[],
    during: Readonly<Partial<Record<Phase, () => Promise<void> | void>>> = {},
  ): Promise<void> {
    const { schedule, commitments, distributor, reserve } = at.collective;
    await during.over?.();
    await at.warpTo((await schedule.endOf(epoch)) + 1n);
    await until(`commitments of epoch ${epoch}`, () => all(present, (index) => isCommitted(epoch, index)));
    await during.committed?.();
    await at.warpTo(await schedule.commitEndsAt(epoch));
    const hasRevealed = async (index: number) => commitments.hasRevealed(epoch, await account(index));
    await until(`score files of epoch ${epoch}`, () => all(present, hasRevealed));
    await during.revealed?.();
    await at.warpTo(await schedule.revealEndsAt(epoch));
    await until(`a root for epoch ${epoch}`, async () => (await distributor.pendingRoot()).activatesAt !== 0n);
    const { activatesAt } = await distributor.pendingRoot();
    await at.warpTo(activatesAt + 60n);
    await until(`the end of epoch ${epoch}`, async () => (await reserve.lastSettledEpoch()) >= BigInt(epoch));
  }

  before(async () => {
    setClock("+0");
    node = await startAnvil("--accounts", "12");
    const deployed = await runProgram("npm", ["run", "deploy", "--", "--network", "localhost"], {
      LOCALHOST_RPC_URL: node.url,
    });
    expect(deployed.exitCode, deployed.stderr).to.equal(0);
    at = openCollective(node.url);
    writeFileSync(join(folder, "fingerprint-key"), `${"5".repeat(32)}\n`, { mode: 0o600 });
    // A fifth one, as if a vote had admitted it.
    await node.call("anvil_impersonateAccount", at.record.contracts.timelock);
    await node.call("anvil_setBalance", at.record.contracts.timelock, "0xde0b6b3a7640000");
    const recipients = new Map<number, string>();
    for (const index of VALIDATORS) {
      const identity = await identityFromSeed(randomBytes(32));
      writeFileSync(join(folder, `identity-${index}.txt`), `${identity.reveal()}\n`, { mode: 0o600 });
      recipients.set(index, identity.recipient);
    }
    const { validators } = await at.as(at.record.contracts.timelock);
    await (await validators.admit(await account(LIAR), recipients.get(LIAR)!, "")).wait();
    for (const index of VALIDATORS) {
      const own = (await at.as(index)).validators;
      await (await own.updateKeys(recipients.get(index)!, "")).wait();
      await (await own.activate()).wait();
    }
    for (const person of [6, 7]) {
      const zip = join(folder, `${person}.zip`);
      writeFileSync(zip, generateExport({ seed: person, conversations: 5, era: "slim", startAt: 1_705_276_800 }));
      const given = [zip, "--store", join(folder, "blobs"), "--account", String(person), "--network", "localhost"];
      const submitted = await runProgram("hardhat", ["contribute", "submit", ...given], {
        LOCALHOST_RPC_URL: node.url,
      });
      expect(submitted.exitCode, submitted.stderr).to.equal(0);
    }
  });

  after(async () => {
    for (const { child } of running.values()) child.kill("SIGKILL");
    await node.stop();
    rmSync(folder, { recursive: true });
    at.provider.destroy();
  });

  it("F13: refuse to run without a history, and begin one only when they are told to", async () => {
    expect(await refusal(environmentOf(1))).to.deep.equal([4, "VALIDATOR_HISTORY_MISSING"]);
    for (const index of VALIDATORS) await start(index, "--new-history");
  });

  it("F14: no second one runs on the same data", async () => {
    expect(await refusal(environmentOf(1))).to.deep.equal([4, "VALIDATOR_DATABASE_LOCKED"]);
  });

  it("say nothing in the epoch in which their histories began, which is skipped", async () => {
    const { schedule, reserve } = at.collective;
    await at.warpTo((await schedule.revealEndsAt(1)) + 60n);
    await until("the end of epoch 1", async () => (await reserve.lastSettledEpoch()) >= 1n);
    expect(await all(VALIDATORS, async (index) => !(await isCommitted(1, index)))).to.equal(true);
  });

  it("F32: settle an epoch with the right root while one lies", async () => {
    await settle(2, VALIDATORS);
    expect(await at.collective.distributor.lastActiveEpoch()).to.equal(2n);
  });

  it("F7 F33: settle another while one was killed and started again, and one is away", async () => {
    expect(await end(4, "SIGTERM")).to.equal(0);
    cpSync(join(folder, "data-4"), join(folder, "older-data"), { recursive: true });
    await settle(3, [1, 2, 3, LIAR], {
      committed: async () => {
        await end(1, "SIGKILL");
        await start(1);
      },
    });
    expect(await at.collective.distributor.lastActiveEpoch()).to.equal(3n);
  });

  it("F27 F33: settle a third with all of them back, while the clock of one is set by hours", async () => {
    await start(4);
    const before = running.get(JUMPY)!.printed;
    await settle(4, VALIDATORS, {
      over: () => {
        setClock("+3h");
      },
      committed: async () => {
        await end(JUMPY, "SIGKILL");
        setClock("-2h");
        await start(JUMPY);
      },
      revealed: () => {
        setClock("+5h");
      },
    });
    const { distributor } = at.collective;
    const { printed } = running.get(JUMPY)!;

    expect(await distributor.lastActiveEpoch()).to.equal(4n);
    const [early, late] = [before(), printed()].map(clockReadings);
    expect(spread(early!)).to.be.greaterThan(2.9);
    expect(spread(late!)).to.be.greaterThan(6.9);
    expect(Math.min(...late!)).to.be.lessThan(Math.max(...early!));
    expect(BigInt(await distributor.voteOf(4, 1, await account(JUMPY)))).to.not.equal(0n);
    for (const index of [1, 2, 3, 4]) {
      const votes = await distributor.queryFilter(
        distributor.filters.RootSubmitted(undefined, undefined, await account(index)),
      );
      expect(new Set(votes.map(({ args }) => String(args.epoch))).size).to.equal(votes.length);
    }
    const verified = await runProgram(
      "hardhat",
      ["rewards", "verify", "--from", join(folder, "bundles"), "--network", "localhost"],
      { LOCALHOST_RPC_URL: node.url },
    );
    expect(verified.exitCode, verified.stdout + verified.stderr).to.equal(0);
  });

  it("F15: halt for good when their key states something elsewhere", async () => {
    const { schedule } = at.collective;
    const { child, printed } = running.get(3)!;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    // So that it does not commit first.
    child.kill("SIGSTOP");
    await at.warpTo((await schedule.endOf(5)) + 1n);
    await (await (await at.as(3)).commitments.commitScores(5, `0x${"7".repeat(64)}`)).wait();
    child.kill("SIGCONT");

    expect(await ended).to.equal(4);
    expect(printed()).to.include("halted: VALIDATOR_KEY_USED_ELSEWHERE");
  });

  it("F37: end in good order when they are told to", async () => {
    for (const index of [1, 2, 4]) expect(await end(index, "SIGTERM")).to.equal(0);
  });

  it("F12: refuse to run on an older copy of their data", async () => {
    const older = { ...environmentOf(4), VALIDATOR_DATA: join(folder, "older-data") };
    expect(await refusal(older)).to.deep.equal([4, "VALIDATOR_KEY_USED_ELSEWHERE"]);
  });

  it("F21: refuse to go on when a final block was replaced while they were away", async () => {
    await node.call("anvil_rollback", 3);
    await node.call("anvil_mine", "0xa");
    expect(await refusal(environmentOf(1))).to.deep.equal([4, "CHAIN_FINAL_BLOCK_REPLACED"]);
  });
});

/** When each line of a log was written, by the clock of its program, in hours. */
function clockReadings(log: string): number[] {
  const times = [...log.matchAll(/"time":"([^"]+)"/g)].map(([, time = ""]) => Date.parse(time) / 3_600_000);
  expect(times.length).to.be.greaterThan(1);
  return times;
}

function spread(hours: readonly number[]): number {
  return Math.max(...hours) - Math.min(...hours);
}

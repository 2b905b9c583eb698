import { expect } from "chai";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakedClock } from "../../scripts/checks/servers/ensure-faketime.ts";
import { runProgram } from "../helpers/run-program.ts";
import { validatorPrograms, type NodeProgram, type ValidatorPrograms } from "../helpers/validator-programs.ts";

const LIAR = 5;
/** Its machine's clock is set by hours, forwards and back. */
const JUMPY = 2;
const VALIDATORS = [1, 2, 3, 4, LIAR];
/** By how much that clock is off. */
const CLOCK = join(mkdtempSync(join(tmpdir(), "clock-")), "offset");
const setClock = (offset: string): void => {
  writeFileSync(CLOCK, `${offset}\n`);
};

describe("five validators as separate programs on anvil", () => {
  let programs: ValidatorPrograms;
  let at: ValidatorPrograms["at"];

  async function programOf(account: number): Promise<NodeProgram> {
    if (account === LIAR) return { command: [process.execPath, "test/e2e/lying-node.ts", "2,4"] };
    const command = ["hardhat", "validate", "run", "--network", "localhost"] as const;
    return account === JUMPY ? { command, environment: await fakedClock(CLOCK) } : { command };
  }

  /** Exit code and error code of a program that does not even start. */
  async function refusal(environment: Record<string, string>): Promise<[number, string | undefined]> {
    const run = ["validate", "run", "--network", "localhost"];
    const { exitCode, stderr } = await runProgram("hardhat", run, environment);
    return [exitCode, stderr.split(":")[0]];
  }

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
    await programs.until(`commitments of epoch ${epoch}`, () => all(present, (index) => isCommitted(epoch, index)));
    await during.committed?.();
    await at.warpTo(await schedule.commitEndsAt(epoch));
    const hasRevealed = async (index: number) => commitments.hasRevealed(epoch, await account(index));
    await programs.until(`score files of epoch ${epoch}`, () => all(present, hasRevealed));
    await during.revealed?.();
    await at.warpTo(await schedule.revealEndsAt(epoch));
    await programs.until(`a root for epoch ${epoch}`, async () => (await distributor.pendingRoot()).activatesAt !== 0n);
    const { activatesAt } = await distributor.pendingRoot();
    await at.warpTo(activatesAt + 60n);
    await programs.until(`the end of epoch ${epoch}`, async () => (await reserve.lastSettledEpoch()) >= BigInt(epoch));
  }

  before(async () => {
    setClock("+0");
    programs = await validatorPrograms({ accounts: VALIDATORS, programOf });
    ({ at } = programs);
  });

  after(async () => {
    await programs.stop();
    rmSync(CLOCK);
  });

  it("F13: refuse to run without a history, and begin one only when they are told to", async () => {
    expect(await refusal(programs.environmentOf(1))).to.deep.equal([4, "VALIDATOR_HISTORY_MISSING"]);
    for (const index of VALIDATORS) await programs.start(index, "--new-history");
  });

  it("F14: no second one runs on the same data", async () => {
    expect(await refusal(programs.environmentOf(1))).to.deep.equal([4, "VALIDATOR_DATABASE_LOCKED"]);
  });

  it("say nothing in the epoch in which their histories began, which is skipped", async () => {
    const { schedule, reserve } = at.collective;
    await at.warpTo((await schedule.revealEndsAt(1)) + 60n);
    await programs.until("the end of epoch 1", async () => (await reserve.lastSettledEpoch()) >= 1n);
    expect(await all(VALIDATORS, async (index) => !(await isCommitted(1, index)))).to.equal(true);
  });

  it("F32: settle an epoch with the right root while one lies", async () => {
    await settle(2, VALIDATORS);
    expect(await at.collective.distributor.lastActiveEpoch()).to.equal(2n);
  });

  it("F7 F33: settle another while one was killed and started again, and one is away", async () => {
    expect(await programs.end(4, "SIGTERM")).to.equal(0);
    cpSync(join(programs.folder, "data-4"), join(programs.folder, "older-data"), { recursive: true });
    await settle(3, [1, 2, 3, LIAR], {
      committed: async () => {
        await programs.end(1, "SIGKILL");
        await programs.start(1);
      },
    });
    expect(await at.collective.distributor.lastActiveEpoch()).to.equal(3n);
  });

  it("F27 F33: settle a third with all of them back, while the clock of one is set by hours", async () => {
    await programs.start(4);
    const before = programs.running.get(JUMPY)!.printed;
    await settle(4, VALIDATORS, {
      over: () => {
        setClock("+3h");
      },
      committed: async () => {
        await programs.end(JUMPY, "SIGKILL");
        setClock("-2h");
        await programs.start(JUMPY);
      },
      revealed: () => {
        setClock("+5h");
      },
    });
    const { distributor } = at.collective;
    const { printed } = programs.running.get(JUMPY)!;

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
      ["rewards", "verify", "--from", join(programs.folder, "bundles"), "--network", "localhost"],
      programs.environmentOf(1),
    );
    expect(verified.exitCode, verified.stdout + verified.stderr).to.equal(0);
  });

  it("F15: halt for good when their key states something elsewhere", async () => {
    const { schedule } = at.collective;
    const { child, printed } = programs.running.get(3)!;
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
    for (const index of [1, 2, 4]) expect(await programs.end(index, "SIGTERM")).to.equal(0);
  });

  it("F12: refuse to run on an older copy of their data", async () => {
    const older = { ...programs.environmentOf(4), VALIDATOR_DATA: join(programs.folder, "older-data") };
    expect(await refusal(older)).to.deep.equal([4, "VALIDATOR_KEY_USED_ELSEWHERE"]);
  });

  it("F21: refuse to go on when a final block was replaced while they were away", async () => {
    await programs.node.call("anvil_rollback", 3);
    await programs.node.call("anvil_mine", "0xa");
    expect(await refusal(programs.environmentOf(1))).to.deep.equal([4, "CHAIN_FINAL_BLOCK_REPLACED"]);
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

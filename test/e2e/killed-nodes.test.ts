import { expect } from "chai";
import { sql } from "kysely";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { readEvents } from "../../src/chain/read-events.ts";
import { statementSources, toStatement, type ChainStatement } from "../../src/chain/statement-history.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { epochRecords } from "../../src/validator/database/epoch-records.ts";
import { openDatabase } from "../../src/validator/database/open-database.ts";
import { openSigningHistory } from "../../src/validator/database/signing-history.ts";
import { validatorPrograms, type ValidatorPrograms } from "../helpers/validator-programs.ts";
import { seededRandom, type Random } from "../simulation/seeded-random.ts";

/** How many nodes are killed; `npm run test:deep` asks for 300. */
const KILLS = Number(process.env.NODE_KILLS ?? 6);
const SEED = Number(process.env.NODE_KILLS_SEED ?? 1);
const VICTIMS = [1, 2, 3];
/** What everybody's database has to equal in the end. */
const WITNESS = 4;
const VALIDATORS = [...VICTIMS, WITNESS];
const FIRST_EPOCH = 2;
/** Kills of one validator in one phase: with more of them its window would close. */
const MOST_IN_PHASE = 2;
const LONGEST_LIFE_MS = 5_000;

describe(`real nodes that are killed ${KILLS} times at random, seed ${SEED}`, function () {
  this.timeout(4 * 3_600_000);
  const random = seededRandom(SEED);
  const killed = { starting: 0, running: 0 };
  let programs: ValidatorPrograms;
  let epochs = 0;

  before(async () => {
    const command = [process.execPath, "test/helpers/hardhat-program.ts", "validate", "run", "--network", "localhost"];
    const programOf = () => ({ command: command as [string, ...string[]] });
    programs = await validatorPrograms({ accounts: VALIDATORS, programOf, finality: 2 });
    // So that transactions wait for a block, as they do on a public chain.
    await programs.node.call("evm_setAutomine", false);
    await programs.node.call("evm_setIntervalMining", 1);
    for (const account of VALIDATORS) await programs.start(account, "--new-history");
  });

  after(async () => {
    await programs.stop();
  });

  const addressOf = async (account: number) => toAddress(await programs.at.accountOf(account));
  const all = async (isSo: (validator: string) => Promise<boolean>) =>
    (await Promise.all(VALIDATORS.map(async (account) => isSo(await addressOf(account))))).every(Boolean);

  /** Kills a validator so many times, each time while it starts or some moment after, and starts it again. */
  async function torment(account: number, times: number, own: Random): Promise<void> {
    for (let time = 0; time < times; time++) {
      const { child, printed } = programs.running.get(account)!;
      const isPatient = own.permille(750);
      while (isPatient && !printed().includes('"msg":"started"')) {
        if (child.exitCode !== null) throw new Error(`validator ${account} ended: ${printed()}`);
        await setTimeout(20);
      }
      await setTimeout(own.below(LONGEST_LIFE_MS));
      killed[printed().includes('"msg":"started"') ? "running" : "starting"]++;
      await programs.end(account, "SIGKILL");
      await programs.launch(account);
    }
  }

  /** Opens a window, torments everybody in it, and waits until all have done what it is for. */
  async function phase(what: string, opensAt: bigint, isDone: () => Promise<boolean>): Promise<void> {
    const { at } = programs;
    if (BigInt((await at.provider.getBlock("latest"))!.timestamp) < opensAt) await at.warpTo(opensAt);
    await Promise.all(
      VICTIMS.map(async (account) => {
        const left = KILLS - killed.starting - killed.running;
        await torment(account, Math.min(left, random.below(MOST_IN_PHASE + 1)), seededRandom(random.below(2 ** 31)));
      }),
    );
    await programs.until(what, isDone);
  }

  async function settle(epoch: number): Promise<void> {
    const { schedule, commitments, distributor, reserve } = programs.at.collective;
    await phase(`commitments of epoch ${epoch}`, (await schedule.endOf(epoch)) + 1n, () =>
      all(async (validator) => BigInt(await commitments.commitmentOf(epoch, validator)) !== 0n),
    );
    await phase(`score files of epoch ${epoch}`, await schedule.commitEndsAt(epoch), () =>
      all((validator) => commitments.hasRevealed(epoch, validator)),
    );
    await phase(`votes of epoch ${epoch}`, await schedule.revealEndsAt(epoch), () =>
      all(async (validator) => BigInt(await distributor.voteOf(epoch, 1, validator)) !== 0n),
    );
    const { activatesAt } = await distributor.pendingRoot();
    await phase(
      `the end of epoch ${epoch}`,
      activatesAt + 60n,
      async () => (await reserve.lastSettledEpoch()) >= epoch,
    );
  }

  /** Everything that a validator has said on chain. */
  async function saidOnChain(account: number): Promise<ChainStatement[]> {
    const { collective, provider } = programs.at;
    const range = { fromBlock: 0, toBlock: await provider.getBlockNumber() };
    const said: ChainStatement[] = [];
    for (const { contract, events } of statementSources(collective, await addressOf(account))) {
      for (const event of events) said.push(...(await readEvents(contract, event, range)).map(toStatement));
    }
    return said;
  }

  /** What a validator's database says, once its program has ended. */
  async function kept(account: number) {
    const { folder, at } = programs;
    const database = await openDatabase({ folder: join(folder, `data-${account}`, "database") });
    const { distributor } = at.record.contracts;
    const signer = { validator: await addressOf(account), chainId: 31_337n, distributor };
    const history = await openSigningHistory(database, signer);
    const statements = [];
    for (let epoch = 0; epoch <= epochs; epoch++) statements.push(...(await history.statementsOf(epoch)));
    const { rows } = await database.read((tables) =>
      sql<{ fingerprints: string; credits: string; unfinished: string; pending: string }>`select
        (select md5(string_agg(fingerprint::text, ' ' order by fingerprint)) from validator.fingerprints) as fingerprints,
        (select md5(string_agg(row(credits.*)::text, ' ' order by cluster, day)) from validator.credits) as credits,
        (select count(*)::text from validator.transactions where status is null) as unfinished,
        (select count(*)::text from validator.pending_deltas) as pending`.execute(tables),
    );
    const settledThrough = await epochRecords(database).settledThrough();
    await database.close();
    return { statements, counted: { ...rows[0]!, settledThrough } };
  }

  it("F1 F2 F3 F4 F5 F6 F7: settle every epoch, each with a root", async () => {
    const { at } = programs;
    await at.warpTo((await at.collective.schedule.revealEndsAt(1)) + 60n);
    await programs.until("the end of epoch 1", async () => (await at.collective.reserve.lastSettledEpoch()) >= 1n);
    for (epochs = FIRST_EPOCH; killed.starting + killed.running < KILLS || epochs < FIRST_EPOCH + 2; epochs++) {
      // Some give what somebody has given before.
      if (epochs < 14) await programs.contribute(6 + epochs, epochs % 3 === 0 ? 6 : 6 + epochs);
      await settle(epochs);
      expect(BigInt(await at.collective.distributor.rootOf(epochs)), `epoch ${epochs}`).to.not.equal(0n);
    }
    epochs--;
    console.log(
      `      ${killed.running} killed while running, ${killed.starting} while starting, ${epochs - 1} epochs`,
    );
    expect(killed.starting + killed.running).to.be.at.least(KILLS);
  });

  it("F7: have all taken over what the chain settled, and end in good order", async () => {
    for (const account of VALIDATORS) {
      const { port } = JSON.parse(
        /^.*"msg":"started".*"port".*$/m.exec(programs.running.get(account)!.printed())![0],
      ) as {
        port: number;
      };
      await programs.until(`settlement by validator ${account}`, async () => {
        const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
        return metrics.includes(`validator_settled_epoch{by="database"} ${epochs}\n`);
      });
      expect(await programs.end(account, "SIGTERM")).to.equal(0);
    }
  });

  it("F5 F7: have said one thing each in every epoch, on chain what their databases hold", async () => {
    for (const account of VALIDATORS) {
      const said = await saidOnChain(account);
      const { statements } = await kept(account);
      const expected = Array.from({ length: epochs - 1 }, (_, index) => index + FIRST_EPOCH);
      const names = (kind: string) => said.filter((each) => each.kind === kind).map(({ epoch }) => epoch);
      expect([names("scores"), names("report"), names("veto")]).to.deep.equal([expected, expected, []]);
      expect(statements).to.have.deep.members(said);
    }
  });

  it("F6 F7: count the same as the one that nobody killed", async () => {
    const witness = await kept(WITNESS);
    expect(witness.counted).to.include({ pending: "0", settledThrough: epochs });
    expect(witness.counted.fingerprints).to.match(/^[0-9a-f]{32}$/);
    for (const account of VICTIMS) {
      const { counted } = await kept(account);
      expect({ ...counted, unfinished: "" }).to.deep.equal({ ...witness.counted, unfinished: "" });
    }
  });
});

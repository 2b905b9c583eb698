import { expect } from "chai";
import { BrowserProvider, HDNodeWallet } from "ethers";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blockAt } from "../../src/chain/finality.ts";
import { readEvents } from "../../src/chain/read-events.ts";
import { statementSources, toStatement, type ChainStatement } from "../../src/chain/statement-history.ts";
import type { LookingProvider } from "../../src/chain/transactions/sender-options.ts";
import { TransactionSender } from "../../src/chain/transactions/transaction-sender.ts";
import type { Hex } from "../../src/primitives/bytes.ts";
import { toAddress, type Address } from "../../src/primitives/identifiers.ts";
import type { NodeMeans } from "../../src/validator/node/node-means.ts";
import { collectiveAtWork, syntheticZip } from "../helpers/collective-at-work.ts";
import { MemoryJournal } from "../helpers/memory-journal.ts";
import { runUntil, simulatedNode, type SimulatedNode } from "../helpers/simulated-nodes.ts";
import { journalWithKills, killSwitch, withKills, type KillSwitch } from "./kill-switch.ts";

type AtWork = Awaited<ReturnType<typeof collectiveAtWork>>;

/** `npm run test:deep` kills at every point; here at each one of so many. */
const EVERY = process.env.KILL_POINTS === "all" ? 1 : 7;
const WORDS = HDNodeWallet.fromPhrase("test test test test test test test test test test test junk", "", "m");
const GWEI = 10n ** 9n;
const SETTINGS = {
  ...{ maxFeePerGas: 1_000n * GWEI, maxGas: 3_000_000n, pollMs: 1 },
  ...{ raiseAfterBlocks: 1_000, raiseAfterSeconds: 1_000_000 },
};

/** The chain in this process, through which a node may die around each broadcast. */
class MortalProvider extends BrowserProvider implements LookingProvider {
  readonly #life: KillSwitch;

  constructor({ connection }: AtWork, life: KillSwitch) {
    super(connection.provider, 31_337, { cacheTimeout: -1, staticNetwork: true });
    this.#life = life;
  }

  async look() {
    const head = await blockAt(this, "latest");
    return { head, final: head };
  }

  override broadcastTransaction(raw: string) {
    return this.#life.around("broadcasting", (signed: string) => super.broadcastTransaction(signed))(raw);
  }
}

/** A node that sends as the program does, and may die at every step; its sender is another one after each death. */
function mortalNode(work: AtWork, index: number, life: KillSwitch) {
  const journal = new MemoryJournal();
  const open = () =>
    TransactionSender.open({
      ...{ chain: new MortalProvider(work, life), chainId: 31_337, settings: SETTINGS },
      signer: WORDS.derivePath(`m/44'/60'/0'/0/${index + 1}`),
      journal: journalWithKills(journal, life),
    });
  let sender = open();
  const send: NodeMeans["send"] = async (purpose, { to, data }) => {
    await (await sender).send({ purpose, to: toAddress(to), data: data as Hex });
  };
  const lookAround = () => {
    if (life.isDead()) life.pass("looking");
    return Promise.resolve();
  };
  const node = simulatedNode(work, index, (means) => withKills({ ...means, send }, life), { lookAround });
  const act = async (): Promise<number> => {
    const pause = await node.act();
    if (!life.isDead()) return pause;
    life.revive();
    node.restart();
    sender = open();
    return 1_000;
  };
  return { journal, node: { ...node, act } satisfies SimulatedNode };
}

async function saidBy({ collective, range }: AtWork, validator: Address): Promise<ChainStatement[]> {
  const said: ChainStatement[] = [];
  for (const { contract, events } of statementSources(collective, validator)) {
    for (const event of events) said.push(...(await readEvents(contract, event, await range())).map(toStatement));
  }
  return said;
}

describe("a node that is killed at each of its steps", function () {
  this.timeout(1_200_000);
  let base: AtWork;

  before(async () => {
    base = await collectiveAtWork();
    for (const person of [0, 1]) {
      await base.register(base.people[person]!, await base.prepare(base.people[person]!, syntheticZip(person)));
    }
  });

  /** One epoch of four nodes, of which the first dies at its step number `point`; gives the step's name, if it came to it. */
  async function epochWith(point: number): Promise<string | null> {
    const clean = String(await base.provider.send("evm_snapshot", []));
    const work = { ...base, folder: mkdtempSync(join(tmpdir(), "kill-points-")) };
    let steps = 0;
    let died: string | null = null;
    const life = killSwitch((step) => {
      if (step === "reading the journal" || steps++ !== point) return false;
      died = step;
      return true;
    });
    const { journal, node } = mortalNode(work, 0, life);
    const nodes = [node, ...[1, 2, 3].map((index) => simulatedNode(work, index))];
    const isTakenOver = async () =>
      (await Promise.all(nodes.map(({ means }) => means.epochs.settledThrough()))).every((epoch) => epoch === 1);
    await runUntil(work, nodes, isTakenOver);

    const said = await saidBy(work, node.means.validator);
    const { statements, counted } = node.records;
    expect(BigInt(await work.collective.distributor.rootOf(1))).to.not.equal(0n);
    expect(said.map(({ kind, epoch }) => `${kind} ${epoch}`)).to.deep.equal(["scores 1", "report 1"]);
    expect(statements).to.deep.equal(said);
    expect(counted).to.deep.equal(nodes[1]!.records.counted);
    expect([await journal.unfinished(), node.state().halted]).to.deep.equal([[], null]);
    const purposes = [...journal.all.values()].map(({ purpose }) => purpose);
    expect(new Set(purposes).size, purposes.join(", ")).to.equal(purposes.length);
    await base.provider.send("evm_revert", [clean]);
    return died;
  }

  it(`F1 F2 F3 F4 F5 F6: says one thing and sends it once, wherever it died, of every ${EVERY} steps one`, async () => {
    const died: string[] = [];
    for (let point = 0; ; point += EVERY) {
      const step = await epochWith(point);
      if (step === null) break;
      died.push(step);
    }
    console.log(`      killed ${died.length} times: ${[...new Set(died)].join(", ")}`);

    expect(died.length).to.be.at.least(Math.floor(30 / EVERY));
  });
});

import { local } from "../../deploy/config/local.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { connectCollective } from "../../src/chain/collective.ts";
import type { NodeMeans } from "../../src/validator/node/node-means.ts";
import { collectiveAtWork, syntheticZip } from "../helpers/collective-at-work.ts";
import { simulatedNode, type SimulatedNode } from "../helpers/simulated-nodes.ts";
import { withReport } from "../helpers/with-report.ts";
import { killSwitch, withKills, type KillSwitch } from "./kill-switch.ts";
import { seededRandom, type Random } from "./seeded-random.ts";

/** How often things go wrong, in ‰: each RPC request, a reorganisation after each round, an end at each durable step. */
export type FaultRates = { readonly rpc: number; readonly reorg: number; readonly kill: number };

export type Simulation = {
  readonly seed: number;
  readonly epochs: number;
  readonly rates: FaultRates;
};

/** What a simulation ended with; `problems` is empty when every promise was kept. */
export type SimulationResult = {
  readonly problems: readonly string[];
  readonly faults: { rpc: number; reorgs: number; kills: number; lies: number };
};

type AtWork = Awaited<ReturnType<typeof collectiveAtWork>>;

/** Blocks after which one is final; reorganisations stay below. */
const FINALITY = 4;
const LIAR = 4;
/** Of the development accounts. */
const FIFTH_ACCOUNT = toAddress("0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc");

/**
 * Runs five validators, of which one lies, through `epochs` epochs on a real chain in this process, with faults that follow
 * from the seed alone. Everything but the chain's node, the clock and the faults is what the program runs.
 */
export async function simulate({ seed, epochs, rates }: Simulation): Promise<SimulationResult> {
  const random = seededRandom(seed);
  const fifth = { ...local.validators.genesis[0]!, account: FIFTH_ACCOUNT };
  const genesis = [...local.validators.genesis, fifth];
  const base = await collectiveAtWork({ ...local, validators: { ...local.validators, genesis } });
  const faults = { rpc: 0, reorgs: 0, kills: 0, lies: 0 };
  const work = { ...base, record: { ...base.record, finality: FINALITY } };
  const shaky = shakyProvider(work, random, rates.rpc, faults);
  const mortals = [0, 1, 2, 3, LIAR].map((index): Mortal => {
    const life = killSwitch(() => {
      if (!random.permille(rates.kill)) return false;
      faults.kills++;
      return true;
    });
    const change = (means: NodeMeans): NodeMeans => {
      const killable = withKills({ ...means, collective: connectCollective(work.record, shaky) }, life);
      return index === LIAR ? lying(killable, work, random, faults) : killable;
    };
    // The dead do not look either.
    const lookAround = () => {
      if (life.isDead()) life.pass("looking");
      return Promise.resolve();
    };
    return { life, node: simulatedNode(work, index, change, { isByzantine: index === LIAR, lookAround }) };
  });
  const nodes = mortals.map(({ node }) => node);
  await contribute(work, 0);
  await contribute(work, 1);
  const problems = await run(work, mortals, { random, epochs, reorg: rates.reorg, faults });
  return { problems: [...problems, ...(await brokenPromises(work, nodes, epochs))], faults };
}

type Mortal = { readonly node: SimulatedNode; readonly life: KillSwitch };
type Course = { random: Random; epochs: number; reorg: number; faults: SimulationResult["faults"] };

async function run(work: AtWork, mortals: readonly Mortal[], { random, epochs, reorg, faults }: Course) {
  const { reserve, schedule } = work.collective;
  let contributed = 1;
  for (let round = 0; round < epochs * 150; round++) {
    const settled = Number(await reserve.lastSettledEpoch());
    if (settled >= epochs && mortals.every(({ node }) => node.state().running === null)) return [];
    const before = await work.provider.getBlock("latest");
    const snapshot = String(await work.provider.send("evm_snapshot", []));
    const pauses: number[] = [];
    for (const mortal of mortals) {
      // A lie cannot be told by somebody who is not there: nobody acts in every round. Time does not leap meanwhile.
      pauses.push(random.permille(900) ? await actOrDie(mortal) : 1_000);
    }
    const { number } = (await work.provider.getBlock("latest"))!;
    if (number > before!.number && number - before!.number < FINALITY && random.permille(reorg)) {
      await work.provider.send("evm_revert", [snapshot]);
      faults.reorgs++;
      await work.warpTo(before!.timestamp + 2);
      continue;
    }
    if (contributed <= settled && contributed < 8 && Number(await schedule.currentEpoch()) > contributed) {
      await contribute(work, ++contributed);
    }
    const pause = Math.min(3_600_000, ...pauses);
    const { timestamp } = (await work.provider.getBlock("latest"))!;
    await work.warpTo(timestamp + Math.max(1, Math.ceil(pause / 1_000)));
    await work.provider.send("hardhat_mine", [`0x${FINALITY.toString(16)}`]);
  }
  return [`epoch ${epochs} was not settled`];
}

async function actOrDie({ node, life }: Mortal): Promise<number> {
  const pause = await node.act();
  if (!life.isDead()) return pause;
  life.revive();
  node.restart();
  return 1_000;
}

/** Some people contribute the text of somebody before them: worth nothing, if the state is right. */
async function contribute(work: AtWork, person: number): Promise<void> {
  const owner = work.people[person]!;
  const zip = syntheticZip(person % 3 === 2 ? person - 2 : person);
  await work.register(owner, await work.prepare(owner, zip));
}

/** A node's endpoint that breaks off requests, before or after the chain has taken them. */
function shakyProvider({ provider }: AtWork, random: Random, permille: number, faults: SimulationResult["faults"]) {
  const shaky: typeof provider = new Proxy(provider, {
    get(target, name) {
      if (name === "provider") return shaky;
      const part: unknown = Reflect.get(target, name);
      if (typeof part !== "function") return part;
      return (...args: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(part, target, args);
        if (!(answer instanceof Promise) || !random.permille(permille)) return answer;
        faults.rpc++;
        return answer.then(() => {
          throw Object.assign(new Error("connection reset"), { code: "ECONNRESET" });
        });
      };
    },
  });
  return shaky;
}

/** Withholds, votes for random roots, votes twice. */
function lying(means: NodeMeans, work: AtWork, random: Random, faults: SimulationResult["faults"]): NodeMeans {
  const { distributor } = work.collective;
  return {
    ...means,
    history: { ...means.history, state: () => Promise.resolve("new") },
    send: async (purpose, transaction) => {
      if (random.permille(300)) return;
      if (!purpose.startsWith("report") || random.permille(300)) {
        await means.send(purpose, transaction);
        return;
      }
      faults.lies++;
      const root = `0x${random
        .below(2 ** 32)
        .toString(16)
        .padStart(64, "0")}`;
      await means.send(purpose, await withReport(distributor, transaction, (report) => ({ ...report, root })));
      if (random.permille(500)) await means.send(purpose, transaction);
    },
  };
}

/** No second vote of an honest validator, no lost epoch, and a state that equals that of one who missed nothing. */
async function brokenPromises(work: AtWork, nodes: readonly SimulatedNode[], epochs: number): Promise<string[]> {
  const { distributor, reserve } = work.collective;
  const problems: string[] = [];
  for (const [index, { means, state }] of nodes.slice(0, LIAR).entries()) {
    const halted = state().halted;
    if (halted !== null) problems.push(`validator ${index} halted: ${halted}`);
    const { RootSubmitted, RootConfirmed } = distributor.filters;
    const votes = [
      ...(await distributor.queryFilter(RootSubmitted(undefined, undefined, means.validator))),
      ...(await distributor.queryFilter(RootConfirmed(undefined, undefined, means.validator))),
    ];
    const digests = new Map<string, Set<string>>();
    for (const { args } of votes) {
      const key = `${args.epoch}.${args.attempt}`;
      digests.set(key, (digests.get(key) ?? new Set()).add(args.reportHash));
    }
    for (const [key, said] of digests) if (said.size > 1) problems.push(`validator ${index} voted twice in ${key}`);
  }
  for (let epoch = 1; epoch <= epochs; epoch++) {
    if (BigInt(await distributor.rootOf(epoch)) === 0n) problems.push(`epoch ${epoch} was lost`);
  }
  // It has the key of somebody whose statements it does not know, and must not mind.
  const witness = simulatedNode(work, 0, undefined, { isByzantine: true });
  const settled = Number(await reserve.lastSettledEpoch());
  for (let round = 0; (await witness.records.epochs.settledThrough()) < settled - 1; round++) {
    if (round === 10 * epochs) return [...problems, `the witness did not get to epoch ${settled - 1}`];
    await witness.act();
  }
  for (const [index, { records }] of nodes.slice(0, LIAR).entries()) {
    const own = JSON.stringify(records.counted, bigintText);
    const whole = JSON.stringify(witness.records.counted, bigintText);
    if (!whole.startsWith(own.slice(0, -1))) problems.push(`validator ${index} counts something else`);
  }
  return problems;
}

function bigintText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

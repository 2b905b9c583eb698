import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { finalizedBlock } from "../../src/chain/finality.ts";
import { providerOf } from "../../src/chain/provider-of.ts";
import { explainRevert } from "../../src/chain/send-transaction.ts";
import { bytesToHex } from "../../src/primitives/bytes.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";
import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { look } from "../../src/validator/node/look.ts";
import type { NodeDuty, NodeEffect, NodeEvent } from "../../src/validator/node/node-event.ts";
import type { NodeMeans } from "../../src/validator/node/node-means.ts";
import { performDuty } from "../../src/validator/node/perform-duty.ts";
import { carryOut } from "../../src/validator/node/run-node.ts";
import { watchStatements } from "../../src/validator/node/watch-statements.ts";
import { newNode, step, type NodeState, type NodeStep } from "../../src/validator/node/step.ts";
import { scoringHere } from "../../src/validator/score-epoch.ts";
import type { collectiveAtWork } from "./collective-at-work.ts";
import { memoryRecords } from "./memory-records.ts";

type AtWork = Awaited<ReturnType<typeof collectiveAtWork>>;

const DAY = 86_400_000;

/** A node that is driven by hand: it acts until it would wait. */
export type SimulatedNode = {
  readonly means: NodeMeans;
  readonly records: ReturnType<typeof memoryRecords>;
  /** Codes of everything that failed, oldest first. */
  readonly failures: readonly string[];
  /** Acts until it would wait or has halted; gives the milliseconds that it would wait. */
  readonly act: () => Promise<number>;
  readonly state: () => NodeState;
  /** Forgets what was only in memory. */
  readonly restart: () => void;
};

/** How a simulated node differs from others. */
export type SimulatedOptions = {
  /** It does not halt by itself. */
  readonly isByzantine?: boolean;
  /** What its endpoints do before each look. */
  readonly lookAround?: () => Promise<unknown>;
};

/** The node of validator `index`; `change` puts other parts in the place of its own. */
export function simulatedNode(
  work: AtWork,
  index: number,
  change: (means: NodeMeans) => NodeMeans = (means) => means,
  { isByzantine = false, lookAround = () => Promise.resolve() }: SimulatedOptions = {},
): SimulatedNode {
  const { account, address } = work.validators[index]!;
  const records = memoryRecords();
  const folder = join(work.folder, "bundles");
  const means = change({
    collective: work.collective,
    record: work.record,
    validator: address,
    ...records,
    scoring: scoringHere(work.means(index)),
    salt: () => toHex32(bytesToHex(randomBytes(32))),
    blobs: work.blobs,
    bundles: { folder, uri: "file:bundles", sources: [openBundleSource(folder)] },
    patience: 0,
    send: async (_purpose, call) => {
      try {
        await (await account.sendTransaction(call)).wait();
      } catch (cause) {
        throw explainRevert(cause);
      }
    },
  });
  const pace = { pollMs: DAY, retryMs: 1_000, longestRetryMs: 60_000 };
  const failures: string[] = [];
  let state = newNode(pace);
  let next: Extract<NodeEffect, { kind: "look" | "perform" }> | null = null;
  let at = 0;
  let statements = watchStatements(means);
  const shell = {
    now: () => at,
    look: async () => {
      await lookAround();
      const { number } = await finalizedBlock(providerOf(means.collective.reserve), means.record.finality);
      if (!isByzantine) await statements.advance(number);
      const sight = await look({ ...means, turnSeconds: 1 });
      return isByzantine ? { ...sight, foreign: [] } : sight;
    },
    perform: (duty: NodeDuty) => performDuty(duty, means),
  };

  return {
    means,
    records,
    failures,
    state: () => state,
    restart: () => {
      state = newNode(pace);
      next = null;
      statements = watchStatements(means);
    },
    act: async () => {
      at = (await work.provider.getBlock("latest"))!.timestamp * 1_000;
      let event: NodeEvent = next === null ? { kind: "started", at } : await carryOut(shell, next);
      for (;;) {
        if (event.kind === "failed" || event.kind === "blinded") failures.push(event.code);
        const after: NodeStep = step(state, event);
        ({ state } = after);
        const effect = after.effects.find(({ kind }) => kind === "look" || kind === "perform");
        if (effect?.kind !== "look" && effect?.kind !== "perform") return DAY;
        next = effect;
        if (effect.kind === "look" && effect.afterMs > 0) return effect.afterMs;
        event = await carryOut(shell, effect);
      }
    },
  };
}

/** Lets all nodes act, and time pass to where the first of them wants to go on, until `isDone`. */
export async function runUntil(
  work: AtWork,
  nodes: readonly SimulatedNode[],
  isDone: () => Promise<boolean>,
): Promise<void> {
  for (let round = 0; round < 400; round++) {
    const pauses = [];
    for (const node of nodes) pauses.push(await node.act());
    if (await isDone()) return;
    const { timestamp } = (await work.provider.getBlock("latest"))!;
    await work.warpTo(timestamp + Math.max(1, Math.ceil(Math.min(...pauses) / 1_000)));
  }
  throw new Error("the nodes did not get there in 400 rounds");
}

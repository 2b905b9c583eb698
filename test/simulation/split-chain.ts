import { network } from "hardhat";
import { HDNodeWallet, JsonRpcProvider } from "ethers";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { local } from "../../deploy/config/local.ts";
import { connectCollective, type Collective } from "../../src/chain/collective.ts";
import { AgreeingProvider } from "../../src/chain/endpoints/agreeing-provider.ts";
import { TransactionSender } from "../../src/chain/transactions/transaction-sender.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import type { Hex } from "../../src/primitives/bytes.ts";
import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { collectiveAtWork } from "../helpers/collective-at-work.ts";
import { startAnvil, type DevelopmentNode } from "../helpers/development-node.ts";
import { startLyingProxy } from "../helpers/lying-proxy.ts";
import { MemoryJournal } from "../helpers/memory-journal.ts";
import { simulatedNode, type SimulatedNode } from "../helpers/simulated-nodes.ts";

/** Blocks after which one is final. */
export const FINALITY = 4;
const WORDS = HDNodeWallet.fromPhrase("test test test test test test test test test test test junk", "", "m");
const GWEI = 10n ** 9n;
const SETTINGS = {
  ...{ maxFeePerGas: 1_000n * GWEI, maxGas: 3_000_000n, pollMs: 20 },
  ...{ raiseAfterBlocks: 1_000, raiseAfterSeconds: 1_000_000 },
};

const PAUSE_MS = 30;
const ROUNDS = 1_000;

/** One of two chains that have a part of their past in common. */
export type Side = {
  readonly node: DevelopmentNode;
  readonly collective: Collective;
  readonly warpTo: (timestamp: bigint | number) => Promise<void>;
  readonly mine: (blocks: number) => Promise<void>;
};

/**
 * Four validators on anvil, which all see one chain until it is split: then the last of them sees another one. Their nodes
 * read and send as the program does, each through two endpoints.
 */
export async function splitChain() {
  const main = await startAnvil("--accounts", "14");
  const connection = await network.create({ network: "localhost", override: { url: main.url } });
  const base = await collectiveAtWork(local, connection);
  const work = { ...base, record: { ...base.record, finality: FINALITY } };
  const proxies = [await startLyingProxy(main.url), await startLyingProxy(main.url)] as const;
  const stops: (() => Promise<void>)[] = proxies.map(({ stop }) => stop);
  const destroyedAtEnd = (provider: { destroy: () => void }): void => {
    stops.unshift(() => {
      provider.destroy();
      return Promise.resolve();
    });
  };
  const sideOf = (node: DevelopmentNode): Side => {
    const provider = new JsonRpcProvider(node.url, undefined, { cacheTimeout: -1 });
    stops.unshift(node.stop);
    destroyedAtEnd(provider);
    return {
      node,
      collective: connectCollective(work.record, provider),
      warpTo: async (timestamp) => {
        await node.call("evm_setNextBlockTimestamp", Number(timestamp));
        await node.call("evm_mine");
      },
      mine: async (blocks) => {
        for (let block = 0; block < blocks; block++) await node.call("evm_mine");
      },
    };
  };
  const nodes: SimulatedNode[] = [];
  const folders = [0, 1, 2, 3].map((index) => join(work.folder, `bundles-${index}`));
  for (const [index, folder] of folders.entries()) {
    const urls = index === 3 ? proxies.map(({ url }) => url) : [main.url, main.url.replace("127.0.0.1", "localhost")];
    const endpoints = () => {
      const provider = new AgreeingProvider({ urls, chainId: 31_337, finality: FINALITY });
      destroyedAtEnd(provider);
      return provider;
    };
    const provider = endpoints();
    const sender = await TransactionSender.open({
      ...{ chain: endpoints(), chainId: 31_337, journal: new MemoryJournal(), settings: SETTINGS },
      signer: WORDS.derivePath(`m/44'/60'/0'/0/${index + 1}`),
    });
    const parts = {
      collective: connectCollective(work.record, provider),
      bundles: { folder, uri: "file:bundles", sources: folders.map((place) => openBundleSource(place)) },
      send: async (purpose: string, { to, data }: { to: string; data: string }) => {
        await sender.send({ purpose, to: toAddress(to), data: data as Hex });
      },
    };
    const lookAround = () => provider.look();
    nodes.push(simulatedNode(work, index, (means) => ({ ...means, ...parts }), { lookAround }));
  }
  const first = sideOf(main);

  return {
    work,
    nodes,
    main: first,

    /** Begins another chain at the head of the first one, and shows it to the last validator. */
    split: async (): Promise<Side> => {
      const head = Number(await main.call("eth_blockNumber"));
      const args = ["--fork-url", main.url, "--fork-block-number", String(head), "--accounts", "14"];
      const other = sideOf(await startAnvil(...args));
      // Each goes on in another second, so that no block is the same.
      const timestamp = Number(
        ((await main.call("eth_getBlockByNumber", "latest", false)) as { timestamp: string }).timestamp,
      );
      await first.warpTo(timestamp + 1);
      await other.warpTo(timestamp + 2);
      for (const proxy of proxies) proxy.moveTo(other.node.url);
      return other;
    },

    /** The last validator sees what the others see. */
    heal: (): void => {
      for (const proxy of proxies) proxy.moveTo(main.url);
    },

    /** Lets nodes act, again and again while blocks come on these chains, until it is so. */
    act: async (
      acting: readonly SimulatedNode[],
      sides: readonly Side[],
      isSo: () => Promise<boolean>,
    ): Promise<void> => {
      const done = new AbortController();
      const each = async (node: SimulatedNode): Promise<void> => {
        while (!done.signal.aborted) {
          await node.act();
          await setTimeout(PAUSE_MS);
        }
      };
      const all = Promise.all(acting.map(each));
      for (let round = 0; round < ROUNDS && !(await isSo()); round++) {
        for (const side of sides) await side.mine(1);
        await setTimeout(PAUSE_MS);
      }
      done.abort();
      // What is under way still needs blocks.
      const ended = all.then(() => true);
      while (!(await Promise.race([ended, setTimeout(PAUSE_MS, false)]))) for (const side of sides) await side.mine(1);
    },

    stop: async (): Promise<void> => {
      await connection.close();
      for (const stop of stops) await stop();
    },
  };
}

import { Wallet } from "ethers";
import { setTimeout } from "node:timers/promises";
import { AgreeingProvider } from "../../src/chain/endpoints/agreeing-provider.ts";
import type { SenderSettings } from "../../src/chain/transactions/sender-options.ts";
import { TransactionSender } from "../../src/chain/transactions/transaction-sender.ts";
import type { CollectiveError } from "../../src/primitives/errors.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { startAnvil, type DevelopmentNode } from "./development-node.ts";
import { startLyingProxy, type LyingProxy } from "./lying-proxy.ts";
import { MemoryJournal } from "./memory-journal.ts";
import { placeContracts, recorder } from "./tiny-contracts.ts";

/** A sender before two endpoints of a chain on which nothing is mined by itself. */
export type SenderStage = {
  readonly node: DevelopmentNode;
  readonly proxies: readonly [LyingProxy, LyingProxy];
  readonly wallet: Wallet;
  readonly journal: MemoryJournal;
  /** `purpose: code` of each trouble that was told. */
  readonly told: string[];
  /** Another sender for the same account and journal, as after a restart. */
  readonly open: (settings?: Partial<SenderSettings>, finality?: number) => Promise<TransactionSender>;
  readonly mine: (blocks?: number) => Promise<void>;
  /** Mines block after block until a promise settles. */
  readonly mineUntil: <Result>(promise: Promise<Result>) => Promise<Result>;
  /** How many transactions of the account are in blocks. */
  readonly minedCount: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** A call that a test wants made. */
export const wanted = { purpose: "commit 12", to: toAddress(recorder), data: "0x" } as const;

const GWEI = 10n ** 9n;
const settings: SenderSettings = {
  maxFeePerGas: 10_000n * GWEI,
  maxGas: 1_000_000n,
  raiseAfterBlocks: 3,
  raiseAfterSeconds: 1_000_000,
  pollMs: 5,
};

/** Starts a chain; the account has 10 coins, and a block is final when two more are mined, unless told otherwise. */
export async function startSenderStage(...anvil: readonly string[]): Promise<SenderStage> {
  const node = await startAnvil("--no-mining", ...anvil);
  await placeContracts(node);
  const proxies = [await startLyingProxy(node.url), await startLyingProxy(node.url)] as const;
  const wallet = new Wallet(`0x${"5".repeat(64)}`);
  await node.call("anvil_setBalance", wallet.address, `0x${(10n ** 19n).toString(16)}`);
  await node.call("anvil_mine", "0x10");
  const journal = new MemoryJournal();
  const told: string[] = [];
  const providers: AgreeingProvider[] = [];
  const mine = async (blocks = 1) => {
    for (let i = 0; i < blocks; i++) await node.call("evm_mine");
  };
  return {
    node,
    proxies,
    wallet,
    journal,
    told,
    mine,
    open: (changed = {}, finality = 2) => {
      const urls = proxies.map(({ url }) => url);
      const chain = new AgreeingProvider({ urls, chainId: 31_337, finality });
      providers.push(chain);
      return TransactionSender.open({
        chain,
        signer: wallet,
        chainId: 31_337,
        journal,
        settings: { ...settings, ...changed },
        onTrouble: ({ code }: CollectiveError, purpose) => told.push(`${purpose ?? "all"}: ${code}`),
      });
    },
    mineUntil: async (promise) => {
      const ended = new AbortController();
      const end = () => {
        ended.abort();
      };
      promise.then(end, end);
      while (!ended.signal.aborted) {
        await mine();
        await setTimeout(10);
      }
      return promise;
    },
    minedCount: async () => Number(await node.call("eth_getTransactionCount", wallet.address, "latest")),
    stop: async () => {
      for (const provider of providers) provider.destroy();
      for (const proxy of proxies) await proxy.stop();
      await node.stop();
    },
  };
}

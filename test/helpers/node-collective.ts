import { readRecord } from "../../deploy/deployment-files.ts";
import { connectCollective } from "../../src/chain/collective.ts";
import { MarginProvider } from "./margin-provider.ts";

/** The collective that was deployed to the node at `url`, whose clock can be moved; the last one unless it is told. */
export function openCollective(url: string, record = readRecord(31_337)!) {
  const provider = new MarginProvider(url, undefined, { cacheTimeout: -1, batchMaxCount: 1 });
  return {
    provider,
    record,
    collective: connectCollective(record, provider),
    as: async (account: number | string) => connectCollective(record, await provider.getSigner(account)),
    accountOf: async (index: number): Promise<string> => (await provider.getSigner(index)).getAddress(),
    warpTo: async (timestamp: bigint | number): Promise<void> => {
      await provider.send("evm_setNextBlockTimestamp", [Number(timestamp)]);
      await provider.send("evm_mine", []);
    },
  };
}

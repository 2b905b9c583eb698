import type { Provider } from "ethers";
import { bytesToHex, hexToBytes } from "../../primitives/bytes.ts";
import { keccak256 } from "../../primitives/hash.ts";
import { toHex32, type Address, type Hex32 } from "../../primitives/identifiers.ts";
import { contractNames, type DeploymentRecord } from "../deployment-record.ts";
import type { ProposalCall } from "./proposal-calls.ts";

/** Hashes of the code at an account at some moments; null where there was none. */
export type TargetCode = {
  readonly address: Address;
  readonly now: Hex32 | null;
  /** Right before the proposal was made; undefined when nobody proposed it, or the node no longer remembers. */
  readonly atProposal: Hex32 | null | undefined;
  /** Undefined for what is none of the collective's contracts. */
  readonly atDeployment: Hex32 | undefined;
};

/** The code at each target of a proposal. Three times the same, unless somebody put another contract there. */
export async function readTargetCode(
  provider: Provider,
  { contracts, codeHashes }: DeploymentRecord,
  calls: readonly ProposalCall[],
  proposedAtBlock: number | null,
): Promise<TargetCode[]> {
  const targets = [...new Set(calls.map(({ target }) => target))];
  return Promise.all(
    targets.map(async (address) => {
      const name = contractNames.find((each) => contracts[each] === address);
      const [now, atProposal] = await Promise.all([
        codeAt(provider, address, "latest"),
        proposedAtBlock === null ? undefined : codeAt(provider, address, proposedAtBlock - 1).catch(() => undefined),
      ]);
      return {
        address,
        now,
        atProposal,
        atDeployment: name === undefined ? undefined : codeHashes[name],
      };
    }),
  );
}

async function codeAt(provider: Provider, address: Address, block: number | "latest"): Promise<Hex32 | null> {
  const code = await provider.getCode(address, block);
  return code === "0x" ? null : toHex32(bytesToHex(keccak256(hexToBytes(code))));
}

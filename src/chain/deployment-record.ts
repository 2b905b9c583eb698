import { InvalidInputError } from "../primitives/errors.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";

/** The contracts of one deployment, by the name under which every script and document speaks of them. */
export const contractNames = [
  "token",
  "manager",
  "timelock",
  "governor",
  "schedule",
  "validators",
  "commitments",
  "reserve",
  "distributor",
  "registry",
  "foundationVesting",
  "teamVesting",
] as const;

/** One of {@link contractNames}. */
export type ContractName = (typeof contractNames)[number];

/** How a block is known to be final: by the node's `finalized` tag, or by a number of blocks behind the head. */
export type Finality = "tag" | number;

/** Where a deployment lives; `deploy/records/<chainId>.json`. Whoever has this file and an RPC endpoint can start. */
export type DeploymentRecord = {
  readonly format: "deployment-record-v1";
  readonly network: string;
  readonly chainId: number;
  /** Hash of the chain's first block: tells a restarted development chain from the one deployed to. */
  readonly genesisHash: Hex32;
  /** No event of the collective is older than this block. */
  readonly deployedAtBlock: number;
  readonly finality: Finality;
  readonly contracts: Readonly<Record<ContractName, Address>>;
};

/**
 * Reads a deployment record and checks its shape.
 *
 * @throws {InvalidInputError} `CHAIN_BAD_DEPLOYMENT_RECORD` when the text is not a record of this format.
 */
export function parseDeploymentRecord(json: string): DeploymentRecord {
  try {
    const record = JSON.parse(json) as Omit<DeploymentRecord, "format"> & { format: string };
    if (record.format !== "deployment-record-v1") throw new Error("unknown format");
    const contracts = Object.fromEntries(contractNames.map((name) => [name, toAddress(record.contracts[name])]));
    return {
      format: "deployment-record-v1",
      network: record.network,
      chainId: asCount(record.chainId),
      genesisHash: toHex32(record.genesisHash),
      deployedAtBlock: asCount(record.deployedAtBlock),
      finality: record.finality === "tag" ? "tag" : asCount(record.finality),
      contracts: contracts as Record<ContractName, Address>,
    };
  } catch (cause) {
    throw new InvalidInputError("CHAIN_BAD_DEPLOYMENT_RECORD", "Expected a deployment-record-v1 document.", {
      cause,
      hint: "Deploy again, or take deploy/records/<chainId>.json from the network's maintainers.",
    });
  }
}

function asCount(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Error("not a count");
  return value;
}

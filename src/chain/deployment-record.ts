import { CollectiveError, InvalidInputError } from "../primitives/errors.ts";
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
  "tools",
  "access",
  "foundationVesting",
  "teamVesting",
] as const;

const OUTDATED = "CHAIN_OLD_DEPLOYMENT_RECORD";

/** One of {@link contractNames}. */
export type ContractName = (typeof contractNames)[number];

/** The artifact that each contract is made from. */
export const artifactNames: Readonly<Record<ContractName, string>> = {
  token: "GPTToken",
  manager: "AccessManager",
  timelock: "CollectiveTimelock",
  governor: "CollectiveGovernor",
  schedule: "EpochSchedule",
  validators: "ValidatorRegistry",
  commitments: "ScoreCommitments",
  reserve: "RewardReserve",
  distributor: "RewardDistributor",
  registry: "DataRegistry",
  tools: "ToolRegistry",
  access: "DatasetAccess",
  foundationVesting: "GPTVesting",
  teamVesting: "GPTVesting",
};

/** How a block is known to be final: by the node's `finalized` tag, or by a number of blocks behind the head. */
export type Finality = "tag" | number;

/** One transaction of a deployment: the creation of a contract (`call` is `"deploy"`) or a call to one. */
export type DeploymentTransaction = {
  readonly contract: ContractName;
  readonly call: string;
  readonly hash: Hex32;
  readonly block: number;
};

/** The tree that was deployed: a git commit, and whether files differed from it. */
export type DeploymentSource = { readonly commit: string; readonly dirty: boolean };

/** How a deployment came to be: enough to repeat it, to verify its sources and to find each of its transactions. */
export type DeploymentOrigin = {
  readonly deployer: Address;
  /** Null when the deployed tree was no git checkout. */
  readonly source: DeploymentSource | null;
  /** Version and settings of the compiler, in words. */
  readonly compiler: string;
  /** Constructor arguments as JSON: whole numbers are decimal strings, structs are objects. */
  readonly constructorArguments: Readonly<Record<ContractName, readonly unknown[]>>;
  /** In the order in which they were mined. */
  readonly transactions: readonly DeploymentTransaction[];
};

/** Where a deployment lives; `deploy/records/<chainId>.json`. Whoever has this file and an RPC endpoint can start. */
export type DeploymentRecord = {
  readonly format: "deployment-record-v3";
  readonly network: string;
  readonly chainId: number;
  /** Hash of the chain's first block: tells a restarted development chain from the one deployed to. */
  readonly genesisHash: Hex32;
  /** No event of the collective is older than this block. */
  readonly deployedAtBlock: number;
  readonly finality: Finality;
  readonly contracts: Readonly<Record<ContractName, Address>>;
  /** keccak256 of each contract's code on the chain. */
  readonly codeHashes: Readonly<Record<ContractName, Hex32>>;
  readonly origin: DeploymentOrigin;
};

/**
 * Reads a deployment record and checks its shape.
 *
 * @throws {InvalidInputError} `CHAIN_OLD_DEPLOYMENT_RECORD` when the record is of version 1 or 2, of a collective without
 *   tools and access, or has no code hashes; `CHAIN_BAD_DEPLOYMENT_RECORD` when the text is no record.
 */
export function parseDeploymentRecord(json: string): DeploymentRecord {
  try {
    const record = JSON.parse(json) as Omit<DeploymentRecord, "format"> & { format: string };
    const hasHashes = Object.hasOwn(record, "codeHashes");
    if (/^deployment-record-v[12]$/.test(record.format)) throw outdated(record.format);
    if (record.format !== "deployment-record-v3") throw new Error("unknown format");
    if (!hasHashes) throw withoutHashes(record.format);
    return {
      format: "deployment-record-v3",
      network: record.network,
      chainId: asCount(record.chainId),
      genesisHash: toHex32(record.genesisHash),
      deployedAtBlock: asCount(record.deployedAtBlock),
      finality: record.finality === "tag" ? "tag" : asCount(record.finality),
      contracts: byContract((name) => toAddress(record.contracts[name])),
      codeHashes: byContract((name) => toHex32(record.codeHashes[name])),
      origin: parseOrigin(record.origin),
    };
  } catch (cause) {
    if (cause instanceof InvalidInputError && cause.code === OUTDATED) throw cause;
    throw new InvalidInputError(
      "CHAIN_BAD_DEPLOYMENT_RECORD",
      `Expected a deployment-record-v3 document, got ${whatCame(json, cause)}.`,
      { cause, hint: "Take deploy/records/<chainId>.json from the network's maintainers." },
    );
  }
}

function outdated(format: string): InvalidInputError {
  return new InvalidInputError(
    OUTDATED,
    `Expected a deployment-record-v3 document, got a ${format}, of a collective without tools and access.`,
    {
      context: { contractsMissing: true },
      hint: "Contracts cannot be added to it: deploy anew, or use the version of this program that deployed it.",
    },
  );
}

function withoutHashes(format: string): InvalidInputError {
  return new InvalidInputError(
    OUTDATED,
    `Expected the hash of each contract's code in a ${format} document, got none.`,
    {
      context: { contractsMissing: false },
      hint: "Take the newer deploy/records/<chainId>.json from the network's maintainers.",
    },
  );
}

function whatCame(json: string, cause: unknown): string {
  if (json.trim() === "") return "an empty text";
  if (cause instanceof SyntaxError) return "a text that is no JSON, or only a part of one";
  return `another one (${cause instanceof CollectiveError ? cause.message : "a field is missing or of another kind"})`;
}

/** A value for each contract. */
export function byContract<T>(valueOf: (name: ContractName) => T): Record<ContractName, T> {
  return Object.fromEntries(contractNames.map((name) => [name, valueOf(name)])) as Record<ContractName, T>;
}

function parseOrigin({ deployer, source, compiler, ...lists }: DeploymentOrigin): DeploymentOrigin {
  return {
    deployer: toAddress(deployer),
    source: source === null ? null : { commit: asText(source.commit), dirty: asBoolean(source.dirty) },
    compiler: asText(compiler),
    constructorArguments: byContract((name) => asList(lists.constructorArguments[name])),
    transactions: asList(lists.transactions).map(parseTransaction),
  };
}

function parseTransaction({ contract, call, hash, block }: DeploymentTransaction): DeploymentTransaction {
  if (!contractNames.includes(contract)) throw new Error("not a contract of the collective");
  return { contract, call: asText(call), hash: toHex32(hash), block: asCount(block) };
}

function asText(value: unknown): string {
  if (typeof value !== "string") throw new Error("not a text");
  return value;
}

function asBoolean(value: unknown): boolean {
  if (typeof value !== "boolean") throw new Error("not a boolean");
  return value;
}

function asList<T>(value: readonly T[]): readonly T[] {
  if (!Array.isArray(value)) throw new Error("not a list");
  return value as readonly T[];
}

function asCount(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Error("not a count");
  return value;
}

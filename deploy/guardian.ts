import type { CollectiveConnection } from "./connection.ts";

/** What the chain says about a guardian: whether it is a contract, and how many of how many owners must sign. */
export type GuardianFacts = {
  readonly hasCode: boolean;
  /** Undefined when the contract is no Safe. */
  readonly threshold: bigint | undefined;
  readonly owners: number | undefined;
};

const safeAbi = ["function getThreshold() view returns (uint256)", "function getOwners() view returns (address[])"];

/** Reads what kind of account a guardian is. */
export async function readGuardian({ ethers }: CollectiveConnection, guardian: string): Promise<GuardianFacts> {
  const hasCode = (await ethers.provider.getCode(guardian)) !== "0x";
  if (!hasCode) return { hasCode, threshold: undefined, owners: undefined };
  const safe = await ethers.getContractAt(safeAbi, guardian);
  try {
    const threshold = BigInt(String(await safe.getFunction("getThreshold")()));
    const owners = ((await safe.getFunction("getOwners")()) as readonly string[]).length;
    return { hasCode, threshold, owners };
  } catch {
    return { hasCode, threshold: undefined, owners: undefined };
  }
}

/** Why a guardian is too weak for a network that asks for `minimum` signatures; undefined when it is not. */
export function guardianProblem({ hasCode, threshold, owners }: GuardianFacts, minimum: number): string | undefined {
  const expected = `expected a Safe that ${minimum} or more of its owners must sign for`;
  if (!hasCode) return `${expected}, found an account without code`;
  if (threshold === undefined || owners === undefined) return `${expected}, found a contract that is no Safe`;
  if (threshold < BigInt(minimum) || threshold > BigInt(owners)) {
    return `${expected}, found one with ${threshold} of ${owners}`;
  }
  return undefined;
}

import { readGrants } from "../chain/read-grants.ts";
import { readPurposes } from "../chain/read-purposes.ts";
import { readReceipts, type AccessReceipt } from "../chain/read-receipts.ts";
import { readTools } from "../chain/read-tools.ts";
import type { BlockRange } from "../chain/read-events.ts";
import type { Collective } from "../chain/collective.ts";
import { InvariantError } from "../primitives/errors.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";

/** One handing-out of a key to an owner's contribution, in the words of the votes that allowed it. */
export type OwnerReceipt = AccessReceipt & {
  /** Unix seconds. */
  readonly at: number;
  /** Who got the key. */
  readonly grantee: Address;
  readonly purpose: string;
  /** The tool's name, or its id where no vote named it. */
  readonly tool: string;
};

/** Every receipt for the contributions with these ids, oldest first. `range` begins at or before the deployment. */
export async function readOwnerReceipts(
  { access, tools }: Pick<Collective, "access" | "tools">,
  ids: readonly Hex32[],
  range: BlockRange,
): Promise<OwnerReceipt[]> {
  const found: AccessReceipt[] = [];
  for (const contributionId of ids) found.push(...(await readReceipts(access, { contributionId }, range)));
  if (found.length === 0) return [];
  const [grants, purposes, known] = [
    await readGrants(access, range),
    await readPurposes(tools, range),
    await readTools(tools, range),
  ];
  const receipts: OwnerReceipt[] = [];
  for (const receipt of found.sort((a, b) => a.block - b.block)) {
    const grant = grants.get(receipt.grantId);
    if (grant === undefined)
      throw new InvariantError("CONTRIBUTOR_NO_GRANT", "A receipt names a grant that is not there.");
    receipts.push({
      ...receipt,
      at: await timeOf(access, receipt.block),
      grantee: grant.grantee,
      purpose: purposes.get(grant.purpose) ?? `purpose ${grant.purpose}`,
      tool: known.get(grant.toolId)?.name ?? grant.toolId,
    });
  }
  return receipts;
}

async function timeOf({ runner }: Collective["access"], block: number): Promise<number> {
  return (await runner?.provider?.getBlock(block))?.timestamp ?? 0;
}

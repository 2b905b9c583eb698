import type { Collective } from "../../src/chain/collective.ts";
import { readGrantStatus, type GrantStatus } from "../../src/chain/grant-status.ts";
import type { BlockRef } from "../../src/chain/finality.ts";
import { readGrants, type Grant } from "../../src/chain/read-grants.ts";
import { readPurposes } from "../../src/chain/read-purposes.ts";
import { readTools } from "../../src/chain/read-tools.ts";

/** A grant in words, at a block. */
export type ListedGrant = Grant & {
  readonly status: GrantStatus;
  readonly purposeName: string;
  readonly toolName: string;
};

/** Every grant, where it stands at `block`, with the names that votes gave. */
export async function listGrants(
  { access, tools }: Pick<Collective, "access" | "tools">,
  fromBlock: number,
  block: BlockRef,
): Promise<ListedGrant[]> {
  const range = { fromBlock, toBlock: block.number };
  const purposes = await readPurposes(tools, range);
  const known = await readTools(tools, range);
  const listed: ListedGrant[] = [];
  for (const grant of (await readGrants(access, range)).values()) {
    listed.push({
      ...grant,
      status: await readGrantStatus({ access, tools }, grant, block),
      purposeName: purposes.get(grant.purpose) ?? `purpose ${grant.purpose}`,
      toolName: known.get(grant.toolId)?.name ?? grant.toolId,
    });
  }
  return listed;
}

/** A moment, in the form of ISO 8601 and UTC, to the second. */
export function showMoment(unixSeconds: number): string {
  return new Date(unixSeconds * 1_000).toISOString().replace(".000Z", "Z");
}

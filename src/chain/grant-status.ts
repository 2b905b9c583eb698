import type { DatasetAccess, ToolRegistry } from "../../typechain-types/index.ts";
import type { BlockRef } from "./finality.ts";
import type { Grant } from "./read-grants.ts";

/** Where a grant stands, in words. Only with a `usable` one can anything be read. */
export type GrantStatus =
  "waiting for funds" | "cooling off" | "usable" | "paused" | "tool withdrawn" | "expired" | "revoked";

/** What decides about a grant beside the grant itself. */
export type GrantSurroundings = {
  /** Unix seconds. */
  readonly timestamp: number;
  /** Whether the tool is still approved for the purpose. */
  readonly toolAllowed: boolean;
  /** Whether a pause of all access is in force. */
  readonly paused: boolean;
};

/**
 * Where a grant stands. Of several reasons against it the one that lasts longest is named. `usable` exactly when
 * `DatasetAccess.isUsable` says so at a block with these surroundings.
 */
export function grantStatus(
  { fundedAt, revokedAt, startsAt, expiresAt }: Grant,
  { timestamp, toolAllowed, paused }: GrantSurroundings,
): GrantStatus {
  if (revokedAt !== null) return "revoked";
  if (timestamp >= expiresAt) return "expired";
  if (!toolAllowed) return "tool withdrawn";
  if (fundedAt === null) return "waiting for funds";
  if (timestamp < startsAt) return "cooling off";
  return paused ? "paused" : "usable";
}

/** Reads where a grant stands at a block that is final, or the newest. */
export async function readGrantStatus(
  { access, tools }: { readonly access: DatasetAccess; readonly tools: ToolRegistry },
  grant: Grant,
  { number: blockTag, timestamp }: BlockRef,
): Promise<GrantStatus> {
  const [toolAllowed, paused] = await Promise.all([
    tools.allows(grant.toolId, grant.purpose, { blockTag }),
    access.paused({ blockTag }),
  ]);
  return grantStatus(grant, { timestamp, toolAllowed, paused });
}

import type { RefusedKey } from "../../access/key-protocol.ts";
import type { GrantStatus } from "../../chain/grant-status.ts";
import type { Access } from "../../chain/read-receipts.ts";
import type { Hex32 } from "../../primitives/identifiers.ts";

/** What a final block says about one contribution that a key is asked for. */
export type ContributionFacts = {
  /** The current one. */
  readonly version: number;
  readonly removed: boolean;
  /** Whether its owner allows the purpose of the grant. */
  readonly consents: boolean;
  /** What `DatasetAccess.canAccess` answers: the truth, of which the rest are the reasons. */
  readonly canAccess: boolean;
};

/** What a final block says about a grant whose grantee asks for keys. */
export type GrantFacts = {
  readonly status: GrantStatus;
  /** What `DatasetAccess.isUsable` answers: the truth, of which the status is the reason. */
  readonly isUsable: boolean;
  /** Whether the key in the grant's event is the one that the grant names, and something can be encrypted to it. */
  readonly hasUsableKey: boolean;
  /** How many different contributors are in the scope of the grant. */
  readonly contributors: number;
  /** How many there must be. */
  readonly anonymityFloor: number;
  /** Those that were asked for; none for an id that was never registered. */
  readonly contributions: ReadonlyMap<Hex32, ContributionFacts>;
};

/** Why nothing at all is handed out. */
export type Refusal =
  | "KEYS_GRANT_UNFUNDED"
  | "KEYS_GRANT_COOLING_OFF"
  | "KEYS_GRANT_EXPIRED"
  | "KEYS_GRANT_REVOKED"
  | "KEYS_TOOL_WITHDRAWN"
  | "KEYS_ACCESS_PAUSED"
  | "KEYS_GRANT_NOT_USABLE"
  | "KEYS_UNUSABLE_KEY"
  | "KEYS_BELOW_FLOOR";

/** Nothing for the whole request, or for each version yes or no, in the order of the request. */
export type ReleaseDecision =
  | { readonly kind: "refused"; readonly code: Refusal }
  | { readonly kind: "released"; readonly release: readonly Access[]; readonly refused: readonly RefusedKey[] };

const BY_STATUS: Readonly<Record<GrantStatus, Refusal>> = {
  "waiting for funds": "KEYS_GRANT_UNFUNDED",
  "cooling off": "KEYS_GRANT_COOLING_OFF",
  expired: "KEYS_GRANT_EXPIRED",
  revoked: "KEYS_GRANT_REVOKED",
  "tool withdrawn": "KEYS_TOOL_WITHDRAWN",
  paused: "KEYS_ACCESS_PAUSED",
  // The contract says no although nothing that we know of speaks against it: the contract is right.
  usable: "KEYS_GRANT_NOT_USABLE",
};

/**
 * Decides what an authenticated grantee may be handed. Pure: the same facts, the same decision.
 *
 * Below the anonymity floor nothing is handed out, not even what was before: with few people in the scope, each piece of
 * data points at one of them.
 */
export function decideRelease(accesses: readonly Access[], facts: GrantFacts): ReleaseDecision {
  if (!facts.isUsable) return { kind: "refused", code: BY_STATUS[facts.status] };
  if (!facts.hasUsableKey) return { kind: "refused", code: "KEYS_UNUSABLE_KEY" };
  if (facts.contributors < facts.anonymityFloor) return { kind: "refused", code: "KEYS_BELOW_FLOOR" };
  const release: Access[] = [];
  const refused: RefusedKey[] = [];
  for (const access of accesses) {
    const code = reasonAgainst(access, facts.contributions.get(access.contributionId));
    if (code === null) release.push(access);
    else refused.push({ ...access, code });
  }
  return { kind: "released", release, refused };
}

function reasonAgainst({ version }: Access, contribution: ContributionFacts | undefined): string | null {
  if (contribution === undefined) return "KEYS_UNKNOWN_CONTRIBUTION";
  if (contribution.removed) return "KEYS_REMOVED";
  if (!contribution.consents) return "KEYS_NO_CONSENT";
  if (!contribution.canAccess) return "KEYS_NO_ACCESS";
  return contribution.version === version ? null : "KEYS_STALE_VERSION";
}

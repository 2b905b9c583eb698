import type { AccessView } from "../../chain/follow-access.ts";
import type { Collective } from "../../chain/collective.ts";
import { allowsPurpose, contributionsInScope, countContributors } from "../../chain/grant-scope.ts";
import { readGrantStatus } from "../../chain/grant-status.ts";
import type { Grant } from "../../chain/read-grants.ts";
import type { Access } from "../../chain/read-receipts.ts";
import type { RegisteredContribution } from "../../chain/registry-history.ts";
import { isUsableRecipient } from "../../encryption/age-file.ts";
import { bytesToHex } from "../../primitives/bytes.ts";
import { keccak256 } from "../../primitives/hash.ts";
import type { Hex32 } from "../../primitives/identifiers.ts";
import { mapInTurns } from "../../primitives/map-in-turns.ts";
import type { ContributionFacts, GrantFacts } from "./decide-release.ts";

/** A node answers many short questions at once; more than this only wait there. */
const QUESTIONS_AT_ONCE = 8;

/** The facts, and the contributions that they are about, as they were at the same block. */
export type ReadFacts = { readonly facts: GrantFacts; readonly known: ReadonlyMap<Hex32, RegisteredContribution> };

/** Reads everything that decides about a request at the final block of `view`. */
export async function readGrantFacts(
  collective: Pick<Collective, "access" | "tools">,
  { block, contributions }: AccessView,
  grant: Grant,
  accesses: readonly Access[],
): Promise<ReadFacts> {
  const { access } = collective;
  // The view goes on while we wait for the node.
  const known = new Map<Hex32, RegisteredContribution>();
  for (const { contributionId } of accesses) {
    const contribution = contributions.get(contributionId);
    if (contribution !== undefined) known.set(contributionId, contribution);
  }
  const contributors = countContributors(contributionsInScope(contributions.values(), grant.purpose));

  const blockTag = block.number;
  const stored = await access.grantOf(grant.id, { blockTag });
  const isNamedKey = bytesToHex(keccak256(new TextEncoder().encode(grant.granteeKey))) === stored.granteeKeyHash;
  const readable = await mapInTurns([...known.values()], QUESTIONS_AT_ONCE, async (contribution) => {
    const canAccess = await access.canAccess(grant.id, contribution.id, { blockTag });
    return [contribution.id, toFacts(contribution, grant, canAccess)] as const;
  });
  return {
    known,
    facts: {
      status: await readGrantStatus(collective, grant, block),
      isUsable: await access.isUsable(grant.id, { blockTag }),
      hasUsableKey: isNamedKey && (await isUsableRecipient(grant.granteeKey)),
      contributors,
      anonymityFloor: Number(await access.anonymityFloor({ blockTag })),
      contributions: new Map(readable),
    },
  };
}

function toFacts(
  { version, removed, consentMask }: RegisteredContribution,
  { purpose }: Grant,
  canAccess: boolean,
): ContributionFacts {
  return { version, removed, consents: allowsPurpose(consentMask, purpose), canAccess };
}

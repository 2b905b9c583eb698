import type { Address } from "../primitives/identifiers.ts";
import type { RegisteredContribution } from "./registry-history.ts";

/** Whether an owner allows a purpose with this mask. */
export function allowsPurpose(consentMask: number, purpose: number): boolean {
  return ((consentMask >>> purpose) & 1) === 1;
}

/** The contributions that a grant for `purpose` reaches: active ones whose owners allow it. Current versions only. */
export function contributionsInScope(
  contributions: Iterable<RegisteredContribution>,
  purpose: number,
): RegisteredContribution[] {
  return [...contributions].filter(({ removed, consentMask }) => !removed && allowsPurpose(consentMask, purpose));
}

/** How many different people's data that is; one person with many accounts counts many times. */
export function countContributors(contributions: Iterable<RegisteredContribution>): number {
  const owners = new Set<Address>();
  for (const { owner } of contributions) owners.add(owner);
  return owners.size;
}

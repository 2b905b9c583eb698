import { hexToBytes } from "../primitives/bytes.ts";
import { ACCOUNT_BYTES } from "../merkle/reward-leaves.ts";
import { address, hex32, integer, MAX_UINT32 } from "./document-reader.ts";
import type { ActiveContribution } from "./epoch-inputs.ts";
import { ID_BYTES, readPacked, type PackedList } from "./packed-list.ts";

/** Contributions, packed: id 32 | owner 20 | version u32 | consentMask u32 (docs/rewards.md §9.2). */
export type ContributionList = PackedList;

const VERSION_OFFSET = ID_BYTES + ACCOUNT_BYTES;
const MASK_OFFSET = VERSION_OFFSET + 4;
const CONTRIBUTION_BYTES = MASK_OFFSET + 4;

const readVersion = integer(1, MAX_UINT32);
const readMask = integer(0, MAX_UINT32);

/**
 * Packs contributions, which may stand in any order.
 *
 * @throws {InvalidInputError} `REWARDS_BAD_DOCUMENT` when a field is out of range, `REWARDS_DUPLICATE` when an id comes twice.
 */
export function packContributions(contributions: readonly ActiveContribution[]): ContributionList {
  const bytes = new Uint8Array(contributions.length * CONTRIBUTION_BYTES);
  const view = new DataView(bytes.buffer);
  const ascending = contributions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const [index, { id, owner, version, consentMask }] of ascending.entries()) {
    const start = index * CONTRIBUTION_BYTES;
    bytes.set(hexToBytes(hex32(id, "contributions.id")), start);
    bytes.set(hexToBytes(address(owner, "contributions.owner")), start + ID_BYTES);
    view.setUint32(start + VERSION_OFFSET, readVersion(version, "contributions.version"));
    view.setUint32(start + MASK_OFFSET, readMask(consentMask, "contributions.consentMask"));
  }
  return readPacked(bytes, CONTRIBUTION_BYTES, "contributions");
}

/** The 20 bytes of the owner of contribution `index`, a view. */
export function ownerBytes({ bytes }: ContributionList, index: number): Uint8Array {
  const start = index * CONTRIBUTION_BYTES;
  return bytes.subarray(start + ID_BYTES, start + VERSION_OFFSET);
}

/** The version of contribution `index`. */
export function versionAt({ view }: ContributionList, index: number): number {
  return view.getUint32(index * CONTRIBUTION_BYTES + VERSION_OFFSET);
}

/** Bit p set: the owner of contribution `index` agrees to purpose p. */
export function consentMaskAt({ view }: ContributionList, index: number): number {
  return view.getUint32(index * CONTRIBUTION_BYTES + MASK_OFFSET);
}

import type { EventLog } from "ethers";
import type { DatasetAccess } from "../../typechain-types/index.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { textOf } from "./event-text.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** A grant as the events of `DatasetAccess` leave it at some block. Moments are Unix seconds. */
export type Grant = {
  /** 1 for the first, and so on. */
  readonly id: number;
  readonly grantee: Address;
  /** The age recipient to which keys are handed out. Untrusted text: it may be no key at all. */
  readonly granteeKey: string;
  readonly purpose: number;
  readonly toolId: Hex32;
  /** SHA-256 of the conditions that the data user accepts. */
  readonly policyHash: Hex32;
  readonly priceWei: bigint;
  /** When the cooling-off period ends. */
  readonly startsAt: number;
  /** The first moment at which it is over. */
  readonly expiresAt: number;
  readonly fundedAt: number | null;
  readonly revokedAt: number | null;
};

/** What {@link readGrants} reads, for who follows the chain. */
export function grantEvents({ filters }: DatasetAccess) {
  return [filters.GrantCreated(), filters.GrantFunded(), filters.GrantRevoked()];
}

/** Every grant ever created, by its id. `range` must begin at or before the contract's deployment. */
export async function readGrants(access: DatasetAccess, range: BlockRange): Promise<ReadonlyMap<number, Grant>> {
  const grants = new Map<number, Grant>();
  for (const filter of grantEvents(access)) await applyGrantEvents(grants, await readEvents(access, filter, range));
  return grants;
}

/** Carries `grants` on by `events`, in which the creation of a grant comes before everything else about it. */
export async function applyGrantEvents(grants: Map<number, Grant>, events: readonly EventLog[]): Promise<void> {
  for (const event of events) {
    const id = Number(event.args.grantId);
    const grant = grants.get(id);
    if (event.eventName === "GrantCreated") grants.set(id, createdGrant(id, event));
    else if (grant !== undefined) {
      const { timestamp } = await event.getBlock();
      const change = event.eventName === "GrantFunded" ? { fundedAt: timestamp } : { revokedAt: timestamp };
      grants.set(id, { ...grant, ...change });
    }
  }
}

function createdGrant(id: number, { args }: EventLog): Grant {
  const stored = args.grant as Awaited<ReturnType<DatasetAccess["grantOf"]>>;
  return {
    id,
    grantee: toAddress(String(args.grantee)),
    granteeKey: textOf(args, "granteeKey"),
    purpose: Number(stored.purpose),
    toolId: toHex32(stored.toolId),
    policyHash: toHex32(stored.policyHash),
    priceWei: stored.price,
    startsAt: Number(stored.startsAt),
    expiresAt: Number(stored.expiresAt),
    fundedAt: stored.fundedAt === 0n ? null : Number(stored.fundedAt),
    revokedAt: null,
  };
}

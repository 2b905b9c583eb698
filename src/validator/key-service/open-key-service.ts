import type { Collective } from "../../chain/collective.ts";
import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import { followAccess } from "../../chain/follow-access.ts";
import type { AgeIdentity } from "../../encryption/age-identity.ts";
import type { Address } from "../../primitives/identifiers.ts";
import type { BlobStore } from "../../storage/blob-store.ts";
import { createChallengeBook } from "./challenge-book.ts";
import { createKeyService, type KeyService } from "./key-service.ts";
import { createRateLimit, type Rate } from "./rate-limit.ts";
import { createReceiptWriter } from "./receipt-writer.ts";

/** Whose keys are served. */
export type KeyKeeper = {
  /** Sends as the validator. */
  readonly collective: Pick<Collective, "access" | "registry" | "tools">;
  readonly record: DeploymentRecord;
  readonly validator: Address;
  /** The newest first. */
  readonly identities: readonly AgeIdentity[];
  readonly blobs: Pick<BlobStore, "get">;
  /** Unix seconds. */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
};

/** What a service allows. */
export type KeyServiceLimits = {
  /** Challenges that are out at once: 100 bytes of memory each. */
  readonly challenges: number;
  readonly challengeSeconds: number;
  /** For each grantee, requests for keys. */
  readonly granteeRate: Rate;
  readonly receiptPatienceMs: number;
};

/** 3,000 archives in a minute for each grantee; a receipt that is not mined in a minute and a half is given up. */
export const keyServiceLimits: KeyServiceLimits = {
  challenges: 10_000,
  challengeSeconds: 120,
  granteeRate: { requests: 30, seconds: 60 },
  receiptPatienceMs: 90_000,
};

/**
 * Opens a validator's key service and reads the chain up to now, which takes a while on an old chain.
 *
 * @throws {RetryableError} `CHAIN_…` when the node does not answer.
 */
export async function openKeyService(keeper: KeyKeeper, limits = keyServiceLimits): Promise<KeyService> {
  const { collective, record, validator, identities, blobs, now, randomBytes } = keeper;
  const { access, registry } = collective;
  const follower = followAccess(collective, record);
  const receipts = createReceiptWriter({ access, registry, validator, record, patienceMs: limits.receiptPatienceMs });
  await follower.advance();
  await receipts.catchUp();
  return createKeyService({
    collective,
    record,
    validator,
    custodian: { identities, registry: record.contracts.registry, chainId: BigInt(record.chainId), blobs },
    follower,
    receipts,
    book: createChallengeBook({
      capacity: limits.challenges,
      lifetimeSeconds: limits.challengeSeconds,
      now,
      randomBytes,
    }),
    granteeLimit: createRateLimit(limits.granteeRate),
    now,
  });
}

import type { Collective } from "../../chain/collective.ts";
import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import { finalizedBlock } from "../../chain/finality.ts";
import { followEvents } from "../../chain/follow-events.ts";
import { providerOf } from "../../chain/provider-of.ts";
import { readReceipts, toReceipt, type Access } from "../../chain/read-receipts.ts";
import { recordAccess } from "../../chain/record-access.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../../primitives/errors.ts";
import type { Address } from "../../primitives/identifiers.ts";
import { mapInTurns } from "../../primitives/map-in-turns.ts";
import { oneAtATime } from "../../primitives/one-at-a-time.ts";

/** Whose receipts are written where. */
export type ReceiptWriterMeans = {
  /** Sends as the validator. */
  readonly access: Collective["access"];
  readonly registry: Collective["registry"];
  readonly validator: Address;
  readonly record: Pick<DeploymentRecord, "deployedAtBlock" | "finality">;
  /** How long a transaction may take to be mined before nothing is handed out. */
  readonly patienceMs: number;
};

/** What a key may be handed out for now, and what a new receipt was written for. */
export type Recorded = { readonly recorded: readonly Access[]; readonly written: number };

/** Writes receipts, one transaction at a time. */
export type ReceiptWriter = {
  /** Reads the receipts that the validator wrote before; the first {@link ReceiptWriter.record} does so too. */
  readonly catchUp: () => Promise<void>;
  /**
   * Sees to it that there is a mined receipt for each version that may still be read, and gives those. A version that
   * this validator has a receipt for already gets no second one, but is asked for again at the newest block.
   *
   * @throws {CollectiveError} `KEYS_GRANT_NOT_USABLE`, `KEYS_NOT_ACTIVE`, `KEYS_RECEIPT_FAILED`: hand out nothing.
   */
  readonly record: (grantId: number, accesses: readonly Access[]) => Promise<Recorded>;
};

const QUESTIONS_AT_ONCE = 8;

/** Makes a writer that knows of no receipts yet. */
export function createReceiptWriter(means: ReceiptWriterMeans): ReceiptWriter {
  const { access, validator, record, patienceMs } = means;
  const filter = access.filters.AccessRecorded(undefined, undefined, validator);
  const final = new Set<string>();
  const follower = followEvents({ contract: access, events: [filter] }, record.deployedAtBlock, (events) => {
    for (const receipt of events.map(toReceipt)) final.add(nameOf(receipt.grantId, receipt));
  });
  const queue = oneAtATime();

  async function catchUp(): Promise<number> {
    const { number } = await finalizedBlock(providerOf(access), record.finality);
    await follower.advance(number);
    return number;
  }

  /** Whether there is a receipt, be it in a block that is not final yet: that counts as much as one written now. */
  async function findReceipts(grantId: number): Promise<(entry: Access) => boolean> {
    const fromBlock = (await catchUp()) + 1;
    const toBlock = await providerOf(access).getBlockNumber();
    const recent = await readReceipts(access, { grantId, validator }, { fromBlock, toBlock });
    const names = new Set(recent.map((receipt) => nameOf(grantId, receipt)));
    return (entry) => final.has(nameOf(grantId, entry)) || names.has(nameOf(grantId, entry));
  }

  async function write(grantId: number, accesses: readonly Access[]): Promise<Recorded> {
    const hasReceipt = await findReceipts(grantId);
    const again = accesses.filter(hasReceipt);
    const fresh = accesses.filter((entry) => !hasReceipt(entry));
    const readable = await mapInTurns(again, QUESTIONS_AT_ONCE, (entry) => isReadable(means, grantId, entry));
    const written = fresh.length === 0 ? [] : await recordAccess(access, { grantId, accesses: fresh }, patienceMs);
    return { recorded: [...again.filter((_, index) => readable[index]), ...written], written: written.length };
  }

  return {
    catchUp: async () => {
      await queue(catchUp);
    },
    record: (grantId, accesses) =>
      queue(() => write(grantId, accesses)).catch((error: unknown) => {
        throw explain(error);
      }),
  };
}

async function isReadable(
  { access, registry }: ReceiptWriterMeans,
  grantId: number,
  { contributionId, version }: Access,
): Promise<boolean> {
  const isReachable = await access.canAccess(grantId, contributionId);
  return isReachable && Number((await registry.contributionOf(contributionId)).version) === version;
}

function nameOf(grantId: number, { contributionId, version }: Access): string {
  return `${grantId} ${contributionId} ${version}`;
}

function explain(cause: unknown): CollectiveError {
  const reverted = cause instanceof CollectiveError ? cause.context.error : undefined;
  if (reverted === "DatasetAccessGrantNotUsable") {
    return new InvalidInputError("KEYS_GRANT_NOT_USABLE", "The grant cannot be used any more, at the newest block.", {
      cause,
      hint: "See where it stands: npx hardhat access grants.",
    });
  }
  if (reverted === "DatasetAccessNotActiveValidator") {
    return new RetryableError("KEYS_NOT_ACTIVE", "This validator is not active, so it hands out nothing.", {
      cause,
      hint: "Ask another validator.",
    });
  }
  return new RetryableError("KEYS_RECEIPT_FAILED", "No receipt could be written, so nothing is handed out.", {
    cause,
    hint: "Ask again later, or ask another validator.",
  });
}

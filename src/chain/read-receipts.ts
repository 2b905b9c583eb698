import type { EventLog } from "ethers";
import type { DatasetAccess } from "../../typechain-types/index.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** A version of a contribution, as keys are handed out for it. */
export type Access = { readonly contributionId: Hex32; readonly version: number };

/** The record on chain that a validator handed out the key of a version for a grant. */
export type AccessReceipt = Access & {
  readonly grantId: number;
  readonly validator: Address;
  readonly block: number;
  readonly transaction: Hex32;
};

/** Whose receipts to read; all without a limit. */
export type ReceiptFilter = {
  readonly grantId?: number;
  readonly contributionId?: Hex32;
  readonly validator?: Address;
};

/** The receipts that validators wrote, oldest first. */
export async function readReceipts(
  access: DatasetAccess,
  { grantId, contributionId, validator }: ReceiptFilter,
  range: BlockRange,
): Promise<AccessReceipt[]> {
  const events = await readEvents(access, access.filters.AccessRecorded(grantId, contributionId, validator), range);
  return events.map(toReceipt);
}

/** The receipt that an `AccessRecorded` event is. */
export function toReceipt({ args, blockNumber, transactionHash }: EventLog): AccessReceipt {
  return {
    grantId: Number(args.grantId),
    contributionId: toHex32(String(args.contributionId)),
    version: Number(args.version),
    validator: toAddress(String(args.validator)),
    block: blockNumber,
    transaction: toHex32(transactionHash),
  };
}

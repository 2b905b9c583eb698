import type { DatasetAccess } from "../../typechain-types/index.ts";
import { toHex32 } from "../primitives/identifiers.ts";
import type { Access } from "./read-receipts.ts";
import { mined } from "./send-transaction.ts";

/**
 * Writes a receipt for each of `accesses`, as the validator that `access` sends as.
 *
 * @param patienceMs - how long to wait for a block.
 * @returns those for which there is a receipt now; the contract skips what may not be read any more.
 * @throws {CollectiveError} what {@link mined} throws.
 */
export async function recordAccess(
  access: DatasetAccess,
  { grantId, accesses }: { readonly grantId: number; readonly accesses: readonly Access[] },
  patienceMs: number,
): Promise<Access[]> {
  const entries = accesses.map(({ contributionId, version }) => ({ contributionId, version }));
  const { logs } = await mined(access.recordAccess(grantId, entries), patienceMs);
  return logs
    .map((log) => access.interface.parseLog(log))
    .filter((event) => event?.name === "AccessRecorded")
    .map((event) => ({
      contributionId: toHex32(String(event?.args.contributionId)),
      version: Number(event?.args.version),
    }));
}

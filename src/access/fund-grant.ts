import type { Collective } from "../chain/collective.ts";
import type { DeploymentRecord } from "../chain/deployment-record.ts";
import { blockAt } from "../chain/finality.ts";
import { readGrantStatus, type GrantStatus } from "../chain/grant-status.ts";
import { providerOf } from "../chain/provider-of.ts";
import { readGrants, type Grant } from "../chain/read-grants.ts";
import { mined } from "../chain/send-transaction.ts";
import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { formatGpt } from "../primitives/format-gpt.ts";
import type { Address } from "../primitives/identifiers.ts";

/** Which grant, and who pays. */
export type FundRequest = {
  /** Sends as the payer. */
  readonly collective: Pick<Collective, "access" | "tools" | "token">;
  readonly record: DeploymentRecord;
  readonly grantId: number;
  readonly payer: Address;
  /** Says what would be paid, and sends nothing. */
  readonly isRehearsal: boolean;
};

/** A grant that was paid, or would be. */
export type FundedGrant = {
  readonly grant: Grant;
  /** Where it stood before. */
  readonly status: GrantStatus;
  /** Seconds of the cooling-off period that are left; owners may still narrow what it reaches. */
  readonly coolsForSeconds: number;
  readonly priceWei: bigint;
  /** What the payer had before. */
  readonly balanceWei: bigint;
  readonly sent: boolean;
};

/**
 * Pays the price of a grant: allows the contract exactly that much, and lets it take it.
 *
 * @throws {InvalidInputError} before anything is sent: `ACCESS_UNKNOWN_GRANT`, `ACCESS_ALREADY_FUNDED`,
 * `ACCESS_GRANT_OVER` (expired, revoked, or its tool withdrawn), `ACCESS_BALANCE_TOO_LOW`; {RetryableError}
 * `ACCESS_PAUSED`; and what {@link mined} throws.
 */
export async function fundGrant(request: FundRequest): Promise<FundedGrant> {
  const { collective, payer, isRehearsal } = request;
  const { access, token } = collective;
  const block = await blockAt(providerOf(access), "latest");
  const grant = await openGrant(request, block.number);
  const status = await readGrantStatus(collective, grant, block);
  if (status === "expired" || status === "revoked" || status === "tool withdrawn") {
    throw new InvalidInputError(
      "ACCESS_GRANT_OVER",
      `Nothing can be read with grant ${grant.id} any more: ${status}.`,
      {
        context: { status },
        hint: "Keep the money, and ask for another grant.",
      },
    );
  }
  if (await access.paused()) {
    throw new RetryableError("ACCESS_PAUSED", "All access is paused, and paying for it too.", {
      hint: "A pause ends by itself within 72 hours: pay then.",
    });
  }
  const { priceWei } = grant;
  const balanceWei = await token.balanceOf(payer);
  if (balanceWei < priceWei) {
    throw new InvalidInputError(
      "ACCESS_BALANCE_TOO_LOW",
      `Expected ${formatGpt(priceWei)} $GPT to pay with, got ${formatGpt(balanceWei)}.`,
      { context: { priceWei, balanceWei }, hint: `Send the rest to ${payer}, or pay from another account.` },
    );
  }
  const coolsForSeconds = Math.max(0, grant.startsAt - block.timestamp);
  const outcome = { grant, status, coolsForSeconds, priceWei, balanceWei };
  if (isRehearsal) return { ...outcome, sent: false };
  await mined(token.approve(request.record.contracts.access, priceWei));
  await mined(access.fund(grant.id));
  return { ...outcome, sent: true };
}

async function openGrant({ collective, record, grantId }: FundRequest, toBlock: number): Promise<Grant> {
  const grants = await readGrants(collective.access, { fromBlock: record.deployedAtBlock, toBlock });
  const grant = grants.get(grantId);
  if (grant === undefined) {
    throw new InvalidInputError("ACCESS_UNKNOWN_GRANT", `There is no grant ${grantId}; there are ${grants.size}.`, {
      hint: "See npx hardhat access grants.",
    });
  }
  if (grant.fundedAt === null) return grant;
  throw new InvalidInputError(
    "ACCESS_ALREADY_FUNDED",
    `Grant ${grantId} costs nothing any more: it is paid, or free.`,
    {
      hint: "See npx hardhat access grants for when it can be used.",
    },
  );
}

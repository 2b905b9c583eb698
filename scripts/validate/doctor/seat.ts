import { providerOf } from "../../../src/chain/provider-of.ts";
import { readValidatorStatus } from "../../../src/chain/validator-status.ts";
import type { Address } from "../../../src/primitives/identifiers.ts";
import { formatGpt } from "../../../src/primitives/format-gpt.ts";
import { readPublishedKeys } from "../../../src/validator/register-validator.ts";
import type { OpenDeployment } from "../../open-deployment.ts";
import type { Diagnosis } from "./examine.ts";

/** An epoch takes about five transactions of at most this much gas in all. */
const GAS_FOR_EPOCH = 2_000_000n;

/** Whether the account has coins for the transactions of an epoch, at the most that it would pay. */
export async function examineBalance(
  { collective }: OpenDeployment,
  validator: Address,
  maxFeeWei: bigint,
): Promise<Diagnosis> {
  const wei = await providerOf(collective.registry).getBalance(validator);
  const found = `${showCoins(wei)} coins, an epoch costs up to ${showCoins(GAS_FOR_EPOCH * maxFeeWei)}`;
  return { ok: wei >= GAS_FOR_EPOCH * maxFeeWei, found, advice: `Send coins of this chain to ${validator}.` };
}

/** Whether the validator has its seat. */
export async function examineSeat({ collective }: OpenDeployment, validator: Address): Promise<Diagnosis> {
  const { validators } = collective;
  const status = await readValidatorStatus(validators, validator);
  const bond = formatGpt(await validators.bondOf(validator));
  const advice =
    status === "admitted" ? "Take the seat: npx hardhat validate register." : "Governance admits validators.";
  return { ok: status === "active", found: `${validator}, ${status}, bond ${bond} $GPT`, advice };
}

/** Whether contributors seal for the key that this node has. */
export async function examineRecipient(
  { collective, record }: OpenDeployment,
  validator: Address,
  recipients: readonly string[],
): Promise<Diagnosis> {
  const published = await readPublishedKeys(collective, record, validator);
  if (published === undefined)
    return { ok: false, found: "nothing is published", advice: "Governance admits validators." };
  const place = recipients.indexOf(published.ageRecipient);
  if (place > 0) {
    const advice = "Publish the newest: npx hardhat validate register.";
    return { ok: false, found: "an older identity is published", advice };
  }
  const advice =
    "Add the identity file of the published key to VALIDATOR_IDENTITY, or publish yours: validate register.";
  const endpoint = published.endpoint === "" ? "no endpoint" : "an endpoint";
  return {
    ok: place === 0,
    found: place === 0 ? `this identity, and ${endpoint}` : "another key is published",
    advice,
  };
}

function showCoins(wei: bigint): string {
  return (Number(wei / 10n ** 12n) / 1e6).toFixed(4);
}

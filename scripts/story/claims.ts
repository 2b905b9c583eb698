import { readFile } from "node:fs/promises";
import { mined } from "../../src/chain/send-transaction.ts";
import { signDelegation } from "../../src/chain/delegation.ts";
import { proveFromShard } from "../../src/merkle/prove-from-shard.ts";
import { shardPath } from "../../src/merkle/proof-shard.ts";
import { decodeShard } from "../../src/merkle/shard-file.ts";
import type { Address } from "../../src/primitives/identifiers.ts";
import { bundleFolder } from "../../src/rewards/bundle.ts";
import type { EpochResult } from "../../src/rewards/epoch-result.ts";
import type { Account, World } from "./world.ts";

/** A paid claim. */
export type PaidClaim = { readonly account: Address; readonly amountWei: bigint; readonly gasUsed: bigint };

/** What a claimant needs: it reads one proof shard of the published bundle and nothing else. */
type ClaimArguments = readonly [epoch: number, account: Address, cumulativeWei: bigint, proof: string[]];

/** Sends a claim as `sender` for `account`, who alone is paid. */
export async function claim(world: World, result: EpochResult, account: Address, sender: Account): Promise<PaidClaim> {
  const before = await world.collective.token.balanceOf(account);
  const { gasUsed } = await mined(world.as(sender).distributor.claim(...(await prove(world, result, account))));
  return { account, amountWei: (await world.collective.token.balanceOf(account)) - before, gasUsed };
}

/** Claims for oneself and becomes a voter in the same transaction, by a signed delegation. */
export async function claimAndDelegate(
  world: World,
  result: EpochResult,
  account: Address,
  owner: Account,
): Promise<PaidClaim> {
  const before = await world.collective.token.balanceOf(account);
  const now = (await world.ethers.provider.getBlock("latest"))?.timestamp ?? 0;
  const delegation = await signDelegation(world.collective.token, owner, { delegatee: account, expiry: now + 3_600 });
  const { distributor } = world.as(owner);
  const { gasUsed } = await mined(distributor.claimAndDelegate(...(await prove(world, result, account)), delegation));
  return { account, amountWei: (await world.collective.token.balanceOf(account)) - before, gasUsed };
}

async function prove({ folder }: World, { document, report }: EpochResult, account: Address): Promise<ClaimArguments> {
  const bundle = `${folder}/${bundleFolder(document.epoch, report.inputsHash)}`;
  const file = `${bundle}/${shardPath(account, report.leafCount)}`;
  const { leaf, proof } = proveFromShard(decodeShard(await readFile(file)), account, report.root);
  return [document.epoch, account, leaf.cumulativeWei, [...proof]];
}

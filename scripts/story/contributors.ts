import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { MarginWallet } from "../../src/chain/margin-wallet.ts";
import { mined } from "../../src/chain/send-transaction.ts";
import { signForRegistry } from "../../src/chain/typed-data.ts";
import { readValidatorKeys } from "../../src/chain/validator-keys.ts";
import { prepareContribution, type PreparedContribution } from "../../src/contributor/prepare-contribution.ts";
import { recoverArchiveKey } from "../../src/contributor/recover-archive-key.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../../src/primitives/identifiers.ts";
import type { Participant } from "./participants.ts";
import type { Account, World } from "./world.ts";

/** A participant with an account and a contribution on chain. */
export type Contributor = {
  readonly name: string;
  readonly account: Account;
  readonly address: Address;
  readonly participant: Participant;
  readonly contributionId: Hex32;
};

/** As many people of one earlier story are looked for. */
const MOST_CONTRIBUTORS = 20;

/** How long a signed request stays good: a day of the chain's clock. */
const SIGNATURE_SECONDS = 86_400;

/** The purposes of the story's contributors: research, journaling and reflection tools. */
const CONSENT_MASK = 0b101001;

/** Makes an account for the n-th contributor of this run, with some of the chain's coin for later votes and claims. */
export async function openAccount(world: World, name: string, run: number): Promise<Account> {
  const wallet = walletOf(world, name, run);
  await (await world.relayer.sendTransaction({ to: wallet.address, value: 10n ** 18n })).wait();
  return wallet;
}

/** The people of earlier stories on this chain who hold votes: the quorum counts them, so they are asked too. */
export async function findEarlierVoters(world: World, run: number): Promise<Account[]> {
  const names = [...Array.from({ length: MOST_CONTRIBUTORS }, (_, index) => `contributor ${index + 1}`), "newcomer"];
  const wallets = Array.from({ length: run - 1 }, (_, index) => names.map((name) => walletOf(world, name, index + 1)));
  const voters: Account[] = [];
  for (const wallet of wallets.flat()) {
    if ((await world.collective.token.getVotes(wallet.address)) > 0n) voters.push(wallet);
  }
  return voters;
}

function walletOf({ ethers }: World, name: string, run: number): MarginWallet {
  return new MarginWallet(ethers.id(`story ${run} ${name}`), ethers.provider);
}

/** Seals, stores and registers an archive: its owner signs, the relayer pays. */
export async function contribute(
  world: World,
  name: string,
  account: Account,
  participant: Participant,
): Promise<Contributor> {
  const owner = toAddress(await account.getAddress());
  const { ciphertextHash, uri } = await prepare(world, account, participant.archive);
  const { registry } = world.as(world.relayer);
  const deadline = await deadlineOf(world);
  const request = { owner, ciphertextHash, consentMask: CONSENT_MASK, uri, deadline };
  const signature = await signForRegistry(registry, account, "Contribute", request);
  const index = await registry.contributionCount(owner);
  await mined(registry.contributeBySig(owner, ciphertextHash, CONSENT_MASK, uri, deadline, signature));
  const contributionId = toHex32(await registry.contributionIdOf(owner, index));
  return { name, account, address: owner, participant, contributionId };
}

/** Puts a newer archive in the place of a contributor's first one. */
export async function update(world: World, contributor: Contributor, participant: Participant): Promise<Contributor> {
  const { account, contributionId } = contributor;
  const { ciphertextHash, uri } = await prepare(world, account, participant.archive);
  const { registry } = world.as(world.relayer);
  const deadline = await deadlineOf(world);
  const { version } = await registry.contributionOf(contributionId);
  const request = { contributionId, expectedVersion: Number(version), ciphertextHash, uri, deadline };
  const signature = await signForRegistry(registry, account, "Update", request);
  await mined(registry.updateBySig(contributionId, version, ciphertextHash, uri, deadline, signature));
  return { ...contributor, participant };
}

/** Removes a contribution for ever. */
export async function remove(world: World, { account, contributionId }: Contributor): Promise<void> {
  const { registry } = world.as(world.relayer);
  const deadline = await deadlineOf(world);
  const signature = await signForRegistry(registry, account, "Remove", { contributionId, deadline });
  await mined(registry.removeBySig(contributionId, deadline, signature));
}

/** Writes the unwrapped key of each version, as its owner's wallet recovers it; `age -d -i <file>` takes it. */
export async function writeArchiveKeys(world: World, contributor: Contributor): Promise<void> {
  const { registry } = world.collective;
  const { Contributed, ContributionUpdated } = registry.filters;
  const versions = [
    ...(await registry.queryFilter(Contributed(contributor.contributionId))),
    ...(await registry.queryFilter(ContributionUpdated(contributor.contributionId))),
  ];
  mkdirSync(`${world.folder}/keys`, { recursive: true });
  for (const { args } of versions) {
    const key = await recoverArchiveKey({
      uri: args.uri,
      ciphertextHash: toHex32(args.ciphertextHash),
      owner: contributor.address,
      registry: world.record.contracts.registry,
      chainId: BigInt(world.record.chainId),
      signTypedData: signer(contributor.account),
      blobs: world.blobs,
    });
    writeFileSync(`${world.folder}/keys/${args.ciphertextHash.slice(2)}.txt`, `${key.reveal()}\n`, { mode: 0o600 });
  }
}

async function prepare(world: World, account: Account, zip: Blob): Promise<PreparedContribution> {
  const { record, collective, blobs } = world;
  const range = { fromBlock: record.deployedAtBlock, toBlock: await world.ethers.provider.getBlockNumber() };
  const keys = await readValidatorKeys(collective.validators, range);
  return prepareContribution({
    zip,
    owner: toAddress(await account.getAddress()),
    registry: record.contracts.registry,
    chainId: BigInt(record.chainId),
    validatorRecipients: keys.map(({ ageRecipient }) => ageRecipient),
    signTypedData: signer(account),
    blobs,
    randomBytes,
  });
}

function signer(account: Account): Parameters<typeof prepareContribution>[0]["signTypedData"] {
  return ({ domain, types, message }) => account.signTypedData(domain, { ArchiveKey: [...types.ArchiveKey] }, message);
}

async function deadlineOf({ ethers }: World): Promise<number> {
  return ((await ethers.provider.getBlock("latest"))?.timestamp ?? 0) + SIGNATURE_SECONDS;
}

import { randomBytes } from "node:crypto";
import { pinnedMailKeys } from "../../src/authenticity/pinned-mail-keys.ts";
import { blockAt } from "../../src/chain/finality.ts";
import { readValidatorKeys } from "../../src/chain/validator-keys.ts";
import { attachMail } from "../../src/contributor/attach-mail.ts";
import { deleteEverywhere } from "../../src/contributor/delete-everywhere.ts";
import { prepareContribution, type PreparedContribution } from "../../src/contributor/prepare-contribution.ts";
import { readArchive } from "../../src/export/read-archive.ts";
import { summariseArchive } from "../../src/export/summarise-archive.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import { openLocalFile } from "../../src/storage/open-local-file.ts";
import { signWith, type OpenAccount } from "../open-deployment.ts";

/** What the commands take that seal an export. */
export type SealOptions = Readonly<Record<"file" | "mail" | "recovery" | "store", string>>;

/** A mail that proves an account counts by the keys of this version; a check on this machine needs no validator's key. */
const rules = { ruleset: rulesetV1, mailKeys: pinnedMailKeys, fingerprintKey: new Uint8Array(16) };

/** Reads an export, with its mail if there is one, and seals and stores it for its owner and the validators of now. */
export async function sealExport(
  { collective, record, signer, connection }: OpenAccount,
  { file, mail, recovery, store }: SealOptions,
): Promise<PreparedContribution & { readonly conversations: number }> {
  const zip = await openLocalFile(file);
  const archive = await readArchive(zip);
  const { conversations } = await summariseArchive(archive);
  const { number: toBlock, timestamp: submittedAt } = await blockAt(connection.ethers.provider, "latest");
  const keys = await readValidatorKeys(collective.validators, { fromBlock: record.deployedAtBlock, toBlock });
  const prepared = await prepareContribution({
    zip: mail === "" ? zip : await attachMail({ zip, archive, mail: await openLocalFile(mail), submittedAt, rules }),
    owner: toAddress(signer.address),
    registry: record.contracts.registry,
    chainId: BigInt(record.chainId),
    validatorRecipients: keys.map(({ ageRecipient }) => ageRecipient),
    recoveryRecipients: recovery === "" ? [] : recovery.split(",").map((recipient) => recipient.trim()),
    signTypedData: signWith(signer),
    blobs: await createDiskStore(store),
    randomBytes,
  });
  return { ...prepared, conversations };
}

/** Deletes again what was sealed for a registration that the chain refused. */
export async function discardSealed(
  { ciphertextHash, uri }: PreparedContribution,
  { store }: SealOptions,
): Promise<void> {
  const version = { ciphertextHash, uri, blobs: null };
  await deleteEverywhere([version], [{ address: store, open: () => createDiskStore(store) }]);
}

/** The lines that say what was sealed and where it lies. */
export function describeSealed(
  { conversations, size, validators, recoverable, opensWithWallet }: Awaited<ReturnType<typeof sealExport>>,
  { mail, store }: SealOptions,
): string[] {
  return [
    `archive       ${conversations} conversations, ${size} bytes encrypted for you and ${validators} validators`,
    `opens with    ${opensWithWallet ? "this wallet and " : ""}${recoverable} recovery identities`,
    ...(mail === "" ? [] : ["mail          proves the account by today's rules; encrypted with the archive"]),
    `stored in     ${store}`,
  ];
}

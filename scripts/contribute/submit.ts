import { randomBytes } from "node:crypto";
import { pinnedMailKeys } from "../../src/authenticity/pinned-mail-keys.ts";
import { blockAt } from "../../src/chain/finality.ts";
import { mined } from "../../src/chain/send-transaction.ts";
import { readValidatorKeys } from "../../src/chain/validator-keys.ts";
import { attachMail } from "../../src/contributor/attach-mail.ts";
import { prepareContribution } from "../../src/contributor/prepare-contribution.ts";
import { readArchive } from "../../src/export/read-archive.ts";
import { summariseArchive } from "../../src/export/summarise-archive.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import { openLocalFile } from "../../src/storage/open-local-file.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { readPurposes } from "./purposes.ts";

type Arguments = CommonArguments & { file: string; purposes: string; mail: string; store: string; account: number };

/** A mail that proves an account counts by the keys of this version; a check on this machine needs no validator's key. */
const rules = { ruleset: rulesetV1, mailKeys: pinnedMailKeys, fingerprintKey: new Uint8Array(16) };

/** `contribute submit <zip>`: encrypts an archive on this machine, stores it and registers it. */
export default runAction(async ({ file, purposes, mail, store, account }: Arguments, hre) => {
  const consentMask = readPurposes(purposes);
  const zip = await openLocalFile(file);
  const archive = await readArchive(zip);
  const { conversations } = await summariseArchive(archive);
  const { collective, record, signer, connection } = await openAccount(hre, account);
  const { number: toBlock, timestamp: submittedAt } = await blockAt(connection.ethers.provider, "latest");
  const keys = await readValidatorKeys(collective.validators, { fromBlock: record.deployedAtBlock, toBlock });
  const owner = toAddress(signer.address);
  const { ciphertextHash, uri, size, validators } = await prepareContribution({
    zip: mail === "" ? zip : await attachMail({ zip, archive, mail: await openLocalFile(mail), submittedAt, rules }),
    owner,
    registry: record.contracts.registry,
    chainId: BigInt(record.chainId),
    validatorRecipients: keys.map(({ ageRecipient }) => ageRecipient),
    signTypedData: ({ domain, types, message }) =>
      signer.signTypedData(domain, { ArchiveKey: [...types.ArchiveKey] }, message),
    blobs: await openStore(store),
    randomBytes,
  });
  const index = await collective.registry.contributionCount(owner);
  const { gasUsed } = await mined(collective.registry.contribute(ciphertextHash, consentMask, uri));
  const id = await collective.registry.contributionIdOf(owner, index);
  return {
    lines: [
      `contribution  ${id}`,
      `owner         ${owner}`,
      `archive       ${conversations} conversations, ${size} bytes encrypted for you and ${validators} validators`,
      ...(mail === "" ? [] : ["mail          proves the account by today's rules; encrypted with the archive"]),
      `stored in     ${store}`,
      `gas           ${gasUsed}`,
    ],
    document: { id, owner, conversations, ciphertextHash, uri, size, validators, consentMask, gasUsed },
  };
});

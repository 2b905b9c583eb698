import { randomBytes } from "node:crypto";
import { mined } from "../../src/chain/send-transaction.ts";
import { readValidatorKeys } from "../../src/chain/validator-keys.ts";
import { prepareContribution } from "../../src/contributor/prepare-contribution.ts";
import { readArchive } from "../../src/export/read-archive.ts";
import { summariseArchive } from "../../src/export/summarise-archive.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import { openLocalFile } from "../../src/storage/open-local-file.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { readPurposes } from "./purposes.ts";

type Arguments = CommonArguments & { file: string; purposes: string; store: string; account: number };

/** `contribute submit <zip>`: encrypts an archive on this machine, stores it and registers it. */
export default runAction(async ({ file, purposes, store, account }: Arguments, hre) => {
  const consentMask = readPurposes(purposes);
  const zip = await openLocalFile(file);
  const { conversations } = await summariseArchive(await readArchive(zip));
  const { collective, record, signer, connection } = await openAccount(hre, account);
  const toBlock = await connection.ethers.provider.getBlockNumber();
  const keys = await readValidatorKeys(collective.validators, { fromBlock: record.deployedAtBlock, toBlock });
  const owner = toAddress(signer.address);
  const { ciphertextHash, uri, size, validators } = await prepareContribution({
    zip,
    owner,
    registry: record.contracts.registry,
    chainId: BigInt(record.chainId),
    validatorRecipients: keys.map(({ ageRecipient }) => ageRecipient),
    signTypedData: ({ domain, types, message }) =>
      signer.signTypedData(domain, { ArchiveKey: [...types.ArchiveKey] }, message),
    blobs: await createDiskStore(store),
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
      `stored in     ${store}`,
      `gas           ${gasUsed}`,
    ],
    document: { id, owner, conversations, ciphertextHash, uri, size, validators, consentMask, gasUsed },
  };
});

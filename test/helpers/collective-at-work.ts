import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { local } from "../../deploy/config/local.ts";
import type { CollectiveConnection } from "../../deploy/connection.ts";
import { pinnedMailKeys } from "../../src/authenticity/pinned-mail-keys.ts";
import { readValidatorKeys } from "../../src/chain/validator-keys.ts";
import { prepareContribution } from "../../src/contributor/prepare-contribution.ts";
import { identityFromSeed, type AgeIdentity } from "../../src/encryption/age-identity.ts";
import type { SignTypedData } from "../../src/encryption/owner-identity.ts";
import { measureZip } from "../../src/jail/measure-zip.ts";
import { toAddress, toHex32, type Address } from "../../src/primitives/identifiers.ts";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import type { ScoringMeans } from "../../src/validator/score-contribution.ts";
import { deployedCollective } from "./deployed-collective.ts";

/** A deployed collective with its validators active, four by default, a blob store, and people who can contribute. */
export async function collectiveAtWork(config = local, connection?: CollectiveConnection) {
  const base = await deployedCollective(config, connection);
  const { as, collective, provider, record, ethers } = base;
  const folder = mkdtempSync(join(tmpdir(), "collective-"));
  const blobs = await createDiskStore(join(folder, "blobs"));
  const validators: { account: (typeof base.validators)[number]; identity: AgeIdentity; address: Address }[] = [];
  const signers = await ethers.getSigners();
  for (const account of signers.slice(1, 1 + config.validators.genesis.length)) {
    const identity = await identityFromSeed(randomBytes(32));
    await as(account).validators.updateKeys(identity.recipient, "http://127.0.0.1");
    await as(account).validators.activate();
    validators.push({ account, identity, address: toAddress(account.address) });
  }
  const people = signers.slice(10);
  const chainId = BigInt(record.chainId);

  return {
    ...base,
    folder,
    blobs,
    validators,
    people,
    range: async () => ({ fromBlock: record.deployedAtBlock, toBlock: await provider.getBlockNumber() }),

    /** What validator `index` scores with. */
    means: (index = 0): ScoringMeans => ({
      chainId,
      registry: record.contracts.registry,
      ruleset: rulesetV1,
      mailKeys: pinnedMailKeys,
      fingerprintKey: new Uint8Array(16),
      identities: [validators[index]!.identity],
      blobs,
      measure: measureZip,
    }),

    /** Seals `zip` for `owner` and stores everything, without registering it. */
    prepare: async (owner: (typeof people)[number], zip: Uint8Array) => {
      const keys = await readValidatorKeys(collective.validators, {
        fromBlock: 0,
        toBlock: await provider.getBlockNumber(),
      });
      return prepareContribution({
        zip,
        owner: toAddress(owner.address),
        registry: record.contracts.registry,
        chainId,
        validatorRecipients: keys.map(({ ageRecipient }) => ageRecipient),
        signTypedData: signWith(owner),
        blobs,
        randomBytes,
      });
    },

    /** Registers something prepared; gives the contribution's id. */
    register: async (owner: (typeof people)[number], prepared: { ciphertextHash: string; uri: string }) => {
      const { registry } = as(owner);
      const index = await registry.contributionCount(owner.address);
      await registry.contribute(prepared.ciphertextHash, 1, prepared.uri);
      return toHex32(await registry.contributionIdOf(owner.address, index));
    },
  };
}

/** The wallet of a test account, for keys derived from its signature. */
function signWith(signer: {
  signTypedData: (
    domain: object,
    types: Record<string, { name: string; type: string }[]>,
    value: object,
  ) => Promise<string>;
}): SignTypedData {
  return ({ domain, types, message }) => signer.signTypedData(domain, { ArchiveKey: [...types.ArchiveKey] }, message);
}

/** A small synthetic export, the same for the same seed. */
export function syntheticZip(seed: number, conversations = 6): Uint8Array {
  return generateExport({ seed, conversations, era: "slim", startAt: 1_705_276_800 });
}

import { Wallet } from "ethers";
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  prepareContribution,
  type PreparedContribution,
  type PrepareRequest,
} from "../../../src/contributor/prepare-contribution.ts";
import { identityFromSeed } from "../../../src/encryption/age-identity.ts";
import type { SignTypedData } from "../../../src/encryption/owner-identity.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { createDiskStore } from "../../../src/storage/disk-store.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

/** Somebody's wallet, store and recovery identities, without a chain: what is sealed here was never registered. */
export const wallet = new Wallet(`0x${"11".repeat(32)}`);
export const stranger = new Wallet(`0x${"22".repeat(32)}`);
export const folder = mkdtempSync(join(tmpdir(), "own archive "));
export const blobs = await createDiskStore(folder);
export const recovery = await identityFromSeed(seededBytes(32, 60));
export const hybridRecovery = await identityFromSeed(seededBytes(32, 61), "hybrid");
export const validator = await identityFromSeed(seededBytes(32, 62));
export const zip = seededBytes(100_000, 63);

const place = { owner: toAddress(wallet.address), registry: toAddress(`0x${"b2".repeat(20)}`), chainId: 31337n };

/** How a wallet signs for a key. */
export function signWith(signer: Wallet): SignTypedData {
  return ({ domain, types, message }) => signer.signTypedData(domain, { ArchiveKey: [...types.ArchiveKey] }, message);
}

/** Seals the archive for the wallet's owner, a validator and whom `changes` name. */
export function prepare(changes: Partial<PrepareRequest> = {}): Promise<PreparedContribution> {
  return prepareContribution({
    ...place,
    zip,
    validatorRecipients: [validator.recipient],
    signTypedData: signWith(wallet),
    blobs,
    randomBytes,
    ...changes,
  });
}

/** A prepared contribution as the chain would describe it. */
export function described({ uri, ciphertextHash }: PreparedContribution) {
  return { ...place, uri, ciphertextHash, blobs };
}

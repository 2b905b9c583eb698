import { expect } from "chai";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchArchive, findPayload, openReleasedKey, type ArchiveMeans } from "../../../src/access/fetch-archive.ts";
import type { RegisteredContribution } from "../../../src/chain/registry-history.ts";
import { unwrapArchiveKey, wrapArchiveKey } from "../../../src/encryption/archive-key-wrap.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { formatLocator } from "../../../src/storage/locator.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import {
  ATTACKER,
  CHAIN_ID,
  fetchFrom,
  hashOf,
  identity,
  OWNER,
  publish,
  REGISTRY,
  SALT,
  sealRequest,
} from "../encryption/sealed-example.ts";

const zip = seededBytes(150_000);
const published = await publish(await sealRequest(zip));
const envelopeHash = hashOf(published.envelopeBytes);
const blobs = new Map(published.blobs).set(envelopeHash, published.envelopeBytes);
const contribution = {
  id: toHex32(`0x${"1".repeat(64)}`),
  version: 2,
  owner: OWNER,
  ciphertextHash: published.payload.sha256,
  uri: formatLocator(envelopeHash),
} as RegisteredContribution;
const grantee = await identity(50);
const binding = { owner: OWNER, registry: REGISTRY, chainId: CHAIN_ID, payloadSha256: published.payload.sha256 };
const archiveKey = await unwrapArchiveKey(published.wraps[2]!.bytes, await identity(3), binding);
const means = (served = blobs): ArchiveMeans => ({
  identity: grantee,
  registry: REGISTRY,
  chainId: CHAIN_ID,
  blobs: { get: fetchFrom(served) },
  out: mkdtempSync(join(tmpdir(), "archives-")),
});

describe("findPayload", () => {
  it("says what the envelope says of the registered payload", async () => {
    expect(await findPayload(contribution, means().blobs)).to.deep.equal(published.payload);
  });

  it("refuses an envelope about another payload, and a locator that is none", async () => {
    const find = (changed: Partial<RegisteredContribution>) =>
      rejectedCode(() => findPayload({ ...contribution, ...changed }, means().blobs));

    expect(await find({ ciphertextHash: SALT })).to.equal("ENCRYPTION_ENVELOPE_PAYLOAD_MISMATCH");
    expect(await find({ uri: "http://169.254.169.254/" })).to.equal("STORAGE_INVALID_LOCATOR");
  });
});

describe("openReleasedKey", () => {
  it("opens a wrap for the grantee that names the contribution", async () => {
    const wrap = await wrapArchiveKey(archiveKey, binding, grantee.recipient);

    expect((await openReleasedKey(contribution, wrap, means())).recipient).to.equal(archiveKey.recipient);
  });

  it("refuses a wrap for somebody else, of another contribution, or none at all", async () => {
    const open = (wrap: Uint8Array) => rejectedCode(() => openReleasedKey(contribution, wrap, means()));

    expect(await open(published.wraps[2]!.bytes)).to.equal("ENCRYPTION_CORRUPT");
    const foreign = { ...binding, owner: ATTACKER };
    expect(await open(await wrapArchiveKey(archiveKey, foreign, grantee.recipient))).to.equal(
      "ENCRYPTION_WRAP_OWNER_MISMATCH",
    );
    expect(await open(seededBytes(500))).to.equal("ENCRYPTION_CORRUPT");
  });
});

describe("fetchArchive", () => {
  it("puts the archive into the folder and says what lies there", async () => {
    const to = means();
    const reference = await fetchArchive(contribution, published.payload, archiveKey, to);

    const bytes = new Uint8Array(readFileSync(join(to.out, contribution.id, "v2.zip")));
    expect(bytes).to.deep.equal(zip);
    expect(reference).to.deep.equal({ sha256: sha256Hex(zip), size: zip.length });
  });

  it("T66 T73: puts nothing there when the payload is cut, altered or another one, or the key is", async () => {
    const { sha256 } = published.payload;
    const { payloadBytes } = published;
    const cases = [
      [new Map(blobs).set(sha256, payloadBytes.subarray(0, 100_000)), archiveKey, "ENCRYPTION_BLOB_MISMATCH"],
      [new Map(blobs).set(sha256, flipBit(payloadBytes, 900_000)), archiveKey, "ENCRYPTION_BLOB_MISMATCH"],
      [new Map(blobs).set(sha256, published.envelopeBytes), archiveKey, "ENCRYPTION_BLOB_MISMATCH"],
      [blobs, await identity(9), "ENCRYPTION_CORRUPT"],
    ] as const;
    for (const [served, key, code] of cases) {
      const to = means(served);
      expect(await rejectedCode(() => fetchArchive(contribution, published.payload, key, to))).to.equal(code);
      expect(existsSync(join(to.out, contribution.id, "v2.zip"))).to.equal(false);
    }
  });
});

import { expect } from "chai";
import { decryptPayload } from "../../../src/encryption/payload.ts";
import { recoverArchiveKey } from "../../../src/contributor/recover-archive-key.ts";
import { readBytes } from "../../../src/primitives/byte-stream.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, signWith, syntheticZip } from "../../helpers/collective-at-work.ts";

const { prepare, people, blobs, record } = await collectiveAtWork();
const [owner, stranger] = [people[0]!, people[1]!];
const zip = syntheticZip(2);

describe("recoverArchiveKey", () => {
  it("gets the archive back with nothing but the owner's wallet", async () => {
    const { ciphertextHash, uri, size } = await prepare(owner, zip);
    const key = await recoverArchiveKey({
      uri,
      ciphertextHash,
      owner: toAddress(owner.address),
      registry: record.contracts.registry,
      chainId: 31337n,
      signTypedData: signWith(owner),
      blobs,
    });

    const archive = decryptPayload(await blobs.get(ciphertextHash), key, { sha256: ciphertextHash, size });
    expect(Buffer.from(await readBytes(await archive, 10_000_000)).equals(Buffer.from(zip))).to.equal(true);
  });

  it("gives nothing to another wallet", async () => {
    const { ciphertextHash, uri } = await prepare(owner, zip);
    const attempt = recoverArchiveKey({
      uri,
      ciphertextHash,
      owner: toAddress(stranger.address),
      registry: record.contracts.registry,
      chainId: 31337n,
      signTypedData: signWith(stranger),
      blobs,
    });

    expect(await codeOf(attempt)).to.equal("CONTRIBUTOR_NOT_MY_ARCHIVE");
  });
});

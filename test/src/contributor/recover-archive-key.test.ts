import { expect } from "chai";
import { recoverArchiveKey } from "../../../src/contributor/recover-archive-key.ts";
import { decryptPayload } from "../../../src/encryption/payload.ts";
import { collect } from "../../helpers/collect.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { blobs, described, hybridRecovery, prepare, recovery, signWith, stranger, wallet, zip } from "./own-archive.ts";

describe("recoverArchiveKey", function () {
  this.timeout(60_000);

  it("gets the same key with nothing but the owner's wallet, or with a recovery identity", async () => {
    const prepared = await prepare({ recoveryRecipients: [recovery.recipient, hybridRecovery.recipient] });
    const { ciphertextHash, size } = prepared;
    const ways = [{ signTypedData: signWith(wallet) }, { identity: recovery }, { identity: hybridRecovery }];
    const keys = await Promise.all(ways.map((means) => recoverArchiveKey({ ...described(prepared), ...means })));

    expect(new Set(keys.map((key) => key.reveal())).size).to.equal(1);
    const archive = decryptPayload(await blobs.get(ciphertextHash), keys[0]!, { sha256: ciphertextHash, size });
    expect(await collect(archive)).to.deep.equal(zip);
  });

  it("fetches nothing of the archive", async () => {
    const prepared = await prepare();
    await blobs.delete(prepared.ciphertextHash);

    expect(await recoverArchiveKey({ ...described(prepared), signTypedData: signWith(wallet) })).to.have.property(
      "recipient",
    );
  });

  it("gives nothing to another wallet", async () => {
    const own = described(await prepare());

    expect(await codeOf(recoverArchiveKey({ ...own, signTypedData: signWith(stranger) }))).to.equal(
      "CONTRIBUTOR_NOT_MY_ARCHIVE",
    );
  });
});

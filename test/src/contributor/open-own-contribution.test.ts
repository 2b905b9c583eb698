import { expect } from "chai";
import { openOwnContribution } from "../../../src/contributor/open-own-contribution.ts";
import { recoverArchiveKey } from "../../../src/contributor/recover-archive-key.ts";
import { decryptPayload } from "../../../src/encryption/payload.ts";
import type { SignTypedData } from "../../../src/encryption/owner-identity.ts";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { collect } from "../../helpers/collect.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import {
  blobs,
  described,
  hybridRecovery,
  prepare,
  recovery,
  signWith,
  stranger,
  validator,
  wallet,
  zip,
} from "./own-archive.ts";

describe("openOwnContribution", function () {
  this.timeout(60_000);
  const recoveryRecipients = [recovery.recipient, hybridRecovery.recipient];

  it("gives the archive for the wallet and for each recovery identity", async () => {
    const own = described(await prepare({ recoveryRecipients }));
    const ways = [{ signTypedData: signWith(wallet) }, { identity: recovery }, { identity: hybridRecovery }];

    for (const means of ways) {
      expect(await collect(await openOwnContribution({ ...own, ...means }))).to.deep.equal(zip);
    }
  });

  it("gives the archive for the recovery identity alone when the wallet could derive no key", async () => {
    let asked = 0;
    const unstable: SignTypedData = () => Promise.resolve(bytesToHex(seededBytes(65, ++asked)));
    const prepared = await prepare({ recoveryRecipients: [recovery.recipient], signTypedData: unstable });

    expect([prepared.opensWithWallet, prepared.recoverable]).to.deep.equal([false, 1]);
    expect(await collect(await openOwnContribution({ ...described(prepared), identity: recovery }))).to.deep.equal(zip);
  });

  it("gives nothing to others, and nothing under another owner's name", async () => {
    const own = described(await prepare({ recoveryRecipients }));
    const renamed = { ...own, owner: toAddress(stranger.address), identity: recovery };

    expect(await codeOf(openOwnContribution({ ...own, signTypedData: signWith(stranger) }))).to.equal(
      "CONTRIBUTOR_NOT_MY_ARCHIVE",
    );
    expect(await codeOf(openOwnContribution(renamed))).to.equal("ENCRYPTION_WRAP_OWNER_MISMATCH");
  });

  it("T71 makes every version with a key of its own: no key of an old one opens the new one", async () => {
    const versions = [
      described(await prepare({ recoveryRecipients })),
      described(await prepare({ recoveryRecipients })),
    ];
    const [old, renewed] = versions as [(typeof versions)[number], (typeof versions)[number]];
    const keys = [{ signTypedData: signWith(wallet) }, { identity: recovery }].map((means) =>
      recoverArchiveKey({ ...old, ...means }),
    );

    for (const key of [...(await Promise.all(keys)), recovery, validator]) {
      const payload = decryptPayload(await blobs.get(renewed.ciphertextHash), key, {
        sha256: renewed.ciphertextHash,
        size: await blobs
          .get(renewed.ciphertextHash)
          .then(collect)
          .then((bytes) => bytes.length),
      });
      expect(await codeOf(collect(payload))).to.equal("ENCRYPTION_CORRUPT");
    }
    expect(
      await codeOf(openOwnContribution({ ...old, ciphertextHash: renewed.ciphertextHash, identity: recovery })),
    ).to.equal("ENCRYPTION_ENVELOPE_PAYLOAD_MISMATCH");
  });
});

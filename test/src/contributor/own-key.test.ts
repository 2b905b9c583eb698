import { expect } from "chai";
import { findOwnKey } from "../../../src/contributor/own-key.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
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
} from "./own-archive.ts";

describe("findOwnKey", function () {
  this.timeout(60_000);

  it("derives the wallet's identity from the salt in the envelope", async () => {
    const own = described(await prepare());
    const { envelope, identity } = await findOwnKey({ ...own, signTypedData: signWith(wallet) });

    expect(envelope.wraps.map(({ role }) => role)).to.deep.equal(["owner", "validator"]);
    expect(identity.recipient).to.equal(envelope.wraps[0]?.recipient);
  });

  it("takes a recovery identity as it is, without asking the wallet", async () => {
    const own = described(await prepare({ recoveryRecipients: [recovery.recipient, hybridRecovery.recipient] }));

    for (const identity of [recovery, hybridRecovery]) {
      expect((await findOwnKey({ ...own, identity })).identity).to.equal(identity);
    }
  });

  it("refuses another wallet, and a recovery identity that was not named", async () => {
    const own = described(await prepare({ recoveryRecipients: [recovery.recipient] }));
    for (const means of [{ signTypedData: signWith(stranger) }, { identity: hybridRecovery }]) {
      expect(await rejectedCode(() => findOwnKey({ ...own, ...means }))).to.equal("CONTRIBUTOR_NOT_MY_ARCHIVE");
    }
  });

  it("says so when the envelope is gone", async () => {
    const own = described(await prepare());
    await blobs.delete(`0x${own.uri.slice("sha256:".length)}` as typeof own.ciphertextHash);

    expect(await rejectedCode(() => findOwnKey({ ...own, identity: validator }))).to.equal("STORAGE_NOT_FOUND");
  });
});

import { expect } from "chai";
import { Encrypter, identityToRecipient } from "age-encryption";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { encodeBech32 } from "../../../src/encryption/bech32.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

describe("encodeBech32", () => {
  it("writes the example of BIP-173 with an empty data part", () => {
    expect(encodeBech32("a", new Uint8Array(0))).to.equal("a12uel5l");
  });

  it("pads the last digit with zero bits", () => {
    expect(encodeBech32("age", Uint8Array.of(0xff))).to.match(/^age1lu[02-9ac-hj-np-z]{6}$/);
  });

  it("writes secret keys that the age library reads as the same scalar", async () => {
    for (let seed = 1; seed <= 100; seed++) {
      const secret = seededBytes(32, seed);

      const recipient = await identityToRecipient(encodeBech32("age-secret-key-", secret).toUpperCase());

      expect(recipient).to.equal(encodeBech32("age", x25519PublicKey(secret)));
      expect(() => {
        new Encrypter().addRecipient(recipient);
      }).not.to.throw();
    }
  });
});

/** The public key by Node's OpenSSL, independent of the age library. */
function x25519PublicKey(secret: Uint8Array): Uint8Array {
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b656e04220420", "hex"), secret]);
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  return createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32);
}

import { expect } from "chai";
import type { RegisteredContribution } from "../../../../src/chain/registry-history.ts";
import { unwrapArchiveKey } from "../../../../src/encryption/archive-key-wrap.ts";
import { formatLocator } from "../../../../src/storage/locator.ts";
import { rewrapKey, type CustodianMeans } from "../../../../src/validator/key-service/rewrap-key.ts";
import { rejection, rejectedCode } from "../../../helpers/rejected-code.ts";
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
} from "../../encryption/sealed-example.ts";

const published = await publish(await sealRequest());
const envelopeHash = hashOf(published.envelopeBytes);
const blobs = new Map(published.blobs).set(envelopeHash, published.envelopeBytes);
const contribution = {
  owner: OWNER,
  ciphertextHash: published.payload.sha256,
  uri: formatLocator(envelopeHash),
} as RegisteredContribution;
const grantee = await identity(50);
const means = async (...seeds: number[]): Promise<CustodianMeans> => ({
  identities: await Promise.all(seeds.map(identity)),
  registry: REGISTRY,
  chainId: CHAIN_ID,
  blobs: { get: fetchFrom(blobs) },
});
const binding = { owner: OWNER, registry: REGISTRY, chainId: CHAIN_ID, payloadSha256: published.payload.sha256 };

describe("rewrapKey", () => {
  it("wraps the key that its own wrap holds for the grantee, bound to the same contribution", async () => {
    const wrap = await rewrapKey(contribution, grantee.recipient, await means(3));

    const key = await unwrapArchiveKey(wrap, grantee, binding);
    expect(key.recipient).to.equal(
      (await unwrapArchiveKey(published.wraps[2]!.bytes, await identity(3), binding)).recipient,
    );
  });

  it("opens with an older key what was sealed before the validator changed it", async () => {
    const wrap = await rewrapKey(contribution, grantee.recipient, await means(60, 4));

    expect((await unwrapArchiveKey(wrap, grantee, binding)).recipient).to.match(/^age1/);
  });

  it("says when the archive was not sealed for it", async () => {
    expect(await rejectedCode(async () => rewrapKey(contribution, grantee.recipient, await means(60)))).to.equal(
      "KEYS_NO_WRAP",
    );
  });

  it("T45: wraps nothing for a registration that copied somebody's envelope, in this registry or another", async () => {
    const copies = [
      [{ ...contribution, owner: ATTACKER }, await means(3)],
      [contribution, { ...(await means(3)), registry: ATTACKER }],
      [contribution, { ...(await means(3)), chainId: 1n }],
      [{ ...contribution, ciphertextHash: SALT }, await means(3)],
      [{ ...contribution, uri: "file:///etc/passwd" }, await means(3)],
      [{ ...contribution, uri: formatLocator(published.payload.sha256) }, await means(3)],
    ] as const;
    for (const [copy, custodian] of copies) {
      expect(await rejectedCode(() => rewrapKey(copy, grantee.recipient, custodian))).to.equal("KEYS_WRAP_UNUSABLE");
    }
  });

  it("says when a blob cannot be had now, and T69: nothing of what went wrong", async () => {
    const silent = { get: () => Promise.reject(new Error("AGE-SECRET-KEY-1")) };

    const error = await rejection(async () =>
      rewrapKey(contribution, grantee.recipient, { ...(await means(3)), blobs: silent }),
    );
    expect([error.code, error.cause, error.context]).to.deep.equal(["KEYS_WRAP_UNAVAILABLE", undefined, {}]);
  });
});

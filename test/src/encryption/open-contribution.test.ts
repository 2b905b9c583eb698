import { expect } from "chai";
import fc from "fast-check";
import { inspect } from "node:util";
import { unwrapArchiveKey, wrapArchiveKey } from "../../../src/encryption/archive-key-wrap.ts";
import { parseEnvelope } from "../../../src/encryption/envelope.ts";
import { openArchiveKey, openContribution, type OpenRequest } from "../../../src/encryption/open-contribution.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
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
  type Published,
} from "./sealed-example.ts";

/** How a reader with identity number `seed` opens what was published and registered by its owner. */
async function openRequest(published: Published, seed: number): Promise<OpenRequest> {
  return {
    envelope: parseEnvelope(published.envelopeBytes),
    identity: await identity(seed),
    owner: OWNER,
    registry: REGISTRY,
    chainId: CHAIN_ID,
    ciphertextHash: published.payload.sha256,
    fetchBlob: fetchFrom(published.blobs),
  };
}

async function open(request: OpenRequest): Promise<Uint8Array> {
  return collect(await openContribution(request));
}

describe("openContribution", function () {
  this.timeout(60_000);

  it("gives every recipient the archive", async () => {
    const zip = seededBytes(200_000);
    const published = await publish(await sealRequest(zip));

    for (const seed of [1, 2, 3, 4]) expect(await open(await openRequest(published, seed))).to.deep.equal(zip);
  });

  it("gives archives of any content back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (zip) => {
        expect(await open(await openRequest(await publish(await sealRequest(zip)), 1))).to.deep.equal(zip);
      }),
      { numRuns: 30, seed: 20260101 },
    );
  });

  it("refuses somebody who is not among the recipients", async () => {
    const published = await publish(await sealRequest());

    expect(await rejectedCode(async () => open(await openRequest(published, 5)))).to.equal(
      "ENCRYPTION_NOT_A_RECIPIENT",
    );
  });

  it("refuses a front-runner who registers a copied payload and envelope as their own", async () => {
    const published = await publish(await sealRequest());
    const request = { ...(await openRequest(published, 3)), owner: ATTACKER };

    expect(await rejectedCode(() => open(request))).to.equal("ENCRYPTION_WRAP_OWNER_MISMATCH");
  });

  it("refuses a front-runner who writes wraps of their own, because they do not have the key", async () => {
    const victim = await publish(await sealRequest());
    const attack = await publish({ ...(await sealRequest(seededBytes(5), 66)), owner: ATTACKER });
    const blobs = new Map([...attack.blobs, ...victim.blobs]);
    const forged = { ...attack.envelope, payload: victim.payload };
    const request = {
      ...(await openRequest(victim, 3)),
      envelope: forged,
      owner: ATTACKER,
      fetchBlob: fetchFrom(blobs),
    };

    expect(await rejectedCode(() => open(request))).to.equal("ENCRYPTION_WRAP_PAYLOAD_MISMATCH");
  });

  it("gives a front-runner nothing for a wrap that names them and the payload, but holds another key", async () => {
    const victim = await publish(await sealRequest());
    const binding = { owner: ATTACKER, registry: REGISTRY, chainId: CHAIN_ID, payloadSha256: victim.payload.sha256 };
    const [validator, guess] = [await identity(3), await identity(66)];
    const bytes = await wrapArchiveKey(guess, binding, validator.recipient);
    const listed = {
      recipient: validator.recipient,
      role: "owner" as const,
      sha256: hashOf(bytes),
      size: bytes.length,
    };
    const request = {
      ...(await openRequest(victim, 3)),
      envelope: { ...victim.envelope, wraps: [listed] },
      owner: ATTACKER,
      fetchBlob: fetchFrom(new Map([...victim.blobs, [listed.sha256, bytes]])),
    };

    expect(await rejectedCode(() => open(request))).to.equal("ENCRYPTION_CORRUPT");
  });

  it("refuses the same contribution in another registry or on another chain", async () => {
    const request = await openRequest(await publish(await sealRequest()), 3);

    for (const elsewhere of [{ registry: ATTACKER }, { chainId: 1n }]) {
      const outcome = rejectedCode(() => open({ ...request, ...elsewhere }));
      expect(await outcome).to.equal("ENCRYPTION_WRAP_REGISTRY_MISMATCH");
    }
  });

  it("refuses an envelope about another payload than the registered one", async () => {
    const [one, other] = [await publish(await sealRequest()), await publish(await sealRequest(seededBytes(9)))];
    const request = { ...(await openRequest(one, 3)), ciphertextHash: other.payload.sha256 };

    expect(await rejectedCode(() => open(request))).to.equal("ENCRYPTION_ENVELOPE_PAYLOAD_MISMATCH");
  });

  it("T71 does not open a new version with the wrap of an old one", async () => {
    const old = await publish(await sealRequest(seededBytes(100), 70));
    const renewed = await publish(await sealRequest(seededBytes(100), 71));
    const request = await openRequest(renewed, 3);
    const envelope = { ...request.envelope, wraps: old.envelope.wraps };
    const fetchBlob = fetchFrom(new Map([...old.blobs, ...renewed.blobs]));

    expect(await rejectedCode(() => open({ ...request, envelope, fetchBlob }))).to.equal(
      "ENCRYPTION_WRAP_PAYLOAD_MISMATCH",
    );
  });

  it("fetches nothing of the payload when the wrap is refused", async () => {
    const published = await publish(await sealRequest());
    const fetched: string[] = [];
    const request = await openRequest(published, 3);
    const fetchBlob: OpenRequest["fetchBlob"] = (sha256) => {
      fetched.push(sha256);
      return request.fetchBlob(sha256);
    };

    await rejectedCode(() => openContribution({ ...request, owner: ATTACKER, fetchBlob }));

    expect(fetched).to.deep.equal([published.wraps[2]!.sha256]);
  });

  it("T73 tells a store that serves other bytes from an author who published them", async () => {
    const published = await publish(await sealRequest());
    const request = await openRequest(published, 3);
    const wrap = published.wraps[2]!;
    const served = (sha256: typeof wrap.sha256, bytes: Uint8Array): OpenRequest => ({
      ...request,
      fetchBlob: fetchFrom(new Map([...published.blobs, [sha256, bytes]])),
    });
    const lies = [
      served(wrap.sha256, flipBit(wrap.bytes, 9)),
      served(wrap.sha256, wrap.bytes.subarray(1)),
      served(wrap.sha256, seededBytes(wrap.size + 1)),
      served(published.payload.sha256, flipBit(published.payloadBytes, 8 * 600)),
      served(published.payload.sha256, new Uint8Array(0)),
    ];

    for (const lie of lies) expect(await rejectedCode(() => open(lie))).to.equal("ENCRYPTION_BLOB_MISMATCH");
  });

  it("lets the failure of the store through", async () => {
    const failure = new Error("the line is dead");
    const request = await openRequest(await publish(await sealRequest()), 3);
    const broken: OpenRequest["fetchBlob"][] = [
      () => Promise.reject(failure),
      () => Promise.resolve(streamOf([seededBytes(10)], failure)),
    ];

    for (const fetchBlob of broken) {
      const outcome = await openContribution({ ...request, fetchBlob }).catch((error: unknown) => error);
      expect(outcome).to.equal(failure);
    }
  });

  it("T69 shows no secret in any error, request or envelope", async () => {
    const published = await publish(await sealRequest());
    const request = await openRequest(published, 3);
    const secrets = await Promise.all([1, 2, 3, 4, 77].map(async (seed) => (await identity(seed)).reveal()));
    const failures = await Promise.allSettled([
      openContribution({ ...request, owner: ATTACKER }),
      openContribution({ ...request, chainId: 5n }),
      openContribution({ ...request, identity: await identity(5) }),
    ]);

    const print = inspect([failures, request, published.envelope], { showHidden: true, depth: 12 }).toUpperCase();

    for (const secret of secrets) expect(print).not.to.contain(secret.slice(17));
  });
});

describe("openArchiveKey", () => {
  it("gives the key that can be wrapped for somebody else, without fetching the payload", async () => {
    const zip = seededBytes(3_000);
    const published = await publish(await sealRequest(zip));
    const fetched: string[] = [];
    const request = await openRequest(published, 3);
    const fetchBlob: OpenRequest["fetchBlob"] = (sha256) => {
      fetched.push(sha256);
      return request.fetchBlob(sha256);
    };

    const key = await openArchiveKey({ ...request, fetchBlob });

    const binding = { owner: OWNER, registry: REGISTRY, chainId: CHAIN_ID, payloadSha256: published.payload.sha256 };
    const reader = await identity(9);
    const wrap = await wrapArchiveKey(key, binding, reader.recipient);
    expect(fetched).to.deep.equal([published.wraps[2]!.sha256]);
    expect((await unwrapArchiveKey(wrap, reader, binding)).recipient).to.equal(key.recipient);
  });

  it("refuses what openContribution refuses about the key", async () => {
    const published = await publish(await sealRequest());
    const request = await openRequest(published, 3);

    expect(await rejectedCode(() => openArchiveKey({ ...request, owner: ATTACKER }))).to.equal(
      "ENCRYPTION_WRAP_OWNER_MISMATCH",
    );
    expect(await rejectedCode(() => openArchiveKey({ ...request, ciphertextHash: SALT }))).to.equal(
      "ENCRYPTION_ENVELOPE_PAYLOAD_MISMATCH",
    );
  });
});

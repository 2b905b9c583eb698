import { expect } from "chai";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askInTurn, inOrderFor } from "../../../src/access/ask-in-turn.ts";
import { formatKeyAnswer, type KeyAnswer, type KeyQuery } from "../../../src/access/key-protocol.ts";
import type { ManifestEntry } from "../../../src/access/manifest.ts";
import type { PostDocument, PostedAnswer } from "../../../src/access/post-document.ts";
import type { RegisteredContribution } from "../../../src/chain/registry-history.ts";
import type { AgeIdentity } from "../../../src/encryption/age-identity.ts";
import { unwrapArchiveKey, wrapArchiveKey } from "../../../src/encryption/archive-key-wrap.ts";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { formatLocator } from "../../../src/storage/locator.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import {
  ATTACKER,
  CHAIN_ID,
  fetchFrom,
  hashOf,
  identity,
  OWNER,
  publish,
  REGISTRY,
  sealRequest,
} from "../encryption/sealed-example.ts";

const grantee = await identity(50);
const blobs = new Map<Hex32, Uint8Array>();
const zips = [seededBytes(5_000, 1), seededBytes(6_000, 2), seededBytes(7_000, 3)];
const keys = new Map<Hex32, AgeIdentity>();
const contributions: RegisteredContribution[] = [];
for (const [index, zip] of zips.entries()) {
  const published = await publish(await sealRequest(zip, 70 + index));
  const envelopeHash = hashOf(published.envelopeBytes);
  for (const [hash, bytes] of published.blobs) blobs.set(hash, bytes);
  blobs.set(envelopeHash, published.envelopeBytes);
  const { sha256 } = published.payload;
  const id = toHex32(`0x${String(index + 1).repeat(64)}`);
  contributions.push({
    id,
    owner: OWNER,
    version: 1,
    ciphertextHash: sha256,
    uri: formatLocator(envelopeHash),
  } as RegisteredContribution);
  keys.set(id, await unwrapArchiveKey(published.wraps[2]!.bytes, await identity(3), bindingOf(sha256)));
}

function bindingOf(payloadSha256: Hex32) {
  return { owner: OWNER, registry: REGISTRY, chainId: CHAIN_ID, payloadSha256 };
}

/** What a service does with a request for keys. */
type Behaviour = (query: KeyQuery) => Promise<KeyAnswer | PostedAnswer>;

/** A wrap as an honest service makes it, but for what is different. */
async function wrapFor(
  id: Hex32,
  { key, owner = OWNER }: { key?: AgeIdentity; owner?: Address } = {},
): Promise<Uint8Array> {
  const { ciphertextHash } = contributions.find((contribution) => contribution.id === id)!;
  return wrapArchiveKey(key ?? keys.get(id)!, { ...bindingOf(ciphertextHash), owner }, grantee.recipient);
}

const releasing =
  (wrap: (id: Hex32) => Promise<Uint8Array>): Behaviour =>
  async ({ accesses }) => ({
    released: await Promise.all(
      accesses.map(async (access) => ({ ...access, wrap: await wrap(access.contributionId) })),
    ),
    refused: [],
  });
const refusing =
  (code: string): Behaviour =>
  ({ accesses }) =>
    Promise.resolve({ released: [], refused: accesses.map((access) => ({ ...access, code })) });
const answering =
  (status: number, code: string): Behaviour =>
  () =>
    Promise.resolve({ status, document: { code, message: "", hint: "" }, retryAfterSeconds: null });
const honest = releasing((id) => wrapFor(id));
const failing =
  (code: string): Behaviour =>
  () =>
    Promise.reject(new RetryableError(code, "No."));

/** Fetches all contributions from services that behave so, asked in this order. */
async function fetchFromServices(
  behaviours: readonly Behaviour[],
  { served = blobs, wanted = contributions, out = mkdtempSync(join(tmpdir(), "archives-")) } = {},
) {
  const asked: number[] = [];
  const post: PostDocument = async (address, document) => {
    const index = Number(address.hostname.slice(1, address.hostname.indexOf(".")));
    if (address.pathname === "/v1/challenges") {
      return { status: 200, document: { challenge: `0x${"9".repeat(64)}`, expiresAt: 1 }, retryAfterSeconds: null };
    }
    asked.push(index);
    const answer = await behaviours[index]!(document as KeyQuery);
    return "released" in answer ? { status: 200, document: formatKeyAnswer(answer), retryAfterSeconds: null } : answer;
  };
  const entries: ManifestEntry[] = [];
  await askInTurn(
    wanted,
    behaviours.map((_, index) => ({ account: validator(index), endpoint: `https://s${index}.example` })),
    {
      ask: { grantId: 1, post, sign: () => Promise.resolve("0xab"), sleep: () => Promise.resolve() },
      archives: { identity: grantee, registry: REGISTRY, chainId: CHAIN_ID, blobs: { get: fetchFrom(served) }, out },
      settle: (entry) => {
        entries.push(entry);
        return Promise.resolve();
      },
    },
  );
  const byId = entries.sort((a, b) => (a.contributionId < b.contributionId ? -1 : 1));
  return { entries: byId, out, asked };
}

function validator(index: number): Address {
  return toAddress(`0x${String(index).repeat(40)}`);
}

function done(index: number, by: number): ManifestEntry {
  const { id } = contributions[index]!;
  const file = `${id}/v1.zip`;
  const sha256 = toHex32(sha256Hex(zips[index]!));
  return {
    contributionId: id,
    version: 1,
    status: "done",
    file,
    sha256,
    size: zips[index]!.length,
    validator: validator(by),
  };
}

describe("askInTurn", () => {
  it("asks one service for everything, and no other when that was enough", async () => {
    const { entries, out, asked } = await fetchFromServices([honest, honest]);

    expect(entries).to.deep.equal([done(0, 0), done(1, 0), done(2, 0)]);
    expect(asked).to.deep.equal([0]);
    for (const { id } of contributions) expect(existsSync(join(out, id, "v1.zip"))).to.equal(true);
  });

  it("T67 T73: takes no wrong key from a service that lies, and the right one from the next", async () => {
    const stranger = await identity(99);
    const liars = [
      releasing((id) => wrapFor(id, { key: stranger })),
      releasing((id) => wrapFor(id, { owner: ATTACKER })),
      releasing(() => wrapFor(contributions[0]!.id)),
      releasing(() => Promise.resolve(seededBytes(400))),
      releasing(() => Promise.resolve(new Uint8Array(0))),
      releasing(async (id) => wrapArchiveKey(keys.get(id)!, bindingOf(id), stranger.recipient)),
      refusing("KEYS_REMOVED"),
      answering(500, "KEYS_INTERNAL"),
      answering(200, "KEYS_INTERNAL"),
      failing("STORAGE_HOST_SLOW"),
      failing("STORAGE_FORBIDDEN_ADDRESS"),
      () => Promise.resolve({ released: [], refused: [] }),
    ];
    for (const [index, liar] of liars.entries()) {
      const { entries } = await fetchFromServices([liar, honest]);
      const own = entries.filter((entry) => entry.status === "done" && entry.validator === validator(0));

      expect(
        entries.map(({ status }) => status),
        `liar ${index}`,
      ).to.deep.equal(["done", "done", "done"]);
      // The third one gives the right key for one contribution, which is then no lie.
      expect(own.length).to.equal(index === 2 ? 1 : 0);
    }
  });

  it("says of each contribution who was asked in vain and what came of it", async () => {
    const { entries } = await fetchFromServices([
      releasing(async (id) => wrapFor(id, { key: await identity(99) })),
      failing("STORAGE_HOST_UNREACHABLE"),
    ]);

    expect(entries[1]).to.deep.equal({
      contributionId: contributions[1]!.id,
      version: 1,
      status: "failed",
      code: "STORAGE_HOST_UNREACHABLE",
      inVain: [
        { validator: validator(0), code: "ENCRYPTION_CORRUPT" },
        { validator: validator(1), code: "STORAGE_HOST_UNREACHABLE" },
      ],
    });
  });

  it("calls refused what the chain explains, also when another service only failed", async () => {
    const codes = async (...behaviours: Behaviour[]) => {
      const { entries } = await fetchFromServices(behaviours);
      return [entries[0]!.status, "code" in entries[0]! ? entries[0].code : ""];
    };

    expect(await codes(answering(403, "KEYS_BELOW_FLOOR"), failing("STORAGE_HOST_SLOW"))).to.deep.equal([
      "refused",
      "KEYS_BELOW_FLOOR",
    ]);
    expect(await codes(refusing("KEYS_OUT_OF_REACH"))).to.deep.equal(["refused", "KEYS_OUT_OF_REACH"]);
    expect(await codes(refusing("KEYS_NO_WRAP"))).to.deep.equal(["failed", "KEYS_NO_WRAP"]);
    expect(await codes()).to.deep.equal(["failed", "ACCESS_NO_SERVICE"]);
  });

  it("asks nobody for the key of what cannot be fetched anyway", async () => {
    const { ciphertextHash } = contributions[0]!;
    const noEnvelope = { ...contributions[0]!, uri: "ftp://elsewhere" };
    const nowhere = await fetchFromServices([honest], { wanted: [noEnvelope] });
    const without = new Map(blobs);
    without.set(ciphertextHash, seededBytes(10));
    const noPayload = await fetchFromServices([honest, honest], { served: without, wanted: [contributions[0]!] });

    expect([nowhere.entries[0], nowhere.asked]).to.deep.equal([
      { contributionId: noEnvelope.id, version: 1, status: "failed", code: "STORAGE_INVALID_LOCATOR", inVain: [] },
      [],
    ]);
    // Nor is a second validator, which would write a second receipt for nothing.
    expect(noPayload.entries[0]).to.include({ status: "failed", code: "ENCRYPTION_BLOB_MISMATCH" });
    expect(noPayload.asked).to.deep.equal([0]);
  });

  it("asks for at most a hundred at once, and a service that refuses the first hundred for no more", async () => {
    const many = Array.from({ length: 250 }, (_, index) => ({
      ...contributions[index % 3]!,
      id: toHex32(`0x${index.toString(16).padStart(64, "0")}`),
    }));
    const sizes: number[] = [];
    const counting: Behaviour = (query) => {
      sizes.push(query.accesses.length);
      return refusing("KEYS_NO_WRAP")(query);
    };
    const closed: Behaviour = (query) => {
      sizes.push(-query.accesses.length);
      return answering(403, "KEYS_ACCESS_PAUSED")(query);
    };
    const { entries } = await fetchFromServices([counting, closed], { wanted: many });

    expect(sizes).to.deep.equal([100, 100, 50, -100]);
    expect(entries).to.have.length(250);
  });

  it("stops when nothing can be written here: nothing else would go better", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "archives-")), "no folder");
    writeFileSync(file, "");

    expect(await codeOf(fetchFromServices([honest], { out: file }))).to.equal("STORAGE_READ_ONLY");
  });
});

describe("inOrderFor", () => {
  const sources = ["a", "", "c", "d"].map((endpoint, index) => ({ account: validator(index), endpoint }));

  it("begins elsewhere for each grant, always the same, and leaves out who published no address", () => {
    const order = (grantId: number) => inOrderFor(grantId, sources).map(({ endpoint }) => endpoint);

    expect([order(3), order(4), order(5), order(3)]).to.deep.equal([
      ["a", "c", "d"],
      ["c", "d", "a"],
      ["d", "a", "c"],
      ["a", "c", "d"],
    ]);
    expect(inOrderFor(1, [])).to.deep.equal([]);
  });
});

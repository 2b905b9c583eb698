import { expect } from "chai";
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchGrant, type FetchProgress, type FetchRequest } from "../../../src/access/fetch-grant.ts";
import { MANIFEST_FILE, type Manifest } from "../../../src/access/manifest.ts";
import { createPostDocument } from "../../../src/access/post-document.ts";
import { signKeyRequest } from "../../../src/chain/key-request.ts";
import { readReceipts } from "../../../src/chain/read-receipts.ts";
import { collectiveDomain } from "../../../src/chain/typed-data.ts";
import type { Hex32 } from "../../../src/primitives/identifiers.ts";
import type { LogEntry } from "../../../src/validator/key-service/key-server.ts";
import { syntheticZip } from "../../helpers/collective-at-work.ts";
import { keysServed } from "../../helpers/keys-served.ts";
import { rejection } from "../../helpers/rejected-code.ts";

type Served = Awaited<ReturnType<typeof keysServed>>;
type Server = Awaited<ReturnType<Served["serve"]>>;

const PRICE = 3n * 10n ** 18n;
const open: Server[] = [];

/** Two contributors in the scope of a grant, and one validator whose key service runs. */
async function readyToFetch() {
  const at = await keysServed();
  const [, alice, bob] = at.people;
  const ids: [Hex32, Hex32] = [await at.contribute(alice!, 1), await at.contribute(bob!, 2)];
  const grantId = await at.createUsableGrant();
  const log: LogEntry[] = [];
  const server = await at.serve(at.service, 0, { log: (entry: LogEntry) => log.push(entry) });
  open.push(server);
  for (const [index, { account, identity }] of at.validators.entries()) {
    await at.as(account).validators.updateKeys(identity.recipient, index === 0 ? server.url : "");
  }
  const out = join(mkdtempSync(join(tmpdir(), "granted-")), "archives");
  const domain = collectiveDomain(at.record.chainId, at.record.contracts.access);
  const request: FetchRequest = {
    collective: at.collective,
    record: at.record,
    grantId,
    signer: at.granteeAddress,
    identity: at.granteeIdentity,
    ask: {
      sign: (unsigned) => signKeyRequest(at.grantee, domain, unsigned),
      post: createPostDocument({ silenceMs: 5_000, allowPrivate: true }),
      sleep: () => Promise.resolve(),
    },
    blobs: at.blobs,
    out,
  };
  return {
    ...at,
    ids,
    grantId,
    log,
    out,
    server,
    fetch: (changed: Partial<FetchRequest> = {}) => fetchGrant({ ...request, ...changed }),
    receipts: async () => readReceipts(at.collective.access, {}, await at.range()),
    read: (id: Hex32, version = 1) => new Uint8Array(readFileSync(join(out, id, `v${version}.zip`))),
  };
}

const statusOf = ({ contributions }: Manifest) =>
  contributions.map((entry) => ("code" in entry ? `${entry.status}: ${entry.code}` : entry.status));

describe("fetchGrant", () => {
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  it("fetches the archives of everybody in the scope, with one receipt each, and says what lies there", async () => {
    const at = await readyToFetch();
    const progress: FetchProgress[] = [];
    const manifest = await at.fetch({ onProgress: (state) => progress.push(state) });

    expect(at.read(at.ids[0])).to.deep.equal(syntheticZip(1, 2));
    expect(at.read(at.ids[1])).to.deep.equal(syntheticZip(2, 2));
    expect(statSync(join(at.out, at.ids[0], "v1.zip")).mode & 0o777).to.equal(0o600);
    expect(JSON.parse(readFileSync(join(at.out, MANIFEST_FILE), "utf8"))).to.deep.equal({
      format: "granted-archives-v1",
      ...manifest,
    });
    expect(manifest).to.include({ chainId: 31337, access: at.record.contracts.access, grantId: at.grantId });
    expect(statusOf(manifest)).to.deep.equal(["done", "done"]);
    expect(progress).to.deep.equal([0, 1, 2].map((settled) => ({ settled, total: 2 })));
    expect((await at.receipts()).map(({ contributionId }) => contributionId)).to.have.members(at.ids);
  });

  it("asks nobody for what lies there intact, and writes no second receipt for what does not", async () => {
    const at = await readyToFetch();
    await at.fetch();
    at.log.length = 0;

    expect(statusOf(await at.fetch())).to.deep.equal(["done", "done"]);
    expect(at.log).to.deep.equal([]);
    writeFileSync(join(at.out, at.ids[1], "v1.zip"), "damaged");
    expect(statusOf(await at.fetch())).to.deep.equal(["done", "done"]);
    expect(at.read(at.ids[1])).to.deep.equal(syntheticZip(2, 2));
    expect(at.log.at(-1)).to.include({ asked: "keys", released: 1, receipts: 0 });
    expect(await at.receipts()).to.have.length(2);
  });

  it("lets two programs fetch at once: each gets everything, and there is one receipt for each archive", async () => {
    const at = await readyToFetch();
    const other = join(mkdtempSync(join(tmpdir(), "granted-")), "archives");
    const manifests = await Promise.all([at.fetch(), at.fetch({ out: other })]);

    expect(manifests.map(statusOf)).to.deep.equal([
      ["done", "done"],
      ["done", "done"],
    ]);
    expect(await at.receipts()).to.have.length(2);
  });

  it("T76: goes on where it was interrupted, and leaves nothing of what was half written", async () => {
    const at = await readyToFetch();
    let left = 1;
    const blobs: FetchRequest["blobs"] = {
      get: async (sha256) => {
        const { ciphertextHash } = await at.collective.registry.contributionOf(at.ids[1]);
        if (sha256 !== ciphertextHash || left-- <= 0) return at.blobs.get(sha256);
        throw new Error("killed");
      },
    };
    expect(await at.fetch({ blobs }).catch((error: unknown) => (error as Error).message)).to.equal("killed");
    writeFileSync(join(at.out, at.ids[0], ".v1.zip.1234.part"), "half of somebody's archive");

    expect(statusOf(await at.fetch({ blobs }))).to.deep.equal(["done", "done"]);
    expect(existsSync(join(at.out, at.ids[0], ".v1.zip.1234.part"))).to.equal(false);
    expect(await at.receipts()).to.have.length(2);
  });

  it("T48: refuses what was removed since, and says that what lies there has to be deleted", async () => {
    const at = await readyToFetch();
    await at.contribute(at.people[3]!, 3);
    await at.fetch();
    await at.as(at.people[1]!).registry.remove(at.ids[0]);
    const { ciphertextHash, uri } = await at.prepare(at.people[2]!, syntheticZip(9, 2));
    await at.as(at.people[2]!).registry.update(at.ids[1], 1, ciphertextHash, uri);

    const manifest = await at.fetch();

    expect(
      new Map(manifest.contributions.map((entry) => [`${entry.contributionId} ${entry.version}`, entry.status])),
    ).to.include.all.keys(`${at.ids[0]} 1`, `${at.ids[1]} 2`);
    expect(statusOf(manifest).sort()).to.deep.equal(["done", "done", "refused: ACCESS_REMOVED"]);
    expect(at.read(at.ids[1], 2)).to.deep.equal(syntheticZip(9, 2));
    expect(manifest.toDelete).to.have.deep.members([
      { contributionId: at.ids[0], version: 1, file: `${at.ids[0]}/v1.zip`, code: "ACCESS_REMOVED" },
      { contributionId: at.ids[1], version: 1, file: `${at.ids[1]}/v1.zip`, code: "ACCESS_REPLACED" },
    ]);
  });

  it("needs one service of many: others may be gone, or keep no key to it", async () => {
    const at = await readyToFetch();
    const late = await at.openService(2, { get: () => Promise.reject(new Error("no store")) });
    const other = await at.serve(late, 2);
    open.push(other);
    const endpoints = [at.server.url, "http://127.0.0.1:9", other.url, "nonsense"];
    for (const [index, { account, identity }] of at.validators.entries()) {
      await at.as(account).validators.updateKeys(identity.recipient, endpoints[index]!);
    }
    const manifest = await at.fetch();

    // Grant 1 asks validator 1 first, then 2 and 3, and validator 0 at last.
    expect(statusOf(manifest)).to.deep.equal(["done", "done"]);
    expect(manifest.contributions[0]).to.include({ validator: at.validators[0]!.address });
  });

  it("says who was asked in vain when nothing could be fetched below the floor", async () => {
    const at = await readyToFetch();
    await at.as(at.people[2]!).registry.setConsent(at.ids[1], 0);
    const manifest = await at.fetch();

    expect(manifest.contributions).to.deep.equal([
      {
        contributionId: at.ids[0],
        version: 1,
        status: "refused",
        code: "KEYS_BELOW_FLOOR",
        inVain: [{ validator: at.validators[0]!.address, code: "KEYS_BELOW_FLOOR" }],
      },
    ]);
  });

  it("T72: asks no service whose address on chain leads to this machine, unless it is configured so", async () => {
    const at = await readyToFetch();
    const manifest = await at.fetch({
      ask: {
        sign: () => Promise.reject(new Error("must not be asked")),
        post: createPostDocument({ allowPrivate: false }),
        sleep: () => Promise.resolve(),
      },
    });

    expect(statusOf(manifest)).to.deep.equal([
      "failed: STORAGE_FORBIDDEN_ADDRESS",
      "failed: STORAGE_FORBIDDEN_ADDRESS",
    ]);
    expect(at.log).to.deep.equal([]);
  });

  it("says in words why a grant cannot be used, whose key it needs, and which folder", async () => {
    const at = await readyToFetch();
    const unpaid = await at.createUsableGrant({ price: PRICE });
    const outcome = async (changed: Partial<FetchRequest>) => {
      const { code, context } = await rejection(() => at.fetch(changed));
      return [code, context.status];
    };

    expect(await outcome({ grantId: 99 })).to.deep.equal(["ACCESS_UNKNOWN_GRANT", undefined]);
    expect(await outcome({ grantId: unpaid })).to.deep.equal(["ACCESS_GRANT_NOT_USABLE", "waiting for funds"]);
    expect(await outcome({ identity: at.validators[0]!.identity })).to.deep.equal(["ACCESS_OTHER_KEY", undefined]);
    expect(await outcome({ signer: at.validators[0]!.address })).to.deep.equal(["ACCESS_NOT_GRANTEE", undefined]);
    await at.fetch();
    await at.fund(unpaid);
    expect(await outcome({ grantId: unpaid })).to.deep.equal(["ACCESS_OTHER_MANIFEST", undefined]);
  });
});

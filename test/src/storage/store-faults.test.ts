import { expect } from "chai";
import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BlobStore } from "../../../src/storage/blob-store.ts";
import { createDiskStore } from "../../../src/storage/disk-store.ts";
import { createFallbackStore } from "../../../src/storage/fallback-store.ts";
import { createIpfsStore } from "../../../src/storage/ipfs-store.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { createS3Store } from "../../../src/storage/s3-store.ts";
import { collect } from "../../helpers/collect.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { startFaultProxy, type Fault, type FaultProxy } from "../../helpers/servers/fault-proxy.ts";
import { ipfsNode, ownIpfsNode } from "../../helpers/servers/ipfs-node.ts";
import { s3Server } from "../../helpers/servers/s3-server.ts";
import { ipfsPlace, s3Place } from "./opened-stores.ts";
import { hashOf } from "./temporary-store.ts";

const patience = { silenceMs: 3000 };
const faults: readonly (readonly [Exclude<Fault, "none" | "lost">, string, string])[] = [
  ["wrong", "turns over one bit at the end", "STORAGE_HASH_MISMATCH"],
  ["cut", "breaks off", "STORAGE_HOST_UNREACHABLE"],
  ["stalled", "stops in the middle", "STORAGE_HOST_SLOW"],
  ["silent", "does not answer", "STORAGE_HOST_SLOW"],
  ["refused", "answers that it cannot", "STORAGE_HOST_FAILED"],
];

type Backend = {
  readonly name: string;
  readonly server: () => Promise<string>;
  /** One that need not be well afterwards. */
  readonly ownServer: () => Promise<string>;
  readonly open: (url: string) => Promise<BlobStore>;
  readonly place: (url: string) => ReturnType<typeof ipfsPlace>;
  /** The request that a put of a long blob is stopped at. */
  readonly upload: RegExp;
};

const backends: readonly Backend[] = [
  {
    name: "an IPFS node",
    server: ipfsNode,
    ownServer: ownIpfsNode,
    open: (url) => Promise.resolve(createIpfsStore({ api: new URL(url), patience }, `faults-${Date.now()}`)),
    place: ipfsPlace,
    upload: /\/files\/cp/,
  },
  {
    name: "an S3 bucket",
    server: async () => (await s3Server()).url,
    ownServer: async () => (await s3Server()).url,
    open: async (url) => {
      const { makeBucket, credentials } = await s3Server();
      const bucket = `faults-${Date.now()}`;
      await makeBucket(bucket);
      return createS3Store({ endpoint: new URL(url), region: "us-east-1", bucket, prefix: "" }, credentials, patience);
    },
    place: (url) => s3Place(false, url),
    upload: /partNumber=2/,
  },
];

for (const { name, server, ownServer, open, place, upload } of backends) {
  describe(`${name} that fails, over HTTP`, function () {
    this.timeout(600_000);
    let proxy: FaultProxy;
    let store: BlobStore;
    let folder: string;
    let second: BlobStore;
    const blob = seededBytes(600_000, 31);

    before(async () => {
      proxy = await startFaultProxy(await server());
      store = await open(proxy.url);
      folder = await fs.mkdtemp(join(tmpdir(), "faults-"));
      second = await createDiskStore(folder);
      await store.put(blob);
      await second.put(blob);
    });

    beforeEach(() => {
      proxy.set("none");
      proxy.hold(undefined);
    });

    after(async () => {
      await proxy.stop();
      await fs.rm(folder, { recursive: true });
    });

    for (const [fault, words, code] of faults) {
      it(`T73 T75: gives no wrong blob as right when it ${words}, and the next store gives it`, async () => {
        proxy.set(fault);
        const both = createFallbackStore([
          { name: "first", store },
          { name: "second", store: second },
        ]);

        expect(await rejectedCode(async () => collect(await store.get(hashOf(blob))))).to.equal(code);
        expect(Buffer.compare(await collect(await both.get(hashOf(blob))), blob)).to.equal(0);
        expect(proxy.requests.length).to.be.greaterThan(1);
      });
    }

    it("does not take a store that cannot answer for one that lacks a blob", async () => {
      proxy.set("refused");
      const both = createFallbackStore([
        { name: "first", store },
        { name: "second", store: second },
      ]);
      const absent = hashOf(seededBytes(9, 32));

      expect(await rejectedCode(() => store.has(absent))).to.equal("STORAGE_HOST_FAILED");
      expect(await rejectedCode(() => both.has(absent))).to.equal("STORAGE_HOST_FAILED");
      expect(await rejectedCode(() => both.get(absent))).to.equal("STORAGE_HOST_FAILED");
    });

    it("T48: says where a deletion did not arrive, and finishes it when it is made again", async () => {
      const doomed = seededBytes(5000, 33);
      const both = createFallbackStore([
        { name: "first", store },
        { name: "second", store: second },
      ]);
      await both.put(doomed);

      proxy.set("refused");
      const error = await rejection(() => both.delete(hashOf(doomed)));
      expect([error.code, error.context.stores]).to.deep.equal(["STORAGE_DELETE_INCOMPLETE", "first"]);
      expect(await second.has(hashOf(doomed))).to.equal(false);

      proxy.set("none");
      expect(await both.has(hashOf(doomed))).to.equal(true);
      await both.delete(hashOf(doomed));
      expect(await both.has(hashOf(doomed))).to.equal(false);
    });

    it("shows nothing of a blob whose connection breaks while it is sent", async () => {
      const long = seededBytes(9_000_000, 34);
      const breaking = await startFaultProxy(await ownServer());
      const broken = await open(breaking.url);
      breaking.set("lost");
      expect(await rejectedCode(() => broken.put(long))).to.equal("STORAGE_HOST_UNREACHABLE");

      breaking.set("none");
      expect(await broken.has(hashOf(long))).to.equal(false);
      await broken.put(long);
      expect(Buffer.compare(await collect(await broken.get(hashOf(long))), long)).to.equal(0);
      await breaking.stop();
    });

    it("shows nothing of a blob whose writer is killed while it is sent, and takes and deletes it afterwards", async () => {
      const { address, environment, keeps } = await place(proxy.url);
      const long = seededBytes(9_000_000, 35);
      const file = join(folder, "long");
      await fs.writeFile(file, long);
      proxy.hold(upload);
      const writer = spawn(process.execPath, [join(import.meta.dirname, "put-file.ts"), address, file], {
        env: { ...process.env, ...environment },
        stdio: "inherit",
      });
      const ended = new Promise((resolve) => writer.once("exit", resolve));
      while (!proxy.requests.some((request) => upload.test(request)))
        await new Promise((resolve) => setTimeout(resolve, 20));
      writer.kill("SIGKILL");
      await ended;
      proxy.hold(undefined);

      const survivor = await openStore(address, environment);
      expect(await survivor.has(hashOf(long))).to.equal(false);
      await survivor.put(long);
      expect(Buffer.compare(await collect(await survivor.get(hashOf(long))), long)).to.equal(0);
      await survivor.delete(hashOf(long));
      expect(await keeps(hashOf(long))).to.equal(false);
    });
  });
}

import { PGlite } from "@electric-sql/pglite";
import { expect } from "chai";
import { fsyncSync, readlinkSync } from "node:fs";
import { SyncedFileSystem } from "../../../../src/validator/database/synced-file-system.ts";
import { newFolder } from "./databases.ts";

const parameters = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...["-c", "fsync=on", "-c", "wal_sync_method=fsync"],
];

describe("PGlite's folder on a disk", function () {
  this.timeout(120_000);

  it("F5 is synced by every commit, the write-ahead log at least", async function () {
    // Only Linux tells which file a descriptor is of.
    if (process.platform !== "linux") return;
    const synced: string[] = [];
    const files = new SyncedFileSystem(newFolder(), (descriptor) => {
      synced.push(readlinkSync(`/proc/self/fd/${descriptor}`));
      fsyncSync(descriptor);
    });
    const pglite = await PGlite.create({ fs: files, startParams: parameters });
    await pglite.exec("create table t (i integer)");
    for (let index = 0; index < 3; index++) {
      synced.length = 0;
      await pglite.query("insert into t values (1)");
      expect(synced.some((name) => /\/pg_wal\/[0-9A-F]{24}$/.test(name))).to.equal(true);
    }
    expect(files.disk.failure).to.equal(undefined);
    await pglite.close();
  });

  it("F9 lets no call through after a failed sync", async () => {
    let isBroken = false;
    const files = new SyncedFileSystem(newFolder(), () => {
      if (isBroken) throw Object.assign(new Error("EIO"), { code: "EIO" });
    });
    const pglite = await PGlite.create({ fs: files, startParams: parameters });
    isBroken = true;
    const failed = async (): Promise<boolean> =>
      pglite.exec("create table t (i integer)").then(
        () => false,
        () => true,
      );
    expect(await failed()).to.equal(true);
    isBroken = false;
    expect(await failed()).to.equal(true);
    expect(files.disk.failure).to.equal("EIO");
  });

  it("F9 lets no call through after a failed sync", async () => {
    let isBroken = false;
    const system = new SyncedFileSystem(newFolder(), () => {
      if (isBroken) throw Object.assign(new Error("EIO"), { code: "EIO" });
    });
    const startParams = [...PGlite.defaultStartParams.filter((each) => each !== "-F"), "-c", "wal_sync_method=fsync"];
    const pglite = await PGlite.create({ fs: system, startParams });
    const fails = async (): Promise<boolean> =>
      pglite.exec("create table t (n integer)").then(
        () => false,
        () => true,
      );
    isBroken = true;
    expect(await fails()).to.equal(true);
    isBroken = false;
    expect(await fails()).to.equal(true);
    expect(system.disk.failure).to.equal("EIO");
  });
});

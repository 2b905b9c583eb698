import { expect } from "chai";
import { fsyncSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { SyncedFileSystem } from "../../../../src/validator/database/synced-file-system.ts";
import { newFolder } from "./databases.ts";

describe("SyncedFileSystem", function () {
  this.timeout(120_000);

  it("F9: syncs what a commit wrote before the commit is told, and keeps every file private", async () => {
    const folder = newFolder();
    let syncs = 0;
    const system = new SyncedFileSystem(folder, (descriptor) => {
      syncs++;
      fsyncSync(descriptor);
    });
    const startParams = [...PGlite.defaultStartParams.filter((each) => each !== "-F"), "-c", "wal_sync_method=fsync"];
    const pglite = await PGlite.create({ fs: system, startParams, relaxedDurability: false });
    const before = syncs;
    await pglite.exec("create table t (n integer)");
    const after = syncs;
    await pglite.close();

    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
    expect(paths.length).to.be.greaterThan(10);
    const files = paths.map((path) => statSync(join(folder, path))).filter((status) => status.isFile());
    expect(files.filter(({ mode }) => (mode & 0o077) !== 0)).to.deep.equal([]);
    expect(after).to.be.greaterThan(before);
    expect(system.disk.failure).to.equal(undefined);
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

import { expect } from "chai";
import fs from "node:fs/promises";
import { join } from "node:path";
import { epochRecords } from "../../../../src/validator/database/epoch-records.ts";
import { openDatabase } from "../../../../src/validator/database/open-database.ts";
import { openSigningHistory, type Statement } from "../../../../src/validator/database/signing-history.ts";
import type { ValidatorDatabase } from "../../../../src/validator/database/validator-database.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { newFolder, newPlace } from "./databases.ts";
import { runProcess } from "./run-process.ts";
import { digest, signer } from "./signer.ts";
import { work } from "./some-work.ts";

const STATEMENTS = 5;
const statement = (attempt: number): Statement => ({ kind: "report", epoch: 1, attempt, digest: digest(attempt + 1) });
const all = Array.from({ length: STATEMENTS }, (_, attempt) => statement(attempt));

/** A folder with a history of five statements and one epoch; closed, or left by a killed process. */
async function filledFolder(end: "closed" | "killed"): Promise<string> {
  const place = (await newPlace("folder")) as { folder: string };
  let database = await openDatabase(place);
  await (await openSigningHistory(database, signer)).begin(0);
  await epochRecords(database).save(work(1));
  await database.close();
  if (end === "killed") {
    await runProcess(place, "state", 1, STATEMENTS).ended;
    return place.folder;
  }
  database = await openDatabase(place);
  const history = await openSigningHistory(database, signer);
  for (const each of all) await history.state(each);
  await database.close();
  return place.folder;
}

/** Everything that was confirmed, or the code with which the folder is refused. */
async function contentOf(folder: string): Promise<unknown> {
  let database: ValidatorDatabase | undefined;
  try {
    database = await openDatabase({ folder });
    const history = await openSigningHistory(database, signer);
    const records = epochRecords(database);
    return {
      begunAt: await history.begunAt(),
      statements: await history.statementsOf(1),
      work: await records.find(1),
      through: await records.settledThrough(),
    };
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  } finally {
    await database?.close().catch(() => undefined);
  }
}

const complete = { begunAt: 0, statements: all, work: work(1), through: 0 };

describe("a database in a folder", function () {
  this.timeout(600_000);

  it("is private: nobody else may read its folder or its files", async () => {
    const folder = await filledFolder("closed");
    const loose: string[] = [];
    for (const name of [".", ...(await fs.readdir(folder, { recursive: true }))]) {
      if (((await fs.stat(join(folder, name))).mode & 0o077) !== 0) loose.push(name);
    }
    expect(loose).to.deep.equal([]);
  });

  it("F13 has no history once its folder was emptied, and then states nothing", async () => {
    const folder = await filledFolder("closed");
    await fs.rm(folder, { recursive: true });
    const database = await openDatabase({ folder });
    const history = await openSigningHistory(database, signer);
    expect(await history.begunAt()).to.equal(undefined);
    expect(await codeOf(history.state(statement(0)))).to.equal("VALIDATOR_HISTORY_MISSING");
    await database.close();
  });

  it("F12 F13 is refused when its data was emptied or deleted beside its log", async () => {
    const folder = await filledFolder("closed");
    for (const make of [false, true]) {
      await fs.rm(join(folder, "data"), { recursive: true });
      if (make) await fs.mkdir(join(folder, "data"));
      else await fs.writeFile(join(folder, "data"), "");
      expect(await contentOf(folder)).to.be.oneOf([
        "VALIDATOR_DATABASE_CORRUPT",
        "STORAGE_READ_ONLY",
        "STORAGE_DISK_FAILED",
      ]);
    }
    await fs.rm(join(folder, "data"), { recursive: true });
    expect(await contentOf(folder)).to.equal("VALIDATOR_DATABASE_CORRUPT");
  });

  it("F12 is refused when its data is an older copy than its log", async () => {
    const folder = await filledFolder("closed");
    const copy = newFolder();
    await fs.cp(join(folder, "data"), copy, { recursive: true });
    const database = await openDatabase({ folder });
    await (await openSigningHistory(database, signer)).state(statement(STATEMENTS));
    await database.close();
    await fs.rm(join(folder, "data"), { recursive: true });
    await fs.cp(copy, join(folder, "data"), { recursive: true });
    expect(await contentOf(folder)).to.equal("VALIDATOR_DATABASE_CORRUPT");
  });

  it("F12 is complete without its log, and refused when a line of it was changed", async () => {
    const folder = await filledFolder("closed");
    const log = join(folder, "statements.log");
    const text = await fs.readFile(log, "utf8");
    await fs.writeFile(log, text.replace("report", "repost"));
    expect(await contentOf(folder)).to.equal("VALIDATOR_DATABASE_CORRUPT");
    for (const rest of [text.slice(0, -3), ""]) {
      await fs.writeFile(log, rest);
      expect(await contentOf(folder)).to.deep.equal(complete);
      expect((await fs.readFile(log, "utf8")).split("\n").sort()).to.deep.equal(text.split("\n").sort());
    }
    await fs.rm(log);
    expect(await contentOf(folder)).to.deep.equal(complete);
  });

  for (const end of ["closed", "killed"] as const) {
    it(`F12 is refused or complete, never silently less, when one of its files is damaged after it was ${end}`, async () => {
      const folder = await filledFolder(end);
      const copy = newFolder();
      const outcomes = new Map<string, number>();
      for (const { name, damage, apply } of await damages(folder)) {
        await fs.rm(copy, { recursive: true, force: true });
        await fs.cp(folder, copy, { recursive: true });
        await apply(join(copy, name));
        const content = await contentOf(copy);
        const outcome = typeof content === "string" ? content : "complete";
        if (typeof content !== "string") expect(content, `${damage} ${name}`).to.deep.equal(complete);
        else expect(content, `${damage} ${name}`).to.match(/^VALIDATOR_DATABASE_/);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      expect(outcomes.get("VALIDATOR_DATABASE_CORRUPT")).to.be.greaterThan(3);
    });
  }

  it("is made again when its making was cut off", async () => {
    const folder = newFolder();
    await fs.mkdir(join(folder, "data.new", "base"), { recursive: true });
    const database = await openDatabase({ folder });
    expect((await fs.readdir(folder)).sort()).to.deep.equal(["data", "lock"]);
    await database.close();
  });

  it("F9 is used no more once a sync failed", async () => {
    const { folder } = (await newPlace("folder")) as { folder: string };
    let isBroken = false;
    const sync = (): void => {
      if (isBroken) throw Object.assign(new Error("EIO"), { code: "EIO" });
    };
    const database = await openDatabase({ folder }, { sync });
    const history = await openSigningHistory(database, signer);
    await history.begin(0);
    isBroken = true;
    expect(await rejectedCode(() => history.state(statement(0)))).to.equal("VALIDATOR_DATABASE_FAILED");
    isBroken = false;
    expect(await rejectedCode(() => history.state(statement(0)))).to.equal("VALIDATOR_DATABASE_FAILED");
    expect(await rejectedCode(() => history.statementsOf(1))).to.equal("VALIDATOR_DATABASE_FAILED");
    await database.close().catch(() => undefined);
    const again = await openSigningHistory(await openDatabase({ folder }), signer);
    expect(await again.begunAt()).to.equal(0);
  });
});

type Damage = { name: string; damage: string; apply: (path: string) => Promise<void> };

/** Of the files that matter, and of the largest of all others. */
async function damages(folder: string): Promise<Damage[]> {
  const files: { name: string; size: number }[] = [];
  for (const name of await fs.readdir(join(folder, "data"), { recursive: true })) {
    const status = await fs.stat(join(folder, "data", name));
    if (status.isFile()) files.push({ name: join("data", name), size: status.size });
  }
  const chosen = files
    .filter(({ name }) => /PG_VERSION$|pg_control$|pg_wal\/0|pg_filenode|pg_xact/.test(name))
    .concat(
      files
        .filter(({ name }) => name.includes("base"))
        .sort((a, b) => b.size - a.size)
        .slice(0, 2),
    )
    .concat(files.filter(({ name, size }) => /base\/\d+\/1[67]\d{3}$/.test(name) && size > 0).slice(0, 4));
  // Nine of each are enough by default; TEST_DAMAGES asks for more files.
  const most = Number(process.env.TEST_DAMAGES ?? 3);
  return chosen.slice(0, most).flatMap(({ name, size }): Damage[] => [
    { name, damage: "emptied", apply: (path) => fs.truncate(path) },
    { name, damage: "truncated", apply: (path) => fs.truncate(path, Math.floor(size / 2)) },
    { name, damage: "turned over", apply: (path) => turnOver(path, Math.floor(size / 3)) },
  ]);
}

async function turnOver(path: string, at: number): Promise<void> {
  const bytes = await fs.readFile(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  await fs.writeFile(path, bytes);
}

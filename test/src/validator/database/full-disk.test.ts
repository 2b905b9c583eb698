import { expect } from "chai";
import { execFileSync } from "node:child_process";
import fs from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "../../../../src/validator/database/open-database.ts";
import { openSigningHistory, type Statement } from "../../../../src/validator/database/signing-history.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { newFolder } from "./databases.ts";
import { digest, signer } from "./signer.ts";

const statement = (attempt: number): Statement => ({ kind: "report", epoch: 1, attempt, digest: digest(attempt + 1) });

/** Mounts a small disk, where this user may. */
function mount(folder: string, megabytes: number): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a full disk", function () {
  this.timeout(300_000);
  let disk: string;
  let isMounted = false;

  beforeEach(async () => {
    disk = newFolder();
    await fs.mkdir(disk);
  });
  afterEach(() => {
    if (isMounted) execFileSync("umount", ["-l", disk]);
    isMounted = false;
  });

  it("F10 keeps a database from being made, or from being lost", async () => {
    const sizes = [1, 20, 120];
    const outcomes: unknown[] = [];
    for (const size of sizes) {
      isMounted = mount(disk, size);
      if (!isMounted) {
        console.log("      1 part not run: this user may not mount a small disk");
        return;
      }
      const folder = join(disk, "node");
      const opened = await openDatabase({ folder }).catch((error: unknown) => (error as { code: unknown }).code);
      if (typeof opened === "string") {
        outcomes.push(opened);
        execFileSync("umount", ["-l", disk]);
        isMounted = false;
        continue;
      }
      const database = opened as Awaited<ReturnType<typeof openDatabase>>;
      const history = await openSigningHistory(database, signer);
      await history.begin(0);
      await history.state(statement(0));
      await fillUp(join(disk, "ballast"));
      let confirmed = 1;
      let code: unknown;
      while (code === undefined) {
        const epochs = database.change((tables) =>
          tables
            .insertInto("epochs")
            .values({ epoch: confirmed, file: new Uint8Array(2 ** 20), sha256: new Uint8Array(32), unavailable: "[]" })
            .execute(),
        );
        const failed = await codeOf(epochs.then(() => history.state(statement(confirmed))));
        if (typeof failed === "string") code = failed;
        else confirmed++;
      }
      expect(code).to.be.oneOf(["VALIDATOR_DATABASE_FULL", "STORAGE_FULL"]);
      await database.close().catch(() => undefined);
      await fs.rm(join(disk, "ballast"));
      const again = await openDatabase({ folder });
      const statements = await (await openSigningHistory(again, signer)).statementsOf(1);
      expect(statements.slice(0, confirmed)).to.deep.equal(
        Array.from({ length: confirmed }, (_, index) => statement(index)),
      );
      await again.close();
      outcomes.push("kept");
    }
    expect(outcomes).to.deep.equal(["VALIDATOR_DATABASE_FULL", "VALIDATOR_DATABASE_FULL", "kept"]);
  });
});

async function fillUp(path: string): Promise<void> {
  const file = await fs.open(path, "w");
  const piece = new Uint8Array(2 ** 16);
  try {
    for (;;) await file.write(piece);
  } catch {
    // That was the last one.
  } finally {
    await file.close();
  }
}

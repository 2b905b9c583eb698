import { expect } from "chai";
import fs from "node:fs/promises";
import { join } from "node:path";
import { lockFolder } from "../../../../src/validator/database/folder-lock.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { newFolder } from "./databases.ts";

describe("lockFolder", () => {
  it("is held once until it is let go of, leaves one private file and says nothing", async () => {
    const folder = newFolder();
    await fs.mkdir(folder);
    const path = join(folder, "lock");
    const warnings: Error[] = [];
    const listen = (warning: Error): void => void warnings.push(warning);
    process.on("warning", listen);
    const unlock = await lockFolder(path);
    expect(await rejectedCode(() => lockFolder(path))).to.equal("VALIDATOR_DATABASE_LOCKED");
    expect(await fs.readdir(folder)).to.deep.equal(["lock"]);
    expect((await fs.stat(path)).mode & 0o777).to.equal(0o600);
    unlock();
    unlock();
    (await lockFolder(path))();
    process.off("warning", listen);
    expect(warnings).to.deep.equal([]);
  });

  it("F11 says when the folder cannot be written", async () => {
    expect(await rejectedCode(() => lockFolder(join(newFolder(), "missing", "lock")))).to.equal("STORAGE_DISK_FAILED");
  });
});

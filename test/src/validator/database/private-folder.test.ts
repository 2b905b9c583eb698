import { expect } from "chai";
import fs from "node:fs/promises";
import { join } from "node:path";
import { makePrivateAndDurable } from "../../../../src/validator/database/private-folder.ts";
import { newFolder } from "./databases.ts";

describe("makePrivateAndDurable", () => {
  it("leaves everything below to its owner, with its content", async () => {
    const folder = newFolder();
    await fs.mkdir(join(folder, "inner"), { recursive: true, mode: 0o755 });
    await fs.writeFile(join(folder, "inner", "file"), "content", { mode: 0o644 });
    await makePrivateAndDurable(folder);
    const modes = [".", "inner", "inner/file"].map(async (name) => (await fs.stat(join(folder, name))).mode & 0o777);
    expect(await Promise.all(modes)).to.deep.equal([0o700, 0o700, 0o600]);
    expect(await fs.readFile(join(folder, "inner", "file"), "utf8")).to.equal("content");
  });
});

import { expect } from "chai";
import fs from "node:fs/promises";
import { join } from "node:path";
import {
  hasStatements,
  openStatementLog,
  readStatements,
  type LogEntry,
} from "../../../../src/validator/database/statement-log.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { newFolder } from "./databases.ts";
import { digest } from "./signer.ts";

const begun: LogEntry = { kind: "begun", epoch: 3 };
const veto: LogEntry = { kind: "veto", epoch: 4, attempt: 1, digest: digest(7) };

describe("the log of statements", () => {
  let folder: string;
  beforeEach(async () => {
    folder = newFolder();
    await fs.mkdir(folder);
  });

  it("gives what was kept, once and in order, in a private file", async () => {
    expect(await hasStatements(folder)).to.equal(false);
    const log = await openStatementLog(folder);
    await Promise.all([begun, veto, begun, veto].map(log.keep));
    expect(await readStatements(folder)).to.deep.equal([begun, veto]);
    expect(await hasStatements(folder)).to.equal(true);
    expect((await fs.stat(join(folder, "statements.log"))).mode & 0o777).to.equal(0o600);
  });

  it("forgets a last line that was cut off, and goes on behind the others", async () => {
    const log = await openStatementLog(folder);
    await log.keep(begun);
    await log.keep(veto);
    const path = join(folder, "statements.log");
    await fs.truncate(path, (await fs.stat(path)).size - 5);
    expect(await readStatements(folder)).to.deep.equal([begun]);
    await (await openStatementLog(folder)).keep(veto);
    expect(await readStatements(folder)).to.deep.equal([begun, veto]);
  });

  it("F12 refuses a line that was changed", async () => {
    await (await openStatementLog(folder)).keep(veto);
    const path = join(folder, "statements.log");
    const text = await fs.readFile(path, "latin1");
    for (let index = 0; index < text.length - 1; index += 9) {
      const changed = text.slice(0, index) + (text[index] === "a" ? "b" : "a") + text.slice(index + 1);
      await fs.writeFile(path, changed, "latin1");
      expect(await rejectedCode(() => readStatements(folder)), String(index)).to.equal("VALIDATOR_DATABASE_CORRUPT");
    }
  });
});

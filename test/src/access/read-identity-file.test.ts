import { expect } from "chai";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readIdentityFile } from "../../../src/access/read-identity-file.ts";
import { sealIdentity } from "../../../src/encryption/identity-file.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { identity } from "../encryption/sealed-example.ts";

const key = await identity(8);

function file(text: string, mode = 0o600): string {
  const path = join(mkdtempSync(join(tmpdir(), "identity-")), "key.txt");
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

describe("readIdentityFile", () => {
  it("reads what age-keygen writes", async () => {
    const path = file(`# created: today\n# public key: ${key.recipient}\n${key.reveal()}\n`);

    expect((await readIdentityFile(path)).recipient).to.equal(key.recipient);
  });

  it("T69: refuses a file that others may read", async () => {
    for (const mode of [0o640, 0o604, 0o660, 0o666]) {
      expect(await codeOf(readIdentityFile(file(key.reveal(), mode)))).to.equal("STORAGE_LOOSE_PERMISSIONS");
    }
  });

  it("refuses what holds no key, or one under a passphrase, and says so", async () => {
    expect(await codeOf(readIdentityFile(file("")))).to.equal("ENCRYPTION_INVALID_IDENTITY");
    expect(await codeOf(readIdentityFile(file(`${key.reveal()}\n${key.reveal()}`)))).to.equal(
      "ENCRYPTION_INVALID_IDENTITY",
    );
    expect(await codeOf(readIdentityFile(file(await sealIdentity(key, "five random words or so"))))).to.equal(
      "ACCESS_IDENTITY_SEALED",
    );
    expect(await codeOf(readIdentityFile(`${file("")}.missing`))).to.equal("STORAGE_FILE_NOT_FOUND");
  }).timeout(60_000);
});

import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeIdentityFile, openIdentityFile } from "../../../src/contributor/identity-file.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { recovery } from "./own-archive.ts";

const passphrase = "correct horse battery staple";
const neverAsked = (): Promise<string> => Promise.reject(new Error("asked for a passphrase"));

describe("identity files", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "identity file "));
  const path = join(folder, "recovery.age");

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("are made under a passphrase, for their owner only, and never over another", async () => {
    const made = await makeIdentityFile({ path, kind: "hybrid", passphrase, randomBytes });
    const again = makeIdentityFile({ path, kind: "x25519", passphrase, randomBytes });

    expect(made.recipient).to.match(/^age1pq1/);
    expect(readFileSync(path, "utf8"))
      .to.match(/^-----BEGIN AGE ENCRYPTED FILE-----\n/)
      .and.not.include("SECRET");
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(await rejectedCode(() => again)).to.equal("STORAGE_FILE_EXISTS");
    expect((await openIdentityFile(path, () => Promise.resolve(passphrase))).reveal()).to.equal(made.reveal());
  });

  it("are not made under a short passphrase", async () => {
    const request = { path: join(folder, "short.age"), kind: "x25519", passphrase: "short", randomBytes } as const;

    expect(await rejectedCode(() => makeIdentityFile(request))).to.equal("ENCRYPTION_SHORT_PASSPHRASE");
  });

  it("are read in plain text too, as age-keygen makes them, without asking for a passphrase", async () => {
    const plain = join(folder, "plain.txt");
    writeFileSync(plain, `# created: 2026\n${recovery.reveal()}\n`, { mode: 0o600 });

    expect((await openIdentityFile(plain, neverAsked)).recipient).to.equal(recovery.recipient);
  });

  it("T69 are refused before a passphrase is asked for when others may read them", async () => {
    if (process.platform === "win32") return;
    chmodSync(path, 0o644);

    expect(await rejectedCode(() => openIdentityFile(path, neverAsked))).to.equal("STORAGE_LOOSE_PERMISSIONS");
  });
});

import { expect } from "chai";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { Secret } from "../../../../src/primitives/secret.ts";
import { loadAccount, peekAccount, readPassword } from "../../../../src/validator/operator/load-account.ts";
import { findSecrets } from "../../../helpers/find-secrets.ts";
import { rejectedCode, rejection } from "../../../helpers/rejected-code.ts";
import { vectors } from "../../chain/example-keystores.ts";

const isWindows = process.platform === "win32";
const other = toAddress(`0x${"11".repeat(20)}`);
const own = toAddress(vectors.address);

describe("loadAccount", () => {
  let folder = "";
  const path = (name: string): string => join(folder, name);
  const write = (name: string, text: string, mode = 0o600): string => {
    writeFileSync(path(name), text, { mode });
    return path(name);
  };
  const source = (password: string = vectors.password) => ({
    keystore: write("keystore", JSON.stringify({ ...vectors.scrypt, address: vectors.address })),
    passwordFile: write("password", `${password}\n`),
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "account "));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("takes the account of a keystore and its password file, or of a key in the environment", async () => {
    const { address, key } = await loadAccount(source(), own);
    const direct = await loadAccount({ privateKey: new Secret(vectors.key) });

    expect([address, key.reveal()]).to.deep.equal([own, vectors.key]);
    expect(direct.address).to.equal(own);
  });

  it("F39 refuses a wrong password", async () => {
    expect(await rejectedCode(() => loadAccount(source("testpassword ")))).to.equal("VALIDATOR_WRONG_PASSWORD");
    expect(await rejectedCode(() => readPassword(write("empty", "\n")))).to.equal("VALIDATOR_NO_PASSWORD");
  });

  it("F39 refuses files that others may read", async () => {
    if (isWindows) return;
    for (const name of ["keystore", "password"]) {
      const files = source();
      chmodSync(path(name), 0o640);
      expect(await rejectedCode(() => loadAccount(files)), name).to.equal("STORAGE_LOOSE_PERMISSIONS");
      chmodSync(path(name), 0o600);
    }
  });

  it("F39 refuses the key of another account than the expected one", async () => {
    const direct = { privateKey: new Secret(vectors.key) };

    expect(await rejectedCode(() => loadAccount(source(), other))).to.equal("VALIDATOR_OTHER_ACCOUNT");
    expect(await rejectedCode(() => loadAccount(direct, other))).to.equal("VALIDATOR_OTHER_ACCOUNT");
  });

  it("says whose a keystore is without its password", async () => {
    expect(await peekAccount(source().keystore)).to.equal(own);
  });

  it("T69 shows neither key nor password in its errors", async () => {
    const wrong = await rejection(() => loadAccount(source("wrong password")));
    const foreign = await rejection(() => loadAccount(source(), other));
    const secrets = [
      { name: "key", value: vectors.key },
      { name: "password", value: "wrong password" },
      { name: "right password", value: vectors.password },
    ];

    expect(findSecrets(secrets, { texts: { errors: inspect([wrong, foreign], { depth: 9 }) } })).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { encryptKeystoreJson } from "ethers";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { accountOf, newAccount, openKeystore, statedAddress, writeKeystore } from "../../../src/chain/keystore.ts";
import { Secret } from "../../../src/primitives/secret.ts";
import { findSecrets } from "../../helpers/find-secrets.ts";
import { foundryProgram } from "../../../scripts/checks/servers/ensure-foundry.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { runProgram } from "../../helpers/run-program.ts";
import { vectors } from "./example-keystores.ts";

const password = new Secret(vectors.password);
const account = accountOf(new Secret(vectors.key));
const scrypt = JSON.stringify(vectors.scrypt);
const open = (json: string, by = password) => openKeystore(json, by);
const changed = (change: object, crypto: object = {}) =>
  JSON.stringify({ ...vectors.scrypt, crypto: { ...vectors.scrypt.crypto, ...crypto }, ...change });

describe("keystores", () => {
  it("are opened as geth writes them, with scrypt and with PBKDF2", async () => {
    for (const file of [vectors.scrypt, vectors.pbkdf2]) {
      const { address, key } = await open(JSON.stringify(file));
      expect([address, key.reveal()]).to.deep.equal([vectors.address, vectors.key]);
    }
  });

  it("T70 are refused when the password is stretched by less than 2^17, even with the right password", async () => {
    const weak = await encryptKeystoreJson({ address: account.address, privateKey: vectors.key }, vectors.password, {
      scrypt: { N: 2 },
    });
    const { kdfparams } = vectors.pbkdf2.crypto;
    const pbkdf2 = { crypto: { ...vectors.pbkdf2.crypto, kdfparams: { ...kdfparams, c: 262_143 } } };

    for (const json of [weak, changed(pbkdf2), changed({}, { kdfparams: { n: 2 ** 17, r: 7, p: 1 } })]) {
      expect(await rejectedCode(() => open(json))).to.equal("CHAIN_WEAK_KEYSTORE");
    }
    expect((await openKeystore(weak, password, true)).key.reveal()).to.equal(vectors.key);
  });

  it("F39 are refused with another password, damaged, or of another kind", async () => {
    const wrong = new Secret("testpasswore");
    const files: Readonly<Record<string, string>> = {
      "no JSON": "{",
      "another version": changed({ version: 1 }),
      "another cipher": changed({}, { cipher: "aes-256-cbc" }),
      "another derivation": changed({}, { kdf: "argon2" }),
      "no crypto": changed({ crypto: null }),
      "too much memory": changed({}, { kdfparams: { n: 2 ** 30, r: 8, p: 1 } }),
      "another account": changed({ address: "11".repeat(20) }),
    };

    expect(await rejectedCode(() => open(scrypt, wrong))).to.equal("CHAIN_WRONG_PASSWORD");
    for (const [name, json] of Object.entries(files)) {
      expect(await rejectedCode(() => open(json)), name).to.equal("CHAIN_BAD_KEYSTORE");
    }
  });

  it("T69 show neither key nor password, in what they give or in their errors", async () => {
    const errors = [
      await rejection(() => open(scrypt, new Secret("another password"))),
      await rejection(() => open(changed({ address: "11".repeat(20) }))),
      await rejection(() => Promise.resolve().then(() => accountOf(new Secret(`${vectors.key}ff`)))),
    ];
    const secrets = [
      { name: "key", value: vectors.key },
      { name: "password", value: vectors.password },
      { name: "other password", value: "another password" },
    ];
    const texts = { errors: inspect(errors, { depth: 9, showHidden: true }), account: inspect(await open(scrypt)) };

    expect(findSecrets(secrets, { texts })).to.deep.equal([]);
  });

  it("say whose they are without their password, when they say it at all", () => {
    expect(statedAddress(changed({ address: vectors.address.slice(2).toUpperCase() }))).to.equal(vectors.address);
    expect(statedAddress(scrypt)).to.equal(undefined);
  });

  describe("cast", () => {
    let folder = "";
    let cast = "";

    before(async () => {
      cast = await foundryProgram("cast");
      folder = mkdtempSync(join(tmpdir(), "keystore "));
    });

    after(() => {
      rmSync(folder, { recursive: true });
    });

    it("opens what is written here", async () => {
      const made = newAccount();
      const path = join(folder, "ours");
      writeFileSync(path, await writeKeystore(made, password), { mode: 0o600 });
      const args = ["wallet", "address", "--keystore", path, "--password", vectors.password];
      const { stdout } = await runProgram(cast, args);

      expect(stdout.trim().toLowerCase()).to.equal(made.address);
      expect((await open(readFileSync(path, "utf8"))).key.reveal()).to.equal(made.key.reveal());
    });

    it("T70 writes files that are too weak, which are opened only to be written anew", async () => {
      const args = ["wallet", "import", "theirs", "--keystore-dir", folder, "--private-key", vectors.key];
      await runProgram(cast, [...args, "--unsafe-password", vectors.password]);
      chmodSync(join(folder, "theirs"), 0o600);
      const json = readFileSync(join(folder, "theirs"), "utf8");

      expect(await rejectedCode(() => open(json))).to.equal("CHAIN_WEAK_KEYSTORE");
      expect((await openKeystore(json, password, true)).address).to.equal(vectors.address);
    });
  });
});

import { expect } from "chai";
import * as cctv from "cctv-age";
import { armor, Decrypter, Encrypter } from "age-encryption";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { identityFromSeed } from "../../../src/encryption/age-identity.ts";
import { isSealed, MAX_IDENTITY_FILE_SIZE, openIdentity, sealIdentity } from "../../../src/encryption/identity-file.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { identity } from "./sealed-example.ts";

const PASSPHRASE = "correct horse battery staple";
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

// A hybrid one, which is the longest. Stretching takes seconds, so that there is one file for all.
const key = await identityFromSeed(seededBytes(32, 7), "hybrid");
const sealed = await sealIdentity(key, PASSPHRASE);

/** A file under a passphrase as somebody else might write it. */
async function sealedText(text: string, workFactor: number): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(text);
}

describe("sealIdentity and openIdentity", function () {
  this.timeout(120_000);

  it("give a key back under the passphrase", async () => {
    expect((await openIdentity(bytesOf(sealed), PASSPHRASE)).reveal()).to.equal(key.reveal());
    expect(sealed.length).to.be.below(MAX_IDENTITY_FILE_SIZE);
  });

  it("T70 stretch the passphrase as the stock program does, by scrypt with 2^18", async () => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(PASSPHRASE);
    const file = armor.decode(sealed);

    expect(new TextDecoder().decode(file)).to.match(/^age-encryption\.org\/v1\n-> scrypt \S{22} 18\n/);
    expect(await decrypter.decrypt(file, "text")).to.equal(`# public key: ${key.recipient}\n${key.reveal()}\n`);
  });

  it("refuse to write under a short passphrase", async () => {
    for (const passphrase of ["", "elevenchars", "🐎".repeat(11)]) {
      expect(await rejectedCode(() => sealIdentity(key, passphrase))).to.equal("ENCRYPTION_SHORT_PASSPHRASE");
    }
  });
});

describe("openIdentity", function () {
  this.timeout(120_000);

  it("T70 refuses a file whose passphrase is stretched by less, even with the right one", async () => {
    for (const workFactor of [1, 10, 17]) {
      const file = await sealedText(`${key.reveal()}\n`, workFactor);
      for (const spelling of [file, bytesOf(armor.encode(file))]) {
        expect(await rejectedCode(() => openIdentity(spelling, PASSPHRASE)), `2^${workFactor}`).to.equal(
          "ENCRYPTION_WEAK_IDENTITY_FILE",
        );
      }
    }
  });

  it("T70 opens none of the public test vectors with a passphrase, all of which are weak or wrong", async () => {
    const codes: Record<string, number> = {};
    for (const [name, vector] of Object.entries(cctv as unknown as Record<string, Uint8Array>)) {
      if (!/^(?:armor_)?scrypt/.test(name)) continue;
      const file = vector.subarray(Buffer.from(vector).indexOf("\n\n") + 2);
      const code = await rejectedCode(() => openIdentity(file, "password"));
      codes[code] = (codes[code] ?? 0) + 1;
    }

    expect(codes).to.deep.equal({ ENCRYPTION_IDENTITY_LOCKED: 14, ENCRYPTION_WEAK_IDENTITY_FILE: 12 });
  });

  it("T68 says the same for the wrong passphrase, damage, another content and another kind of file", async () => {
    const file = armor.decode(sealed);
    const toKey = new Encrypter();
    toKey.addRecipient((await identity(2)).recipient);
    const attempts: Record<string, [Uint8Array, string]> = {
      wrongPassphrase: [file, "wrong horse battery staple"],
      damagedEnd: [flipBit(file, 8 * file.length - 1), PASSPHRASE],
      cut: [file.subarray(0, 60), PASSPHRASE],
      empty: [new Uint8Array(0), PASSPHRASE],
      tooLong: [new Uint8Array(MAX_IDENTITY_FILE_SIZE + 1), PASSPHRASE],
      toAKey: [await toKey.encrypt("text"), PASSPHRASE],
      noKeyInside: [await sealedText("hunter2\n", 18), PASSPHRASE],
      badArmor: [bytesOf(sealed.replace("END", "ENDE")), PASSPHRASE],
      tooMuchWork: [bytesOf(new TextDecoder("latin1").decode(file).replace(" 18\n", " 30\n")), PASSPHRASE],
    };

    const answers = new Set<string>();
    for (const [name, [bytes, passphrase]] of Object.entries(attempts)) {
      const error = await rejection(() => openIdentity(bytes, passphrase));
      expect(error.code, name).to.equal("ENCRYPTION_IDENTITY_LOCKED");
      answers.add(JSON.stringify([error.message, error.context, error.hint, String(error.cause)]));
    }
    expect(answers.size).to.equal(1);
  });
});

describe("randomness", () => {
  it("T70 never comes from Math.random, in all that is not a test", () => {
    const folders = fileURLToPath(new URL("../../../{src,scripts,deploy}", import.meta.url));
    const files = globSync(`${folders}/**/*.{ts,mjs}`);
    const using = files.filter((file) => /\bMath\s*\.\s*random\b|\bMath\s*\[/.test(readFileSync(file, "utf8")));

    expect(files.length).to.be.greaterThan(100);
    expect(using).to.deep.equal([]);
  });
});

describe("isSealed", () => {
  it("tells an encrypted file from an identity in plain text", async () => {
    const { recipient } = await identity(1);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const file = await encrypter.encrypt("");

    expect([file, bytesOf(armor.encode(file)), bytesOf(`\n${armor.encode(file)}`)].map(isSealed)).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(["", "# created", (await identity(1)).reveal()].map(bytesOf).map(isSealed)).to.deep.equal([
      false,
      false,
      false,
    ]);
  });
});

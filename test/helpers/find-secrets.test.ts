import { expect } from "chai";
import { Mnemonic } from "ethers";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { identityFromSeed } from "../../src/encryption/age-identity.ts";
import { findSecrets } from "./find-secrets.ts";
import { seededBytes } from "./seeded-bytes.ts";

const seed = seededBytes(32, 90);
const buffer = Buffer.from(seed);
const key = (await identityFromSeed(seed)).reveal();
const hybrid = (await identityFromSeed(seed, "hybrid")).reveal();

/** What a program might print of 32 secret bytes, and what it is found as. */
const leaks: Readonly<Record<string, [leak: string | Uint8Array, how: string]>> = {
  raw: [Buffer.concat([Buffer.alloc(3), seed]), "bytes"],
  hex: [`key=${buffer.toString("hex")}`, "hexadecimal"],
  upperHex: [`0x${buffer.toString("hex").toUpperCase()}`, "hexadecimal"],
  firstHalf: [`0x${buffer.toString("hex", 0, 16)}…`, "hexadecimal"],
  secondHalf: [`…${buffer.toString("hex", 16)}`, "hexadecimal"],
  base64: [buffer.toString("base64"), "base64"],
  base64Inside: [Buffer.concat([Buffer.from("x"), seed, Buffer.from("yz")]).toString("base64"), "base64"],
  base64Further: [Buffer.concat([Buffer.from("xx"), seed]).toString("base64"), "base64"],
  base64url: [buffer.toString("base64url"), "base64"],
  wrapped: [buffer.toString("base64").replaceAll(/(.{9})/g, "$1\r\n"), "base64"],
  bigint: [BigInt(`0x${buffer.toString("hex")}`).toString(), "a number"],
  json: [JSON.stringify(seed), "an object of numbers"],
  jsonOfBuffer: [JSON.stringify(buffer), "a list of numbers"],
  inspected: [inspect(seed), "a list of numbers"],
  inspectedBuffer: [inspect(buffer), "hexadecimal"],
  ageKey: [`# a key\n${key}\n`, "Bech32"],
  ageKeyInLowerCase: [key.toLowerCase(), "Bech32"],
  hybridKey: [hybrid, "Bech32"],
  words: [Mnemonic.entropyToPhrase(seed), "words"],
};

describe("findSecrets", () => {
  for (const [name, [leak, how]] of Object.entries(leaks)) {
    it(`finds 32 bytes in any spelling: ${name}`, () => {
      for (const value of [seed, key, hybrid, `0x${buffer.toString("hex")}`]) {
        expect(findSecrets([{ name: "seed", value }], { texts: { log: leak } })).to.include(`seed as ${how} in log`);
      }
    });
  }

  it("finds a text in any spelling", () => {
    const value = "correct horse Bättery";
    const spellings = [
      value,
      value.toUpperCase().replace("Ä", "ä"),
      JSON.stringify({ value }),
      Buffer.from(value, "utf16le"),
      Buffer.from(value).toString("hex"),
      Buffer.from(`x${value}`).toString("base64"),
      `https://host/?q=${encodeURIComponent(value)}`,
    ];

    for (const log of spellings) expect(findSecrets([{ name: "p", value }], { texts: { log } })).to.not.be.empty;
  });

  it("looks into all files of folders, and at their names", () => {
    const folder = mkdtempSync(join(tmpdir(), "find secrets "));
    mkdirSync(join(folder, "a/b"), { recursive: true });
    writeFileSync(join(folder, "a/b/deep.log"), `… ${buffer.toString("hex")} …`);
    writeFileSync(join(folder, buffer.toString("hex")), "");
    writeFileSync(join(folder, "clean"), seededBytes(10_000, 91));

    const found = findSecrets([{ name: "seed", value: seed }], { folders: [folder] });
    rmSync(folder, { recursive: true });

    expect(found).to.deep.equal([
      `seed as hexadecimal in ${join(folder, "a/b/deep.log")}`,
      `seed as hexadecimal in the name of ${join(folder, buffer.toString("hex"))}`,
    ]);
  });

  it("finds nothing where there is nothing", () => {
    const texts = { recipient: (key.length + hybrid.length).toString(), noise: seededBytes(100_000, 92) };

    expect(
      findSecrets(
        [
          { name: "seed", value: seed },
          { name: "p", value: "correct horse" },
        ],
        { texts },
      ),
    ).to.deep.equal([]);
  });
});

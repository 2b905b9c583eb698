import { Mnemonic } from "ethers";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { encodeBech32 } from "../../src/encryption/bech32.ts";

/** Something that must not turn up anywhere: bytes, or a text (a passphrase, an age key, `0x` and digits). */
export type Secret = { readonly name: string; readonly value: Uint8Array | string };

/** Where to look: everything below folders (names of files too), and texts or bytes by a name. */
export type Places = {
  readonly folders?: readonly string[];
  readonly texts?: Readonly<Record<string, string | Uint8Array>>;
};

/** A way to write a secret, and how it is looked for. */
type Spelling = { readonly how: string; readonly needle: string; readonly within: keyof Haystack };

/** A place in three forms: byte by byte, without white space, and that in lower case. All as Latin-1. */
type Haystack = { readonly raw: string; readonly compact: string; readonly lower: string };

const BECH32_DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const BECH32_KEY = /^AGE-SECRET-KEY-(?:PQ-)?1([02-9AC-HJ-NP-Z]{52})[02-9AC-HJ-NP-Z]{6}$/;

/**
 * Looks for secrets in every spelling that a program could let out by accident, and gives "<secret> as <spelling> in
 * <place>" for each that it finds: raw, UTF-16, hexadecimal, base64 at any offset, a list of numbers, one big number, Bech32
 * as age writes it, the words of a mnemonic; halves of 32 bytes too, as a log line may be cut. Packed or encrypted copies
 * are not found.
 */
export function findSecrets(secrets: readonly Secret[], { folders = [], texts = {} }: Places): string[] {
  const spelled = secrets.map(({ name, value }) => ({ name, spellings: spellingsOf(value) }));
  const found = new Set<string>();
  for (const [place, content] of contentsOf(folders, texts)) {
    const raw = Buffer.from(content).toString("latin1");
    const compact = raw.replaceAll(/\s+/g, "");
    const haystack = { raw, compact, lower: compact.toLowerCase() };
    for (const { name, spellings } of spelled) {
      for (const { how, needle, within } of spellings) {
        if (haystack[within].includes(needle)) found.add(`${name} as ${how} in ${place}`);
      }
    }
  }
  return [...found].sort();
}

function* contentsOf(
  folders: readonly string[],
  texts: NonNullable<Places["texts"]>,
): Generator<[place: string, content: Uint8Array]> {
  for (const [name, text] of Object.entries(texts)) yield [name, Buffer.from(text as string)];
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      yield [`the name of ${path}`, Buffer.from(entry.name)];
      if (entry.isFile()) yield [path, readFileSync(path)];
    }
  }
}

function spellingsOf(value: Uint8Array | string): Spelling[] {
  const text = typeof value === "string" ? value : undefined;
  const bytes = typeof value === "string" ? bytesBehind(value) : value;
  return [...(text === undefined ? [] : spellingsOfText(text)), ...spellingsOfBytes(bytes)];
}

function spellingsOfText(text: string): Spelling[] {
  const utf8 = Buffer.from(text).toString("latin1");
  return [
    { how: "text", needle: utf8.replaceAll(/\s+/g, "").toLowerCase(), within: "lower" },
    { how: "JSON", needle: JSON.stringify(utf8).slice(1, -1), within: "raw" },
    { how: "UTF-16", needle: Buffer.from(text, "utf16le").toString("latin1"), within: "raw" },
    { how: "a part of an address", needle: encodeURIComponent(text).toLowerCase(), within: "lower" },
  ];
}

function spellingsOfBytes(bytes: Uint8Array): Spelling[] {
  const buffer = Buffer.from(bytes);
  const halves = bytes.length < 32 ? [] : [buffer.subarray(0, bytes.length / 2), buffer.subarray(bytes.length / 2)];
  const cut = [buffer, ...halves].flatMap((part): Spelling[] => [
    { how: "bytes", needle: part.toString("latin1"), within: "raw" },
    { how: "hexadecimal", needle: part.toString("hex"), within: "lower" },
    { how: "a list of numbers", needle: part.join(","), within: "compact" },
    {
      how: "an object of numbers",
      needle: JSON.stringify(Object.fromEntries(part.entries())).slice(1, -1),
      within: "compact",
    },
  ]);
  const whole: Spelling[] = [
    { how: "a number", needle: BigInt(`0x0${buffer.toString("hex")}`).toString(), within: "compact" },
    { how: "Bech32", needle: encodeBech32("x", bytes).slice(2, -6), within: "lower" },
    ...base64Cores(buffer).map((needle): Spelling => ({ how: "base64", needle, within: "compact" })),
    ...mnemonicOf(bytes),
  ];
  return [...cut, ...whole];
}

/** What stands for all of the bytes in base64 and base64url, wherever in a longer text they begin. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const lastWhole = Math.floor(((offset + bytes.length) * 8) / 6);
    const core = encoded.slice([0, 2, 3][offset], lastWhole);
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

function mnemonicOf(bytes: Uint8Array): Spelling[] {
  if (![16, 20, 24, 28, 32].includes(bytes.length)) return [];
  return [{ how: "words", needle: Mnemonic.entropyToPhrase(bytes).replaceAll(" ", ""), within: "lower" }];
}

/** The bytes that a text stands for: of an age key, of hexadecimal, or its own. */
function bytesBehind(text: string): Uint8Array {
  const [, digits] = BECH32_KEY.exec(text) ?? [];
  if (digits !== undefined) return fromBase32(digits.toLowerCase());
  return /^0x(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text.slice(2), "hex") : Buffer.from(text);
}

/** The 32 bytes in 52 digits of five bits. */
function fromBase32(digits: string): Uint8Array {
  const value = Array.from(digits).reduce((sum, digit) => sum * 32n + BigInt(BECH32_DIGITS.indexOf(digit)), 0n) >> 4n;
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex");
}

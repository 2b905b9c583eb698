import { scrypt as nodeScrypt, type ScryptOptions } from "node:crypto";
import { promisify } from "node:util";
import { computeAddress, decryptKeystoreJson, encryptKeystoreJson, isError, scrypt, Wallet } from "ethers";
import { InvalidInputError } from "../primitives/errors.ts";
import { toAddress, type Address } from "../primitives/identifiers.ts";
import { Secret } from "../primitives/secret.ts";

/** An account with its key. */
export type KeyedAccount = { readonly address: Address; readonly key: Secret };

/** What a guesser has to pay for each guess, at least. geth's own files have 2^18 with r·p = 8, files of cast 2^13. */
const LEAST_SCRYPT = { n: 2 ** 17, blocks: 8 } as const;
const LEAST_PBKDF2 = 262_144;
/** More would need more than a gibibyte of memory to open. */
const MOST_SCRYPT_MEMORY = 2 ** 30;

const stretch = promisify<Uint8Array, Uint8Array, number, ScryptOptions, Buffer>(nodeScrypt);
// The library's own takes seconds of this thread; this one a fraction of that, of another.
scrypt.register((...[passphrase, salt, N, r, p, length]) =>
  stretch(passphrase, salt, length, { N, r, p, maxmem: 2 ** 31 }),
);

type KeyDerivation = { readonly kdf: string; readonly numbers: Readonly<Record<string, number>> };

/** The account of a key: 32 bytes as `0x` and 64 digits. @throws {InvalidInputError} `CHAIN_BAD_PRIVATE_KEY`. */
export function accountOf(key: Secret): KeyedAccount {
  try {
    return { address: toAddress(computeAddress(key.reveal())), key };
  } catch {
    // The library's words repeat the key.
    throw new InvalidInputError("CHAIN_BAD_PRIVATE_KEY", "Expected a private key of 32 bytes (0x and 64 digits).");
  }
}

/** A key that nobody had before. */
export function newAccount(): KeyedAccount {
  const { privateKey, address } = Wallet.createRandom();
  return { address: toAddress(address), key: new Secret(privateKey) };
}

/**
 * Opens an Ethereum keystore of version 3, as geth, cast and this program write it.
 *
 * @param json - the whole file.
 * @param allowWeak - take a file whose passphrase is stretched too little: to write it anew, and for nothing else.
 * @throws {InvalidInputError} `CHAIN_BAD_KEYSTORE` when it is none or is damaged, `CHAIN_WEAK_KEYSTORE` when its passphrase
 * is stretched by less than scrypt with 2^17 or PBKDF2 with 262,144 rounds, `CHAIN_WRONG_PASSWORD`.
 */
export async function openKeystore(json: string, password: Secret, allowWeak = false): Promise<KeyedAccount> {
  const derivation = derivationIn(json);
  if (!allowWeak && !isStrong(derivation)) {
    throw new InvalidInputError("CHAIN_WEAK_KEYSTORE", `Expected scrypt with 2^17 or more, got ${spell(derivation)}.`, {
      hint: "Whoever gets the file can guess its password too fast: write it anew with npx hardhat validate keystore --from.",
    });
  }
  try {
    const { privateKey } = await decryptKeystoreJson(json, password.reveal());
    return accountOf(new Secret(privateKey));
  } catch (error) {
    // Neither the library's error nor its words are passed on: they repeat what was given.
    if (isError(error, "INVALID_ARGUMENT") && error.argument === "password") {
      throw new InvalidInputError("CHAIN_WRONG_PASSWORD", "The password does not open this keystore.", {
        hint: "Check that the password file belongs to it; white space at its end counts, a line break does not.",
      });
    }
    throw badKeystore("a damaged one");
  }
}

/** Writes a keystore that geth and cast open too: version 3, scrypt with 2^18. */
export async function writeKeystore({ key, address }: KeyedAccount, password: Secret): Promise<string> {
  const account = { address, privateKey: key.reveal() };
  const json = await encryptKeystoreJson(account, password.reveal(), { scrypt: { N: 2 ** 18 } });
  // The library writes `Crypto`, which cast does not know.
  const { Crypto: crypto, ...rest } = JSON.parse(json) as Record<string, unknown>;
  return `${JSON.stringify({ ...rest, crypto })}\n`;
}

/** The account that a keystore says that it holds, which nobody has proven; undefined when it does not say. */
export function statedAddress(json: string): Address | undefined {
  const stated = parse(json).address;
  if (typeof stated !== "string") return undefined;
  const digits = stated.replace(/^0x/i, "");
  return /^[0-9a-f]{40}$/i.test(digits) ? toAddress(`0x${digits}`) : undefined;
}

function derivationIn(json: string): KeyDerivation {
  const document = parse(json);
  const { kdf, kdfparams } = asObject(document.crypto);
  if (document.version !== 3) throw badKeystore("another version");
  const name = typeof kdf === "string" ? kdf.toLowerCase() : "";
  const fields = Object.entries(asObject(kdfparams)).filter((field): field is [string, number] =>
    Number.isSafeInteger(field[1]),
  );
  const numbers = Object.fromEntries(fields);
  const { n = 0, r = 0 } = numbers;
  if (name !== "scrypt" && name !== "pbkdf2") throw badKeystore("another way to stretch its password");
  if (128 * n * r > MOST_SCRYPT_MEMORY) throw badKeystore("one that takes more than a gibibyte of memory");
  return { kdf: name, numbers };
}

function isStrong({ kdf, numbers: { n = 0, r = 0, p = 0, c = 0 } }: KeyDerivation): boolean {
  if (kdf === "pbkdf2") return c >= LEAST_PBKDF2;
  return n >= LEAST_SCRYPT.n && r * p >= LEAST_SCRYPT.blocks;
}

function spell({ kdf, numbers: { n = 0, c = 0 } }: KeyDerivation): string {
  return kdf === "scrypt" ? `scrypt with ${n}` : `PBKDF2 with ${c} rounds`;
}

/** Field names are the same in any letter case: some programs write `Crypto`. */
function parse(json: string): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(json));
  } catch {
    throw badKeystore("no JSON document");
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field as unknown]));
}

function badKeystore(got: string): InvalidInputError {
  return new InvalidInputError("CHAIN_BAD_KEYSTORE", `Expected an Ethereum keystore of version 3, got ${got}.`, {
    hint: "geth account new, cast wallet import and npx hardhat validate keystore write such files.",
  });
}

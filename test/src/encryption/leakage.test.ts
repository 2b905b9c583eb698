import { expect } from "chai";
import { Wallet } from "ethers";
import { format, inspect } from "node:util";
import { decryptText, encryptText } from "../../../src/encryption/age-file.ts";
import { AgeIdentity, identityFromSeed, parseIdentity } from "../../../src/encryption/age-identity.ts";
import { unwrapArchiveKey } from "../../../src/encryption/archive-key-wrap.ts";
import { openIdentity, sealIdentity } from "../../../src/encryption/identity-file.ts";
import { openContribution } from "../../../src/encryption/open-contribution.ts";
import { deriveOwnerIdentity } from "../../../src/encryption/owner-identity.ts";
import { sealArchive } from "../../../src/encryption/seal-archive.ts";
import { describeError } from "../../../src/primitives/describe-error.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { findSecrets, type Secret } from "../../helpers/find-secrets.ts";
import { collect } from "../../helpers/collect.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { ATTACKER, CHAIN_ID, fetchFrom, identity, publish, REGISTRY, SALT, sealRequest } from "./sealed-example.ts";

const PASSPHRASE = "correct horse battery staple";
const wallet = new Wallet(`0x${"17".repeat(31)}2a`);
const owner = toAddress(wallet.address);
const archiveSeed = seededBytes(32, 77);
const hybridSeed = seededBytes(32, 78);
const plaintext = seededBytes(5_000, 79);

/** Everything a program might do with a value that it wants to look at. */
function printsOf(value: unknown): string[] {
  const printed = [
    inspect(value, { showHidden: true, depth: 20, maxArrayLength: null }),
    format("%s %o", value, value),
  ];
  const error =
    value instanceof Error ? [value.stack ?? "", JSON.stringify(describeError(value)), String(value.cause)] : [];
  const copy = value instanceof AgeIdentity ? [inspect(structuredClone(value), { showHidden: true })] : [];
  return [
    ...printed,
    ...error,
    ...copy,
    JSON.stringify([value, Object.entries(value as object)], toText),
    String(value),
  ];
}

function toText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

async function failuresOf(attempts: readonly (() => unknown)[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const attempt of attempts) {
    try {
      failures.push(await attempt());
    } catch (error) {
      failures.push(error);
    }
  }
  expect(failures.every((failure) => failure instanceof Error)).to.equal(true);
  return failures;
}

/** What is written to stdout and stderr while `action` runs. */
async function written<Result>(action: () => Promise<Result>): Promise<{ result: Result; output: string }> {
  let output = "";
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) stream.write = (text: string | Uint8Array) => ((output += String(text)), true);
  try {
    return { result: await action(), output };
  } finally {
    streams.forEach((stream, i) => (stream.write = originals[i]!));
  }
}

describe("the secrets of this module", function () {
  this.timeout(120_000);

  it("T69 turn up in no print, error, log or published byte, in any spelling", async () => {
    let signature = "";
    const { result, output } = await written(async () => {
      const ownerIdentity = await deriveOwnerIdentity({ owner, chainId: CHAIN_ID, salt: SALT }, async (data) => {
        const { domain, types, message } = data;
        return (signature = await wallet.signTypedData(domain, { ArchiveKey: [...types.ArchiveKey] }, message));
      });
      const request = {
        ...(await sealRequest(plaintext)),
        owner,
        ownerRecipient: ownerIdentity.recipient,
        archiveSeed,
      };
      const sealed = await sealArchive(request);
      const published = await publish(request);
      const hybrid = await identityFromSeed(hybridSeed, "hybrid");
      const armored = await sealIdentity(hybrid, PASSPHRASE);
      const { wraps, envelope, payload, blobs } = published;
      const open = {
        envelope,
        identity: ownerIdentity,
        owner,
        registry: REGISTRY,
        chainId: CHAIN_ID,
        ciphertextHash: payload.sha256,
        fetchBlob: fetchFrom(blobs),
      };
      const binding = { owner, registry: REGISTRY, chainId: CHAIN_ID, payloadSha256: payload.sha256 };
      const secretText = `${hybrid.reveal().slice(0, -1)}#`;
      const toHybrid = await encryptText(hybrid.reveal(), hybrid.recipient);
      const failures = await failuresOf([
        () => openContribution({ ...open, owner: ATTACKER }),
        () => openContribution({ ...open, chainId: 5n }),
        async () => openContribution({ ...open, identity: await identity(9) }),
        () => unwrapArchiveKey(flipBit(wraps[0]!.bytes, 1_900), ownerIdentity, binding),
        () => decryptText(toHybrid, ownerIdentity, 1_000),
        () => decryptText(toHybrid, hybrid, 10),
        () => parseIdentity(secretText),
        () => identityFromSeed(archiveSeed.subarray(1)),
        () => sealIdentity(hybrid, PASSPHRASE.slice(0, 7)),
        () => openIdentity(new TextEncoder().encode(armored), `${PASSPHRASE}!`),
        () => sealed.finish(),
      ]);
      const values = [ownerIdentity, hybrid, [{ nested: hybrid }], sealed, published.envelope, open, ...failures];
      return { values, payload: await collect(sealed.payload), published, armored };
    });
    const secrets: Secret[] = [
      { name: "wallet", value: wallet.privateKey },
      { name: "signature", value: signature.slice(0, 130) },
      { name: "archive key", value: archiveSeed },
      { name: "hybrid key", value: hybridSeed },
      { name: "owner key", value: (result.values[0] as AgeIdentity).reveal() },
      { name: "validator's key", value: (await identity(3)).reveal() },
      { name: "passphrase", value: PASSPHRASE },
      { name: "plaintext", value: plaintext.subarray(1_000, 1_064) },
    ];
    const prints = result.values.flatMap(printsOf);
    const texts = {
      output,
      prints: prints.join("\n"),
      envelope: result.published.envelopeBytes,
      payload: result.payload,
      armored: result.armored,
      ...Object.fromEntries(result.published.wraps.map(({ bytes, role }, i) => [`wrap ${i} of ${role}`, bytes])),
    };

    expect(findSecrets(secrets, { texts })).to.deep.equal([]);
    // What is public is there, so that the rest says something.
    const recipient = [{ name: "recipient", value: (result.values[1] as AgeIdentity).recipient }];
    expect(findSecrets(recipient, { texts })).to.include("recipient as text in prints");
  });
});

import { expect } from "chai";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseEnvelope } from "../../../src/encryption/envelope.ts";
import { readBytes } from "../../../src/primitives/byte-stream.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { parseLocator } from "../../../src/storage/locator.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import * as own from "./own-archive.ts";

const work = await collectiveAtWork();
const { prepare, people, blobs, validators } = work;
const owner = people[0]!;
const zip = syntheticZip(1);

describe("prepareContribution", () => {
  it("stores the sealed archive, a wrap for each recipient and the envelope that names them", async () => {
    const { ciphertextHash, uri, size } = await prepare(owner, zip);
    const envelope = parseEnvelope(await readBytes(await blobs.get(parseLocator(uri)), 100_000));

    expect(envelope.payload).to.deep.equal({ sha256: ciphertextHash, size });
    expect(envelope.wraps.map(({ role }) => role)).to.deep.equal(["owner", ...validators.map(() => "validator")]);
    expect(envelope.wraps.slice(1).map(({ recipient }) => recipient)).to.deep.equal(
      validators.map(({ identity }) => identity.recipient),
    );
    for (const { sha256 } of [envelope.payload, ...envelope.wraps]) expect(await blobs.has(sha256)).to.equal(true);
  });

  it("wraps the key for every recovery recipient too, X25519 or hybrid", async () => {
    const { uri, recoverable, opensWithWallet } = await own.prepare({
      recoveryRecipients: [own.recovery.recipient, own.hybridRecovery.recipient],
    });
    const { wraps } = parseEnvelope(await readBytes(await own.blobs.get(parseLocator(uri)), 100_000));

    expect({ recoverable, opensWithWallet }).to.deep.equal({ recoverable: 2, opensWithWallet: true });
    expect(wraps.map(({ role, recipient }) => [role, recipient]).slice(1)).to.deep.equal([
      ["recovery", own.recovery.recipient],
      ["recovery", own.hybridRecovery.recipient],
      ["validator", own.validator.recipient],
    ]);
  });

  it("leaves out no recovery recipient: refuses one that is useless or named twice, and stores nothing", async () => {
    const { recipient } = own.recovery;
    const before = readdirSync(own.folder, { recursive: true }).length;
    for (const [recoveryRecipients, code] of [
      [[recipient, `age1${"q".repeat(58)}`], "ENCRYPTION_INVALID_RECIPIENT"],
      [[recipient, recipient], "ENCRYPTION_DUPLICATE_RECIPIENT"],
      [["AGE-SECRET-KEY-1"], "ENCRYPTION_INVALID_RECIPIENT"],
    ] as const) {
      expect(await codeOf(own.prepare({ recoveryRecipients }))).to.equal(code);
    }

    expect(readdirSync(own.folder, { recursive: true })).to.have.length(before);
  });

  it("leaves out a validator whose published key is useless, and goes on with the others", async () => {
    const { as } = work;
    await as(validators[3]!.account).validators.updateKeys(`age1${"q".repeat(58)}`, "");

    const { validators: sealedFor } = await prepare(owner, zip);
    await as(validators[3]!.account).validators.updateKeys(validators[3]!.identity.recipient, "");

    expect(sealedFor).to.equal(3);
  });

  it("stores nothing when no validator could open it", async () => {
    for (const { account } of validators) await work.as(account).validators.updateKeys(`age1${"q".repeat(58)}`, "");
    const before = readdirSync(join(work.folder, "blobs"), { recursive: true }).length;

    expect(await codeOf(prepare(owner, zip))).to.equal("CONTRIBUTOR_NO_VALIDATOR");
    expect(readdirSync(join(work.folder, "blobs"), { recursive: true })).to.have.length(before);
    for (const { account, identity } of validators) {
      await work.as(account).validators.updateKeys(identity.recipient, "");
    }
  });

  it("T46: seals the same archive under another key each time, so that equal archives look different", async () => {
    const [first, second] = [await prepare(owner, zip), await prepare(owner, zip)];

    expect(first.ciphertextHash).not.to.equal(second.ciphertextHash);
    expect(first.uri).not.to.equal(second.uri);
  });

  it("T46: publishes neither the archive nor its hash: not in a blob, not on chain", async () => {
    const prepared = await prepare(owner, zip);
    const { uri, ciphertextHash } = prepared;
    await work.register(owner, prepared);
    const plain = toHex32(sha256Hex(zip));
    const envelope = await readBytes(await blobs.get(parseLocator(uri)), 100_000);
    const { wraps } = parseEnvelope(envelope);

    const published = [
      envelope,
      ...(await Promise.all([ciphertextHash, ...wraps.map((wrap) => wrap.sha256)].map(read))),
    ];
    const { logs } = (await work.provider
      .getBlock("latest", true)
      .then((block) => block!.getTransaction(0))
      .then((sent) => sent.wait()))!;
    const everything = [
      ...published.map((bytes) => Buffer.from(bytes).toString("latin1")),
      JSON.stringify(logs),
    ].join();

    for (const secret of [plain, plain.slice(2), Buffer.from(zip).toString("latin1")]) {
      expect(everything.includes(secret)).to.equal(false);
    }
    expect(await blobs.has(plain)).to.equal(false);
  });

  it("T46: leaves no place for a plaintext or its hash in what the registry announces", () => {
    const names = new Set<string>();
    work.collective.registry.interface.forEachEvent(({ inputs }) => {
      for (const { name } of inputs) names.add(name);
    });

    expect([...names].sort()).to.deep.equal([
      "authority",
      "ciphertextHash",
      "consentMask",
      "endedAt",
      "id",
      "newMask",
      "nextNonce",
      "oldMask",
      "owner",
      "until",
      "uri",
      "version",
    ]);
  });
});

async function read(sha256: Hex32): Promise<Uint8Array> {
  return readBytes(await blobs.get(sha256), 10_000_000);
}

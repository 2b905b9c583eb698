import { expect } from "chai";
import { Encrypter, generateHybridIdentity, Stanza } from "age-encryption";
import { encryptText } from "../../../src/encryption/age-file.ts";
import { parseIdentity } from "../../../src/encryption/age-identity.ts";
import {
  MAX_WRAP_SIZE,
  unwrapArchiveKey,
  wrapArchiveKey,
  type ArchiveBinding,
} from "../../../src/encryption/archive-key-wrap.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { ATTACKER, CHAIN_ID, identity, OWNER, REGISTRY } from "./sealed-example.ts";

const binding: ArchiveBinding = {
  owner: OWNER,
  registry: REGISTRY,
  chainId: CHAIN_ID,
  payloadSha256: toHex32(`0x${"d4".repeat(32)}`),
};

const keyFile = (secret: string): string =>
  [
    "# chatgpt-data-collective archive key v1",
    `# owner: 0x${"a1".repeat(20)}`,
    `# registry: eip155:11155111:0x${"b2".repeat(20)}`,
    `# payload: sha256 0x${"d4".repeat(32)}`,
    secret,
    "",
  ].join("\n");

describe("wrapArchiveKey and unwrapArchiveKey", function () {
  this.timeout(60_000);

  it("give the archive key to the recipient, X25519 or hybrid post-quantum", async () => {
    const archiveKey = await identity(9);
    for (const recipient of [await identity(3), await parseIdentity(await generateHybridIdentity())]) {
      const wrap = await wrapArchiveKey(archiveKey, binding, recipient.recipient);

      expect(wrap.length).to.be.at.most(MAX_WRAP_SIZE);
      expect((await unwrapArchiveKey(wrap, recipient, binding)).reveal()).to.equal(archiveKey.reveal());
    }
  });

  it("read the documented key file, so others can write wraps too", async () => {
    const archiveKey = await identity(9);
    const recipient = await identity(3);
    const wrap = await encryptText(keyFile(archiveKey.reveal()), recipient.recipient);

    expect((await unwrapArchiveKey(wrap, recipient, binding)).recipient).to.equal(archiveKey.recipient);
  });

  it("let a custodian wrap the key again for a grantee", async () => {
    const [archiveKey, custodian, grantee] = [await identity(9), await identity(3), await identity(5)];
    const wrap = await wrapArchiveKey(archiveKey, binding, custodian.recipient);

    const grant = await wrapArchiveKey(await unwrapArchiveKey(wrap, custodian, binding), binding, grantee.recipient);

    expect((await unwrapArchiveKey(grant, grantee, binding)).reveal()).to.equal(archiveKey.reveal());
  });
});

describe("unwrapArchiveKey", function () {
  this.timeout(60_000);

  it("refuses a wrap that was made for another owner, registry, chain or payload", async () => {
    const recipient = await identity(3);
    const wrap = await wrapArchiveKey(await identity(9), binding, recipient.recipient);
    const cases: [Partial<ArchiveBinding>, string][] = [
      [{ owner: ATTACKER }, "ENCRYPTION_WRAP_OWNER_MISMATCH"],
      [{ registry: toAddress(`0x${"b3".repeat(20)}`) }, "ENCRYPTION_WRAP_REGISTRY_MISMATCH"],
      [{ chainId: 1n }, "ENCRYPTION_WRAP_REGISTRY_MISMATCH"],
      [{ payloadSha256: toHex32(`0x${"d5".repeat(32)}`) }, "ENCRYPTION_WRAP_PAYLOAD_MISMATCH"],
    ];

    for (const [change, code] of cases) {
      expect(await rejectedCode(() => unwrapArchiveKey(wrap, recipient, { ...binding, ...change }))).to.equal(code);
    }
  });

  it("names who the wrap was made for, and not the key", async () => {
    const recipient = await identity(3);
    const archiveKey = await identity(9);
    const wrap = await wrapArchiveKey(archiveKey, binding, recipient.recipient);

    const error = await rejection(() => unwrapArchiveKey(wrap, recipient, { ...binding, owner: ATTACKER }));

    expect(error.context).to.deep.equal({ expected: ATTACKER, actual: OWNER });
  });

  it("refuses another key", async () => {
    const wrap = await wrapArchiveKey(await identity(9), binding, (await identity(3)).recipient);
    const stranger = await identity(4);

    expect(await rejectedCode(() => unwrapArchiveKey(wrap, stranger, binding))).to.equal("ENCRYPTION_CORRUPT");
  });

  it("refuses one turned bit anywhere", async () => {
    const recipient = await identity(3);
    const wrap = await wrapArchiveKey(await identity(9), binding, recipient.recipient);
    const codes = new Set<string>();
    for (let byte = 0; byte < wrap.length; byte++) {
      const spoiled = flipBit(wrap, 8 * byte + (byte % 8));
      codes.add(await rejectedCode(() => unwrapArchiveKey(spoiled, recipient, binding)));
    }

    expect([...codes]).to.deep.equal(["ENCRYPTION_CORRUPT"]);
  });

  it("refuses whatever is not exactly a key file", async () => {
    const recipient = await identity(3);
    const good = keyFile((await identity(9)).reveal());
    const misspelled = good.slice(0, -2) + (good.endsWith("Q\n") ? "P\n" : "Q\n");
    const texts = {
      empty: "",
      prose: "hello",
      bareKey: (await identity(9)).reveal(),
      noEnd: good.slice(0, -1),
      twoEnds: `${good}\n`,
      windows: good.replaceAll("\n", "\r\n"),
      upperCase: good.replace("a1a1", "A1A1"),
      zeroChain: good.replace("eip155:11155111", "eip155:0"),
      leadingZero: good.replace("eip155:1", "eip155:01"),
      secondKey: good + good,
      hybridKey: keyFile(await generateHybridIdentity()),
      misspelled,
    };

    for (const [name, text] of Object.entries(texts)) {
      const wrap = await encryptText(text, recipient.recipient);
      const outcome = rejectedCode(() => unwrapArchiveKey(wrap, recipient, binding));
      expect(await outcome, name).to.equal("ENCRYPTION_CORRUPT");
    }
  });

  it("says so when the key file is of a later version", async () => {
    const recipient = await identity(3);
    const wrap = await encryptText(keyFile("x").replace("key v1", "key v2"), recipient.recipient);

    expect(await rejectedCode(() => unwrapArchiveKey(wrap, recipient, binding))).to.equal("ENCRYPTION_UNKNOWN_FORMAT");
  });

  it("refuses a wrap beyond the limit, even one that would open", async () => {
    const recipient = await identity(3);
    const encrypter = new Encrypter();
    encrypter.addRecipient({ wrapFileKey: () => [new Stanza(["padding"], seededBytes(6100))] });
    encrypter.addRecipient(recipient.recipient);
    const wrap = await encrypter.encrypt(keyFile((await identity(9)).reveal()));

    expect(wrap.length).to.be.within(MAX_WRAP_SIZE + 1, 2 * MAX_WRAP_SIZE - 1);
    expect(await rejectedCode(() => unwrapArchiveKey(wrap, recipient, binding))).to.equal("ENCRYPTION_CORRUPT");
  });
});

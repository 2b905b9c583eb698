import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { Signature, TypedDataEncoder, Wallet } from "ethers";
import {
  archiveKeyTypedData,
  deriveOwnerIdentity,
  type SignTypedData,
} from "../../../src/encryption/owner-identity.ts";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

const wallet = new Wallet(`0x${"11".repeat(32)}`);
const request = { owner: toAddress(wallet.address), chainId: 31337n, salt: toHex32(`0x${"5a".repeat(32)}`) };
const types = { ArchiveKey: ["address owner", "bytes32 salt", "string purpose"].map(parameter) };

function parameter(declaration: string): { type: string; name: string } {
  const [type = "", name = ""] = declaration.split(" ");
  return { type, name };
}

function signWith(signer: Wallet): SignTypedData {
  return ({ domain, message }) => signer.signTypedData(domain, types, message);
}

describe("archiveKeyTypedData", function () {
  this.timeout(60_000);

  it("is the EIP-712 type ArchiveKey(address owner,bytes32 salt,string purpose) in the collective's domain", () => {
    const typedData = archiveKeyTypedData(request);
    const encoder = TypedDataEncoder.from({ ArchiveKey: [...typedData.types.ArchiveKey] });

    expect(encoder.encodeType("ArchiveKey")).to.equal("ArchiveKey(address owner,bytes32 salt,string purpose)");
    expect(typedData.domain).to.deep.equal({ name: "ChatGPT Data Collective", version: "1", chainId: 31337n });
    expect(TypedDataEncoder.hash(typedData.domain, types, typedData.message)).to.equal(
      "0xe17db2303b79195bdd138744ff62c47f78e3d713f18bd1137fe9df34c4051caf",
    );
  });
});

describe("the document of the derivation", () => {
  it("has what the wallet shows and what the key is derived with, so that others can derive it", async () => {
    const document = await readFile(new URL("../../../docs/encryption.md", import.meta.url), "utf8");

    expect(document).to.include(archiveKeyTypedData(request).message.purpose);
    expect(document).to.include("ArchiveKey(address owner,bytes32 salt,string purpose)");
    expect(document).to.include("chatgpt-data-collective owner key v1");
  });
});

describe("deriveOwnerIdentity", function () {
  this.timeout(60_000);

  it("derives the same key again from the wallet and the public salt alone", async () => {
    const first = await deriveOwnerIdentity(request, signWith(wallet));
    const again = await deriveOwnerIdentity({ ...request }, signWith(new Wallet(wallet.privateKey)));

    expect(first.recipient).to.equal("age1ferge60728s89u0k5wgn3fltg3wf0zy8vuewwatesrlwe8uj54hq27rpyq");
    expect(again.reveal()).to.equal(first.reveal());
  });

  it("derives another key for another salt, chain, owner or wallet", async () => {
    const recipients = await Promise.all([
      deriveOwnerIdentity(request, signWith(wallet)),
      deriveOwnerIdentity({ ...request, salt: toHex32(`0x${"5b".repeat(32)}`) }, signWith(wallet)),
      deriveOwnerIdentity({ ...request, chainId: 1n }, signWith(wallet)),
      deriveOwnerIdentity({ ...request, owner: toAddress(`0x${"01".repeat(20)}`) }, signWith(wallet)),
      deriveOwnerIdentity(request, signWith(new Wallet(`0x${"22".repeat(32)}`))),
    ]);

    expect(new Set(recipients.map(({ recipient }) => recipient)).size).to.equal(5);
  });

  it("does not depend on how the wallet writes the recovery value or the letters", async () => {
    const plain = await deriveOwnerIdentity(request, signWith(wallet));
    const spellings: ((signature: Signature) => string)[] = [
      (signature) => signature.compactSerialized,
      (signature) => signature.serialized.toUpperCase().replace("0X", "0x"),
      (signature) => `${signature.r}${signature.s.slice(2)}0${signature.yParity}`,
    ];

    for (const spell of spellings) {
      const sign: SignTypedData = async (typedData) => spell(Signature.from(await signWith(wallet)(typedData)));
      expect((await deriveOwnerIdentity(request, sign)).reveal()).to.equal(plain.reveal());
    }
  });

  it("reads the compact form also where its top bit is set", async () => {
    for (let i = 0; i < 8; i++) {
      const salted = { ...request, salt: toHex32(bytesToHex(seededBytes(32, i + 1))) };
      const compact: SignTypedData = async (data) => Signature.from(await signWith(wallet)(data)).compactSerialized;

      expect((await deriveOwnerIdentity(salted, compact)).recipient).to.equal(
        (await deriveOwnerIdentity(salted, signWith(wallet))).recipient,
      );
    }
  });

  it("asks for the signature twice and refuses a wallet that signs differently", async () => {
    let asked = 0;
    const unstable: SignTypedData = () => Promise.resolve(bytesToHex(seededBytes(65, ++asked)));

    const error = await rejection(() => deriveOwnerIdentity(request, unstable));

    expect(error.code).to.equal("ENCRYPTION_UNSTABLE_SIGNATURE");
    expect(error.context).to.deep.equal({});
    expect(asked).to.equal(2);
  });

  it("refuses signatures that are not ECDSA, and empty ones", async () => {
    for (const signature of [
      "",
      "0x",
      bytesToHex(seededBytes(63)),
      bytesToHex(seededBytes(96)),
      `0x${"00".repeat(65)}`,
    ]) {
      const sign: SignTypedData = () => Promise.resolve(signature);
      expect(await rejectedCode(() => deriveOwnerIdentity(request, sign))).to.equal("ENCRYPTION_UNSUPPORTED_SIGNATURE");
    }
  });

  it("lets the refusal of the wallet through", async () => {
    const refusal = new Error("user rejected");

    const outcome = await deriveOwnerIdentity(request, () => Promise.reject(refusal)).catch((error: unknown) => error);

    expect(outcome).to.equal(refusal);
  });
});

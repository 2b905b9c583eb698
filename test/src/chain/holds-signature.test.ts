import { expect } from "chai";
import { holdsSignature } from "../../../src/chain/holds-signature.ts";
import { requestTypedData } from "../../../src/chain/registry-request.ts";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import type { Hex } from "../../../src/primitives/bytes.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const { ethers, provider, alice, bob, record } = await deployedCollective();
const typedData = requestTypedData({
  chainId: record.chainId,
  registry: record.contracts.registry,
  message: { action: "remove", contributionId: toHex32(`0x${"1".repeat(64)}`) },
  nonce: 0n,
  deadline: 1,
});
const { domain, types, value } = typedData;
const signature = (await alice.signTypedData(domain, types, value)) as Hex;
const deploy = async (name: string, ...args: unknown[]) =>
  toAddress(await (await ethers.deployContract(name, args)).getAddress());
const holds = (owner: string, signed: Hex = signature) => holdsSignature(provider, toAddress(owner), typedData, signed);
const MAGIC = `0x1626ba7e${"0".repeat(56)}`;

describe("holdsSignature", () => {
  it("knows the signature of an account without code", async () => {
    expect(await holds(alice.address)).to.equal(true);
    expect(await holds(bob.address)).to.equal(false);
  });

  it("takes 65 bytes of ECDSA and nothing else, as the registry does", async () => {
    const { compactSerialized } = ethers.Signature.from(signature);
    expect(await holds(alice.address, compactSerialized as Hex)).to.equal(false);
    expect(await holds(alice.address, `0x${"00".repeat(65)}`)).to.equal(false);
    expect(await holds(alice.address, "0x12")).to.equal(false);
  });

  it("asks an account with code, and believes nothing but its yes", async () => {
    expect(await holds(await deploy("ERC1271WalletMock", alice.address))).to.equal(true);
    expect(await holds(await deploy("ERC1271WalletMock", bob.address))).to.equal(false);
    expect(await holds(await deploy("ERC1271AnswerMock", MAGIC, false))).to.equal(true);
    for (const answer of ["0x", "0x1626ba7e", `${MAGIC}00`, `0x${"f".repeat(64)}`, MAGIC.replace("7e0", "7e1")]) {
      expect(await holds(await deploy("ERC1271AnswerMock", answer, false)), answer).to.equal(false);
    }
    expect(await holds(await deploy("ERC1271AnswerMock", MAGIC, true))).to.equal(false);
  });

  it("lets through that a node does not answer", async () => {
    const owner = await deploy("ERC1271WalletMock", alice.address);
    const silent = { getCode: () => Promise.resolve("0x01"), call: () => Promise.reject(new Error("no answer")) };
    let message = "";
    await holdsSignature(silent as never, owner, typedData, signature).catch((error: unknown) => {
      message = String(error);
    });
    expect(message).to.equal("Error: no answer");
  });
});

import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import { isSignedBy, keyRequestTypes, signKeyRequest, type KeyRequest } from "../../../src/chain/key-request.ts";
import { collectiveDomain } from "../../../src/chain/typed-data.ts";
import type { Hex } from "../../../src/primitives/bytes.ts";
import { toAddress, toHex32, type Address } from "../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const { alice, bob, ethers, provider, record } = await deployedCollective();
const hash = (digit: number) => toHex32(`0x${String(digit).repeat(64)}`);
const domain = collectiveDomain(record.chainId, record.contracts.access);
const request: KeyRequest = {
  grantId: 1,
  validator: toAddress(bob.address),
  challenge: hash(1),
  accesses: [{ contributionId: hash(2), version: 3 }],
  deadline: 1_900_000_000,
};
const signed = { domain, request, signature: await signKeyRequest(alice, domain, request) };
const at = async (account: Address) => ({ account, block: await provider.getBlockNumber() });
const deploy = async (name: string, ...args: unknown[]): Promise<Address> =>
  toAddress(await (await ethers.deployContract(name, args)).getAddress());

describe("keyRequestTypes", () => {
  it("are those of the documented EIP-712 type", () => {
    const types = { KeyRequest: [...keyRequestTypes.KeyRequest], Access: [...keyRequestTypes.Access] };

    expect(TypedDataEncoder.from(types).encodeType("KeyRequest")).to.equal(
      "KeyRequest(uint256 grantId,address validator,bytes32 challenge,Access[] accesses,uint256 deadline)" +
        "Access(bytes32 contributionId,uint32 version)",
    );
  });
});

describe("isSignedBy", () => {
  it("takes the signature of the account, and nobody else's", async () => {
    expect(await isSignedBy(provider, await at(toAddress(alice.address)), signed)).to.equal(true);
    expect(await isSignedBy(provider, await at(toAddress(bob.address)), signed)).to.equal(false);
  });

  it("refuses it for every other value, chain and contract", async () => {
    const alicesNow = await at(toAddress(alice.address));
    const others: KeyRequest[] = [
      { ...request, grantId: 2 },
      { ...request, validator: toAddress(alice.address) },
      { ...request, challenge: hash(9) },
      { ...request, accesses: [{ contributionId: hash(2), version: 4 }] },
      { ...request, accesses: [...request.accesses, ...request.accesses] },
      { ...request, deadline: request.deadline + 1 },
    ];
    for (const other of others) {
      expect(await isSignedBy(provider, alicesNow, { ...signed, request: other })).to.equal(false);
    }
    for (const foreign of [
      collectiveDomain(record.chainId + 1, record.contracts.access),
      collectiveDomain(record.chainId, record.contracts.registry),
    ]) {
      expect(await isSignedBy(provider, alicesNow, { ...signed, domain: foreign })).to.equal(false);
    }
  });

  it("refuses what is no signature", async () => {
    for (const signature of ["0x", "0x00", `0x${"00".repeat(65)}`, `0x${"ff".repeat(65)}`] as Hex[]) {
      expect(await isSignedBy(provider, await at(toAddress(alice.address)), { ...signed, signature })).to.equal(false);
    }
  });

  it("asks an account with code by ERC-1271, whatever its key would say", async () => {
    const own = await deploy("ERC1271WalletMock", alice.address);
    const foreign = await deploy("ERC1271WalletMock", bob.address);

    expect(await isSignedBy(provider, await at(own), signed)).to.equal(true);
    expect(await isSignedBy(provider, await at(foreign), signed)).to.equal(false);
  });

  it("takes no other answer of a wallet for a yes: none, too short, another word, a failure", async () => {
    const yes = `0x1626ba7e${"00".repeat(28)}`;
    const wallets = [
      await deploy("ERC1271AnswerMock", "0x", false),
      await deploy("ERC1271AnswerMock", "0x1626ba7e", false),
      await deploy("ERC1271AnswerMock", `0x1626ba7e${"00".repeat(27)}01`, false),
      await deploy("ERC1271AnswerMock", yes, true),
    ];
    for (const wallet of wallets) expect(await isSignedBy(provider, await at(wallet), signed)).to.equal(false);
    expect(await isSignedBy(provider, await at(await deploy("ERC1271AnswerMock", yes, false)), signed)).to.equal(true);
  });

  it("judges the account as it was at the block", async () => {
    const before = await provider.getBlockNumber();
    const wallet = await deploy("ERC1271WalletMock", alice.address);

    expect(await isSignedBy(provider, { account: wallet, block: before }, signed)).to.equal(false);
  });
});

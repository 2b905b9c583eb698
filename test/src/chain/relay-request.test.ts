import { expect } from "chai";
import { signRequest, type RegistryMessage, type RegistryRequest } from "../../../src/chain/registry-request.ts";
import { relayRequest, type RelayTarget } from "../../../src/chain/relay-request.ts";
import { toAddress, toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";

const base = await deployedCollective();
const { as, relayer, alice, bob, collective, provider, record, ethers } = base;
const owner = toAddress(alice.address);
const ciphertextHash = toHex32(`0x${"1".repeat(64)}`);
const uri = `sha256:${"2".repeat(64)}`;
const target: RelayTarget = {
  registry: as(relayer).registry,
  provider,
  chainId: record.chainId,
  registryAddress: record.contracts.registry,
  fromBlock: record.deployedAtBlock,
};
const contribution: RegistryMessage = { action: "contribute", owner, ciphertextHash, consentMask: 3, uri };

async function request(message: RegistryMessage, changes: Partial<RegistryRequest> = {}, signer = alice) {
  const deadline = (await provider.getBlock("latest"))!.timestamp + 1_000_000;
  const nonce = await collective.registry.nonces(signer.address);
  return signRequest(signer, {
    chainId: record.chainId,
    registry: record.contracts.registry,
    message,
    nonce,
    deadline,
    ...changes,
  });
}
async function contributed(): Promise<Hex32> {
  return (await relayRequest(await request(contribution), target)).contributionId;
}
const versionOf = async (id: Hex32) => Number((await collective.registry.contributionOf(id)).version);

describe("relayRequest", () => {
  it("delivers each action in the owner's name, paid by somebody else", async () => {
    const spent = await provider.getBalance(alice.address);
    const registered = await relayRequest(await request(contribution), target);
    const { contributionId } = registered;
    const update = { action: "update", contributionId, expectedVersion: 1, ciphertextHash, uri: uri } as const;
    await relayRequest(await request(update), target);
    await relayRequest(await request({ action: "set-consent", contributionId, consentMask: 4 }), target);
    const narrowed = await collective.registry.contributionOf(contributionId);
    await relayRequest(await request({ action: "remove", contributionId }), target);
    const removed = await collective.registry.contributionOf(contributionId);

    expect(registered).to.deep.include({ owner, wasDelivered: false });
    expect([narrowed.version, narrowed.consentMask, removed.status]).to.deep.equal([2n, 4n, 2n]);
    expect(toAddress(removed.owner)).to.equal(owner);
    expect(await provider.getBalance(alice.address)).to.equal(spent);
  });

  it("finds what was delivered before, by whomever, and pays nothing", async () => {
    const first = await request(contribution);
    const delivered = await relayRequest(first, target);
    const { contributionId } = delivered;
    const consent = await request({ action: "set-consent", contributionId, consentMask: 1 });
    await relayRequest(consent, target);
    const balance = await provider.getBalance(relayer.address);

    for (const [again, id] of [
      [first, contributionId],
      [consent, contributionId],
    ] as const) {
      const found = await relayRequest(again, target);
      expect(found).to.deep.include({ owner, contributionId: id, wasDelivered: true, gasUsed: null });
    }
    expect((await relayRequest(first, target)).transactionHash).to.equal(delivered.transactionHash);
    expect(await provider.getBalance(relayer.address)).to.equal(balance);
  });

  it("takes a removal that its owner sent for done", async () => {
    const contributionId = await contributed();
    const removal = await request({ action: "remove", contributionId });
    await as(alice).registry.remove(contributionId);

    expect(await relayRequest(removal, target)).to.deep.include({ wasDelivered: true, transactionHash: null });
  });

  it("refuses what is for another chain or another registry", async () => {
    const elsewhere = toAddress(`0x${"9".repeat(40)}`);
    for (const changes of [{ chainId: 1 }, { registry: elsewhere }]) {
      const wrong = await request(contribution, changes);
      expect(await rejectedCode(() => relayRequest(wrong, target))).to.equal("CHAIN_REQUEST_ELSEWHERE");
    }
  });

  it("refuses a request that is too old", async () => {
    const { timestamp } = (await provider.getBlock("latest"))!;
    const old = await request(contribution, { deadline: timestamp - 1 });
    expect(await rejectedCode(() => relayRequest(old, target))).to.equal("CHAIN_REQUEST_EXPIRED");
  });

  it("refuses what another account signed, or what was changed after signing", async () => {
    const contributionId = await contributed();
    const removal = { action: "remove", contributionId } as const;
    const nonce = await collective.registry.nonces(owner);
    const foreign = await request(removal, { nonce }, bob);
    const changed = { ...(await request(contribution)), message: { ...contribution, consentMask: 127 } };
    const short = { ...(await request(removal)), signature: "0x1234" } as const;

    for (const wrong of [foreign, changed, short]) {
      expect(await rejectedCode(() => relayRequest(wrong, target))).to.equal("CHAIN_REQUEST_NOT_SIGNED");
    }
  });

  it("refuses a contribution that was never registered", async () => {
    const unknown = await request({ action: "remove", contributionId: toHex32(`0x${"7".repeat(64)}`) });
    expect(await rejectedCode(() => relayRequest(unknown, target))).to.equal("CHAIN_REQUEST_UNKNOWN_CONTRIBUTION");
  });

  it("waits for the owner's earlier requests", async () => {
    const nonce = await collective.registry.nonces(owner);
    const second = await request(contribution, { nonce: nonce + 1n });

    expect(await rejectedCode(() => relayRequest(second, target))).to.equal("CHAIN_REQUEST_EARLY");
    await relayRequest(await request(contribution), target);
    expect(await relayRequest(second, target)).to.include({ wasDelivered: false });
  });

  it("refuses what its owner has cancelled since, or decided otherwise with the same number", async () => {
    const contributionId = await contributed();
    const cancelled = await request({ action: "remove", contributionId });
    const other = await request({ action: "set-consent", contributionId, consentMask: 64 });
    await relayRequest(other, target);
    expect(await rejectedCode(() => relayRequest(cancelled, target))).to.equal("CHAIN_REQUEST_CANCELLED");

    const later = await request({ action: "remove", contributionId });
    await as(alice).registry.cancelSignatures();
    expect(await rejectedCode(() => relayRequest(later, target))).to.equal("CHAIN_REQUEST_CANCELLED");
  });

  it("names the registry's own reason before anything is paid", async () => {
    const contributionId = await contributed();
    const stale = { action: "update", contributionId, expectedVersion: 9, ciphertextHash, uri } as const;
    const balance = await provider.getBalance(relayer.address);
    const { code, message } = await rejection(async () => relayRequest(await request(stale), target));

    expect(code).to.equal("CHAIN_REVERTED");
    expect(message).to.match(/^DataRegistryStaleVersion/);
    expect(await provider.getBalance(relayer.address)).to.equal(balance);
    expect(await versionOf(contributionId)).to.equal(1);
  });

  it("delivers for a wallet with code, whose own answer counts", async () => {
    const wallet = await ethers.deployContract("ERC1271WalletMock", [bob.address]);
    const walletOwner = toAddress(await wallet.getAddress());
    const message = { ...contribution, owner: walletOwner };
    const nonce = await collective.registry.nonces(walletOwner);
    const relayed = await relayRequest(await request(message, { nonce }, bob), target);
    const refused = await request(message, { nonce: nonce + 1n }, alice);

    expect(relayed.owner).to.equal(walletOwner);
    expect(await rejectedCode(() => relayRequest(refused, target))).to.equal("CHAIN_REQUEST_NOT_SIGNED");
  });
});

import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { Signature, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { deployRewardSystem, GPT, proofOf, settleEpoch, type RewardSystem } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

const FAR_FUTURE = 4_102_444_800n;

async function settled() {
  const system = await deployRewardSystem(connection);
  const tree = await settleEpoch(system, 1n, [
    [system.alice.address, 100n * GPT],
    [system.bob.address, 50n * GPT],
  ]);
  return { ...system, proof: proofOf(tree, system.alice.address) };
}

/** A delegation to `delegatee` that `signer` signed with its nonce 0. */
async function delegationTo(
  { token }: RewardSystem,
  signer: HardhatEthersSigner,
  delegatee: string,
  expiry = FAR_FUTURE,
) {
  const { name, version, chainId, verifyingContract } = await token.eip712Domain();
  const types = {
    Delegation: [
      { name: "delegatee", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "expiry", type: "uint256" },
    ],
  };
  const message = { delegatee, nonce: 0n, expiry };
  const domain = { name, version, chainId, verifyingContract };
  const { v, r, s } = Signature.from(await signer.signTypedData(domain, types, message));
  return { ...message, v, r, s };
}

describe("RewardDistributor.claimAndDelegate", () => {
  it("pays and delegates in one transaction, sent by anyone", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { distributor, token, alice, carol, stranger, proof } = system;
    const delegation = await delegationTo(system, alice, carol.address);

    await expect(distributor.connect(stranger).claimAndDelegate(1n, alice.address, 100n * GPT, proof, delegation))
      .to.emit(distributor, "Claimed")
      .withArgs(1n, alice.address, 100n * GPT, 100n * GPT)
      .and.not.to.emit(distributor, "DelegationFailed");

    expect(await token.balanceOf(alice)).to.equal(100n * GPT);
    expect(await token.delegates(alice)).to.equal(carol.address);
    expect(await token.getVotes(carol)).to.equal(100n * GPT);
  });

  it("pays all the same when the signature was used by a front-runner, whose delegation stands", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { distributor, token, alice, carol, stranger, proof } = system;
    const { delegatee, nonce, expiry, v, r, s } = await delegationTo(system, alice, carol.address);
    await token.connect(stranger).delegateBySig(delegatee, nonce, expiry, v, r, s);

    await expect(
      distributor
        .connect(alice)
        .claimAndDelegate(1n, alice.address, 100n * GPT, proof, { delegatee, nonce, expiry, v, r, s }),
    )
      .to.emit(distributor, "DelegationFailed")
      .withArgs(alice.address, carol.address)
      .and.to.emit(distributor, "Claimed")
      .withArgs(1n, alice.address, 100n * GPT, 100n * GPT);

    expect(await token.getVotes(carol)).to.equal(100n * GPT);
  });

  it("pays all the same when the signature has expired", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { distributor, token, alice, carol, proof } = system;
    const delegation = await delegationTo(system, alice, carol.address, 1n);

    await expect(distributor.claimAndDelegate(1n, alice.address, 100n * GPT, proof, delegation))
      .to.emit(distributor, "DelegationFailed")
      .withArgs(alice.address, carol.address);

    expect(await token.balanceOf(alice)).to.equal(100n * GPT);
    expect(await token.delegates(alice)).to.equal(ZeroAddress);
  });

  it("pays all the same when there is no signature at all", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { distributor, token, alice, carol, proof } = system;
    const delegation = { ...(await delegationTo(system, alice, carol.address)), r: `0x${"00".repeat(32)}` };

    await expect(distributor.claimAndDelegate(1n, alice.address, 100n * GPT, proof, delegation)).to.emit(
      distributor,
      "DelegationFailed",
    );
    expect(await token.balanceOf(alice)).to.equal(100n * GPT);
  });

  it("cannot delegate another's votes: the delegation is the signer's", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { distributor, token, alice, carol, stranger, proof } = system;
    const delegation = await delegationTo(system, stranger, carol.address);

    await distributor.connect(stranger).claimAndDelegate(1n, alice.address, 100n * GPT, proof, delegation);

    expect(await token.delegates(alice)).to.equal(ZeroAddress);
    expect(await token.delegates(stranger)).to.equal(carol.address);
  });

  it("makes the claim's demands: proof, something to claim, no opt-out", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { distributor, alice, carol, stranger, proof } = system;
    const delegation = await delegationTo(system, alice, carol.address);
    const attempt = (amountWei: bigint) =>
      distributor.connect(stranger).claimAndDelegate(1n, alice.address, amountWei, proof, delegation);

    await expect(attempt(1n)).to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof");
    await distributor.connect(alice).setClaimOptOut(true);
    await expect(attempt(100n * GPT))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorClaimOptedOut")
      .withArgs(alice.address, stranger.address);
    await distributor.connect(alice).claim(1n, alice.address, 100n * GPT, proof);
    await distributor.connect(alice).setClaimOptOut(false);
    await expect(attempt(100n * GPT)).to.be.revertedWithCustomError(distributor, "RewardDistributorNothingToClaim");
  });
});

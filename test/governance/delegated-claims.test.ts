import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { Signature, ZeroAddress } from "ethers";
import { network } from "hardhat";
import {
  deployRewardSystem,
  GPT,
  proofOf,
  settleEpoch,
  type RewardSystem,
} from "../contracts/reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

const FAR_FUTURE = 4_102_444_800n;
const cumulativeWei = { alice: 200_000n * GPT, bob: 100_000n * GPT, carol: 300_000n * GPT };

/** A settled epoch that owes three people rewards, and a governor over the same token; nobody has a delegate. */
async function settled() {
  const system = await deployRewardSystem(connection);
  const { alice, bob, carol, guardian, token } = system;
  const tree = await settleEpoch(system, 1n, [
    [alice.address, cumulativeWei.alice],
    [bob.address, cumulativeWei.bob],
    [carol.address, cumulativeWei.carol],
  ]);
  const timelock = await ethers.deployContract("CollectiveTimelock", [60n, [], [], system.admin]);
  const governor = await ethers.deployContract("CollectiveGovernor", [
    token,
    timelock,
    {
      votingDelay: 60n,
      votingPeriod: 3_600n,
      lateQuorumExtension: 0n,
      proposalThreshold: 1_000n * GPT,
      guardian: guardian.address,
      quorum: { capBps: 400n, shareBps: 3_000n, floor: 10_000n * GPT },
    },
  ]);
  return { ...system, governor, tree };
}

type Settled = Awaited<ReturnType<typeof settled>>;

/** What `account` signs so that its claim makes it its own delegate. */
async function delegationToSelf({ token }: RewardSystem, account: HardhatEthersSigner) {
  const { name, version, chainId, verifyingContract } = await token.eip712Domain();
  const types = {
    Delegation: [
      { name: "delegatee", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "expiry", type: "uint256" },
    ],
  };
  const message = { delegatee: account.address, nonce: await token.nonces(account), expiry: FAR_FUTURE };
  const signature = await account.signTypedData({ name, version, chainId, verifyingContract }, types, message);
  const { v, r, s } = Signature.from(signature);
  return { ...message, v, r, s };
}

async function claimAndDelegate(system: Settled, name: "alice" | "bob" | "carol") {
  const { distributor, tree, stranger } = system;
  const account = system[name];
  const delegation = await delegationToSelf(system, account);
  const proof = proofOf(tree, account.address);
  await distributor.connect(stranger).claimAndDelegate(1n, account.address, cumulativeWei[name], proof, delegation);
}

async function claim(system: Settled, name: "alice" | "bob" | "carol") {
  const account = system[name];
  await system.distributor.claim(1n, account.address, cumulativeWei[name], proofOf(system.tree, account.address));
}

describe("Governance attack: rewards that do not vote", () => {
  it("T42: turns a whole balance into votes in the transaction that pays it", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { token, alice } = system;
    expect(await token.getVotes(alice)).to.equal(0n);

    await claimAndDelegate(system, "alice");

    expect(await token.balanceOf(alice)).to.equal(cumulativeWei.alice);
    expect(await token.getVotes(alice)).to.equal(cumulativeWei.alice);
    expect(await token.delegatedSupply()).to.equal(cumulativeWei.alice);
  });

  it("T42: keeps votes and balance equal for what is received or paid later, without another signature", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { token, alice, stranger } = system;
    await claimAndDelegate(system, "alice");

    await token.transfer(alice, 5n * GPT);
    expect(await token.getVotes(alice)).to.equal(await token.balanceOf(alice));
    await token.connect(alice).transfer(stranger, 7n * GPT);

    expect(await token.getVotes(alice)).to.equal(await token.balanceOf(alice));
    expect(await token.getVotes(alice)).to.equal(cumulativeWei.alice - 2n * GPT);
  });

  it("T42: gives no votes to a claim without delegation, and counts it in no quorum", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { governor, token, alice, bob, carol } = system;
    await claimAndDelegate(system, "alice");
    await claim(system, "bob");
    await claim(system, "carol");
    await networkHelpers.time.increase(1);
    const timepoint = (await networkHelpers.time.latest()) - 1;

    for (const account of [bob, carol]) {
      expect(await token.delegates(account)).to.equal(ZeroAddress);
      expect(await token.getVotes(account)).to.equal(0n);
    }
    expect(await token.getPastDelegatedSupply(timepoint)).to.equal(await token.getVotes(alice));
    // 30 % of Alice's votes alone, not of the 600,000 $GPT that were paid.
    expect(await governor.quorum(timepoint)).to.equal((cumulativeWei.alice * 3_000n) / 10_000n);
  });

  it("T42: lets the delegated alone reach the quorum, however much was claimed without a delegate", async () => {
    const system = await networkHelpers.loadFixture(settled);
    const { governor, token, alice, carol } = system;
    await claimAndDelegate(system, "alice");
    await claim(system, "carol");
    await networkHelpers.time.increase(1);
    await governor.connect(alice).propose([alice.address], [0n], ["0x"], "Nothing");
    const id = await governor.latestProposalOf(alice);
    await networkHelpers.time.increaseTo((await governor.proposalSnapshot(id)) + 1n);

    await governor.connect(alice).castVote(id, 1);
    await expect(governor.connect(carol).castVote(id, 0))
      .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
      .withArgs(carol);
    await networkHelpers.time.increaseTo((await governor.proposalDeadline(id)) + 1n);

    expect(await governor.state(id)).to.equal(4n);
    expect(await token.balanceOf(carol)).to.be.greaterThan(await token.balanceOf(alice));
  });
});

import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { deployRewardSystem } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const deployed = () => deployRewardSystem(connection, 0);

describe("RewardDistributor", () => {
  it("fixes the contracts it works with", async () => {
    const { distributor, token, schedule, registry, commitments, reserve, authority } =
      await networkHelpers.loadFixture(deployed);

    expect(await distributor.TOKEN()).to.equal(await token.getAddress());
    expect(await distributor.SCHEDULE()).to.equal(await schedule.getAddress());
    expect(await distributor.VALIDATORS()).to.equal(await registry.getAddress());
    expect(await distributor.COMMITMENTS()).to.equal(await commitments.getAddress());
    expect(await distributor.RESERVE()).to.equal(await reserve.getAddress());
    expect(await distributor.authority()).to.equal(await authority.getAddress());
  });

  it("starts without a root, a claim or a pause", async () => {
    const { distributor, alice } = await networkHelpers.loadFixture(deployed);

    expect(await distributor.lastActiveEpoch()).to.equal(0n);
    expect(await distributor.totalCumulative()).to.equal(0n);
    expect(await distributor.claimedOf(alice)).to.equal(0n);
    expect(await distributor.paused()).to.equal(false);
    expect([...(await distributor.pendingRoot())].map(BigInt)).to.deep.equal(Array(7).fill(0n));
  });

  it("states its limits", async () => {
    const { distributor } = await networkHelpers.loadFixture(deployed);

    expect(await distributor.MIN_LEAVES()).to.equal(2n);
    expect(await distributor.MAX_TEXT_LENGTH()).to.equal(256n);
    expect(await distributor.MAX_CLAIMS()).to.equal(256n);
  });

  it("refuses a zero address in every place", async () => {
    const { distributor, token, schedule, registry, commitments, reserve, authority } =
      await networkHelpers.loadFixture(deployed);
    const args = [authority, token, schedule, registry, commitments, reserve];

    for (const place of args.keys()) {
      await expect(
        ethers.deployContract("RewardDistributor", args.with(place, ZeroAddress as never)),
      ).to.be.revertedWithCustomError(distributor, "RewardDistributorZeroAddress");
    }
  });
});

import { expect } from "chai";
import { network } from "hardhat";

const { ethers, networkHelpers } = await network.create();
const DAY = 86_400n;

async function fixture() {
  const [beneficiary, other] = await ethers.getSigners();
  const start = BigInt(await networkHelpers.time.latest()) + DAY;
  const vesting = await ethers.deployContract("GPTVesting", [beneficiary!.address, start]);
  const token = await ethers.deployContract("GPTToken", [
    vesting.target,
    other!.address,
    other!.address,
    other!.address,
  ]);
  return { beneficiary: beneficiary!, other: other!, start, vesting, token };
}

describe("GPTVesting", () => {
  it("fixes a cliff of 182 days and a duration of 730 days", async () => {
    const { vesting, start } = await networkHelpers.loadFixture(fixture);

    expect(await vesting.cliff()).to.equal(start + 182n * DAY);
    expect(await vesting.end()).to.equal(start + 730n * DAY);
  });

  it("has vested nothing one second before the cliff and the accrued share at it", async () => {
    const { vesting, token, start } = await networkHelpers.loadFixture(fixture);
    const total = await token.balanceOf(vesting.target);
    const vested = vesting["vestedAmount(address,uint64)"];

    expect(await vested(token.target, start + 182n * DAY - 1n)).to.equal(0n);
    expect(await vested(token.target, start + 182n * DAY)).to.equal((total * 182n) / 730n);
  });

  it("vests linearly after the cliff and everything at the end", async () => {
    const { vesting, token, start } = await networkHelpers.loadFixture(fixture);
    const total = await token.balanceOf(vesting.target);
    const vested = vesting["vestedAmount(address,uint64)"];

    expect(await vested(token.target, start + 365n * DAY)).to.equal(total / 2n);
    expect(await vested(token.target, start + 730n * DAY)).to.equal(total);
  });

  it("pays the beneficiary whoever asks for the release", async () => {
    const { vesting, token, start, beneficiary, other } = await networkHelpers.loadFixture(fixture);
    await networkHelpers.time.increaseTo(start + 730n * DAY);

    await vesting.connect(other)["release(address)"](token.target);

    expect(await token.balanceOf(beneficiary.address)).to.equal(60_000_000n * 10n ** 18n);
    expect(await token.balanceOf(vesting.target)).to.equal(0n);
  });
});

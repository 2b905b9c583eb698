import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { network } from "hardhat";
import { AGE_RECIPIENT, BOND, deployValidators, ENDPOINT } from "./validators-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const SLOTS = 208;
const ACTIVE = 64;

/** The `index`-th of many addresses that are nobody's. */
function addressOf(index: number) {
  return ethers.getAddress(ethers.toBeHex(0xac7000 + index, 20));
}

/** All slots taken, and as many validators active as allowed: those with the last slots, so that every bit counts. */
async function fullFixture() {
  const deployed = await deployValidators(connection, BOND);
  const { registry, token, admin, council } = deployed;
  const asCouncil = registry.connect(council);
  for (let index = 0; index < SLOTS; index++) await asCouncil.admit(addressOf(index), AGE_RECIPIENT, ENDPOINT);

  const activations: ContractTransactionResponse[] = [];
  for (let index = SLOTS - ACTIVE - 1; index < SLOTS; index++) {
    const signer = await ethers.getImpersonatedSigner(addressOf(index));
    await networkHelpers.setBalance(signer.address, 10n ** 18n);
    await token.connect(admin).transfer(signer, BOND);
    await token.connect(signer).approve(registry, BOND);
    if (index >= SLOTS - ACTIVE) activations.push(await registry.connect(signer).activate());
  }
  await time.increase(10);
  const surplus = await ethers.getSigner(addressOf(SLOTS - ACTIVE - 1));
  return { ...deployed, asCouncil, surplus, activations };
}

async function gasOf(response: ContractTransactionResponse | undefined) {
  return (await response!.wait())!.gasUsed;
}

describe("ValidatorRegistry: at its limits", () => {
  it("VAL1: gives out 208 slots and not one more", async () => {
    const { registry, asCouncil, stranger } = await networkHelpers.loadFixture(fullFixture);

    expect(await registry.validatorCount()).to.equal(208n);
    expect(await registry.slotOf(addressOf(207))).to.equal(207n);
    expect(await registry.validatorAt(207)).to.equal(addressOf(207));
    await expect(asCouncil.admit(stranger, AGE_RECIPIENT, ENDPOINT))
      .to.be.revertedWithCustomError(registry, "ValidatorRegistrySlotsExhausted")
      .withArgs(208n);
  });

  it("VAL1: still admits a removed validator again", async () => {
    const { registry, asCouncil } = await networkHelpers.loadFixture(fullFixture);
    await asCouncil.remove(addressOf(207));

    await expect(asCouncil.admit(addressOf(207), AGE_RECIPIENT, ENDPOINT))
      .to.emit(registry, "ValidatorAdmitted")
      .withArgs(addressOf(207), 207, AGE_RECIPIENT, ENDPOINT);
  });

  it("VAL2: lets 64 be active and not one more, until one of them goes", async () => {
    const { registry, asCouncil, surplus } = await networkHelpers.loadFixture(fullFixture);

    await expect(registry.connect(surplus).activate())
      .to.be.revertedWithCustomError(registry, "ValidatorRegistryTooManyActive")
      .withArgs(64n);
    await asCouncil.remove(addressOf(150));
    await expect(registry.connect(surplus).activate())
      .to.emit(registry, "ValidatorActivated")
      .withArgs(surplus.address, 143, BOND);
  });

  it("keeps the bit of every slot up to the last", async () => {
    const { registry } = await networkHelpers.loadFixture(fullFixture);
    const past = BigInt(await time.latest()) - 1n;

    expect(await registry.activeCountAt(past)).to.equal(64n);
    expect(await registry.activeBitmapAt(past)).to.equal(((1n << 64n) - 1n) << 144n);
    expect(await registry.isActiveAt(addressOf(207), past)).to.equal(true);
    expect(await registry.isActiveAt(addressOf(143), past)).to.equal(false);
  });

  it("T15: costs no more gas when it is full", async () => {
    const { registry, asCouncil, activations } = await networkHelpers.loadFixture(fullFixture);
    const past = BigInt(await time.latest()) - 1n;
    const last = await ethers.getSigner(addressOf(207));

    // The limits leave room for the counters of a coverage run; the figures are in gas-snapshot.json.
    // The very first activation pays for the registry's own balance in the token.
    expect(await gasOf(activations.at(-1))).to.be.closeTo(await gasOf(activations[1]), 1_000n);
    expect(await gasOf(activations.at(-1))).to.be.lessThan(115_000n);
    expect(await registry.activeCountAt.estimateGas(past)).to.be.lessThan(60_000n);
    expect(await registry.isEligibleAt.estimateGas(last, past)).to.be.lessThan(70_000n);
    expect(await gasOf(await registry.connect(last).startLeaving())).to.be.lessThan(90_000n);
    expect(await gasOf(await asCouncil.slash(last, 1n, ethers.ZeroHash))).to.be.lessThan(150_000n);
    expect(await gasOf(await asCouncil.remove(addressOf(206)))).to.be.lessThan(115_000n);
    expect(await gasOf(await asCouncil.admit(last, AGE_RECIPIENT, ENDPOINT))).to.be.lessThan(85_000n);
  });
});

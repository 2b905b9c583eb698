import { expect } from "chai";
import { network } from "hardhat";
import { DAY, deployRewardSystem, GPT, settleEpoch, type Row } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const AGE_RECIPIENT = `age1${"q".repeat(58)}`;

/** A registry with a token that, against its manual, calls whoever it pays; and one validator that calls back. */
async function hookedRegistry() {
  const [admin] = await ethers.getSigners();
  const authority = await ethers.deployContract("AccessManager", [admin!]);
  const token = await ethers.deployContract("HookTokenMock", [1_000n * GPT]);
  const args = [authority, token, admin!, 0n, DAY] as const;
  const registry = await ethers.deployContract("ValidatorRegistry", [...args]);
  const validator = await ethers.deployContract("ReentrantReceiverMock");
  await registry.setBondRequired(10n * GPT);
  await token.transfer(validator, 10n * GPT);
  const approval = token.interface.encodeFunctionData("approve", [await registry.getAddress(), 10n * GPT]);
  await validator.attack(token, approval);
  return { registry, token, validator };
}

describe("Re-entrance", () => {
  it("T12: $GPT gives a recipient no control, whatever code it has", async () => {
    const system = await deployRewardSystem(connection);
    const { token, distributor, alice, stranger } = system;
    const receiver = await ethers.deployContract("ReentrantReceiverMock");
    const rows: Row[] = [
      [alice.address, 5n * GPT],
      [await receiver.getAddress(), 7n * GPT],
    ];
    const tree = await settleEpoch(system, 1n, rows);
    const index = [...tree.entries()].find(([, [account]]) => account !== alice.address)![0];

    await distributor.connect(stranger).claim(1n, receiver, 7n * GPT, tree.getProof(index));

    expect(await token.balanceOf(receiver)).to.equal(7n * GPT);
    expect([await receiver.successes(), await receiver.refusals()]).to.deep.equal([0n, 0n]);
  });

  it("T12: even a token that calls its recipient lets it withdraw a bond once only", async () => {
    const { registry, token, validator } = await networkHelpers.loadFixture(hookedRegistry);
    const call = (name: "activate" | "startLeaving" | "withdrawBond") =>
      validator.attack(registry, registry.getFunction(name).fragment.selector);
    await registry.admit(validator, AGE_RECIPIENT, "");
    await call("activate");
    await call("startLeaving");
    // Somebody else's tokens, which a second payment could take.
    await token.transfer(registry, 100n * GPT);
    await networkHelpers.time.increase(DAY);

    await call("withdrawBond");

    expect([await validator.successes(), await validator.refusals()]).to.deep.equal([0n, 1n]);
    expect(await registry.bondOf(validator)).to.equal(0n);
    expect(await token.balanceOf(validator)).to.equal(10n * GPT);
    expect(await token.balanceOf(registry)).to.equal(100n * GPT);
  });
});

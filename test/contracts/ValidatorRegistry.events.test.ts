import { expect } from "chai";
import { network } from "hardhat";
import { activateValidators, AGE_RECIPIENT, BOND, deployValidators, ENDPOINT, STATUS } from "./validators-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

type Shown = {
  slot: bigint;
  status: bigint;
  bond: bigint;
  unbondingEndsAt: bigint;
  ageRecipient: string;
  ejected: boolean;
};

/** The arguments of all events together; each event has some of them. */
type EventArguments = Omit<Shown, "status"> & { validator: string; newBond: bigint };

/** A history in which every event occurs, and every status is held by somebody at its end. */
async function eventfulFixture() {
  const deployed = await deployValidators(connection, BOND);
  const { registry, admin, council, validators } = deployed;
  const asCouncil = registry.connect(council);
  await activateValidators(deployed, 7);
  await registry.connect(validators[0]).updateKeys(`age1${"z".repeat(60)}`, "");
  await registry.connect(validators[1]).startLeaving();
  await registry.connect(validators[2]).startLeaving();
  await asCouncil.remove(validators[3]!);
  await time.increase(1_814_400n);
  await registry.connect(validators[2]).withdrawBond();
  await registry.connect(validators[3]).withdrawBond();
  await asCouncil.slash(validators[4]!, 400n, ethers.id("evidence"));
  await asCouncil.slash(validators[5]!, 500n, ethers.id("evidence"));
  await asCouncil.slash(validators[5]!, 50n, ethers.id("more evidence"));
  await registry.connect(admin).setBondRequired(2n * BOND);
  await asCouncil.admit(validators[5]!, AGE_RECIPIENT, ENDPOINT);
  await registry.connect(validators[5]).activate();
  await asCouncil.admit(validators[7]!, AGE_RECIPIENT, ENDPOINT);
  await networkHelpers.mine();
  return deployed;
}

/** What the events alone tell about each validator, about the bond, and about who was active since when. */
async function replay(registry: Awaited<ReturnType<typeof eventfulFixture>>["registry"]) {
  const shown = new Map<string, Shown>();
  const active = new Map<number, bigint>();
  let bitmap = 0n;
  let bondRequired = 0n;

  for (const log of await ethers.provider.getLogs({ address: registry, fromBlock: 0 })) {
    const event = registry.interface.parseLog(log)!;
    if (event.name === "AuthorityUpdated") continue;
    const args = event.args.toObject() as EventArguments;
    if (event.name === "BondRequiredChanged") {
      bondRequired = args.newBond;
      continue;
    }
    const nothing = { status: STATUS.None, bond: 0n, unbondingEndsAt: 0n, ageRecipient: "", ejected: false };
    const unknown: Shown = { slot: args.slot, ...nothing };
    const before = shown.get(args.validator) ?? unknown;
    shown.set(args.validator, { ...before, ...change(event.name, args, before) });

    const bit = 1n << args.slot;
    if (event.name === "ValidatorActivated") bitmap |= bit;
    if (["ValidatorLeft", "ValidatorRemoved"].includes(event.name)) bitmap &= ~bit;
    active.set((await ethers.provider.getBlock(log.blockNumber))!.timestamp, bitmap);
  }
  return { shown, active, bondRequired };
}

function change(name: string, args: EventArguments, before: Shown): Partial<Shown> {
  switch (name) {
    case "ValidatorAdmitted":
      return { status: STATUS.Admitted, ageRecipient: args.ageRecipient };
    case "KeysUpdated":
      return { ageRecipient: args.ageRecipient };
    case "ValidatorActivated":
      return { status: STATUS.Active, bond: args.bond, unbondingEndsAt: 0n, ejected: false };
    case "ValidatorLeft":
      return { status: STATUS.Leaving, unbondingEndsAt: args.unbondingEndsAt };
    case "ValidatorRemoved":
      return { status: STATUS.Removed, unbondingEndsAt: args.unbondingEndsAt, ejected: true };
    case "ValidatorSlashed":
      return { bond: args.bond };
    case "BondWithdrawn":
      return {
        bond: 0n,
        unbondingEndsAt: 0n,
        ejected: true,
        status: before.status === STATUS.Leaving ? STATUS.Admitted : before.status,
      };
    default:
      throw new Error(`an event this test does not know: ${name}`);
  }
}

describe("ValidatorRegistry: events", () => {
  it("are enough to rebuild every validator and the bond", async () => {
    const { registry, validators } = await networkHelpers.loadFixture(eventfulFixture);
    const { shown, bondRequired } = await replay(registry);

    expect(bondRequired).to.equal(await registry.bondRequired());
    expect([...shown.keys()]).to.deep.equal(validators.map(({ address }) => address));
    for (const [validator, { slot, status, bond, unbondingEndsAt }] of shown) {
      expect(slot).to.equal(await registry.slotOf(validator));
      expect(status).to.equal(await registry.statusOf(validator));
      expect(bond).to.equal(await registry.bondOf(validator));
      expect(unbondingEndsAt).to.equal(await registry.unbondingEndsAt(validator));
    }
    expect([...shown.values()].map(({ status }) => status)).to.deep.equal([2n, 3n, 1n, 4n, 4n, 2n, 2n, 1n]);
    expect(shown.get(validators[0]!.address)!.ageRecipient).to.equal(`age1${"z".repeat(60)}`);
  });

  it("VAL3: are enough to rebuild who was active at every second", async () => {
    const { registry } = await networkHelpers.loadFixture(eventfulFixture);
    const { active } = await replay(registry);

    expect(active.size).to.be.greaterThan(20);
    for (const [second, bitmap] of active) expect(await registry.activeBitmapAt(second)).to.equal(bitmap);
  });

  it("VAL11: are enough to rebuild who is ejected", async () => {
    const { registry } = await networkHelpers.loadFixture(eventfulFixture);
    const { shown } = await replay(registry);

    let ejected = 0n;
    for (const item of shown.values()) if (item.ejected) ejected |= 1n << item.slot;
    expect(await registry.ejectedBitmap()).to.equal(ejected);
    expect(ejected).to.equal(0b00011100n);
  });
});

import { expect } from "chai";
import { id, keccak256, toUtf8Bytes, type LogDescription } from "ethers";
import fc from "fast-check";
import { network } from "hardhat";
import type { DatasetAccess, ToolRegistry } from "../../typechain-types/index.ts";
import {
  contribute,
  deployAccess,
  GRANTEE_KEY,
  PRICE_WEI,
  termsOf,
  TOOL,
  toolArguments,
  type AccessSystem,
} from "./dataset-access-fixture.ts";
import { DAY, GPT } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

const HISTORY_LENGTH = 120;
const DEFINED_AT_FIRST = 0x7fn;

const step = fc.record({
  action: fc.constantFrom(
    ...(["define", "approve", "withdraw", "create", "create", "create", "fund", "fund", "revoke"] as const),
    ...(["record", "record", "coolingOff", "floor", "pause", "unpause", "wait"] as const),
  ),
  number: fc.nat(11),
  price: fc.constantFrom(0n, PRICE_WEI),
  days: fc.integer({ min: 1, max: 12 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What happens first, so that every event is in every history. */
const BEGINNING: Step[] = (["create", "create", "fund", "revoke", "pause", "unpause", "define"] as const).map(
  (action, at) => ({ action, number: [0, 2, 1, 2, 0, 0, 8][at]!, price: PRICE_WEI, days: 1 }),
);

const toolNamed = (number: number) => ({ ...TOOL, name: `Journal ${number}`, purposes: 0b101n });

/** All public state of both contracts, as an indexer rebuilds it from logs and block times alone. */
class Replay {
  readonly grants = new Map<bigint, unknown[]>();
  readonly tools = new Map<string, unknown[]>();
  readonly keys = new Map<bigint, string>();
  definedPurposes = DEFINED_AT_FIRST;
  coolingOff = 0n;
  anonymityFloor = 0n;
  pausedUntil = 0n;

  apply({ name, args }: LogDescription, timestamp: bigint) {
    const values = args.toObject() as Record<string, never>;
    const handlers: Record<string, () => void> = {
      PurposeDefined: () => (this.definedPurposes |= 1n << values.purpose!),
      ToolApproved: () => this.tools.set(values.toolId!, [values.codeHash, values.purposes, 1n]),
      ToolWithdrawn: () => (this.tools.get(values.toolId!)![2] = 2n),
      GrantCreated: () => {
        this.grants.set(values.grantId!, [...(values.grant! as unknown[])]);
        this.keys.set(values.grantId!, values.granteeKey!);
      },
      GrantFunded: () => (this.grants.get(values.grantId!)![2] = timestamp),
      GrantRevoked: () => (this.grants.get(values.grantId!)![3] = timestamp),
      CoolingOffChanged: () => (this.coolingOff = values.newCoolingOff!),
      AnonymityFloorChanged: () => (this.anonymityFloor = values.newFloor!),
      Paused: () => (this.pausedUntil = values.until!),
      Unpaused: () => (this.pausedUntil = values.endedAt!),
      AuthorityUpdated: () => undefined,
      AccessRecorded: () => undefined,
      AccessSkipped: () => undefined,
    };
    handlers[name]!();
  }
}

async function replay(...contracts: readonly (DatasetAccess | ToolRegistry)[]) {
  const state = new Replay();
  const seen = new Set<string>();
  for (const contract of contracts) {
    for (const log of await ethers.provider.getLogs({ address: await contract.getAddress(), fromBlock: 0 })) {
      const parsed = contract.interface.parseLog(log)!;
      seen.add(parsed.name);
      state.apply(parsed, BigInt((await log.getBlock()).timestamp));
    }
  }
  return { state, seen };
}

type World = AccessSystem & { readonly contributionId: string };

/** Sends what the step says; many steps are refused, which is part of the history. */
async function send(world: World, { action, number, price, days }: Step): Promise<unknown> {
  const { tools, access, asGuardian, grantee, validators, payer, contributionId } = world;
  const toolId = await tools.toolIdOf(...toolArguments(toolNamed(number)));
  const grantId = BigInt(number);
  switch (action) {
    case "define":
      return tools.definePurpose(number, "Teaching", "https://purposes.example/");
    case "approve":
      return tools.approveTool(...toolArguments(toolNamed(number)));
    case "withdraw":
      return tools.withdrawTool(toolId);
    case "create":
      return access.createGrant(termsOf(grantee, toolId, { price }), GRANTEE_KEY);
    case "fund":
      return access.connect(payer).fund(grantId);
    case "revoke":
      return asGuardian.revoke(grantId);
    case "record":
      return access.connect(validators[0]).recordAccess(grantId, [{ contributionId, version: days % 3 }]);
    case "coolingOff":
      return access.setCoolingOff(BigInt(days) * DAY);
    case "floor":
      return access.setAnonymityFloor(BigInt(days));
    case "pause":
      return asGuardian.pause();
    case "unpause":
      return access.unpause();
    case "wait":
      return networkHelpers.time.increase(BigInt(days) * DAY);
  }
}

async function fixture(): Promise<World> {
  const system = await deployAccess(connection);
  for (let number = 0; number < 12; number += 2) await system.tools.approveTool(...toolArguments(toolNamed(number)));
  return { ...system, contributionId: await contribute(system, system.alice, 1n) };
}

describe("DatasetAccess and ToolRegistry events", () => {
  for (const seed of [1, 2, 3]) {
    it(`rebuild all public state after a random history (seed ${seed})`, async () => {
      const world = await networkHelpers.loadFixture(fixture);
      const { access, tools } = world;
      const [history] = fc.sample(fc.array(step, { minLength: HISTORY_LENGTH, maxLength: HISTORY_LENGTH }), {
        seed,
        numRuns: 1,
      });
      for (const next of [...BEGINNING, ...history!]) await send(world, next).catch(() => undefined);

      const { state, seen } = await replay(tools, access);

      // Receipts are no state.
      expect([...seen].filter((name) => !name.startsWith("Access")).sort()).to.deep.equal([
        "AnonymityFloorChanged",
        "AuthorityUpdated",
        "CoolingOffChanged",
        "GrantCreated",
        "GrantFunded",
        "GrantRevoked",
        "Paused",
        "PurposeDefined",
        "ToolApproved",
        "ToolWithdrawn",
        "Unpaused",
      ]);
      expect(BigInt(state.grants.size)).to.equal(await access.grantCount());
      for (const [grantId, grant] of state.grants) {
        const stored = await access.grantOf(grantId);
        expect(stored).to.deep.equal(grant);
        expect(stored.granteeKeyHash).to.equal(keccak256(toUtf8Bytes(state.keys.get(grantId)!)));
      }
      for (const [toolId, tool] of state.tools) expect(await tools.toolOf(toolId)).to.deep.equal(tool);
      expect(await tools.definedPurposes()).to.equal(state.definedPurposes);
      expect(await access.coolingOff()).to.equal(state.coolingOff);
      expect(await access.anonymityFloor()).to.equal(state.anonymityFloor);
      expect(await access.pausedUntil()).to.equal(state.pausedUntil);
    });
  }

  it("are found by grant, by contribution and by validator", async () => {
    const world = await networkHelpers.loadFixture(fixture);
    const { access, tools, grantee, validators, contributionId } = world;
    const toolId = await tools.toolIdOf(...toolArguments(toolNamed(0)));
    const other = await contribute(world, world.bob, 1n);
    await access.createGrant(termsOf(grantee, toolId, { price: 0n }), GRANTEE_KEY);
    await access.createGrant(termsOf(grantee, toolId, { price: 5n * GPT, policyHash: id("others") }), GRANTEE_KEY);
    await networkHelpers.time.increase(7n * DAY);
    const entries = [contributionId, other].map((contributionId) => ({ contributionId, version: 1 }));
    for (const validator of validators) await access.connect(validator).recordAccess(1n, entries);

    const { AccessRecorded, GrantCreated } = access.filters;
    expect((await access.queryFilter(AccessRecorded(1n))).length).to.equal(4);
    expect((await access.queryFilter(AccessRecorded(2n))).length).to.equal(0);
    expect((await access.queryFilter(AccessRecorded(undefined, other))).length).to.equal(2);
    const [receipt] = await access.queryFilter(AccessRecorded(1n, contributionId, validators[1]!));
    expect(receipt!.args).to.deep.equal([1n, contributionId, validators[1]!.address, 1n]);
    const created = await access.queryFilter(GrantCreated(undefined, grantee, toolId));
    expect(created.map(({ args }) => [args.grantId, args.grant.price, args.granteeKey])).to.deep.equal([
      [1n, 0n, GRANTEE_KEY],
      [2n, 5n * GPT, GRANTEE_KEY],
    ]);
  });
});

import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import type { LogDescription } from "ethers";
import fc from "fast-check";
import { network } from "hardhat";
import type { DataRegistry } from "../../typechain-types/index.ts";
import { deployRegistry, FAR_FUTURE, signMessage, type RegistryMessage } from "./data-registry-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

const HISTORY_LENGTH = 120;
const HASHES = [1, 2, 3].map((n) => ethers.id(`archive ${n}`));
const URI = `sha256:${"0a".repeat(32)}`;

const step = fc.record({
  action: fc.constantFrom("contribute", "update", "setConsent", "remove", "cancel", "pause", "unpause", "wait"),
  bySig: fc.boolean(),
  actor: fc.nat(2),
  index: fc.nat(3),
  mask: fc.nat(127),
  hash: fc.nat(2),
  days: fc.integer({ min: 1, max: 5 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** All public state, as an indexer rebuilds it from logs and block times alone. */
class Replay {
  readonly contributions = new Map<string, unknown[]>();
  readonly counts = new Map<string, bigint>();
  readonly nonces = new Map<string, bigint>();
  pausedUntil = 0n;
  authority = ethers.ZeroAddress;

  apply({ name, args: values }: LogDescription, timestamp: bigint) {
    const args = values as unknown as Readonly<Record<string, unknown>>;
    const change = (patch: Record<number, unknown>) => {
      const state = this.contributions.get(args.id as string)!;
      Object.assign(state, patch, { 6: timestamp });
    };
    const handlers: Record<string, () => void> = {
      Contributed: () => {
        const owner = args.owner as string;
        const { consentMask, ciphertextHash } = args;
        this.contributions.set(args.id as string, [owner, 1n, consentMask, 1n, ciphertextHash, timestamp, timestamp]);
        this.counts.set(owner, (this.counts.get(owner) ?? 0n) + 1n);
      },
      ContributionUpdated: () => {
        change({ 1: args.version, 4: args.ciphertextHash });
      },
      ConsentChanged: () => {
        change({ 2: args.newMask });
      },
      ContributionRemoved: () => {
        change({ 2: 0n, 3: 2n, 4: ethers.ZeroHash });
      },
      NonceAdvanced: () => {
        this.nonces.set(args.owner as string, args.nextNonce as bigint);
      },
      Paused: () => {
        this.pausedUntil = args.until as bigint;
      },
      Unpaused: () => {
        this.pausedUntil = args.endedAt as bigint;
      },
      AuthorityUpdated: () => {
        this.authority = args.authority as string;
      },
    };
    handlers[name]!();
  }
}

async function replay(registry: DataRegistry) {
  const state = new Replay();
  const seen = new Map<string, number>();
  for (const log of await ethers.provider.getLogs({ address: await registry.getAddress(), fromBlock: 0 })) {
    const parsed = registry.interface.parseLog(log)!;
    seen.set(parsed.name, (seen.get(parsed.name) ?? 0) + 1);
    state.apply(parsed, BigInt((await log.getBlock()).timestamp));
  }
  return { state, seen };
}

type World = Awaited<ReturnType<typeof deployRegistry>> & { readonly actors: readonly HardhatEthersSigner[] };

async function signedBy({ registry }: World, owner: HardhatEthersSigner, type: RegistryMessage, value: object) {
  const message = { ...value, nonce: await registry.nonces(owner.address), deadline: FAR_FUTURE };
  return signMessage(owner, await registry.getAddress(), { type, value: message });
}

/** Sends what the step says; many steps are refused, which is part of the history. */
async function send(world: World, { action, bySig, actor, index, mask, hash, days }: Step): Promise<unknown> {
  const { registry, admin, guardian, relayer } = world;
  const owner = world.actors[actor]!;
  const direct = registry.connect(owner);
  const relayed = registry.connect(relayer);
  const contributionId = await registry.contributionIdOf(owner.address, index);
  const ciphertextHash = HASHES[hash]!;
  const expectedVersion = (await registry.contributionOf(contributionId)).version;
  const sign = (type: RegistryMessage, value: object) => signedBy(world, owner, type, value);
  const deadline = FAR_FUTURE;

  switch (action) {
    case "contribute": {
      if (!bySig) return direct.contribute(ciphertextHash, mask, URI);
      const value = { owner: owner.address, ciphertextHash, consentMask: mask, uri: URI };
      return relayed.contributeBySig(owner, ciphertextHash, mask, URI, deadline, await sign("Contribute", value));
    }
    case "update": {
      if (!bySig) return direct.update(contributionId, expectedVersion, ciphertextHash, URI);
      const signature = await sign("Update", { contributionId, expectedVersion, ciphertextHash, uri: URI });
      return relayed.updateBySig(contributionId, expectedVersion, ciphertextHash, URI, deadline, signature);
    }
    case "setConsent": {
      if (!bySig) return direct.setConsent(contributionId, mask);
      const signature = await sign("SetConsent", { contributionId, consentMask: mask });
      return relayed.setConsentBySig(contributionId, mask, deadline, signature);
    }
    case "remove":
      if (!bySig) return direct.remove(contributionId);
      return relayed.removeBySig(contributionId, deadline, await sign("Remove", { contributionId }));
    case "cancel":
      return direct.cancelSignatures();
    case "pause":
      return registry.connect(guardian).pause();
    case "unpause":
      return registry.connect(admin).unpause();
    case "wait":
      return networkHelpers.time.increase(days * 86_400);
  }
}

async function fixture(): Promise<World> {
  const deployed = await deployRegistry(connection);
  return { ...deployed, actors: [deployed.owner, deployed.relayer, deployed.stranger] };
}

describe("DataRegistry events", () => {
  for (const seed of [1, 2, 3]) {
    it(`REG10: rebuild all public state after a random history (seed ${seed})`, async () => {
      const world = await networkHelpers.loadFixture(fixture);
      const { registry, authority, actors } = world;
      const [history] = fc.sample(fc.array(step, { minLength: HISTORY_LENGTH, maxLength: HISTORY_LENGTH }), {
        seed,
        numRuns: 1,
      });
      for (const next of history!) await send(world, next).catch(() => undefined);

      const { state, seen } = await replay(registry);

      expect([...seen.keys()]).to.include.members([
        "Contributed",
        "ContributionUpdated",
        "ConsentChanged",
        "ContributionRemoved",
        "NonceAdvanced",
        "Paused",
        "Unpaused",
        "AuthorityUpdated",
      ]);
      for (const { address } of actors) {
        const count = await registry.contributionCount(address);
        expect(count).to.equal(state.counts.get(address) ?? 0n);
        expect(await registry.nonces(address)).to.equal(state.nonces.get(address) ?? 0n);
        for (let index = 0n; index < count; index++) {
          const id = await registry.contributionIdOf(address, index);
          expect(await registry.contributionOf(id)).to.deep.equal(state.contributions.get(id));
        }
      }
      expect(await registry.pausedUntil()).to.equal(state.pausedUntil);
      expect(await registry.authority())
        .to.equal(state.authority)
        .and.to.equal(await authority.getAddress());
    });
  }
});

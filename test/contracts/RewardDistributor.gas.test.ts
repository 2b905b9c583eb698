import { expect } from "chai";
import { AbiCoder, id, keccak256, ZeroAddress } from "ethers";
import hre, { network } from "hardhat";
import {
  deployRewardSystem,
  GPT,
  reportOf,
  revealScores,
  submitRoots,
  URI,
  type RewardSystem,
  type Row,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

const LEVELS = 20;

/** Code that is instrumented for coverage costs more. */
const limit = (gas: number) => (hre.globalOptions.coverage ? 10 * gas : gas);

/** Rows that no test claims; the reports below name their own roots. */
const PLACEHOLDER: Row[] = [[ZeroAddress, 0n]];

/** A leaf of Alice below `LEVELS` made-up siblings: what a claim sees of a tree of a million accounts. */
function deepLeaf(account: string, cumulativeWei: bigint, salt: string) {
  const encoded = AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [account, cumulativeWei]);
  const proof = Array.from({ length: LEVELS }, (_, level) => id(`${salt} ${level}`));
  const root = proof.reduce(
    (node, sibling) => {
      const [low, high] = [node, sibling].sort();
      return keccak256(low! + high!.slice(2));
    },
    keccak256(keccak256(encoded)),
  );
  return { root, proof };
}

async function activateRoot(system: RewardSystem, epoch: bigint, root: string, totalCumulative: bigint) {
  const { distributor } = system;
  await revealScores(system, epoch);
  const prevRoot = await distributor.rootOf(await distributor.lastActiveEpoch());
  await submitRoots(system, epoch, reportOf(PLACEHOLDER, { root, totalCumulative, leafCount: 1_000_000n, prevRoot }));
  await networkHelpers.time.increaseTo((await distributor.pendingRoot()).activatesAt);
  await distributor.activate(epoch);
}

/** The gas of each vote of a quorum of `count` validators. */
async function gasOfVotes(count: number) {
  const system = await deployRewardSystem(connection, count);
  const { distributor, validators } = system;
  await revealScores(system, 1n);
  const report = reportOf(PLACEHOLDER, {
    root: id("root"),
    totalCumulative: 100n * GPT,
    leafCount: 1_000_000n,
    filesBitmap: (1n << BigInt(count)) - 1n,
  });
  const gas: bigint[] = [];
  for (const validator of validators.slice(0, Math.floor((2 * count) / 3) + 1)) {
    const receipt = await (await distributor.connect(validator).submitRoot(1n, report, URI)).wait();
    gas.push(receipt!.gasUsed);
  }
  expect((await distributor.pendingRoot()).root).to.equal(report.root);
  return gas;
}

// Bounds a little above what was measured (docs/contracts/RewardDistributor.md): a regression must be a decision.
describe("RewardDistributor gas", () => {
  it("of a claim with a 20-node proof: first, later, and later by another", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, alice, stranger, token } = system;
    const first = deepLeaf(alice.address, 100n * GPT, "first");
    const second = deepLeaf(alice.address, 130n * GPT, "second");
    const third = deepLeaf(alice.address, 160n * GPT, "third");
    await activateRoot(system, 1n, first.root, 100n * GPT);
    await activateRoot(system, 2n, second.root, 130n * GPT);
    await activateRoot(system, 3n, third.root, 160n * GPT);
    // The distributor keeps a balance, as it does in practice.
    await token.transfer(distributor, 1n);

    const gasOf = async (caller: typeof alice, epoch: bigint, wei: bigint, proof: string[]) => {
      const receipt = await (await distributor.connect(caller).claim(epoch, alice.address, wei, proof)).wait();
      return Number(receipt!.gasUsed);
    };
    const measured = {
      first: await gasOf(alice, 1n, 100n * GPT, first.proof),
      later: await gasOf(alice, 2n, 130n * GPT, second.proof),
      laterByAnother: await gasOf(stranger, 3n, 160n * GPT, third.proof),
    };

    expect(measured.first).to.be.lessThan(limit(108_000));
    expect(measured.later).to.be.lessThan(limit(74_000));
    expect(measured.laterByAnother).to.be.lessThan(limit(74_000));
  });

  it("of a vote among 4 validators: first, middle, and the one that completes the quorum", async () => {
    const [first, second, last] = await gasOfVotes(4);

    expect(Number(first)).to.be.lessThan(limit(148_000));
    expect(Number(second)).to.be.lessThan(limit(131_000));
    expect(Number(last)).to.be.lessThan(limit(245_000));
  });

  it("of a vote among 64 validators: hardly more than among 4", async () => {
    const gas = await gasOfVotes(64);

    expect(gas).to.have.length(43);
    expect(Number(gas[0])).to.be.lessThan(limit(157_000));
    expect(Number(gas[1])).to.be.lessThan(limit(140_000));
    expect(Number(gas.at(-1))).to.be.lessThan(limit(253_000));
  });
});

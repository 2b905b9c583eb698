import { id, Signature } from "ethers";
import { FAR_FUTURE } from "../../../test/contracts/data-registry-fixture.ts";
import {
  BUDGET_WEI,
  DAY,
  deployRewardSystem,
  GPT,
  PARAMETERS,
  proofOf,
  reportOf,
  revealScores,
  settleEpoch,
  submitRoots,
  treeOf,
  URI,
  type RewardSystem,
  type Row,
} from "../../../test/contracts/reward-system-fixture.ts";
import { activateRoot, type Epoch } from "../claim-systems.ts";
import { doubleLeaf, earnerName, treeOfEpoch } from "../claim-rows.ts";
import { accountNamed, openChain } from "../stage.ts";
import { delegationTypes, tokenDomain } from "../token-signatures.ts";
import type { Recorder } from "./recorder.ts";

const HASH = id("score file");
const WHY = "The bundle cannot be downloaded from any of its addresses.";

/** The way of an epoch among 4 validators and among 64: scores, votes, activation. */
export async function measureVotes(recorder: Recorder): Promise<void> {
  for (const count of [4, 64]) {
    const system = await deployRewardSystem(await openChain(), count);
    const { commitments, distributor, schedule, validators, connection } = system;
    const { time } = connection.networkHelpers;
    const commit = recorder.of("ScoreCommitments", commitments);
    const vote = recorder.of("RewardDistributor", distributor);
    const among = `among ${count} validators`;
    const quorum = Math.floor((2 * count) / 3) + 1;

    await time.increaseTo((await schedule.endOf(1n)) + 1n);
    for (const [seat, validator] of validators.entries()) {
      const pending = commitments.connect(validator).commitScores(1n, HASH);
      if (seat === 0) await commit(among, pending);
      else await pending;
    }
    await time.increaseTo(await schedule.commitEndsAt(1n));
    for (const [seat, validator] of validators.entries()) {
      const pending = commitments.connect(validator).revealScores(1n, URI);
      if (seat < 2) await commit(`the ${seat === 0 ? "first" : "second"} ${among}`, pending);
      else await pending;
    }
    await time.increaseTo(await schedule.revealEndsAt(1n));

    const report = reportOf(rowsOf(system), { filesBitmap: (1n << BigInt(count)) - 1n });
    const particulars = new Map([
      [0, `the first ${among}`],
      [1, `the second ${among}`],
      [quorum - 1, `the one that completes the quorum ${among}`],
    ]);
    for (const [seat, validator] of validators.slice(0, quorum).entries()) {
      const pending = distributor.connect(validator).submitRoot(1n, report, URI);
      const particular = particulars.get(seat);
      if (particular === undefined) await pending;
      else await vote(particular, pending);
    }
    const { reportHash, activatesAt } = await distributor.pendingRoot();
    await vote(among, distributor.connect(validators[quorum]).confirmRoot(1n, reportHash));
    await time.increaseTo(activatesAt);
    await vote(`the first root, ${among}`, distributor.activate(1n));
  }
}

/** The ways in which a pending root ends without becoming active, and in which an epoch ends without a root. */
export async function measureRefusals(recorder: Recorder): Promise<void> {
  const system = await deployRewardSystem(await openChain());
  const { distributor, admin, alice, guardian, reserve, stranger, validators, connection } = system;
  const measure = recorder.of("RewardDistributor", distributor);
  const rows = rowsOf(system);
  const active = await settleEpoch(system, 1n, rows);
  const prevRoot = active.root;
  await revealScores(system, 2n);
  const attempt = (changed: readonly Row[]) =>
    submitRoots(system, 2n, reportOf(changed, { prevRoot, totalCumulative: 1_000n * GPT }));

  const less = rows.map(([account, wei]) => [account, account === alice.address ? wei - 1n : wei] as const);
  await attempt(less);
  const decreased = treeOf(less);
  const lessWei = less.find(([account]) => account === alice.address)![1];
  const decrease = [1n, alice.address, lessWei + 1n, proofOf(active, alice.address), lessWei] as const;
  await measure("", distributor.connect(stranger).proveDecrease(...decrease, proofOf(decreased, alice.address)));

  const twice = [...rows, [alice.address, 1n] as const];
  await attempt(twice);
  const duplicated = treeOf(twice);
  const proofs = [lessWei + 1n, 1n].map((wei) => [wei, proofOf(duplicated, alice.address, wei)] as const);
  const [one, other] = proofs as [(typeof proofs)[0], (typeof proofs)[0]];
  await measure("", distributor.connect(stranger).proveDuplicate(alice, ...one, ...other));

  await attempt(rows);
  await measure("the first among 4 validators", distributor.connect(validators[0]).veto(2n));
  await measure("the one that cancels among 4 validators", distributor.connect(validators[1]).veto(2n));
  await attempt(rows);
  await measure("", distributor.connect(guardian).cancelRoot(2n, WHY));
  await measure("", distributor.connect(admin).abandonEpoch(2n));

  const { schedule, authority } = system;
  await connection.networkHelpers.time.increaseTo(await schedule.revealEndsAt(3n));
  await measure("", distributor.connect(stranger).skipEpoch(3n));
  await measure("", distributor.connect(guardian).pause());
  await measure("", distributor.connect(admin).unpause());
  await authority.grantRole(0n, admin, 0n);
  await recorder.of("RewardReserve", reserve)("", reserve.connect(admin).setParameters(PARAMETERS));
}

/** What contributors do: proofs of 20 nodes. */
export async function measureClaimsOfOurs(recorder: Recorder): Promise<void> {
  const connection = await openChain();
  const system = await deployRewardSystem(connection);
  const { distributor, token, stranger } = system;
  const measure = recorder.of("RewardDistributor", distributor);
  // An account whose key this process has is among the earners, for the delegation by signature.
  const [, , , , , , , signer] = await connection.ethers.getSigners();
  const trees = { 1: treeWith(1, signer!.address), 2: treeWith(2, signer!.address) };
  const claimOf = (epoch: Epoch, index: number) => {
    const { rows, proofs } = trees[epoch];
    return [BigInt(epoch), rows[index]!.account, rows[index]!.cumulativeWei, proofs[index]!] as const;
  };
  const itemsOf = (epoch: Epoch, from: number, count: number) =>
    Array.from({ length: count }, (_, offset) => {
      const [, account, cumulative, proof] = claimOf(epoch, from + offset);
      return { epoch, account, cumulative, proof };
    });
  const earner = await accountNamed(connection, earnerName(0));

  await activateRoot(system, 1n, trees[1].root);
  await measure("an account's first", distributor.connect(earner).claim(...claimOf(1, 0)));
  await measure("an account's first, by another", distributor.connect(stranger).claim(...claimOf(1, 1)));
  await measure("5 first claims", distributor.connect(stranger).claimMany(itemsOf(1, 2, 5)));
  await measure("20 first claims", distributor.connect(stranger).claimMany(itemsOf(1, 7, 20)));

  const delegation = { delegatee: earner.address, nonce: 0n, expiry: FAR_FUTURE };
  const signature = await signer!.signTypedData(await tokenDomain(token), delegationTypes, delegation);
  const { v, r, s } = Signature.from(signature);
  const signed = { ...delegation, v, r, s };
  await measure("an account's first", distributor.connect(signer).claimAndDelegate(...claimOf(1, LAST), signed));

  await activateRoot(system, 2n, trees[2].root);
  await measure("an account's later one", distributor.connect(earner).claim(...claimOf(2, 0)));
  await measure("an account's later one, by another", distributor.connect(stranger).claim(...claimOf(2, 1)));
  await measure("5 later claims", distributor.connect(stranger).claimMany(itemsOf(2, 2, 5)));
  await measure("20 later claims", distributor.connect(stranger).claimMany(itemsOf(2, 7, 20)));
  await measure("an account's later one, to a delegate", distributor.connect(signer).claim(...claimOf(2, LAST)));
  await measure("after a claim", distributor.connect(earner).setClaimOptOut(true));
}

/** What funders do, and the activation of a root that spends revenue. */
export async function measureReserve(recorder: Recorder): Promise<void> {
  const system = await deployRewardSystem(await openChain());
  const { reserve, distributor, payer, genesis, connection } = system;
  const measure = recorder.of("RewardReserve", reserve);
  await measure("", reserve.connect(payer).fund(1_000n * GPT));
  await connection.networkHelpers.time.increaseTo(genesis + DAY);
  await measure("an epoch's first", reserve.connect(payer).depositRevenue(1_000n * GPT, 6n));
  await measure("an epoch's later one", reserve.connect(payer).depositRevenue(1_000n * GPT, 6n));

  await settleEpoch(system, 1n, rowsOf(system));
  const prevRoot = await distributor.rootOf(1n);
  await revealScores(system, 2n);
  const totalCumulative = 1_000n * GPT + BUDGET_WEI / 2n;
  await submitRoots(system, 2n, reportOf(rowsOf(system), { root: id("root"), prevRoot, totalCumulative }));
  await connection.networkHelpers.time.increaseTo((await distributor.pendingRoot()).activatesAt);
  await recorder.of("RewardDistributor", distributor)("a later root", distributor.activate(2n));
}

const LAST = 31;

/** The tree of an epoch in which the last leaf belongs to `account`. */
function treeWith(epoch: Epoch, account: string) {
  const leafOf = (row: { account: string; cumulativeWei: bigint }, index: number) =>
    doubleLeaf(["address", "uint256"], [index === LAST ? account : row.account, row.cumulativeWei]);
  const tree = treeOfEpoch(epoch, leafOf);
  const rows = tree.rows.map((row, index) => (index === LAST ? { ...row, account } : row));
  return { ...tree, rows };
}

function rowsOf({ alice, bob, carol, stranger }: RewardSystem): Row[] {
  const accounts = [alice, bob, carol, stranger];
  return accounts.map(({ address }, index) => [address, BigInt(index + 1) * 100n * GPT] as const);
}

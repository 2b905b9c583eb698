import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { mined } from "../../src/chain/send-transaction.ts";
import { eachLeaf } from "../../src/merkle/reward-leaves.ts";
import { InvariantError } from "../../src/primitives/errors.ts";
import type { Address, Hex32 } from "../../src/primitives/identifiers.ts";
import type { EpochResult } from "../../src/rewards/epoch-result.ts";
import type { Cast } from "./cast.ts";
import { claim, claimAndDelegate, type PaidClaim } from "./claims.ts";
import { contribute, findEarlierVoters, openAccount, remove, update, type Contributor } from "./contributors.ts";
import { activate, confirm, report, scoreAndCalculate, submit, type RunningEpoch } from "./epoch.ts";
import { decideEmission, type Decision } from "./governance.ts";
import type { Narrator } from "./narrator.ts";
import type { StoryValidator } from "./validators.ts";
import type { World } from "./world.ts";
import { proveLeaf, steal, takeBack } from "./wrong-reports.ts";

/** Everything that happened, for the closing table and the JSON document. */
export type Story = {
  readonly contributors: readonly Contributor[];
  readonly removed: readonly Hex32[];
  readonly epochs: readonly RunningEpoch[];
  readonly claims: readonly PaidClaim[];
  readonly decision: Decision;
};

/** Plays two whole epochs. What does not happen as told throws. */
export async function playStory(
  world: World,
  cast: Cast,
  validators: readonly StoryValidator[],
  firstEpoch: number,
  narrator: Narrator,
): Promise<Story> {
  const { staying, leaver } = await joinIn(world, cast, firstEpoch, narrator);
  const first = await firstEpochOf(world, validators, firstEpoch, narrator);
  const firstClaims = await payEverybody(world, first.result, staying, narrator);

  narrator.chapter("$GPT holders decide");
  const voters = await votersOf(world, staying);
  const decision = await decideEmission(world, voters, await findEarlierVoters(world, firstEpoch));
  narrator.say(
    `proposal ${decision.proposalId.toString().slice(0, 8)}… is ${decision.state}: emission ` +
      `${decision.emissionBpsBefore} → ${decision.emissionBpsAfter} basis points from the next epoch on`,
  );

  const late = await comeBack(world, cast, staying, firstEpoch, narrator);
  const second = await secondEpochOf(world, validators, first.result, narrator);
  const secondClaims = await payEverybody(world, second.result, late, narrator);
  return {
    contributors: [...late, leaver],
    removed: [leaver.contributionId],
    epochs: [first, second],
    claims: [...firstClaims, ...secondClaims],
    decision,
  };
}

async function joinIn(world: World, cast: Cast, run: number, narrator: Narrator) {
  narrator.chapter("People encrypt their archives and contribute; they sign, a relayer pays");
  const staying = await narrator.progress("sealing", cast.staying, async (participant, index) => {
    const name = `contributor ${index + 1}`;
    return contribute(world, name, await openAccount(world, name, run), participant);
  });
  const leaver = await contribute(world, "leaver", await openAccount(world, "leaver", run), cast.leaving);
  narrator.say(`${staying.length + 1} contributions registered; each archive has a key of its own`);

  const updater = staying.pop();
  if (updater === undefined) throw new InvariantError("STORY_EMPTY_CAST", "Expected somebody who updates.");
  staying.push(await update(world, updater, cast.updated));
  narrator.say(`${updater.name} replaced its archive by a newer one: version 2`);
  await remove(world, leaver);
  narrator.say(`${leaver.name} removed its contribution: it will never be scored, granted or paid`);
  return { staying, leaver };
}

async function comeBack(world: World, cast: Cast, staying: readonly Contributor[], run: number, narrator: Narrator) {
  narrator.chapter("A second epoch: somebody new comes, somebody updates again");
  const updater = staying.at(-1);
  if (updater === undefined) throw new InvariantError("STORY_EMPTY_CAST", "Expected somebody who updates.");
  const updated = await update(world, updater, cast.updatedAgain);
  const newcomer = await contribute(world, "newcomer", await openAccount(world, "newcomer", run), cast.late);
  narrator.say(`${updated.name} is at version 3; ${newcomer.name} contributed ${cast.late.file}`);
  return [...staying.slice(0, -1), updated, newcomer];
}

async function firstEpochOf(world: World, validators: readonly StoryValidator[], epoch: number, narrator: Narrator) {
  narrator.chapter(`Epoch ${epoch} ends: validators score alone, commit, reveal, and report`);
  const running = await scoreAndCalculate(world, validators, epoch, narrator);
  const { result } = running;
  const [liar, ...honest] = validators;
  const [victim, thief] = [...eachLeaf(result.tree.leaves)];
  if (liar === undefined || victim === undefined || thief === undefined) throw tooFewLeaves();
  const wrong = steal(result, victim.account, thief.account);
  await submit(world, liar, epoch, wrong.report);
  narrator.say(`one validator reports a wrong root ${wrong.report.root.slice(0, 10)}…, first of all`);
  for (const validator of honest) await report(world, validator, epoch);
  await expectPending(world, result.report.root);
  narrator.say(`the other three agree on ${result.report.root.slice(0, 10)}…, a quorum of 3 of 4: the wrong root lost`);
  await activate(world, running);
  narrator.say(
    `active after the delay; emission ${formatGpt(result.emissionWei)} $GPT over ${result.report.leafCount} accounts`,
  );
  return running;
}

async function secondEpochOf(
  world: World,
  validators: readonly StoryValidator[],
  before: EpochResult,
  narrator: Narrator,
) {
  const epoch = before.document.epoch + 1;
  narrator.chapter(`Epoch ${epoch} ends: a quorum cheats, and a stranger proves it`);
  const running = await scoreAndCalculate(world, validators, epoch, narrator);
  const { result } = running;
  const [victim, thief] = [...eachLeaf(before.tree.leaves)];
  if (victim === undefined || thief === undefined) throw tooFewLeaves();
  const cheat = takeBack(result, victim.account, thief.account, victim.cumulativeWei);
  for (const validator of validators.slice(0, 3)) await submit(world, validator, epoch, cheat.report);
  await expectPending(world, cheat.report.root);
  narrator.say(`three of four agree on a root that takes back what ${victim.account.slice(0, 10)}… had earned`);

  const [then, now] = [proveLeaf(before.tree, victim.account), proveLeaf(cheat.tree, victim.account)];
  const { distributor } = world.as(world.stranger);
  const { epoch: earlier } = before.document;
  await mined(
    distributor.proveDecrease(
      earlier,
      victim.account,
      then.cumulativeWei,
      then.siblings,
      now.cumulativeWei,
      now.siblings,
    ),
  );
  await expectPending(world, `0x${"00".repeat(32)}`);
  narrator.say("anybody may show two Merkle proofs: the amount went down, so the contract cancelled the root");

  for (const validator of validators.slice(0, 3)) await report(world, validator, epoch);
  await expectPending(world, result.report.root);
  for (const validator of validators.slice(3)) await confirm(world, validator, epoch, result.report);
  await activate(world, running);
  narrator.say(`attempt 2 is honest and active; emission ${formatGpt(result.emissionWei)} $GPT`);
  return running;
}

/** The first account is claimed for by a stranger, the second becomes a voter while claiming, the others claim themselves. */
async function payEverybody(
  world: World,
  result: EpochResult,
  contributors: readonly Contributor[],
  narrator: Narrator,
): Promise<PaidClaim[]> {
  narrator.chapter("Claims, each with a proof from one small public file");
  const due: Address[] = [];
  for (const { account, cumulativeWei } of eachLeaf(result.tree.leaves)) {
    if ((await world.collective.distributor.claimedOf(account)) < cumulativeWei) due.push(account);
  }
  return narrator.progress("claiming", due, async (account, index) => {
    const contributor = contributors.find(({ address }) => address === account);
    if (contributor === undefined || index === 0) {
      const paid = await claim(world, result, account, world.stranger);
      narrator.say(`${contributor?.name ?? "validator"} ${formatGpt(paid.amountWei)} $GPT, claimed by a stranger`);
      return paid;
    }
    const paid = await claimAndDelegate(world, result, account, contributor.account);
    narrator.say(`${contributor.name} ${formatGpt(paid.amountWei)} $GPT, claimed and delegated in one transaction`);
    return paid;
  });
}

/** Everybody who was paid and now has votes, most votes first; whom a stranger claimed for delegates now. */
async function votersOf(world: World, contributors: readonly Contributor[]): Promise<Contributor[]> {
  const { token } = world.collective;
  const votes = new Map<Contributor, bigint>();
  for (const contributor of contributors) {
    const { address, account } = contributor;
    if ((await token.balanceOf(address)) === 0n) continue;
    if ((await token.getVotes(address)) === 0n) await mined(world.as(account).token.delegate(address));
    votes.set(contributor, await token.getVotes(address));
  }
  return [...votes].sort(([, a], [, b]) => (a > b ? -1 : 1)).map(([contributor]) => contributor);
}

async function expectPending(world: World, root: string): Promise<void> {
  const pending = await world.collective.distributor.pendingRoot();
  if (pending.root === root) return;
  throw new InvariantError("STORY_UNEXPECTED_ROOT", "The pending root is not the one that the story tells of.");
}

function tooFewLeaves(): InvariantError {
  return new InvariantError("STORY_TOO_FEW_ACCOUNTS", "Expected at least two accounts with rewards.");
}

import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { eachEntry } from "../../src/rewards/ledger.ts";
import { eachLeaf } from "../../src/merkle/reward-leaves.ts";
import type { Verdict } from "../rewards/verify-bundle.ts";
import type { Narrator } from "./narrator.ts";
import type { RefusedFile } from "./participants.ts";
import type { Story } from "./play-story.ts";
import type { World } from "./world.ts";

/** A statement about the whole story, checked on the chain at its end. */
export type Statement = { readonly statement: string; readonly ok: boolean };

/** Checks that what was told is what the chain says. */
export async function checkEnding(world: World, story: Story, verdicts: readonly Verdict[]): Promise<Statement[]> {
  const { token, distributor, reserve, registry } = world.collective;
  const { epochs, claims, removed, decision, contributors } = story;
  const emission = epochs.reduce((sum, { result }) => sum + result.emissionWei, 0n);
  const claimed = claims.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const last = epochs.at(-1)?.result;
  const leaves = last === undefined ? [] : [...eachLeaf(last.tree.leaves)];
  const unpaid = [];
  for (const { account, cumulativeWei } of leaves) {
    if ((await distributor.claimedOf(account)) !== cumulativeWei) unpaid.push(account);
  }
  const balances = [];
  for (const { address } of contributors) {
    const earned = leaves.find(({ account }) => account === address)?.cumulativeWei ?? 0n;
    balances.push((await token.balanceOf(address)) === earned);
  }
  const removedStates = await Promise.all(removed.map(async (id) => (await registry.contributionOf(id)).status));
  const REMOVED = 2n;
  return [
    { statement: "the claims add up to the emission, to the wei", ok: claimed === emission },
    { statement: "everybody was paid everything they had earned", ok: unpaid.length === 0 },
    { statement: "every contributor's balance is what the root says", ok: balances.every(Boolean) },
    {
      statement: "the distributor kept nothing",
      ok: (await token.balanceOf(world.record.contracts.distributor)) === 0n,
    },
    {
      statement: "the reserve counts what it holds",
      ok: (await token.balanceOf(world.record.contracts.reserve)) === (await reserve.remaining()),
    },
    { statement: "removed contributions are removed", ok: removedStates.every((status) => status === REMOVED) },
    {
      statement: "the vote was executed and changed the emission",
      ok: decision.state === "Executed" && decision.emissionBpsAfter !== decision.emissionBpsBefore,
    },
    { statement: "the independent verifier finds no difference in any epoch", ok: verdicts.every(({ ok }) => ok) },
  ];
}

/** The closing table. */
export function printTable(story: Story, narrator: Narrator): void {
  const rows = story.contributors.map((contributor) => {
    const { name, address, participant } = contributor;
    const claims = story.claims.filter(({ account }) => account === address);
    const gas = claims.map(({ gasUsed }) => gasUsed.toLocaleString("en"));
    return [
      name,
      participant.file,
      String(participant.summary.conversations),
      unitsOf(story, contributor.contributionId).toLocaleString("en"),
      formatGpt(earnedBy(story, address)),
      formatGpt(claims.reduce((sum, { amountWei }) => sum + amountWei, 0n)),
      gas.join(" + ") || "–",
    ];
  });
  narrator.table(["who", "archive", "conversations", "units", "$GPT earned", "$GPT claimed", "gas of claims"], rows);
}

/** The document of `--json`. Amounts are decimal strings of wei. */
export function toDocument(story: Story, refused: readonly RefusedFile[], verdicts: readonly Verdict[]) {
  const accepted = story.contributors.map(({ participant, address, contributionId }) => ({
    file: participant.file,
    owner: address,
    conversations: participant.summary.conversations,
    messages: participant.summary.messages,
    units: unitsOf(story, contributionId),
    status: "accepted",
    code: null,
  }));
  return {
    contributions: [...accepted, ...refused.map(toRefusal)],
    epochs: story.epochs.map(({ epoch, result }, index) => ({
      epoch,
      root: result.report.root,
      totalWei: result.emissionWei.toString(),
      leafCount: result.report.leafCount,
      verified: verdicts[index]?.ok ?? false,
    })),
    claims: story.claims.map(({ account, amountWei, gasUsed }) => ({
      account,
      amountWei: amountWei.toString(),
      gasUsed: Number(gasUsed),
    })),
    governance: { proposalId: story.decision.proposalId.toString(), state: story.decision.state },
    removed: story.removed,
  };
}

/** A file that was refused, as the document of `--json` lists it. */
export function toRefusal({ file, code }: RefusedFile) {
  return { file, owner: null, conversations: 0, messages: 0, units: 0, status: "refused", code };
}

/** As the last ledger that knows the contribution says: a removed one is in no later one. */
function unitsOf({ epochs }: Story, contributionId: string): number {
  const entries = epochs.flatMap(({ result }) =>
    [...eachEntry(result.ledger)].filter(({ id }) => id === contributionId),
  );
  return Number(entries.at(-1)?.lifetimeUnits ?? 0n);
}

function earnedBy({ epochs }: Story, account: string): bigint {
  const leaves = epochs.at(-1)?.result.tree.leaves;
  return leaves === undefined
    ? 0n
    : ([...eachLeaf(leaves)].find((leaf) => leaf.account === account)?.cumulativeWei ?? 0n);
}

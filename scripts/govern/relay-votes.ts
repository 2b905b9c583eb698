import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { explainRefusal } from "../../src/governance/explain-refusal.ts";
import { relayVote, type VoteTarget } from "../../src/governance/relay-vote.ts";
import { parseVote, type SignedBallot } from "../../src/governance/vote-file.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../../src/primitives/errors.ts";
import { runAction, type CommonArguments, type Outcome } from "../run-action.ts";
import { openVoter } from "./open-governance.ts";

type Arguments = CommonArguments & { files: string[]; account: number; dryRun: boolean };
type Read = { readonly file: string; readonly vote: SignedBallot | CollectiveError };

/** `govern relay-votes <file…>`: delivers votes that others signed, and pays for them. One bad file stops none of the rest. */
export default runAction(async ({ files, account, dryRun, json }: Arguments, hre): Promise<Outcome> => {
  const { collective, record } = await openVoter(hre, { account, json });
  const target: VoteTarget = {
    governor: collective.governor,
    governorAddress: record.contracts.governor,
    chainId: record.chainId,
    fromBlock: record.deployedAtBlock,
    isRehearsal: dryRun,
  };
  const votes = await Promise.all(files.map(readVote));
  const results = [];
  for (const vote of votes.sort(byNonce)) results.push(await relay(vote, target));
  return {
    lines: results.map(({ file, text }) => `${file}: ${text}`),
    document: results.map(({ file, facts }) => ({ file, ...facts })),
    ok: results.every(({ isRefused }) => !isRefused),
    isPending: results.some(({ isEarly }) => isEarly),
  };
});

async function readVote(path: string): Promise<Read> {
  const file = basename(path);
  try {
    return { file, vote: parseVote(await readFile(path, "utf8")) };
  } catch (error) {
    if (error instanceof CollectiveError) return { file, vote: error };
    return {
      file,
      vote: new InvalidInputError("SCRIPT_NO_VOTE", "The file cannot be read.", { hint: "Check the path." }),
    };
  }
}

/** Those of one voter in the order in which they were signed. */
function byNonce({ vote: a }: Read, { vote: b }: Read): number {
  if (a instanceof CollectiveError || b instanceof CollectiveError) return 0;
  return a.nonce < b.nonce ? -1 : a.nonce > b.nonce ? 1 : 0;
}

async function relay({ file, vote }: Read, target: VoteTarget) {
  try {
    if (vote instanceof CollectiveError) throw vote;
    const relayed = await relayVote(vote, target);
    const gas = relayed.gasUsed === null ? "" : `, gas ${relayed.gasUsed}`;
    const text = `${vote.support} by ${vote.voter} ${relayed.outcome}${gas}`;
    const facts = { voter: vote.voter, proposalId: vote.proposalId, ...relayed };
    return { file, facts, text, isRefused: false, isEarly: false };
  } catch (cause) {
    const error = explainRefusal(cause);
    if (!(error instanceof CollectiveError)) throw error;
    const isEarly = error instanceof RetryableError;
    const text = [`${error.code}: ${error.message}`, error.hint].filter((line) => line !== undefined).join(" ");
    return { file, facts: { code: error.code }, text, isRefused: !isEarly, isEarly };
  }
}

import { withoutProposer } from "../../src/chain/proposals/proposal-calls.ts";
import { readSurroundings } from "../../src/governance/simulation/read-surroundings.ts";
import { compareFiles, findFolder } from "../../src/governance/compare-files.ts";
import { titleOf } from "../../src/governance/find-proposal.ts";
import { milestones, nextStep, quorumWords } from "../../src/governance/next-step.ts";
import { showAccount } from "../../src/governance/address-book.ts";
import { wordCalls } from "../../src/governance/simulation/build-report.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { formatMomentFrom } from "../../src/primitives/time-words.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { wrap } from "./wrap.ts";
import { openGovernance, openProposal } from "./open-governance.ts";

type Arguments = CommonArguments & { id: string; folder: string };

/** `govern show <id>`: what a proposal would do, where it stands, and whether it is what its reviewed files say. */
export default runAction(async ({ id, folder, json }: Arguments, hre) => {
  const opened = await openGovernance(hre, { json });
  const { collective, record, block } = opened;
  const { proposal, standing } = await openProposal(opened, id);
  const around = await readSurroundings(collective, record, block.number);
  const moment = {
    executedAt: Math.max(block.timestamp, standing.eta),
    coolingOff: Number(await collective.access.coolingOff()),
  };
  const calls = wordCalls(proposal.calls, record, around, moment);
  const files = await findFolder(folder, proposal, record);
  const comparison = files === null ? null : compareFiles(files, proposal);
  const { votes } = standing;
  const milestoneLines = milestones(standing).map(
    ({ what, at }) => `  ${what.padEnd(21)} ${formatMomentFrom(block.timestamp, at)}`,
  );
  return {
    lines: [
      `${proposal.number}  ${titleOf(proposal.description)}`,
      "id",
      `  ${proposal.id}`,
      `proposer  ${showAccount(around.book, proposal.proposer)}`,
      ...wrap(`state     ${standing.state}: ${nextStep(standing, block.timestamp)}`, 10),
      `votes     for ${formatGpt(votes.for)}, against ${formatGpt(votes.against)}, abstain ${formatGpt(votes.abstain)} GPT`,
      ...(standing.state === "active" ? [] : [`quorum    ${quorumWords(standing)}`]),
      "times",
      ...milestoneLines,
      "calls",
      ...calls.flatMap(({ number, contractName, function: name, words, effect, target, calldata }) => [
        ...wrap(`  ${number}. ${effect ?? `${contractName ?? target} ${name ?? calldata}`}`, 5),
        ...(contractName === null ? [] : [`     ${contractName}.${name ?? calldata}`]),
        ...words.flatMap(([argument, value]) => wrap(`       ${argument}: ${value}`, 9)),
      ]),
      ...wrap(`files     ${comparison?.text ?? `none in ${folder} has this id: nobody reviewed them here`}`, 10),
      ...(proposal.isConsistent
        ? []
        : ["DANGER    the id is not that of these calls and this text: do not trust the endpoint"]),
      "",
      ...withoutProposer(proposal.description)
        .split("\n")
        .flatMap((line) => wrap(`  | ${line.replaceAll(/\p{C}/gu, "")}`, 0)),
    ],
    document: { ...proposal, ...standing, calls, comparison },
    ok: proposal.isConsistent && comparison?.isSame !== false,
  };
});

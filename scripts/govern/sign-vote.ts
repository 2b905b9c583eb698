import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { firstNonce, signBallot, type BallotRequest } from "../../src/chain/proposals/ballot.ts";
import { chooseBallot } from "../../src/governance/choose-ballot.ts";
import { encodeVote } from "../../src/governance/vote-file.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { amount } from "../../deploy/config/fields.ts";
import { writeSecretFile } from "../../src/storage/secret-file.ts";
import { openSigner } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openProposal, openVoter } from "./open-governance.ts";
import { readAnswer, type AnswerOptions } from "./vote-options.ts";
import { wrap } from "./wrap.ts";

type Arguments = CommonArguments &
  AnswerOptions & { id: string; account: number; out: string; votes: string; vote: number };

const FULL_ID = /^\d{60,78}$/;

/**
 * `govern sign-vote <id>`: signs a vote into a file that anybody can send. With the id in full no node is asked; to divide
 * votes it has to be told how many there are.
 */
export default runAction(async ({ id, account, out, votes, vote, json, ...given }: Arguments, hre) => {
  const answer = readAnswer(given);
  if (out === "") throw new InvalidInputError("SCRIPT_USAGE", "--out: expected a new file for the signed vote.");
  const isOffline = FULL_ID.test(id) && (answer.shares === null || votes !== "");
  const { signer, chainId, governor, proposalId, power } = isOffline
    ? await offline(hre, account, id, votes)
    : await online(hre, { account, json, id, votes });
  const { words, ...ballot } = chooseBallot(answer, power);
  const nonce = firstNonce(proposalId) + BigInt(vote - 1);
  const request: BallotRequest = { ...ballot, proposalId, voter: toAddress(signer.address), chainId, governor, nonce };
  await writeSecretFile(out, encodeVote({ ...request, signature: await signBallot(signer, request) }));
  return {
    lines: [
      ...wrap(`signed    ${words} by ${signer.address}; nothing was sent`, 10),
      "proposal",
      `  ${proposalId}`,
      ...wrap(`file      ${out}: anybody can send it, and pays for it: npx hardhat govern relay-votes ${out}`, 10),
    ],
    document: { out, proposalId, voter: signer.address, support: ballot.support, split: ballot.split, nonce },
  };
});

async function offline(hre: HardhatRuntimeEnvironment, account: number, id: string, votes: string) {
  const { record, signer } = await openSigner(hre, account);
  const { chainId, contracts } = record;
  return { signer, chainId, governor: contracts.governor, proposalId: BigInt(id), power: readVotes(votes) };
}

async function online(
  hre: HardhatRuntimeEnvironment,
  { account, json, id, votes }: { account: number; json: boolean; id: string; votes: string },
) {
  const opened = await openVoter(hre, { account, json });
  const { signer, record, collective, block } = opened;
  const { proposal, standing } = await openProposal(opened, id);
  const timepoint = Math.min(standing.snapshot, block.timestamp - 1);
  const power = votes === "" ? await collective.governor.getVotes(signer.address, timepoint) : readVotes(votes);
  return { signer, chainId: record.chainId, governor: record.contracts.governor, proposalId: proposal.id, power };
}

function readVotes(votes: string): bigint {
  if (votes === "") return 0n;
  const { data, error } = amount([1n, 10n ** 26n]).safeParse(votes);
  if (data !== undefined) return data;
  throw new InvalidInputError("SCRIPT_USAGE", `--votes: ${error.issues[0]?.message ?? "cannot be used"}`);
}

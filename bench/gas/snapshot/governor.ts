import { solidityPacked, type ContractTransactionResponse } from "ethers";
import type { CollectiveGovernor } from "../../../typechain-types/index.ts";
import { openOurs, proposalOf, type Governed } from "../measure-proposals.ts";
import { openChain, type Stage } from "../stage.ts";
import { GPT } from "../token-signatures.ts";
import type { Measure, Recorder } from "./recorder.ts";

const FOR = 1;
const FRACTIONS = 255;
const REASON = "It pays whom it should.";

/** Against, for, abstain, in wei. */
const SPLIT = solidityPacked(
  ["uint128", "uint128", "uint128"],
  [1_000_000n, 2_000_000n, 500_000n].map((weight) => weight * GPT),
);

const ballot = [
  { name: "proposalId", type: "uint256" },
  { name: "support", type: "uint8" },
  { name: "voter", type: "address" },
  { name: "nonce", type: "uint256" },
];
const ballotTypes = { Ballot: ballot };
const extendedTypes = {
  ExtendedBallot: [...ballot, { name: "reason", type: "string" }, { name: "params", type: "bytes" }],
};

type Scene = {
  readonly stage: Stage;
  readonly governed: Governed;
  readonly governor: CollectiveGovernor;
  readonly measure: Measure;
};

/** What voters do, from a proposal to its execution, and how one is stopped. */
export async function measureGovernor(recorder: Recorder): Promise<void> {
  const stage: Stage = { connection: await openChain(), rivals: new Map() };
  const governed = await openOurs(stage);
  const governor = governed.governor as CollectiveGovernor;
  const scene = { stage, governed, governor, measure: recorder.of("CollectiveGovernor", governor) };
  await measureDecision(scene);
  await measureBallots(scene);
  await measureCancellations(scene);
}

async function measureDecision({ stage, governed, governor, measure }: Scene): Promise<void> {
  const { time } = stage.connection.networkHelpers;
  const [first, second] = governed.voters;
  const byNumber = await proposalOf(governed, "decide by number");
  await time.increase(1n);
  await measure("a proposer's first", governor.connect(first).propose(...byNumber.call, byNumber.description));
  await time.increaseTo((await governor.proposalSnapshot(byNumber.id)) + 1n);
  await measure("the first vote, which reaches the quorum", governor.connect(first).castVote(byNumber.id, FOR));
  await measure("a later vote", governor.connect(second).castVote(byNumber.id, FOR));
  await time.increaseTo((await governor.proposalDeadline(byNumber.id)) + 1n);

  await measure("", governor["queue(uint256)"](byNumber.id));
  await time.increaseTo(await governor.proposalEta(byNumber.id));
  await measure("", governor["execute(uint256)"](byNumber.id));

  const byContents = await proposalOf(governed, "decide by contents");
  await measure("a proposer's later one", governor.connect(first).propose(...byContents.call, byContents.description));
  await time.increaseTo((await governor.proposalSnapshot(byContents.id)) + 1n);
  await measure("", governor.connect(first).castVoteWithReason(byContents.id, FOR, REASON));
  await time.increaseTo((await governor.proposalDeadline(byContents.id)) + 1n);
  await measure("", governor["queue(address[],uint256[],bytes[],bytes32)"](...byContents.contents));
  await time.increaseTo(await governor.proposalEta(byContents.id));
  await measure("", governor["execute(address[],uint256[],bytes[],bytes32)"](...byContents.contents));
}

/** The kinds of votes that are signed or split; each is the only vote on its proposal. */
async function measureBallots(scene: Scene): Promise<void> {
  const { stage, governed, governor } = scene;
  const { signer, voters } = governed;
  const { chainId } = await stage.connection.ethers.provider.getNetwork();
  const verifyingContract = await governor.getAddress();
  const domain = { name: "ChatGPT Data Collective", version: "1", chainId, verifyingContract };
  const ballotOn = (proposalId: bigint, support: number) => {
    // The nonces of an account on one proposal start at the proposal's low 192 bits.
    const nonce = BigInt.asUintN(192, proposalId) << 64n;
    return { proposalId, support, voter: signer.address, nonce };
  };
  const relayer = governor.connect(voters[1]);

  await measureVote(scene, "a signed vote", async (id) => {
    const signature = await signer.signTypedData(domain, ballotTypes, ballotOn(id, FOR));
    return relayer.castVoteBySig(id, FOR, signer, signature);
  });
  await measureVote(scene, "a split vote", (id) =>
    governor.connect(voters[0]).castVoteWithReasonAndParams(id, FRACTIONS, REASON, SPLIT),
  );
  await measureVote(scene, "a signed and split vote", async (id) => {
    const ballot = { ...ballotOn(id, FRACTIONS), reason: REASON, params: SPLIT };
    const signature = await signer.signTypedData(domain, extendedTypes, ballot);
    return relayer.castVoteWithReasonAndParamsBySig(id, FRACTIONS, signer, REASON, SPLIT, signature);
  });
}

/** Makes a proposal, waits until votes are accepted, measures one, and waits for the end: a proposer has one at a time. */
async function measureVote(
  { stage, governed, governor, measure }: Scene,
  description: string,
  vote: (proposalId: bigint) => Promise<ContractTransactionResponse>,
): Promise<void> {
  const { time } = stage.connection.networkHelpers;
  const proposal = await proposalOf(governed, description);
  await governor.connect(governed.voters[0]).propose(...proposal.call, description);
  await time.increaseTo((await governor.proposalSnapshot(proposal.id)) + 1n);
  await measure("", vote(proposal.id));
  await time.increaseTo((await governor.proposalDeadline(proposal.id)) + 1n);
}

async function measureCancellations(scene: Scene): Promise<void> {
  const { governed, governor, measure } = scene;
  const proposer = governor.connect(governed.voters[0]);
  const byNumber = await proposalOf(governed, "cancel by number");
  await proposer.propose(...byNumber.call, byNumber.description);
  await measure("", proposer["cancel(uint256)"](byNumber.id));
  const byContents = await proposalOf(governed, "cancel by contents");
  await proposer.propose(...byContents.call, byContents.description);
  await measure("", proposer["cancel(address[],uint256[],bytes[],bytes32)"](...byContents.contents));
}

import { expect } from "chai";
import { firstNonce, signBallot, type BallotRequest } from "../../../src/chain/proposals/ballot.ts";
import { relayVote, type VoteTarget } from "../../../src/governance/relay-vote.ts";
import type { SignedBallot } from "../../../src/governance/vote-file.ts";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { VOTES_WEI, votingCollective } from "../../helpers/voting-collective.ts";

const base = await votingCollective();
const { as, alice, bob, close, ethers, give, governor, open, propose, provider, record, relayer } = base;
const { networkHelpers } = base.connection;
const wallet = await ethers.deployContract("ERC1271WalletMock", [bob.address]);
const walletOf = toAddress(await wallet.getAddress());
const target: VoteTarget = {
  governor: as(relayer).governor,
  governorAddress: record.contracts.governor,
  chainId: record.chainId,
  fromBlock: record.deployedAtBlock,
  isRehearsal: false,
};
const HALF = VOTES_WEI / 2n;
const half = { support: "split", split: { for: HALF, against: 0n, abstain: 0n } } as const;
const rest = { support: "split", split: { for: 0n, against: HALF - 1n, abstain: 1n } } as const;
let id = 0n;

async function signed(changes: Partial<BallotRequest> = {}, signer = alice): Promise<SignedBallot> {
  const request: BallotRequest = {
    proposalId: id,
    voter: toAddress(signer.address),
    support: "for",
    split: null,
    reason: "",
    chainId: record.chainId,
    governor: record.contracts.governor,
    nonce: firstNonce(changes.proposalId ?? id),
    ...changes,
  };
  return { ...request, signature: await signBallot(signer, request) };
}
const relayed = async (changes: Partial<BallotRequest> = {}) => relayVote(await signed(changes), target);
const codeOf = (vote: SignedBallot) => rejectedCode(() => relayVote(vote, target));
const votes = async () => [...(await governor.proposalVotes(id))];

describe("relayVote", () => {
  let snapshot: Awaited<ReturnType<typeof networkHelpers.takeSnapshot>>;

  before(async () => {
    await give(walletOf);
    const { token } = base.collective;
    await wallet.connect(bob).execute(token, token.interface.encodeFunctionData("delegate", [walletOf]));
    id = await propose();
  });
  beforeEach(async () => {
    snapshot = await networkHelpers.takeSnapshot();
  });
  afterEach(() => snapshot.restore());

  it("delivers a vote in the voter's name, paid by somebody else", async () => {
    await open(id);
    const balance = await provider.getBalance(alice.address);
    const { outcome, transactionHash, gasUsed } = await relayed();

    expect(outcome).to.equal("delivered");
    expect(gasUsed).to.equal((await provider.getTransactionReceipt(transactionHash!))!.gasUsed);
    expect(await votes()).to.deep.equal([0n, VOTES_WEI, 0n]);
    expect(await provider.getBalance(alice.address)).to.equal(balance);
  });

  it("delivers a vote with its reason", async () => {
    await open(id);
    const { transactionHash } = await relayed({ support: "against", reason: "Too long" });
    const [event] = await governor.queryFilter(governor.filters.VoteCast(alice.address));

    expect(event!.transactionHash).to.equal(transactionHash);
    expect(event!.args.reason).to.equal("Too long");
    expect(await votes()).to.deep.equal([VOTES_WEI, 0n, 0n]);
  });

  it("knows a vote that was delivered from another one in its place", async () => {
    await open(id);
    const { transactionHash } = await relayed({ reason: "Yes" });

    expect(await relayed({ reason: "Yes" })).to.deep.equal({
      outcome: "delivered before",
      transactionHash,
      gasUsed: null,
    });
    expect(await codeOf(await signed({ support: "against" }))).to.equal("GOVERNANCE_VOTE_SPENT");
    expect(await codeOf(await signed(half))).to.equal("GOVERNANCE_VOTE_SPENT");
  });

  it("delivers a divided vote in the parts in which it was signed", async () => {
    await open(id);
    await relayed(half);
    await relayed({ ...rest, nonce: firstNonce(id) + 1n });

    expect(await votes()).to.deep.equal([HALF - 1n, HALF, 1n]);
  });

  it("delivers for a wallet with code, whose own answer counts", async () => {
    await open(id);
    const foreign = await signed({ voter: walletOf }, alice);

    expect(await codeOf(foreign)).to.equal("GOVERNANCE_VOTE_NOT_SIGNED");
    expect(await relayVote(await signed({ voter: walletOf }, bob), target)).to.include({ outcome: "delivered" });
    expect(await votes()).to.deep.equal([0n, VOTES_WEI, 0n]);
  });

  it("finds what was delivered before, even when voting is over, and pays nothing", async () => {
    await open(id);
    const { transactionHash } = await relayed();
    const balance = await provider.getBalance(relayer.address);
    const again = await relayed();
    await close(id);

    expect(again).to.deep.equal({ outcome: "delivered before", transactionHash, gasUsed: null });
    expect(await relayed()).to.deep.equal(again);
    expect(await provider.getBalance(relayer.address)).to.equal(balance);
  });

  it("delivers nothing in a rehearsal", async () => {
    await open(id);
    const rehearsed = await relayVote(await signed(), { ...target, isRehearsal: true });

    expect(rehearsed).to.deep.equal({ outcome: "would be delivered", transactionHash: null, gasUsed: null });
    expect(await votes()).to.deep.equal([0n, 0n, 0n]);
  });

  it("refuses what was changed after signing", async () => {
    await open(id);
    const vote = await signed({ reason: "Why" });
    const divided = await signed(half);
    for (const changed of [
      { ...vote, reason: "Why not" },
      { ...vote, reason: "" },
      { ...vote, support: "against" },
      { ...vote, proposalId: id + 1n },
      { ...vote, voter: toAddress(bob.address) },
      { ...vote, nonce: vote.nonce + 1n },
      { ...divided, split: rest.split },
      { ...vote, signature: "0x1234" },
    ] as const) {
      expect(await codeOf(changed)).to.equal("GOVERNANCE_VOTE_NOT_SIGNED");
    }
    expect(await votes()).to.deep.equal([0n, 0n, 0n]);
  });

  it("refuses what is for another chain or another governor", async () => {
    await open(id);
    for (const changes of [{ chainId: 1 }, { governor: walletOf }]) {
      expect(await codeOf(await signed(changes))).to.equal("GOVERNANCE_VOTE_ELSEWHERE");
    }
  });

  it("refuses a vote on a proposal that there is not", async () => {
    expect(await codeOf(await signed({ proposalId: 7n }))).to.equal("GOVERNANCE_UNKNOWN_PROPOSAL");
  });

  it("refuses a nonce that is none of the proposal's, and does not take it for delivered", async () => {
    await open(id);
    for (const nonce of [0n, firstNonce(id) - 1n]) {
      expect(await codeOf(await signed({ nonce }))).to.equal("GOVERNANCE_BAD_VOTE_FILE");
    }
  });

  it("keeps a vote for later before voting is open", async () => {
    const vote = await signed();
    const early = await rejection(() => relayVote(vote, target));
    await open(id);

    expect(early).to.be.instanceOf(RetryableError).with.property("code", "GOVERNANCE_VOTE_NOT_OPEN");
    expect(await relayVote(vote, target)).to.include({ outcome: "delivered" });
  });

  it("says when voting is over, or the proposal was cancelled", async () => {
    await as(alice).governor["cancel(uint256)"](id);
    expect(await codeOf(await signed())).to.equal("GOVERNANCE_VOTE_OVER");

    await snapshot.restore();
    await close(id);
    expect(await codeOf(await signed())).to.equal("GOVERNANCE_VOTE_OVER");
  });

  it("waits for the voter's earlier votes", async () => {
    await open(id);
    const second = await signed({ ...rest, nonce: firstNonce(id) + 1n });
    const early = await rejection(() => relayVote(second, target));
    await relayed(half);

    expect(early).to.be.instanceOf(RetryableError).with.property("code", "GOVERNANCE_VOTE_EARLY");
    expect(await relayVote(second, target)).to.include({ outcome: "delivered" });
  });

  it("names the governor's own reason before anything is paid", async () => {
    await open(id);
    await as(alice).governor.castVote(id, 0);
    const balance = await provider.getBalance(relayer.address);
    const { code, context } = await rejection(async () => relayVote(await signed(), target));

    expect([code, context.error]).to.deep.equal(["CHAIN_REVERTED", "GovernorAlreadyCastVote"]);
    expect(await provider.getBalance(relayer.address)).to.equal(balance);
  });

  it("delivers no more votes than the voter has", async () => {
    await open(id);
    const split = { for: VOTES_WEI, against: 1n, abstain: 0n };
    const { context } = await rejection(async () => relayVote(await signed({ support: "split", split }), target));

    expect(context.error).to.equal("GovernorExceedRemainingWeight");
  });
});

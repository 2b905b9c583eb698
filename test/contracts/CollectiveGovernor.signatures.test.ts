import { expect } from "chai";
import type { Signer } from "ethers";

import {
  GPT,
  activate,
  deploy,
  ethers,
  networkHelpers,
  paymentProposal,
  propose,
  settings,
  support,
} from "./fixtures/governance.ts";
import type { Deployment } from "./fixtures/governance.ts";

const { time } = networkHelpers;

const ballotTypes = {
  Ballot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};

const extendedBallotTypes = {
  ExtendedBallot: [...ballotTypes.Ballot, { name: "reason", type: "string" }, { name: "params", type: "bytes" }],
};

/** Three packed 128-bit weights in whole $GPT: against, for, abstain. */
const fractions = (...weights: [bigint, bigint, bigint]) =>
  ethers.solidityPacked(
    ["uint128", "uint128", "uint128"],
    weights.map((weight) => weight * GPT),
  );

async function domainOf({ governor }: Deployment) {
  return {
    name: "ChatGPT Data Collective",
    version: "1",
    chainId: (await ethers.provider.getNetwork()).chainId,
    verifyingContract: await governor.getAddress(),
  };
}

async function deployActive() {
  const deployment = await deploy();
  const proposal = await paymentProposal(deployment);
  await activate(deployment, proposal);
  return { ...deployment, id: proposal.id, domain: await domainOf(deployment) };
}

/** The nonce sequence of one account for one proposal starts here: its key is the id's low 192 bits. */
const keyedNonce = (proposalId: bigint, sequence = 0n) => (BigInt.asUintN(192, proposalId) << 64n) | sequence;

describe("CollectiveGovernor: votes by signature", () => {
  it("sign the digest that EIP-712 prescribes", async () => {
    const { governor } = await networkHelpers.loadFixture(deployActive);
    const domain = {
      name: "ChatGPT Data Collective",
      version: "1",
      chainId: 31_337n,
      verifyingContract: `0x${"11".repeat(20)}`,
    };
    const message = { proposalId: 42n, support: 1, voter: `0x${"22".repeat(20)}`, nonce: keyedNonce(42n) };
    const coder = ethers.AbiCoder.defaultAbiCoder();
    const domainType = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    const domainHash = ethers.keccak256(
      coder.encode(
        ["bytes32", "bytes32", "bytes32", "uint256", "address"],
        [ethers.id(domainType), ethers.id(domain.name), ethers.id("1"), 31_337n, domain.verifyingContract],
      ),
    );
    const structHash = ethers.keccak256(
      coder.encode(
        ["bytes32", "uint256", "uint8", "address", "uint256"],
        [await governor.BALLOT_TYPEHASH(), 42n, 1, message.voter, message.nonce],
      ),
    );
    const digest = ethers.keccak256(ethers.concat(["0x1901", domainHash, structHash]));

    expect(ethers.TypedDataEncoder.hash(domain, ballotTypes, message)).to.equal(digest);
    expect(digest).to.equal("0x6cbe8d15dbed9c21332cd82450cb56a1f0166f43ca0a2dd48c59311756a90456");
    expect(await governor.EXTENDED_BALLOT_TYPEHASH()).to.equal(
      ethers.id(ethers.TypedDataEncoder.from(extendedBallotTypes).encodeType("ExtendedBallot")),
    );
  });

  it("use the domain of this governor", async () => {
    const { governor, domain } = await networkHelpers.loadFixture(deployActive);
    const { fields, name, version, chainId, verifyingContract } = await governor.eip712Domain();

    expect(fields).to.equal("0x0f");
    expect({ name, version, chainId, verifyingContract }).to.deep.equal(domain);
  });

  it("count for the signer, whoever relays them, with a nonce of their own per proposal", async () => {
    const { governor, alice, stranger, id, domain } = await networkHelpers.loadFixture(deployActive);
    const nonce = await governor["nonces(address,uint192)"](alice, BigInt.asUintN(192, id));
    expect(nonce).to.equal(keyedNonce(id));
    const ballot = { proposalId: id, support: support.for, voter: alice.address, nonce };
    const signature = await alice.signTypedData(domain, ballotTypes, ballot);

    await expect(governor.connect(stranger).castVoteBySig(id, support.for, alice, signature))
      .to.emit(governor, "VoteCast")
      .withArgs(alice, id, support.for, 4_000_000n * GPT, "");

    expect(await governor["nonces(address,uint192)"](alice, BigInt.asUintN(192, id))).to.equal(keyedNonce(id, 1n));
    expect(await governor["nonces(address)"](alice)).to.equal(0n);
  });

  it("may also use the plain nonce of the account", async () => {
    const { governor, alice, stranger, id, domain } = await networkHelpers.loadFixture(deployActive);
    const ballot = { proposalId: id, support: support.against, voter: alice.address, nonce: 0n };
    const signature = await alice.signTypedData(domain, ballotTypes, ballot);

    await governor.connect(stranger).castVoteBySig(id, support.against, alice, signature);

    expect(await governor.hasVoted(id, alice)).to.be.true;
    expect(await governor["nonces(address)"](alice)).to.equal(1n);
  });

  it("on several proposals do not wait for each other", async () => {
    const deployment = await networkHelpers.loadFixture(deployActive);
    const { governor, alice, bob, stranger, domain, id } = deployment;
    const other = await paymentProposal(deployment, "Another payment");
    await propose(deployment, other, bob);
    await time.increaseTo((await governor.proposalSnapshot(other.id)) + 1n);
    const sign = (signer: Signer, proposalId: bigint, voter: string) =>
      signer.signTypedData(domain, ballotTypes, {
        proposalId,
        support: support.for,
        voter,
        nonce: keyedNonce(proposalId),
      });
    const first = await sign(alice, id, alice.address);
    const second = await sign(alice, other.id, alice.address);

    await governor.connect(stranger).castVoteBySig(other.id, support.for, alice, second);
    await governor.connect(stranger).castVoteBySig(id, support.for, alice, first);

    expect(await governor.hasVoted(id, alice)).to.be.true;
    expect(await governor.hasVoted(other.id, alice)).to.be.true;
  });

  it("cannot be replayed, changed or claimed for somebody else", async () => {
    const { governor, alice, bob, stranger, id, domain } = await networkHelpers.loadFixture(deployActive);
    const params = fractions(0n, 1_000_000n, 0n);
    const ballot = {
      proposalId: id,
      support: support.fractional,
      voter: alice.address,
      nonce: keyedNonce(id),
      reason: "A part",
      params,
    };
    const signature = await alice.signTypedData(domain, extendedBallotTypes, ballot);
    const relay = (voter: typeof alice, reason: string, signed = params) =>
      governor
        .connect(stranger)
        .castVoteWithReasonAndParamsBySig(id, support.fractional, voter, reason, signed, signature);

    for (const forged of [
      () => relay(bob, "A part"),
      () => relay(alice, "Another reason"),
      () => relay(alice, "A part", fractions(1_000_000n, 0n, 0n)),
    ]) {
      await expect(forged()).to.be.revertedWithCustomError(governor, "GovernorInvalidSignature");
    }
    await expect(relay(alice, "A part"))
      .to.emit(governor, "VoteCastWithParams")
      .withArgs(alice, id, support.fractional, 1_000_000n * GPT, "A part", params);
    await expect(relay(alice, "A part"))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
      .withArgs(alice);
    await expect(governor.castVoteBySig(id, support.for, alice, signature))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
      .withArgs(alice);
  });

  it("may also come extended on the plain nonce", async () => {
    const { governor, alice, id, domain } = await networkHelpers.loadFixture(deployActive);
    const ballot = {
      proposalId: id,
      support: support.for,
      voter: alice.address,
      nonce: 0n,
      reason: "Yes",
      params: "0x",
    };
    const signature = await alice.signTypedData(domain, extendedBallotTypes, ballot);

    await expect(governor.castVoteWithReasonAndParamsBySig(id, support.for, alice, "Yes", "0x", signature))
      .to.emit(governor, "VoteCast")
      .withArgs(alice, id, support.for, 4_000_000n * GPT, "Yes");
    expect(await governor["nonces(address)"](alice)).to.equal(1n);
  });

  it("of a contract wallet are checked by the wallet, for exactly the EIP-712 digest (ERC-1271)", async () => {
    const deployment = await networkHelpers.loadFixture(deploy);
    const { governor, token, alice, stranger } = deployment;
    const wallet = await ethers.deployContract("DigestWalletMock");
    await token.connect(alice).delegate(wallet);
    const proposal = await paymentProposal(deployment);
    await propose(deployment, proposal, deployment.bob);
    await time.increaseTo((await governor.proposalSnapshot(proposal.id)) + 1n);
    const ballot = {
      proposalId: proposal.id,
      support: support.for,
      voter: await wallet.getAddress(),
      nonce: keyedNonce(proposal.id),
    };
    const relay = () => governor.connect(stranger).castVoteBySig(proposal.id, support.for, wallet, "0x");

    await expect(relay()).to.be.revertedWithCustomError(governor, "GovernorInvalidSignature").withArgs(wallet);
    await wallet.approve(ethers.TypedDataEncoder.hash(await domainOf(deployment), ballotTypes, ballot));
    await expect(relay())
      .to.emit(governor, "VoteCast")
      .withArgs(wallet, proposal.id, support.for, 4_000_000n * GPT, "");
  });

  it("use the nonces of each sequence once and in order", async () => {
    const { token, timelock, guardian, alice } = await networkHelpers.loadFixture(deploy);
    const initial = { ...settings, guardian: guardian.address };
    const governor = await ethers.deployContract("CollectiveGovernorMock", [token, timelock, initial]);

    await governor.useCheckedNonce(alice, keyedNonce(42n, 0n));
    await governor.useCheckedNonce(alice, keyedNonce(42n, 1n));
    await governor.useCheckedNonce(alice, 0n);

    await expect(governor.useCheckedNonce(alice, keyedNonce(42n, 1n)))
      .to.be.revertedWithCustomError(governor, "InvalidAccountNonce")
      .withArgs(alice, keyedNonce(42n, 2n));
    await expect(governor.useCheckedNonce(alice, 0n))
      .to.be.revertedWithCustomError(governor, "InvalidAccountNonce")
      .withArgs(alice, 1n);
  });
});

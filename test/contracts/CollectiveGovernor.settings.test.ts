import { PANIC_CODES } from "@nomicfoundation/hardhat-ethers-chai-matchers/panic";
import { expect } from "chai";

import {
  DAY,
  DEAD,
  GPT,
  HOUR,
  decide,
  deploy,
  ethers,
  makeReady,
  networkHelpers,
  selfProposal,
  settings,
  state,
  support,
  toProposal,
} from "./fixtures/governance.ts";
import type { Deployment } from "./fixtures/governance.ts";

const { time } = networkHelpers;

type Settings = typeof settings & { guardian: string };

async function deployWith({ token, timelock, guardian }: Deployment, changes: Partial<Settings>) {
  const changed = { ...settings, guardian: guardian.address, ...changes };
  return ethers.deployContract("CollectiveGovernor", [token, timelock, changed]);
}

describe("CollectiveGovernor: settings", () => {
  describe("deployment", () => {
    it("has the name, the version, the clock and the settings it was given", async () => {
      const { governor, token, timelock, guardian } = await networkHelpers.loadFixture(deploy);

      expect(await governor.name()).to.equal("ChatGPT Data Collective");
      expect(await governor.version()).to.equal("1");
      expect(await governor.token()).to.equal(await token.getAddress());
      expect(await governor.timelock()).to.equal(await timelock.getAddress());
      expect(await governor.clock()).to.equal(BigInt(await time.latest()));
      expect(await governor.CLOCK_MODE()).to.equal(await token.CLOCK_MODE());
      expect(await governor.COUNTING_MODE()).to.equal("support=bravo,fractional&quorum=for,abstain&params=fractional");
      expect(await governor.votingDelay()).to.equal(DAY);
      expect(await governor.votingPeriod()).to.equal(5n * DAY);
      expect(await governor.lateQuorumVoteExtension()).to.equal(2n * DAY);
      expect(await governor.proposalThreshold()).to.equal(100_000n * GPT);
      expect(await governor.quorumParameters()).to.deep.equal([1_000n, 3_000n, 1_000_000n * GPT]);
      expect(await governor.proposalGuardian()).to.equal(guardian.address);
      expect(await governor.proposalCount()).to.equal(0n);
    });

    it("emits every setting, so that events alone rebuild its state", async () => {
      const { governor, timelock, guardian } = await networkHelpers.loadFixture(deploy);
      const transaction = governor.deploymentTransaction()!;
      const deployedAt = BigInt((await ethers.provider.getBlock(transaction.blockNumber!))!.timestamp);
      const zero = ethers.ZeroAddress;

      await expect(transaction).to.emit(governor, "VotingDelaySet").withArgs(0n, DAY);
      await expect(transaction)
        .to.emit(governor, "VotingPeriodSet")
        .withArgs(0n, 5n * DAY);
      await expect(transaction)
        .to.emit(governor, "ProposalThresholdSet")
        .withArgs(0n, 100_000n * GPT);
      await expect(transaction)
        .to.emit(governor, "LateQuorumVoteExtensionSet")
        .withArgs(0n, 2n * DAY);
      await expect(transaction).to.emit(governor, "TimelockChange").withArgs(zero, timelock);
      await expect(transaction).to.emit(governor, "ProposalGuardianSet").withArgs(zero, guardian);
      await expect(transaction)
        .to.emit(governor, "ProposalGuardianTermSet")
        .withArgs(guardian, deployedAt + 730n * DAY);
      await expect(transaction)
        .to.emit(governor, "QuorumParametersSet")
        .withArgs([0n, 0n, 0n], [1_000n, 3_000n, 1_000_000n * GPT]);
    });

    it("announces the governor and the receiver interfaces", async () => {
      const { governor } = await networkHelpers.loadFixture(deploy);

      expect(await governor.supportsInterface("0x01ffc9a7")).to.be.true;
      expect(await governor.supportsInterface("0x4e2312e0")).to.be.true;
      expect(await governor.supportsInterface("0xffffffff")).to.be.false;
    });

    it("refuses the zero address as guardian, which would hand its power to the proposers", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);

      await expect(deployWith(deployment, { guardian: ethers.ZeroAddress })).to.be.revertedWithCustomError(
        deployment.governor,
        "CollectiveGovernorZeroGuardian",
      );
    });

    it("refuses a token that does not count Unix seconds", async () => {
      const { governor, timelock, guardian } = await networkHelpers.loadFixture(deploy);
      const token = await ethers.deployContract("BlockClockMock");
      const block = BigInt(await time.latestBlock()) + 1n;

      await time.setNextBlockTimestamp(3_000_000_000n);
      await expect(
        ethers.deployContract("CollectiveGovernor", [token, timelock, { ...settings, guardian: guardian.address }]),
      )
        .to.be.revertedWithCustomError(governor, "CollectiveGovernorClockMismatch")
        .withArgs(block, 3_000_000_000n);
    });

    it("refuses an extension longer than the voting period", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);

      await expect(deployWith(deployment, { lateQuorumExtension: 5n * DAY + 1n }))
        .to.be.revertedWithCustomError(deployment.governor, "GovernorPreventLateQuorumVoteExtensionTooLarge")
        .withArgs(5n * DAY + 1n, 5n * DAY);
    });
  });

  describe("bounds (GOV5)", () => {
    const quorum = settings.quorum;
    const bounds: [string, bigint, bigint, (value: bigint) => Partial<Settings>][] = [
      ["voting period", HOUR, 14n * DAY, (votingPeriod) => ({ votingPeriod, lateQuorumExtension: 0n })],
      ["proposal threshold", 1_000n * GPT, 1_000_000n * GPT, (proposalThreshold) => ({ proposalThreshold })],
      ["quorum cap", 100n, 2_000n, (capBps) => ({ quorum: { ...quorum, capBps } })],
      ["quorum share", 500n, 5_000n, (shareBps) => ({ quorum: { ...quorum, shareBps } })],
      [
        "quorum floor",
        10_000n * GPT,
        5_000_000n * GPT,
        (floor) => ({ proposalThreshold: 1_000n * GPT, quorum: { ...quorum, floor } }),
      ],
    ];

    for (const [name, minimum, maximum, change] of bounds) {
      it(`keeps the ${name} between ${minimum} and ${maximum}`, async () => {
        const deployment = await networkHelpers.loadFixture(deploy);

        await deployWith(deployment, change(minimum));
        await deployWith(deployment, change(maximum));
        for (const value of [minimum - 1n, maximum + 1n]) {
          await expect(deployWith(deployment, change(value)))
            .to.be.revertedWithCustomError(deployment.governor, "CollectiveGovernorOutOfBounds")
            .withArgs(value, minimum, maximum);
        }
      });
    }

    it("keeps the voting delay between zero and seven days", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);

      await deployWith(deployment, { votingDelay: 0n });
      await deployWith(deployment, { votingDelay: 7n * DAY });
      await expect(deployWith(deployment, { votingDelay: 7n * DAY + 1n }))
        .to.be.revertedWithCustomError(deployment.governor, "CollectiveGovernorOutOfBounds")
        .withArgs(7n * DAY + 1n, 0n, 7n * DAY);
    });

    it("keeps the proposal threshold at or below the quorum's floor", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const proposalThreshold = 1_000_000n * GPT;

      await deployWith(deployment, { proposalThreshold, quorum: { ...quorum, floor: proposalThreshold } });
      await expect(deployWith(deployment, { proposalThreshold, quorum: { ...quorum, floor: proposalThreshold - 1n } }))
        .to.be.revertedWithCustomError(deployment.governor, "CollectiveGovernorOutOfBounds")
        .withArgs(proposalThreshold - 1n, proposalThreshold, 5_000_000n * GPT);
    });

    it("lets a proposal pass under the strictest settings they allow", async () => {
      const { token, timelock, guardian, deployer } = await networkHelpers.loadFixture(deploy);
      const strictest = {
        votingDelay: 7n * DAY,
        votingPeriod: 14n * DAY,
        lateQuorumExtension: 14n * DAY,
        proposalThreshold: 1_000_000n * GPT,
        guardian: guardian.address,
        quorum: { capBps: 2_000n, shareBps: 5_000n, floor: 5_000_000n * GPT },
      };
      const governor = await ethers.deployContract("CollectiveGovernor", [token, timelock, strictest]);
      await token.delegate(deployer);
      await time.increase(1);
      await governor.propose([deployer], [0n], ["0x"], "Nothing");
      const { id } = toProposal([{ target: deployer.address }], "Nothing");
      await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);

      await governor.castVote(id, support.for);
      await time.increaseTo((await governor.proposalDeadline(id)) + 1n);

      expect(await governor.state(id)).to.equal(state.succeeded);
    });
  });

  describe("who may change them (GOV5)", () => {
    const setters: [string, readonly unknown[]][] = [
      ["setVotingDelay", [0n]],
      ["setVotingPeriod", [HOUR]],
      ["setProposalThreshold", [1_000n * GPT]],
      ["setLateQuorumVoteExtension", [0n]],
      ["setProposalGuardian", [DEAD]],
      ["setQuorumParameters", [settings.quorum]],
      ["relay", [DEAD, 0n, "0x"]],
    ];

    for (const [name, args] of setters) {
      it(`refuses ${name} from anyone, the guardian and even the timelock, outside of an executed proposal`, async () => {
        const { governor, timelock, guardian, stranger } = await networkHelpers.loadFixture(deploy);
        const to = await governor.getAddress();
        const data = governor.interface.encodeFunctionData(name as "relay", args as never);

        for (const from of [stranger, guardian]) {
          await expect(from.sendTransaction({ to, data }))
            .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
            .withArgs(from);
        }
        const asTimelock = await ethers.getImpersonatedSigner(await timelock.getAddress());
        await networkHelpers.setBalance(asTimelock.address, GPT);
        await expect(asTimelock.sendTransaction({ to, data })).to.be.revertedWithPanic(PANIC_CODES.POP_ON_EMPTY_ARRAY);
      });
    }

    it("has no other function that writes than these and those of a proposal's life", async () => {
      const { governor } = await networkHelpers.loadFixture(deploy);
      const life = [
        "cancel",
        "cancel",
        "castVote",
        "castVoteBySig",
        "castVoteWithReason",
        "castVoteWithReasonAndParams",
        "castVoteWithReasonAndParamsBySig",
        "execute",
        "execute",
        "onERC1155BatchReceived",
        "onERC1155Received",
        "onERC721Received",
        "propose",
        "queue",
        "queue",
      ];
      const writing = governor.interface.fragments
        .filter((fragment) => fragment.type === "function")
        .map((fragment) => ethers.FunctionFragment.from(fragment))
        .filter((fragment) => !fragment.constant)
        .map((fragment) => fragment.name);

      expect(writing.toSorted()).to.deep.equal([...life, ...setters.map(([name]) => name)].toSorted());
    });
  });

  describe("changes by vote", () => {
    it("changes each setting and says so", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor } = deployment;
      const target = await governor.getAddress();
      const changes = [
        governor.interface.encodeFunctionData("setVotingDelay", [2n * DAY]),
        governor.interface.encodeFunctionData("setLateQuorumVoteExtension", [DAY]),
        governor.interface.encodeFunctionData("setVotingPeriod", [DAY]),
        governor.interface.encodeFunctionData("setProposalThreshold", [5_000n * GPT]),
      ];

      const executed = await decide(
        deployment,
        toProposal(
          changes.map((data) => ({ target, data })),
          "Change everything",
        ),
      );

      await expect(executed)
        .to.emit(governor, "VotingDelaySet")
        .withArgs(DAY, 2n * DAY);
      await expect(executed)
        .to.emit(governor, "LateQuorumVoteExtensionSet")
        .withArgs(2n * DAY, DAY);
      await expect(executed)
        .to.emit(governor, "VotingPeriodSet")
        .withArgs(5n * DAY, DAY);
      await expect(executed)
        .to.emit(governor, "ProposalThresholdSet")
        .withArgs(100_000n * GPT, 5_000n * GPT);
      expect(await governor.votingDelay()).to.equal(2n * DAY);
      expect(await governor.lateQuorumVoteExtension()).to.equal(DAY);
      expect(await governor.votingPeriod()).to.equal(DAY);
      expect(await governor.proposalThreshold()).to.equal(5_000n * GPT);
    });

    it("refuses a voting period shorter than the extension", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const data = deployment.governor.interface.encodeFunctionData("setVotingPeriod", [2n * DAY - 1n]);
      const proposal = await selfProposal(deployment, data);
      await makeReady(deployment, proposal);

      await expect(deployment.governor["execute(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(deployment.governor, "CollectiveGovernorOutOfBounds")
        .withArgs(2n * DAY - 1n, 2n * DAY, 14n * DAY);
    });

    it("T40: never moves to another timelock, not even by vote", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, timelock } = deployment;
      const data = governor.interface.encodeFunctionData("updateTimelock", [DEAD]);
      const proposal = await selfProposal(deployment, data);
      await makeReady(deployment, proposal);

      await expect(governor["execute(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "CollectiveGovernorTimelockFixed")
        .withArgs(timelock, DEAD);
    });
  });
});

import { expect } from "chai";
import { Signature } from "ethers";
import { network } from "hardhat";

const { ethers, networkHelpers } = await network.create();
const { time } = networkHelpers;

const GPT = 10n ** 18n;
const ZERO = ethers.ZeroAddress;

async function deployToken() {
  const [rewards, treasury, foundation, team, alice, bob, carol, relayer] = await ethers.getSigners();
  const token = await ethers.deployContract("GPTToken", [rewards!, treasury!, foundation!, team!]);
  return {
    token,
    rewards: rewards!,
    treasury: treasury!,
    foundation: foundation!,
    team: team!,
    alice: alice!,
    bob: bob!,
    carol: carol!,
    relayer: relayer!,
  };
}

/** Alice and Bob hold 1,000 each and are their own delegates; Carol holds 1,000 and has no delegate. */
async function deployWithHolders() {
  const deployed = await deployToken();
  const { token, rewards, alice, bob, carol } = deployed;
  for (const holder of [alice, bob, carol]) await token.connect(rewards).transfer(holder, 1_000n * GPT);
  for (const holder of [alice, bob]) await token.connect(holder).delegate(holder);
  return deployed;
}

async function domainOf(token: { getAddress(): Promise<string> }) {
  const { chainId } = await ethers.provider.getNetwork();
  return { name: "ChatGPT Data Collective", version: "1", chainId, verifyingContract: await token.getAddress() };
}

describe("GPTToken", () => {
  describe("deployment", () => {
    it("is called ChatGPT Data Collective, GPT, with 18 decimals", async () => {
      const { token } = await networkHelpers.loadFixture(deployToken);

      expect(await token.name()).to.equal("ChatGPT Data Collective");
      expect(await token.symbol()).to.equal("GPT");
      expect(await token.decimals()).to.equal(18n);
    });

    it("T1: mints 60, 18, 14 and 8 million and nothing else (TOK1)", async () => {
      const { token, rewards, treasury, foundation, team } = await networkHelpers.loadFixture(deployToken);

      expect(await token.totalSupply()).to.equal(100_000_000n * GPT);
      expect(await token.balanceOf(rewards)).to.equal(60_000_000n * GPT);
      expect(await token.balanceOf(treasury)).to.equal(18_000_000n * GPT);
      expect(await token.balanceOf(foundation)).to.equal(14_000_000n * GPT);
      expect(await token.balanceOf(team)).to.equal(8_000_000n * GPT);
    });

    it("emits one Transfer from the zero address for each share", async () => {
      const { token, rewards, treasury, foundation, team } = await networkHelpers.loadFixture(deployToken);
      const transaction = token.deploymentTransaction()!;

      await expect(transaction)
        .to.emit(token, "Transfer")
        .withArgs(ZERO, rewards, 60_000_000n * GPT);
      await expect(transaction)
        .to.emit(token, "Transfer")
        .withArgs(ZERO, treasury, 18_000_000n * GPT);
      await expect(transaction)
        .to.emit(token, "Transfer")
        .withArgs(ZERO, foundation, 14_000_000n * GPT);
      await expect(transaction)
        .to.emit(token, "Transfer")
        .withArgs(ZERO, team, 8_000_000n * GPT);
    });

    it("adds up when one account receives several shares", async () => {
      const { alice, bob } = await networkHelpers.loadFixture(deployToken);

      const token = await ethers.deployContract("GPTToken", [alice, bob, bob, alice]);

      expect(await token.balanceOf(alice)).to.equal(68_000_000n * GPT);
      expect(await token.balanceOf(bob)).to.equal(32_000_000n * GPT);
    });

    for (const [position, name] of ["rewards", "treasury", "foundation", "team"].entries()) {
      it(`refuses the zero address as ${name}`, async () => {
        const { token, alice } = await networkHelpers.loadFixture(deployToken);
        const recipients = [alice.address, alice.address, alice.address, alice.address] as [
          string,
          string,
          string,
          string,
        ];
        recipients[position] = ZERO;

        await expect(ethers.deployContract("GPTToken", recipients))
          .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
          .withArgs(ZERO);
      });
    }

    it("offers no function that mints, burns, pauses, blocks or administers", async () => {
      const { token } = await networkHelpers.loadFixture(deployToken);
      const writing = token.interface.fragments
        .filter((fragment) => fragment.type === "function")
        .map((fragment) => ethers.FunctionFragment.from(fragment))
        .filter((fragment) => !fragment.constant)
        .map((fragment) => fragment.name);

      expect(writing.toSorted()).to.deep.equal([
        "approve",
        "delegate",
        "delegateBySig",
        "permit",
        "transfer",
        "transferFrom",
      ]);
    });
  });

  describe("clock", () => {
    it("counts Unix seconds", async () => {
      const { token } = await networkHelpers.loadFixture(deployToken);

      expect(await token.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await token.clock()).to.equal(BigInt(await time.latest()));
    });
  });

  describe("ERC-20", () => {
    it("moves tokens for their owner and for whom the owner allows", async () => {
      const { token, alice, bob, carol } = await networkHelpers.loadFixture(deployWithHolders);

      await expect(token.connect(alice).transfer(carol, 3n * GPT))
        .to.emit(token, "Transfer")
        .withArgs(alice, carol, 3n * GPT);
      await expect(token.connect(alice).approve(bob, 2n * GPT))
        .to.emit(token, "Approval")
        .withArgs(alice, bob, 2n * GPT);
      await token.connect(bob).transferFrom(alice, carol, 2n * GPT);

      expect(await token.balanceOf(alice)).to.equal(995n * GPT);
      expect(await token.balanceOf(carol)).to.equal(1_005n * GPT);
    });

    it("refuses more than the balance, more than the allowance, and the zero address", async () => {
      const { token, alice, bob } = await networkHelpers.loadFixture(deployWithHolders);

      await expect(token.connect(alice).transfer(bob, 1_001n * GPT))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(alice, 1_000n * GPT, 1_001n * GPT);
      await expect(token.connect(bob).transferFrom(alice, bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(bob, 0n, 1n);
      await expect(token.connect(alice).transfer(ZERO, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
        .withArgs(ZERO);
      await expect(token.connect(alice).approve(ZERO, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InvalidSpender")
        .withArgs(ZERO);
    });
  });

  describe("votes", () => {
    it("of a delegate and the supply are known for each past second", async () => {
      const { token, alice, bob } = await networkHelpers.loadFixture(deployWithHolders);
      const before = await time.latest();
      await token.connect(bob).transfer(alice, 250n * GPT);
      const after = await time.latest();
      await time.increase(1);

      expect(await token.getPastVotes(alice, before)).to.equal(1_000n * GPT);
      expect(await token.getPastVotes(alice, after)).to.equal(1_250n * GPT);
      expect(await token.getPastTotalSupply(after)).to.equal(100_000_000n * GPT);
      expect(await token.numCheckpoints(alice)).to.equal(2n);
      expect(await token.checkpoints(alice, 1n)).to.deep.equal([BigInt(after), 1_250n * GPT]);
    });
  });

  describe("delegatedSupply", () => {
    it("is zero while nobody has a delegate", async () => {
      const { token } = await networkHelpers.loadFixture(deployToken);

      expect(await token.delegatedSupply()).to.equal(0n);
    });

    it("counts the balances of the accounts that have a delegate (TOK2, TOK3)", async () => {
      const { token, alice, bob, carol } = await networkHelpers.loadFixture(deployWithHolders);

      expect(await token.delegatedSupply()).to.equal(2_000n * GPT);
      expect(await token.getVotes(alice)).to.equal(1_000n * GPT);
      expect(await token.getVotes(bob)).to.equal(1_000n * GPT);
      expect(await token.getVotes(carol)).to.equal(0n);
    });

    it("stays when votes move from one delegate to another", async () => {
      const { token, alice, bob } = await networkHelpers.loadFixture(deployWithHolders);

      await expect(token.connect(alice).delegate(bob))
        .to.emit(token, "DelegateChanged")
        .withArgs(alice, alice, bob)
        .and.to.emit(token, "DelegateVotesChanged")
        .withArgs(bob, 1_000n * GPT, 2_000n * GPT);

      expect(await token.delegatedSupply()).to.equal(2_000n * GPT);
    });

    it("falls when an account gives up its delegate, and rises when it takes one again", async () => {
      const { token, alice } = await networkHelpers.loadFixture(deployWithHolders);

      await token.connect(alice).delegate(ZERO);
      expect(await token.delegatedSupply()).to.equal(1_000n * GPT);

      await token.connect(alice).delegate(alice);
      expect(await token.delegatedSupply()).to.equal(2_000n * GPT);
    });

    it("falls when tokens move to an account without a delegate", async () => {
      const { token, alice, carol } = await networkHelpers.loadFixture(deployWithHolders);

      await token.connect(alice).transfer(carol, 400n * GPT);

      expect(await token.delegatedSupply()).to.equal(1_600n * GPT);
    });

    it("rises when tokens move from an account without a delegate", async () => {
      const { token, bob, carol } = await networkHelpers.loadFixture(deployWithHolders);

      await token.connect(carol).transfer(bob, 400n * GPT);

      expect(await token.delegatedSupply()).to.equal(2_400n * GPT);
    });

    it("stays when tokens move between delegated accounts, to oneself, or in the amount of zero", async () => {
      const { token, alice, bob, carol } = await networkHelpers.loadFixture(deployWithHolders);

      await token.connect(alice).transfer(bob, 400n * GPT);
      await token.connect(alice).transfer(alice, 100n * GPT);
      await token.connect(alice).transfer(carol, 0n);

      expect(await token.delegatedSupply()).to.equal(2_000n * GPT);
    });
  });

  describe("getPastDelegatedSupply", () => {
    it("returns the total at the end of each past second, for ever (TOK4)", async () => {
      const { token, alice, bob } = await networkHelpers.loadFixture(deployWithHolders);
      const before = await time.latest();
      await token.connect(alice).delegate(ZERO);
      const after = await time.latest();
      await token.connect(bob).delegate(ZERO);
      await time.increase(100);

      expect(await token.getPastDelegatedSupply(0)).to.equal(0n);
      expect(await token.getPastDelegatedSupply(before)).to.equal(2_000n * GPT);
      expect(await token.getPastDelegatedSupply(after)).to.equal(1_000n * GPT);
      expect(await token.getPastDelegatedSupply((await time.latest()) - 1)).to.equal(0n);
    });

    it("keeps one value for a second in which the total changed twice", async () => {
      const { token, alice, bob } = await networkHelpers.loadFixture(deployWithHolders);
      await ethers.provider.send("evm_setAutomine", [false]);
      await token.connect(alice).delegate(ZERO);
      await token.connect(bob).delegate(ZERO);
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);
      const changed = await time.latest();
      await time.increase(1);

      expect(await token.getPastDelegatedSupply(changed)).to.equal(0n);
      expect(await token.getPastDelegatedSupply(changed - 1)).to.equal(2_000n * GPT);
    });

    it("refuses the present and the future", async () => {
      const { token } = await networkHelpers.loadFixture(deployWithHolders);
      const now = BigInt(await time.latest());

      await expect(token.getPastDelegatedSupply(now))
        .to.be.revertedWithCustomError(token, "ERC5805FutureLookup")
        .withArgs(now, now);
      await expect(token.getPastDelegatedSupply(2n ** 200n))
        .to.be.revertedWithCustomError(token, "ERC5805FutureLookup")
        .withArgs(2n ** 200n, now);
    });
  });

  describe("delegateBySig", () => {
    const types = {
      Delegation: [
        { name: "delegatee", type: "address" },
        { name: "nonce", type: "uint256" },
        { name: "expiry", type: "uint256" },
      ],
    };

    it("delegates for the signer, whoever sends it", async () => {
      const { token, bob, carol, relayer } = await networkHelpers.loadFixture(deployWithHolders);
      const expiry = BigInt(await time.latest()) + 3_600n;
      const message = { delegatee: bob.address, nonce: 0n, expiry };
      const { v, r, s } = Signature.from(await carol.signTypedData(await domainOf(token), types, message));

      await token.connect(relayer).delegateBySig(bob, 0n, expiry, v, r, s);

      expect(await token.delegates(carol)).to.equal(bob.address);
      expect(await token.nonces(carol)).to.equal(1n);
      expect(await token.delegatedSupply()).to.equal(3_000n * GPT);
      await expect(token.connect(relayer).delegateBySig(bob, 0n, expiry, v, r, s))
        .to.be.revertedWithCustomError(token, "InvalidAccountNonce")
        .withArgs(carol, 1n);
    });

    it("refuses an expired signature", async () => {
      const { token, bob, carol, relayer } = await networkHelpers.loadFixture(deployWithHolders);
      const expiry = BigInt(await time.latest());
      const message = { delegatee: bob.address, nonce: 0n, expiry };
      const { v, r, s } = Signature.from(await carol.signTypedData(await domainOf(token), types, message));

      await expect(token.connect(relayer).delegateBySig(bob, 0n, expiry, v, r, s))
        .to.be.revertedWithCustomError(token, "VotesExpiredSignature")
        .withArgs(expiry);
    });
  });

  describe("permit", () => {
    const types = {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    };

    it("approves by signature, so that one transaction can approve and spend", async () => {
      const { token, alice, bob, relayer } = await networkHelpers.loadFixture(deployWithHolders);
      const deadline = BigInt(await time.latest()) + 3_600n;
      const message = { owner: alice.address, spender: bob.address, value: 5n, nonce: 0n, deadline };
      const { v, r, s } = Signature.from(await alice.signTypedData(await domainOf(token), types, message));

      await expect(token.connect(relayer).permit(alice, bob, 5n, deadline, v, r, s))
        .to.emit(token, "Approval")
        .withArgs(alice, bob, 5n);
      await token.connect(bob).transferFrom(alice, bob, 5n);

      expect(await token.allowance(alice, bob)).to.equal(0n);
      expect(await token.balanceOf(bob)).to.equal(1_000n * GPT + 5n);
    });

    it("T16: refuses a signature after its deadline and one by somebody else", async () => {
      const { token, alice, bob, relayer } = await networkHelpers.loadFixture(deployWithHolders);
      const past = BigInt(await time.latest());
      const future = past + 3_600n;
      const message = { owner: alice.address, spender: bob.address, value: 5n, nonce: 0n, deadline: future };
      const { v, r, s } = Signature.from(await bob.signTypedData(await domainOf(token), types, message));

      await expect(token.connect(relayer).permit(alice, bob, 5n, past, v, r, s))
        .to.be.revertedWithCustomError(token, "ERC2612ExpiredSignature")
        .withArgs(past);
      await expect(token.connect(relayer).permit(alice, bob, 5n, future, v, r, s))
        .to.be.revertedWithCustomError(token, "ERC2612InvalidSigner")
        .withArgs(bob, alice);
    });
  });

  describe("EIP-712 domain", () => {
    it("is named after the collective, in version 1", async () => {
      const { token } = await networkHelpers.loadFixture(deployToken);
      const domain = await domainOf(token);

      expect(await token.DOMAIN_SEPARATOR()).to.equal(ethers.TypedDataEncoder.hashDomain(domain));
    });
  });
});

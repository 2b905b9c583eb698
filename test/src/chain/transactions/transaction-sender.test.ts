import { expect } from "chai";
import { Transaction } from "ethers";
import { RetryableError } from "../../../../src/primitives/errors.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { rejection } from "../../../helpers/rejected-code.ts";
import { startSenderStage, wanted, type SenderStage } from "../../../helpers/sender-stage.ts";
import { refuser, setRefusing } from "../../../helpers/tiny-contracts.ts";

const GWEI = 10n ** 9n;

describe("TransactionSender", () => {
  let stage: SenderStage;

  beforeEach(async () => {
    stage = await startSenderStage();
  });

  afterEach(async () => {
    await stage.stop();
  });

  const spike = (gwei: bigint) => stage.node.call("anvil_setNextBlockBaseFeePerGas", `0x${(gwei * GWEI).toString(16)}`);
  /** Advances and mines until the sender has nothing more to do. */
  const finish = async (sender: Awaited<ReturnType<SenderStage["open"]>>) => {
    await stage.mineUntil(sender.resume());
  };

  it("makes a call and waits until its block is final", async () => {
    const sender = await stage.open();

    const outcome = await stage.mineUntil(sender.send(wanted));

    expect(outcome.status).to.equal("succeeded");
    const head = Number(await stage.node.call("eth_blockNumber"));
    expect(head - outcome.block!).to.be.at.least(2);
    expect(stage.journal.outcomes.get(0)).to.deep.equal(outcome);
    expect(stage.told).to.deep.equal([]);
  });

  it("waits for as many blocks as it is told to", async () => {
    const sender = await stage.open({ confirmations: 1 });
    await sender.begin(wanted);
    await stage.mine();

    expect((await sender.advance()).map(({ outcome }) => outcome.status)).to.deep.equal(["succeeded"]);
  });

  it("gives three calls at once three nonces, in their order", async () => {
    const sender = await stage.open();
    const purposes = ["commit 1", "reveal 1", "report 1.0"];

    const sent = Promise.all(purposes.map((purpose) => sender.send({ ...wanted, purpose })));

    expect((await stage.mineUntil(sent)).map(({ status }) => status)).to.deep.equal(Array(3).fill("succeeded"));
    expect([...stage.journal.all.values()].map(({ purpose }) => purpose)).to.deep.equal(purposes);
  });

  it("F17: writes down what it signed before any node sees it", async () => {
    const sender = await stage.open();
    const { begin } = stage.journal;
    let seen: readonly string[] = [];
    const journal = Object.assign(stage.journal, {
      begin: async (transaction: Parameters<typeof begin>[0]) => {
        seen = stage.proxies.flatMap(({ asked }) => asked);
        await begin(transaction);
      },
    });
    await sender.begin(wanted);

    expect(seen).to.include("eth_call").and.not.include("eth_sendRawTransaction");
    expect(journal.all.get(0)?.offers).to.have.length(1);
  });

  it("F17: finds a transaction whose answer was lost, and sends no second one after a restart", async () => {
    for (const proxy of stage.proxies) proxy.fail("lost", { method: "eth_sendRawTransaction", times: 1 });
    await (await stage.open()).begin(wanted);
    const again = await stage.open();

    const outcome = await stage.mineUntil(again.send(wanted));

    expect(outcome.hash).to.equal(stage.journal.all.get(0)?.offers[0]?.hash);
    expect([stage.journal.all.size, await stage.minedCount()]).to.deep.equal([1, 1]);
  });

  it("F17: broadcasts again what no node got, with the same signature", async () => {
    for (const proxy of stage.proxies) proxy.fail("refused", { method: "eth_sendRawTransaction", times: 1 });
    const sender = await stage.open();
    const { offers } = await sender.begin(wanted);
    expect(stage.told).to.deep.equal(["commit 12: CHAIN_ENDPOINT_SILENT"]);
    await finish(sender);

    expect(stage.journal.outcomes.get(0)).to.include({ status: "succeeded", hash: offers[0]?.hash });
  });

  it("takes over what is under way for a purpose, and refuses another call for it", async () => {
    const sender = await stage.open();
    const first = await sender.begin(wanted);

    expect(await sender.begin(wanted)).to.equal(first);
    expect(await codeOf(sender.begin({ ...wanted, data: "0x01" }))).to.equal("CHAIN_PURPOSE_REUSED");
    expect(stage.journal.all.size).to.equal(1);
  });

  it("gives both who wait for the same call its end", async () => {
    const sender = await stage.open();

    const both = Promise.all([sender.send(wanted), sender.send(wanted)]);

    const [first, second] = await stage.mineUntil(both);
    expect(first.status).to.equal("succeeded");
    expect(second).to.equal(first);
  });

  it("F22: offers an eighth more, or what is needed, for a call that no block takes, writing each offer down", async () => {
    const sender = await stage.open();
    await sender.begin(wanted);
    await spike(400n);
    await stage.mine();
    const seen: number[] = [];
    for (let i = 0; i < 6; i++) {
      await sender.advance();
      seen.push(stage.journal.all.get(0)!.offers.length);
      await spike(400n);
      await stage.mine();
    }

    // Every third block without it.
    expect(seen).to.deep.equal([1, 1, 1, 2, 2, 2]);
    const [first, second] = stage.journal.all.get(0)!.offers;
    expect(second!.maxFeePerGas * 8n >= first!.maxFeePerGas * 9n).to.equal(true);
    expect(second!.maxPriorityFeePerGas * 8n >= first!.maxPriorityFeePerGas * 9n).to.equal(true);
    expect(second!.maxFeePerGas > 400n * GWEI).to.equal(true);
    await finish(sender);
    expect(stage.journal.outcomes.get(0)).to.include({ status: "succeeded", hash: second!.hash });
    expect(await stage.minedCount()).to.equal(1);
  });

  it("F22: offers more after so much of the chain's time, not of this machine's", async () => {
    const sender = await stage.open({ raiseAfterBlocks: 1_000, raiseAfterSeconds: 60 });
    await sender.begin(wanted);
    await spike(400n);
    await stage.mine();
    await sender.advance();
    expect(stage.journal.all.get(0)?.offers).to.have.length(1);
    await stage.node.call("evm_increaseTime", 60);
    await spike(400n);
    await stage.mine();
    await sender.advance();

    expect(stage.journal.all.get(0)?.offers).to.have.length(2);
  });

  it("F22: waits at the cap, says so once, and goes on when the chain is cheaper", async () => {
    const sender = await stage.open({ maxFeePerGas: 5n * GWEI, raiseAfterBlocks: 1 });
    await sender.begin(wanted);
    for (let i = 0; i < 8; i++) {
      await spike(400n);
      await stage.mine();
      await sender.advance();
    }

    const { offers } = stage.journal.all.get(0)!;
    expect(offers.at(-1)!.maxFeePerGas <= 5n * GWEI).to.equal(true);
    expect(stage.told.filter((told) => told === "commit 12: CHAIN_FEE_CAP")).to.have.length(1);
    await spike(1n);
    await stage.mine();
    await finish(sender);
    expect(stage.journal.outcomes.get(0)?.status).to.equal("succeeded");
  });

  it("F23: broadcasts a transaction again that the pool dropped", async () => {
    const sender = await stage.open();
    const { offers } = await sender.begin(wanted);
    await stage.node.call("anvil_dropAllTransactions");
    await stage.mine();
    expect(await stage.minedCount()).to.equal(0);
    await finish(sender);

    expect(stage.journal.outcomes.get(0)).to.include({ status: "succeeded", hash: offers[0]?.hash });
  });

  for (const depth of [1, 2, 8]) {
    it(`F20: sends the same again when its block and what followed was replaced, ${depth} deep, until one is final`, async () => {
      const sender = await stage.open({}, 9);
      const { offers } = await sender.begin(wanted);
      await stage.mine(depth);
      expect(await sender.advance()).to.deep.equal([]);
      expect(await stage.minedCount()).to.equal(1);
      await stage.node.call("anvil_reorg", depth, []);
      expect(await stage.minedCount()).to.equal(0);
      await stage.mine();
      await finish(sender);

      expect(stage.journal.outcomes.get(0)).to.include({ status: "succeeded", hash: offers[0]?.hash });
      expect([await stage.minedCount(), stage.journal.all.get(0)?.offers.length]).to.deep.equal([1, 1]);
    });
  }

  it("F24: says when somebody with the same key took the nonce, once that is final", async () => {
    const sender = await stage.open();
    const sending = sender.send(wanted);
    const raw = await stage.wallet.signTransaction({
      chainId: 31_337,
      type: 2,
      nonce: 0,
      to: refuser,
      gasLimit: 100_000n,
      maxFeePerGas: 500n * GWEI,
      maxPriorityFeePerGas: 100n * GWEI,
    });
    while (stage.journal.all.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await stage.node.call("eth_sendRawTransaction", raw);
    expect(stage.journal.outcomes.size).to.equal(0);

    const error = await rejection(() => stage.mineUntil(sending));

    expect(error).to.be.instanceOf(RetryableError).with.property("code", "CHAIN_NONCE_TAKEN");
    expect(stage.journal.outcomes.get(0)).to.deep.equal({ hash: null, status: "replaced", block: null });
    expect((await stage.mineUntil(sender.send(wanted))).status).to.equal("succeeded");
    expect(await stage.minedCount()).to.equal(2);
  });

  it("F24: fills a nonce that nobody uses any more", async () => {
    const foreign = await stage.wallet.signTransaction({
      chainId: 31_337,
      nonce: 0,
      to: refuser,
      gasLimit: 100_000n,
      gasPrice: 100n * GWEI,
    });
    const hash = await stage.node.call("eth_sendRawTransaction", foreign);
    const sender = await stage.open();
    expect((await sender.begin(wanted)).nonce).to.equal(1);
    await stage.node.call("anvil_dropTransaction", hash);
    await finish(sender);

    expect(stage.journal.all.get(0)).to.include({
      purpose: "fill nonce 0",
      to: toAddress(stage.wallet.address),
      data: "0x",
    });
    expect([...stage.journal.outcomes.values()].map(({ status }) => status)).to.deep.equal(["succeeded", "succeeded"]);
  });

  it("F25: signs nothing that the contract would refuse, and says why in words", async () => {
    await setRefusing(stage.node, true);
    await stage.mine();
    const sender = await stage.open();

    const error = await rejection(() => sender.send({ ...wanted, to: toAddress(refuser) }));

    expect(error.code).to.equal("CHAIN_REVERTED");
    expect(error.message).to.equal("RewardDistributorNoPendingRoot: epoch 9");
    expect(stage.journal.all.size).to.equal(0);
  });

  it("F25: says in words why a call was refused by what happened between the estimate and the block", async () => {
    const sender = await stage.open();
    await sender.begin({ ...wanted, to: toAddress(refuser) });
    await setRefusing(stage.node, true);

    const error = await rejection(() => stage.mineUntil(sender.send({ ...wanted, to: toAddress(refuser) })));

    expect(error.message).to.equal("RewardDistributorNoPendingRoot: epoch 9");
    expect(stage.journal.outcomes.get(0)?.status).to.equal("reverted");
    expect(stage.journal.outcomes.get(0)?.hash).to.equal(stage.journal.all.get(0)?.offers[0]?.hash);
  });

  it("F26: signs nothing without funds, and sends once after a top-up", async () => {
    const sender = await stage.open();
    await stage.node.call("anvil_setBalance", stage.wallet.address, "0x0");
    await stage.mine();
    const error = await rejection(() => sender.send(wanted));
    expect(error).to.be.instanceOf(RetryableError).with.property("code", "CHAIN_NO_FUNDS");
    expect(stage.journal.all.size).to.equal(0);

    await stage.node.call("anvil_setBalance", stage.wallet.address, `0x${(10n ** 18n).toString(16)}`);
    await stage.mine();
    expect((await stage.mineUntil(sender.send(wanted))).status).to.equal("succeeded");
    expect(await stage.minedCount()).to.equal(1);
  });

  it("F26: keeps what it signed when the funds are gone meanwhile, and sends it after a top-up", async () => {
    const sender = await stage.open();
    const { offers } = await sender.begin(wanted);
    await stage.node.call("anvil_dropAllTransactions");
    await stage.node.call("anvil_setBalance", stage.wallet.address, "0x1");
    for (let i = 0; i < 5; i++) {
      await stage.mine();
      await sender.advance();
    }
    expect(stage.told).to.deep.equal(["commit 12: CHAIN_NO_FUNDS"]);
    expect(stage.journal.all.get(0)?.offers).to.have.length(1);

    await stage.node.call("anvil_setBalance", stage.wallet.address, `0x${(10n ** 18n).toString(16)}`);
    await finish(sender);
    expect(stage.journal.outcomes.get(0)).to.include({ status: "succeeded", hash: offers[0]?.hash });
    expect(await stage.minedCount()).to.equal(1);
  });

  it("goes on at a start with everything that is under way", async () => {
    const before = await stage.open();
    await before.begin({ ...wanted, purpose: "commit 1" });
    await before.begin({ ...wanted, purpose: "reveal 1" });
    await stage.node.call("anvil_dropAllTransactions");

    await finish(await stage.open());

    expect([...stage.journal.outcomes.values()].map(({ status }) => status)).to.deep.equal(["succeeded", "succeeded"]);
  });

  it("F37: stops waiting when it is told to, and loses nothing", async () => {
    const sender = await stage.open();
    const stopping = new AbortController();
    const sending = sender.send(wanted, stopping.signal);
    while (stage.journal.all.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stopping.abort();

    expect(await codeOf(sending)).to.equal("CHAIN_SENDER_STOPPED");
    expect(await stage.journal.unfinished()).to.have.length(1);
  });

  it("F16 F17: gets a call through while questions fail in every way, once", async () => {
    const [first, second] = stage.proxies;
    first.fail("reset", { every: 17 });
    first.fail({ status: 429, retryAfter: "0" }, { every: 5 });
    first.fail("lost", { method: "eth_sendRawTransaction", every: 2 });
    second.fail("half", { every: 19 });
    second.fail("html", { every: 23 });
    second.fail("refused", { method: "eth_sendRawTransaction", every: 2 });
    const sender = await stage.open();
    const attempt = async (): Promise<string> => {
      try {
        return (await sender.send(wanted)).status;
      } catch (cause) {
        if (cause instanceof RetryableError) return attempt();
        throw cause;
      }
    };

    expect(await stage.mineUntil(attempt())).to.equal("succeeded");
    expect([stage.journal.all.size, await stage.minedCount()]).to.deep.equal([1, 1]);
  });

  it("T77 F18: believes nothing about a transaction while one endpoint lies, and says so each time it begins", async () => {
    const sender = await stage.open({ confirmations: 1 });
    await sender.begin(wanted);
    await stage.mine();
    const resuming = sender.resume();
    const lie = () => {
      stage.proxies[1].lie("eth_getTransactionReceipt", (receipt) => receipt && { ...receipt, status: "0x0" });
    };
    lie();
    await stage.mine();
    while (stage.told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(stage.journal.outcomes.size).to.equal(0);
    stage.proxies[1].reform();
    await resuming;

    expect(stage.told).to.deep.equal(["all: CHAIN_ENDPOINTS_DISAGREE"]);
    expect(stage.journal.outcomes.get(0)?.status).to.equal("succeeded");
  });

  it("F21: stops loudly when a final block is replaced", async () => {
    const sender = await stage.open();
    await sender.begin(wanted);
    await sender.advance();
    await stage.node.call("anvil_reorg", 4, []);
    await stage.mine(3);

    expect(await codeOf(sender.send(wanted))).to.equal("CHAIN_FINAL_BLOCK_REPLACED");
  });
});

describe("TransactionSender on a chain without a base fee", () => {
  it("F22: offers a gas price, and more of it when that is too little", async () => {
    const stage = await startSenderStage("--hardfork", "berlin", "--gas-price", "1000000000");
    const sender = await stage.open({ raiseAfterBlocks: 2 });
    const plain = { ...wanted, to: toAddress(`0x${"d".repeat(40)}`) };
    await sender.begin(plain);
    for (let i = 0; i < 4; i++) {
      await stage.node.call("anvil_dropAllTransactions");
      await stage.mine();
      await sender.advance();
    }
    await stage.mineUntil(sender.resume());

    const { offers } = stage.journal.all.get(0)!;
    expect(offers.map(({ raw }) => Transaction.from(raw).type)).to.deep.equal([0, 0]);
    expect(offers[1]!.maxFeePerGas * 8n >= offers[0]!.maxFeePerGas * 9n).to.equal(true);
    expect(stage.journal.outcomes.get(0)).to.include({ status: "succeeded", hash: offers[1]?.hash });
    await stage.stop();
  });
});

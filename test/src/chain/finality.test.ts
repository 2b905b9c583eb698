import { expect } from "chai";
import { network } from "hardhat";
import { blockAt, finalizedBlock, lastBlockBefore } from "../../../src/chain/finality.ts";
import { codeOf } from "../../helpers/code-of.ts";

const { ethers, networkHelpers } = await network.create();
const { provider } = ethers;

/** Blocks 10 seconds apart; gives the timestamp of the first of them. */
async function mineTenSecondBlocks(count: number): Promise<{ first: number; start: number }> {
  const start = (await networkHelpers.time.latest()) + 100;
  for (let i = 0; i < count; i++) {
    await networkHelpers.time.setNextBlockTimestamp(start + 10 * i);
    await networkHelpers.mine();
  }
  return { start, first: (await provider.getBlockNumber()) - count + 1 };
}

describe("finalizedBlock", () => {
  it("is the head minus the depth, or what the node calls finalized", async () => {
    await networkHelpers.mine(5);
    const head = await provider.getBlockNumber();

    expect((await finalizedBlock(provider, 0)).number).to.equal(head);
    expect((await finalizedBlock(provider, 3)).number).to.equal(head - 3);
    expect((await finalizedBlock(provider, "tag")).number).to.be.at.most(head);
  });

  it("asks for patience while the chain is younger than the depth", async () => {
    expect(await codeOf(finalizedBlock(provider, 1_000_000))).to.equal("CHAIN_NOTHING_FINAL");
  });
});

describe("finalizedBlock by the node's own word", () => {
  it("asks for patience while the node calls no block final", async () => {
    const young = { getBlock: () => Promise.resolve(null) } as never;

    expect(await codeOf(finalizedBlock(young, "tag"))).to.equal("CHAIN_NOTHING_FINAL");
  });
});

describe("lastBlockBefore", () => {
  it("finds the last block before a moment, whether or not a block stands exactly there", async () => {
    const { first, start } = await mineTenSecondBlocks(9);
    const bounds = { fromBlock: 0, finality: 0 };

    expect((await lastBlockBefore(provider, start + 40, bounds)).number).to.equal(first + 3);
    expect((await lastBlockBefore(provider, start + 41, bounds)).number).to.equal(first + 4);
    expect((await lastBlockBefore(provider, start, bounds)).number).to.equal(first - 1);
    expect((await lastBlockBefore(provider, start + 80, bounds)).number).to.equal(first + 7);
  });

  it("does not answer before a final block has reached the moment", async () => {
    const latest = await networkHelpers.time.latest();

    expect(await codeOf(lastBlockBefore(provider, latest + 1, { fromBlock: 0, finality: 0 }))).to.equal(
      "CHAIN_NOT_FINAL_YET",
    );
    expect(await codeOf(lastBlockBefore(provider, latest, { fromBlock: 0, finality: 1 }))).to.equal(
      "CHAIN_NOT_FINAL_YET",
    );
  });
});

describe("blockAt", () => {
  it("refuses a block that the node does not have", async () => {
    expect(await codeOf(blockAt(provider, 10_000_000))).to.equal("CHAIN_BLOCK_MISSING");
  });
});

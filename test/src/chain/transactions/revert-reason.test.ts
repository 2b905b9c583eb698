import { expect } from "chai";
import { makeError } from "ethers";
import { customErrors } from "../../../../src/chain/collective.ts";
import { revertReason } from "../../../../src/chain/transactions/revert-reason.ts";
import { RetryableError } from "../../../../src/primitives/errors.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";

const to = toAddress(`0x${"a".repeat(40)}`);
const call = { from: to, to, data: "0x01", gasLimit: 64_000n } as const;
const data = customErrors.encodeErrorResult("RewardDistributorNoPendingRoot", [12]);

/** A node on which the call fails at the named blocks, and the blocks that it was asked about. */
function refusingAt(...blocks: number[]) {
  const asked: unknown[] = [];
  return {
    asked,
    call: ({ blockTag }: { blockTag?: unknown }) => {
      asked.push(blockTag);
      if (!blocks.includes(Number(blockTag))) return Promise.resolve("0x");
      const error: Error = makeError("reverted", "CALL_EXCEPTION", { data } as never);
      return Promise.reject(error);
    },
  };
}

describe("revertReason", () => {
  const receipt = { gasUsed: 30_000n, blockNumber: 9 };

  it("F25: is the contract's error, as it stood before the block", async () => {
    const node = refusingAt(8, 9);
    const reason = await revertReason(node, call, receipt);

    expect([reason.code, reason.message]).to.deep.equal(["CHAIN_REVERTED", "RewardDistributorNoPendingRoot: epoch 12"]);
    expect(node.asked).to.deep.equal([8]);
  });

  it("F25: is the contract's error after the block, when the same block brought it about", async () => {
    const reason = await revertReason(refusingAt(9), call, receipt);

    expect(reason.message).to.equal("RewardDistributorNoPendingRoot: epoch 12");
  });

  it("F25: says when it cannot be seen any more, or the node does not answer", async () => {
    const silent = { call: () => Promise.reject(new RetryableError("CHAIN_ENDPOINT_SILENT", "nothing")) };
    for (const node of [refusingAt(), silent]) {
      const reason = await revertReason(node, call, receipt);

      expect(reason.code).to.equal("CHAIN_REVERTED");
      expect(reason.hint).to.include("explorer");
    }
  });

  it("F25: tells a lack of gas apart, of the transaction or of a call in it", async () => {
    for (const [gasUsed, code] of [
      [64_000n, "CHAIN_OUT_OF_GAS"],
      [63_000n, "CHAIN_OUT_OF_GAS"],
      [62_999n, "CHAIN_REVERTED"],
    ] as const) {
      expect((await revertReason(refusingAt(), call, { ...receipt, gasUsed })).code).to.equal(code);
    }
  });
});

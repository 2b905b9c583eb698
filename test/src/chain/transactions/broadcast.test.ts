import { expect } from "chai";
import { makeError, type ErrorCode } from "ethers";
import { broadcast, noFunds } from "../../../../src/chain/transactions/broadcast.ts";
import { RetryableError } from "../../../../src/primitives/errors.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";

const hash = toHex32(`0x${"1".repeat(64)}`);
const offer = (raw: `0x${string}`) => ({ hash, raw, maxFeePerGas: 1n, maxPriorityFeePerGas: 1n });
const offers = [offer("0x01"), offer("0x02")];

/** A node that answers each form as told, and the forms that it was given. */
function answering(answers: Readonly<Record<string, Error>>) {
  const given: string[] = [];
  return {
    given,
    broadcastTransaction: (raw: string) => {
      given.push(raw);
      const error = answers[raw];
      return error === undefined ? Promise.resolve({} as never) : Promise.reject(error);
    },
  };
}
const failure = (code: ErrorCode): Error => makeError("no", code, {});

describe("broadcast", () => {
  it("offers the highest fee", async () => {
    const node = answering({});

    expect(await broadcast(node, { offers })).to.deep.equal({ accepted: true });
    expect(node.given).to.deep.equal(["0x02"]);
  });

  it("F26: offers a lower one where the account cannot pay the highest, and says so", async () => {
    const node = answering({ "0x02": failure("INSUFFICIENT_FUNDS") });
    const { accepted, trouble } = await broadcast(node, { offers });

    expect([accepted, trouble?.code, node.given]).to.deep.equal([true, "CHAIN_NO_FUNDS", ["0x02", "0x01"]]);
  });

  it("F26: says when the account can pay none", async () => {
    const node = answering({ "0x01": failure("INSUFFICIENT_FUNDS"), "0x02": failure("INSUFFICIENT_FUNDS") });
    const { accepted, trouble } = await broadcast(node, { offers });

    expect([accepted, trouble?.code]).to.deep.equal([false, "CHAIN_NO_FUNDS"]);
  });

  it("F17 F24: leaves it to the receipt when the nonce is used, or something better is there", async () => {
    for (const code of ["NONCE_EXPIRED", "REPLACEMENT_UNDERPRICED"] as const) {
      expect(await broadcast(answering({ "0x02": failure(code) }), { offers })).to.deep.equal({ accepted: true });
    }
  });

  it("F16: passes on why nobody took it", async () => {
    const silence = new RetryableError("CHAIN_ENDPOINT_SILENT", "nothing");

    expect(await broadcast(answering({ "0x02": silence }), { offers })).to.deep.equal({
      accepted: false,
      trouble: silence,
    });
    const { trouble } = await broadcast(answering({ "0x02": failure("UNKNOWN_ERROR") }), { offers });
    expect(trouble?.code).to.equal("CHAIN_FAILED");
  });
});

describe("noFunds", () => {
  it("can be tried again, and says what is missing where that is known", () => {
    expect(noFunds({ needed: 7n, found: 1n })).to.be.instanceOf(RetryableError);
    expect(noFunds({ needed: 7n, found: 1n }).context).to.deep.equal({ needed: 7n, found: 1n });
    expect(noFunds(undefined).context).to.deep.equal({});
  });
});

import { expect } from "chai";
import { highestAnswer, isFeeQuestion, lowestCount, sentAnswer } from "../../../../src/chain/endpoints/any-answer.ts";
import { silent } from "../../../../src/chain/endpoints/json-rpc-endpoint.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

const said = (result: unknown, endpoint = 1) => ({ endpoint, answer: { result } });
const refused = (message: string, endpoint = 1) => ({ endpoint, answer: { error: { code: -32000, message } } });
const nothing = { endpoint: 2, silence: silent(2, "eth_x", "no answer in time") };
const SILENT = "CHAIN_ENDPOINT_SILENT";

describe("highestAnswer", () => {
  it("is the highest of those that can be believed", () => {
    expect(highestAnswer("eth_gasPrice", [said("0x1"), said("0x0A"), nothing])).to.deep.equal({ result: "0xa" });
    expect(highestAnswer("eth_estimateGas", [said("0x5208"), said("0x1"), said("0xffffffffff")])).to.deep.equal({
      result: "0x5208",
    });
  });

  it("is a refusal when there is nothing better", () => {
    expect(highestAnswer("eth_estimateGas", [nothing, refused("reverted")])).to.deep.equal({
      error: { code: -32000, message: "reverted" },
    });
  });

  it("T77: is nothing when all are silent or beyond belief", async () => {
    for (const voices of [[nothing], [said("0xffffffffffffffff")], [said({})], []]) {
      expect(await rejectedCode(() => highestAnswer("eth_maxPriorityFeePerGas", voices))).to.equal(SILENT);
    }
  });
});

describe("isFeeQuestion", () => {
  it("is true of what every node answers as it sees fit", () => {
    expect(["eth_gasPrice", "eth_call"].map(isFeeQuestion)).to.deep.equal([true, false]);
  });
});

describe("lowestCount", () => {
  const heard: unknown[] = [];
  const rules = { needed: 2, onSilent: (silence: unknown) => heard.push(silence) };

  it("T77: is the lowest, of as many as an answer needs", async () => {
    expect(lowestCount([said("0x9"), said("0x7"), nothing], rules)).to.deep.equal({ result: "0x7" });
    expect(heard).to.deep.equal([nothing.silence]);
    expect(await rejectedCode(() => lowestCount([said("0x9"), nothing], rules))).to.equal(SILENT);
    expect(await rejectedCode(() => lowestCount([said("0x9"), refused("no")], rules))).to.equal(SILENT);
  });
});

describe("sentAnswer", () => {
  it("F17: is the hash that was calculated here, when one endpoint took it or has it", () => {
    for (const message of ["already known", "AlreadyKnown", "transaction already imported", "Known transaction"]) {
      expect(sentAnswer([nothing, refused(message)], "0xab")).to.deep.equal({ result: "0xab" });
    }
    expect(sentAnswer([refused("nonce too low"), said("0xcd")], "0xab")).to.deep.equal({ result: "0xab" });
  });

  it("is the refusal when nobody took it, and silence when nobody answered", async () => {
    expect(sentAnswer([nothing, refused("nonce too low")], "0xab")).to.deep.equal({
      error: { code: -32000, message: "nonce too low" },
    });
    expect(await rejectedCode(() => sentAnswer([nothing], "0xab"))).to.equal(SILENT);
  });
});

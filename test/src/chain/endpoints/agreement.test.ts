import { expect } from "chai";
import {
  agreedAnswer,
  askAll,
  disagreement,
  isRevert,
  refusalOf,
  type Voice,
} from "../../../../src/chain/endpoints/agreement.ts";
import { silent } from "../../../../src/chain/endpoints/json-rpc-endpoint.ts";
import { RetryableError } from "../../../../src/primitives/errors.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { rejectedCode, rejection } from "../../../helpers/rejected-code.ts";

const said = (endpoint: number, result: unknown): Voice => ({ endpoint, answer: { result } });
const failed = (endpoint: number, code: number, data?: string): Voice => {
  return { endpoint, answer: { error: { code, message: "no", ...(data === undefined ? {} : { data }) } } };
};
const nothing = (endpoint: number): Voice => ({ endpoint, silence: silent(endpoint, "eth_call", "no answer in time") });

describe("agreedAnswer", () => {
  let heard: RetryableError[] = [];
  const rules = { needed: 2, onSilent: (silence: RetryableError) => heard.push(silence) };
  const codeWith = (...voices: Voice[]) => rejectedCode(() => agreedAnswer("eth_call", voices, rules));

  beforeEach(() => {
    heard = [];
  });

  it("is what all said, in one form", () => {
    expect(agreedAnswer("eth_call", [said(1, "0xAB"), said(2, "0xab")], rules)).to.deep.equal({ result: "0xab" });
  });

  it("T77: is what two of three said while the third is silent, and tells of that one", () => {
    expect(agreedAnswer("eth_call", [said(1, "0x01"), nothing(2), said(3, "0x01")], rules)).to.deep.equal({
      result: "0x01",
    });
    expect(heard.map(({ context }) => context.endpoint)).to.deep.equal([2]);
  });

  it("T77: is nothing when one contradicts, however many agree", async () => {
    expect(await codeWith(said(1, "0x01"), said(2, "0x02"))).to.equal("CHAIN_ENDPOINTS_DISAGREE");
    expect(await codeWith(said(1, "0x01"), said(2, "0x01"), said(3, "0x01"), said(4, "0x02"))).to.equal(
      "CHAIN_ENDPOINTS_DISAGREE",
    );
    expect(await codeWith(said(1, "0x01"), nothing(2), said(3, "0x02"))).to.equal("CHAIN_ENDPOINTS_DISAGREE");
  });

  it("T77: is never the word of one", async () => {
    expect(await codeWith(said(1, "0x01"), nothing(2))).to.equal("CHAIN_ENDPOINT_SILENT");
    expect(await codeWith(said(1, "0x01"), nothing(2), nothing(3))).to.equal("CHAIN_ENDPOINT_SILENT");
    expect(await codeWith(nothing(1), nothing(2))).to.equal("CHAIN_ENDPOINT_SILENT");
    expect(await codeWith()).to.equal("CHAIN_ENDPOINT_SILENT");
  });

  it("is the word of one where one is all that is needed", () => {
    expect(agreedAnswer("eth_call", [said(1, "0x01")], { ...rules, needed: 1 })).to.deep.equal({ result: "0x01" });
  });

  it("takes a revert for an answer, and its data for what it says", async () => {
    const data = "0x0102030405";
    expect(
      agreedAnswer("eth_call", [failed(1, 3, data), failed(2, -32015, data.toUpperCase().replace("X", "x"))], rules),
    )
      .to.have.property("error")
      .that.includes({ data });
    expect(await codeWith(failed(1, 3, data), failed(2, 3, "0x0102030406"))).to.equal("CHAIN_ENDPOINTS_DISAGREE");
    expect(await codeWith(failed(1, 3, data), said(2, "0x"))).to.equal("CHAIN_ENDPOINTS_DISAGREE");
  });

  it("takes any other refusal for silence, even of all", async () => {
    expect(await codeWith(failed(1, -32005), said(2, "0x"))).to.equal("CHAIN_ENDPOINT_SILENT");
    expect(await codeWith(failed(1, -32601), failed(2, -32601))).to.equal("CHAIN_ENDPOINT_SILENT");
    expect(await rejectedCode(() => agreedAnswer("eth_getCode", [failed(1, 3), failed(2, 3)], rules))).to.equal(
      "CHAIN_ENDPOINT_SILENT",
    );
  });

  it("takes an answer of another form for silence", async () => {
    expect(await codeWith(said(1, 7), said(2, "0x"))).to.equal("CHAIN_ENDPOINT_SILENT");
  });

  it("compares what is left of the answers after adjusting them", () => {
    const voices = [said(1, "0x01"), said(2, "0x02")];

    expect(agreedAnswer("eth_call", voices, rules, () => null)).to.deep.equal({ result: null });
  });
});

describe("askAll", () => {
  const endpoint = (number: number, ask: () => Promise<{ result: unknown }>) => ({ number, ask });
  const late = silent(2, "eth_call", "no answer in time");

  it("hears the silent ones too", async () => {
    const asked = await askAll(
      [endpoint(1, () => Promise.resolve({ result: "0x" })), endpoint(2, () => Promise.reject(late))],
      "eth_call",
      [],
    );

    expect(asked).to.deep.equal([
      { endpoint: 1, answer: { result: "0x" } },
      { endpoint: 2, silence: late },
    ]);
  });

  it("takes no failure of our own for silence", async () => {
    const broken = endpoint(1, () => Promise.reject(new TypeError("a bug")));

    expect(await codeOf(askAll([broken], "eth_call", []))).to.be.instanceOf(TypeError);
  });
});

describe("isRevert", () => {
  it("knows the ways in which nodes say it", () => {
    const data = "0x01020304";
    for (const error of [
      { code: 3, message: "" },
      { code: -32015, message: "VM execution error." },
      { code: -32000, message: "execution reverted" },
      { code: -32603, message: "", data },
      { code: -32603, message: "", data: { data } },
    ]) {
      expect(isRevert(error), JSON.stringify(error)).to.equal(true);
    }
    expect(isRevert({ code: -32000, message: "header not found" })).to.equal(false);
  });
});

describe("disagreement", () => {
  it("names the method and who stands against whom", async () => {
    const sides = [1, 2, 3].map((endpoint) => ({ endpoint, text: endpoint === 2 ? "b" : "a" }));

    const error = await rejection(() => {
      throw disagreement("eth_getLogs", sides);
    });

    expect(error.context).to.deep.equal({ method: "eth_getLogs", endpoints: "1, 3 against 2" });
  });
});

describe("refusalOf", () => {
  it("says the code, and nothing that the node wrote", () => {
    expect(refusalOf({ code: -32005, message: "see https://x" })).to.equal("it refused with the JSON-RPC error -32005");
  });
});

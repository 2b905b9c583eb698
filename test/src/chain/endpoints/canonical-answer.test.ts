import { expect } from "chai";
import { canonicalAnswer, comparable, isCompared } from "../../../../src/chain/endpoints/canonical-answer.ts";

const hash = (digit: string) => `0x${digit.repeat(64)}`;
const account = `0x${"aB".repeat(20)}`;
const log = {
  address: account,
  topics: [hash("A")],
  data: "0xAB",
  blockNumber: "0x07",
  blockHash: hash("1"),
  transactionHash: hash("2"),
  transactionIndex: "0x0",
  logIndex: "0x1",
  removed: false,
  blockTimestamp: "0x5",
};
const bareLog = {
  address: account.toLowerCase(),
  topics: [hash("a")],
  data: "0xab",
  blockNumber: "0x7",
  blockHash: hash("1"),
  transactionHash: hash("2"),
  transactionIndex: "0x0",
  logIndex: "0x1",
};

describe("canonicalAnswer", () => {
  it("writes numbers without zeros in front and digits in lower case", () => {
    expect(canonicalAnswer("eth_chainId", "0x007A69")).to.equal("0x7a69");
    expect(canonicalAnswer("eth_getCode", "0xFE")).to.equal("0xfe");
    expect(canonicalAnswer("eth_call", "0x")).to.equal("0x");
    expect(canonicalAnswer("eth_getStorageAt", "0x1")).to.equal(`0x${"0".repeat(63)}1`);
    expect(canonicalAnswer("eth_getStorageAt", "0x")).to.equal(hash("0"));
    expect(canonicalAnswer("net_version", "0x7a69")).to.equal("31337");
  });

  it("keeps the fields of the standard alone, and orders logs by block and place", () => {
    const second = { ...log, logIndex: "0x0A" };
    const later = { ...log, blockNumber: "0x10", logIndex: "0x0" };

    expect(canonicalAnswer("eth_getLogs", [later, second, log])).to.deep.equal([
      bareLog,
      { ...bareLog, logIndex: "0xa" },
      { ...bareLog, blockNumber: "0x10", logIndex: "0x0" },
    ]);
  });

  it("has nothing for what is not there", () => {
    for (const method of ["eth_getBlockByHash", "eth_getTransactionReceipt", "eth_getTransactionByHash"] as const) {
      expect(canonicalAnswer(method, null)).to.equal(null);
    }
  });

  it("names the transactions of a block by their hashes, given whole or not", () => {
    const block = {
      ...Object.fromEntries(["number", "timestamp", "gasLimit", "gasUsed", "difficulty"].map((name) => [name, "0x1"])),
      ...Object.fromEntries(
        ["hash", "parentHash", "stateRoot", "receiptsRoot", "transactionsRoot"].map((name) => [name, hash("c")]),
      ),
      miner: account,
      logsBloom: "0x00",
      extraData: "0x",
    };
    const given = (transactions: unknown) => canonicalAnswer("eth_getBlockByNumber", { ...block, transactions });

    expect(comparable(given([hash("d")]))).to.equal(comparable(given([{ hash: hash("D"), nonce: "0x1" }])));
    expect(given([])).to.include({ baseFeePerGas: null, nonce: null, miner: account.toLowerCase() });
  });

  it("refuses what is of another form", () => {
    const wrong: readonly [Parameters<typeof canonicalAnswer>[0], unknown][] = [
      ["eth_chainId", 31337],
      ["eth_chainId", "0x"],
      ["eth_getBalance", `0x${"1".repeat(65)}`],
      ["eth_getCode", "0x1"],
      ["eth_call", null],
      ["eth_getStorageAt", `0x${"1".repeat(65)}`],
      ["net_version", {}],
      ["eth_getLogs", null],
      ["eth_getLogs", {}],
      ["eth_getLogs", [null]],
      ["eth_getLogs", [{ ...log, logIndex: null }]],
      ["eth_getBlockByNumber", "0x1"],
      ["eth_getBlockByNumber", {}],
    ];
    for (const [method, answer] of wrong) {
      expect(() => canonicalAnswer(method, answer), `${method} ${JSON.stringify(answer)}`).to.throw(TypeError);
    }
  });
});

describe("isCompared", () => {
  it("knows the methods that have a form", () => {
    expect(["eth_call", "eth_gasPrice", "toString"].map(isCompared)).to.deep.equal([true, false, false]);
  });
});

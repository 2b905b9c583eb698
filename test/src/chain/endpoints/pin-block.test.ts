import { expect } from "chai";
import { asksAboutBlocks, pinBlocks, quantityOf } from "../../../../src/chain/endpoints/pin-block.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";

const hash = toHex32(`0x${"1".repeat(64)}`);
const pin = { head: { number: 300, hash, timestamp: 1 }, final: { number: 255, hash, timestamp: 1 } };

describe("pinBlocks", () => {
  it("puts the number of the block where a method has its block", () => {
    expect(pinBlocks("eth_call", [{ to: "0x" }, "latest"], pin)).to.deep.equal([{ to: "0x" }, "0x12c"]);
    expect(pinBlocks("eth_getCode", ["0x", "finalized"], pin)).to.deep.equal(["0x", "0xff"]);
    expect(pinBlocks("eth_getBalance", ["0x"], pin)).to.deep.equal(["0x", "0x12c"]);
    expect(pinBlocks("eth_getStorageAt", ["0x", "0x0", "safe"], pin)).to.deep.equal(["0x", "0x0", "0xff"]);
    expect(pinBlocks("eth_getBlockByNumber", ["pending", false], pin)).to.deep.equal(["0x12c", false]);
    expect(pinBlocks("eth_getBlockByNumber", ["earliest", false], pin)).to.deep.equal(["0x0", false]);
  });

  it("does so at both ends of a range of logs, and leaves numbers and hashes as they are", () => {
    expect(pinBlocks("eth_getLogs", [{ address: "0x", fromBlock: "0x1" }], pin)).to.deep.equal([
      { address: "0x", fromBlock: "0x1", toBlock: "0x12c" },
    ]);
    expect(pinBlocks("eth_getLogs", [{ blockHash: hash }], pin)).to.deep.equal([{ blockHash: hash }]);
    expect(pinBlocks("eth_getCode", ["0x", "0x7"], pin)).to.deep.equal(["0x", "0x7"]);
    expect(pinBlocks("eth_getBlockByHash", [hash, false], pin)).to.deep.equal([hash, false]);
  });
});

describe("asksAboutBlocks", () => {
  it("is true of what has a block or a range", () => {
    expect(["eth_call", "eth_getLogs", "eth_getBlockByHash", "eth_chainId"].map(asksAboutBlocks)).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("quantityOf", () => {
  it("has no zeros in front", () => {
    expect([0, 255].map(quantityOf)).to.deep.equal(["0x0", "0xff"]);
  });
});

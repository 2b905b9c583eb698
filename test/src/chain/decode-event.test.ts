import { expect } from "chai";
import { contractInterfaces } from "../../../src/chain/collective.ts";
import { decodeEvent } from "../../../src/chain/decode-event.ts";

const { token, registry } = contractInterfaces;
const from = `0x${"1".repeat(40)}`;
const to = `0x${"2".repeat(40)}`;
const transfer = token.encodeEventLog("Transfer", [from, to, 5n]);

describe("decodeEvent", () => {
  it("says an event in the words of the ABI", () => {
    expect(decodeEvent(token, transfer)).to.deep.equal({ name: "Transfer", values: { from, to, value: "5" } });
  });

  it("gives nothing for an event that the contract has not", () => {
    expect(decodeEvent(registry, transfer)).to.equal(null);
  });

  it("gives nothing for an event without a name", () => {
    expect(decodeEvent(token, { topics: [], data: "0x" })).to.equal(null);
  });

  it("gives nothing for values that cannot be read", () => {
    expect(decodeEvent(token, { ...transfer, data: "0x05" })).to.equal(null);
    expect(decodeEvent(token, { ...transfer, topics: transfer.topics.slice(0, 2) })).to.equal(null);
  });
});

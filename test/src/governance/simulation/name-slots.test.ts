import { expect } from "chai";
import { nameSlots, readPart } from "../../../../src/governance/simulation/name-slots.ts";
import { elementsSlot, entrySlot, parseLayout, toWord } from "../../../../src/governance/simulation/storage-layout.ts";

const one = toWord(1n);
const two = toWord(2n);
const keys = {
  outer: new Map([
    [one, "1"],
    [two, "2"],
  ]),
  inner: new Map([[two, "2"]]),
};
const layout = parseLayout([
  "0+0 owner: address (20)",
  "0+20 paused: bool (1)",
  "1+0 balances: mapping(address => uint256) (32)",
  "2+0 votes: mapping(uint256 => mapping(address => uint128)) (32)",
  "3+0 grants: mapping(uint256 => struct Grant) (32)",
  "  0+0 startsAt: uint48 (6)",
  "  1+0 grantee: address (20)",
  "4+0 changes: struct Change[] (32)",
  "  0+0 from: uint256 (32)",
  "  1+0 to: struct To (32)",
  "    0+0 low: uint128 (16)",
  "    0+16 high: uint128 (16)",
  "5+0 ids: uint256[] (32)",
  "6+0 name: string (32)",
  "7+0 deep: mapping(uint256 => mapping(uint256 => mapping(uint256 => bool))) (32)",
]);
const nameOf = nameSlots(layout, keys);
const paths = (slot: bigint) => nameOf(slot)?.map(({ path }) => path) ?? null;

describe("nameSlots", () => {
  it("names all variables that share a slot", () => {
    expect(paths(0n)).to.deep.equal(["owner", "paused"]);
  });

  it("names entries of mappings by the keys that are tried, and members of structs in them", () => {
    expect(paths(entrySlot(1n, two))).to.deep.equal(["balances[2]"]);
    expect(paths(entrySlot(3n, one))).to.deep.equal(["grants[1].startsAt"]);
    expect(paths(entrySlot(3n, one) + 1n)).to.deep.equal(["grants[1].grantee"]);
  });

  it("goes into mappings of mappings, by the inner keys only, and not deeper", () => {
    expect(paths(entrySlot(entrySlot(2n, one), two))).to.deep.equal(["votes[1][2]"]);
    expect(nameOf(entrySlot(entrySlot(2n, one), two))?.[0]?.part.bytes).to.equal(16);
    expect(paths(entrySlot(entrySlot(2n, two), one))).to.equal(null);
    expect(paths(entrySlot(entrySlot(entrySlot(7n, one), two), two))).to.equal(null);
  });

  it("names lengths, elements of arrays and the members in them", () => {
    expect(paths(4n)).to.deep.equal(["changes.length"]);
    expect(paths(elementsSlot(4n) + 2n)).to.deep.equal(["changes[1].from"]);
    expect(paths(elementsSlot(4n) + 3n)).to.deep.equal(["changes[1].to.low", "changes[1].to.high"]);
    expect(paths(elementsSlot(5n) + 7n)).to.deep.equal(["ids[7]"]);
    expect(paths(elementsSlot(6n))).to.deep.equal(["name[0] (text)"]);
  });

  it("gives no name to what it does not know", () => {
    expect(paths(99n)).to.equal(null);
    expect(paths(elementsSlot(5n) - 1n)).to.equal(null);
    expect(paths(entrySlot(1n, toWord(3n)))).to.equal(null);
  });
});

describe("readPart", () => {
  const [owner, paused] = layout;
  const word = `0x${"0".repeat(22)}01${"ab".repeat(20)}` as const;
  const typed = (type: string, bytes = 32) => ({ ...owner!, type, bytes });

  it("cuts the part out of the word", () => {
    expect(readPart(word, owner!)).to.equal(`0x${"ab".repeat(20)}`);
    expect(readPart(word, paused!)).to.equal("true");
    expect(readPart("0x0", paused!)).to.equal("false");
  });

  it("reads numbers and states as numbers, everything else as bytes", () => {
    expect(readPart("0xff", typed("uint256"))).to.equal("255");
    expect(readPart("0x1ff", typed("enum Status", 1))).to.equal("255");
    expect(readPart("0xff", typed("contract Token", 20))).to.equal(`0x${"0".repeat(38)}ff`);
    expect(readPart("0xff", typed("bytes32"))).to.equal(`0x${"0".repeat(62)}ff`);
  });
});

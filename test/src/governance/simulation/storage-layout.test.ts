import { expect } from "chai";
import { AbiCoder, keccak256, toBeHex } from "ethers";
import { elementsSlot, entrySlot, parseLayout, toWord } from "../../../../src/governance/simulation/storage-layout.ts";

const coder = AbiCoder.defaultAbiCoder();

describe("parseLayout", () => {
  it("reads one variable per line, with its place and size", () => {
    expect(parseLayout(["0+20 _paused: bool (1)"])).to.deep.equal([
      { slot: 0, offset: 20, name: "_paused", type: "bool", bytes: 1, members: [] },
    ]);
  });

  it("puts members into what they belong to", () => {
    const [outer, next] = parseLayout([
      "3+0 a: struct A (64)",
      "  0+0 b: struct B (32)",
      "    0+0 c: uint8 (1)",
      "  1+0 d: uint256 (32)",
      "5+0 e: mapping(uint256 => struct A) (32)",
    ]);

    expect(outer?.members.map(({ name }) => name)).to.deep.equal(["b", "d"]);
    expect(outer?.members[0]?.members.map(({ name }) => name)).to.deep.equal(["c"]);
    expect([next?.slot, next?.type]).to.deep.equal([5, "mapping(uint256 => struct A)"]);
  });
});

describe("the places of entries and elements", () => {
  it("are those of Solidity", () => {
    expect(entrySlot(4n, toWord(9n))).to.equal(BigInt(keccak256(coder.encode(["uint256", "uint256"], [9, 4]))));
    expect(elementsSlot(4n)).to.equal(BigInt(keccak256(coder.encode(["uint256"], [4]))));
  });
});

describe("toWord", () => {
  it("gives 32 bytes", () => {
    expect(toWord(255n)).to.equal(toBeHex(255, 32));
    expect(toWord(2n ** 256n - 1n)).to.equal(`0x${"f".repeat(64)}`);
  });
});

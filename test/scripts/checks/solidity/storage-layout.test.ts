import { expect } from "chai";
import { compile } from "../../../../scripts/checks/solidity/compiler.ts";
import { describeLayout } from "../../../../scripts/checks/solidity/storage-layout.ts";

function layoutOf(body: string): string[] {
  const source = `// SPDX-License-Identifier: MIT\npragma solidity ^0.8.28;\ncontract A { ${body} }`;
  const { contracts } = compile({ "A.sol": source }, { outputSelection: { "*": { "*": ["storageLayout"] } } });
  return describeLayout(contracts!["A.sol"]!.A!.storageLayout!);
}

describe("describeLayout", () => {
  it("lists slot, offset, type and size", () => {
    expect(layoutOf("uint128 private a; uint64 private b; address private c;")).to.deep.equal([
      "0+0 a: uint128 (16)",
      "0+16 b: uint64 (8)",
      "1+0 c: address (20)",
    ]);
  });

  it("shows the struct that a mapping leads to, so that its packing counts too", () => {
    expect(layoutOf("struct S { uint128 x; bool y; } mapping(address => S) private m;")).to.deep.equal([
      "0+0 m: mapping(address => struct A.S) (32)",
      "  0+0 x: uint128 (16)",
      "  0+16 y: bool (1)",
    ]);
  });

  it("changes when two variables change places", () => {
    expect(layoutOf("uint8 a; bool b;")).not.to.deep.equal(layoutOf("bool b; uint8 a;"));
  });
});

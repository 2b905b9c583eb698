import { expect } from "chai";
import {
  functionsToFuzz,
  fuzzedFunctions,
  fuzzGaps,
  libraryFunctions,
  type AbiEntry,
} from "../../../../scripts/checks/fuzz/unfuzzed-functions.ts";

const entry = (name: string, types: string[], stateMutability = "nonpayable"): AbiEntry => ({
  type: "function",
  name,
  stateMutability,
  inputs: types.map((type) => ({ type })),
});

describe("functionsToFuzz", () => {
  it("lists what can change something, receive included", () => {
    const abi = [
      entry("pay", ["uint256"], "payable"),
      entry("see", [], "view"),
      entry("add", ["uint256"], "pure"),
      { type: "receive", stateMutability: "payable" },
      { type: "event", name: "Paid" },
      { type: "error", name: "Unpaid" },
      { type: "constructor", stateMutability: "nonpayable" },
    ];

    expect(functionsToFuzz("A", abi)).to.deep.equal(["A.pay", "A.receive"]);
  });

  it("tells overloads apart by their types", () => {
    const abi = [entry("go", ["uint256"]), entry("go", ["address", "bytes[]"]), entry("stop", ["uint256"])];

    expect(functionsToFuzz("A", abi)).to.deep.equal(["A.go(uint256)", "A.go(address,bytes[])", "A.stop"]);
  });

  it("asks for the constructor of what nothing can change", () => {
    expect(functionsToFuzz("A", [entry("see", [], "view")])).to.deep.equal(["A.constructor"]);
  });
});

describe("libraryFunctions", () => {
  it("lists internal functions and leaves private ones out, over several lines too", () => {
    const source = [
      "library L {",
      "    function one(uint256 a) internal pure returns (uint256) {}",
      "    function two(",
      "        uint256 a,",
      "        uint256 b",
      "    ) internal pure {}",
      "    function _three() private pure {}",
      "}",
    ].join("\n");

    expect(libraryFunctions(source)).to.deep.equal(["L.one", "L.two"]);
    expect(libraryFunctions("contract C { function f(uint256 a) internal {} }")).to.deep.equal([]);
  });
});

describe("fuzzedFunctions", () => {
  it("reads the tags of fuzz tests alone", () => {
    const source = [
      "    /// @dev What it shows.",
      "    /// @custom:fuzzes A.one A.two(uint256,bytes[])",
      "    /// @custom:fuzzes B.three",
      "    function testFuzz_x(uint256 a) external {}",
      "",
      "    /// @custom:fuzzes A.four",
      "    function test_y() external {}",
      "",
      "    /// @custom:fuzzes A.five",
      "",
      "    function testFuzz_z(uint256 a) external {}",
    ].join("\n");

    expect(fuzzedFunctions(source)).to.deep.equal(["A.one", "A.two(uint256,bytes[])", "B.three"]);
  });
});

describe("fuzzGaps", () => {
  it("names what no test names, and what does not exist", () => {
    expect(fuzzGaps(["A.one", "A.two"], ["A.one", "A.one", "A.gone"])).to.deep.equal([
      "A.two: no fuzz test names it",
      "A.gone: named by a fuzz test, but no such function",
    ]);
    expect(fuzzGaps(["A.one"], ["A.one"])).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { banNames, findBanned, judge, type Finding } from "../../../../scripts/checks/solidity/bans.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

const HEAD = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.28;\n";
const FILE = "contracts/A.sol";

/** A contract that does nothing that is banned, with `body` in a function. */
function contractWith(body: string): string {
  return `${HEAD}interface IToken { function balanceOf(address a) external view returns (uint256); }
contract A { IToken private _t; uint256[] private _list; function f(bytes memory a, string memory b, uint256 n) external payable {
${body}
} }`;
}

function bansIn(source: string, others: Record<string, string> = {}): string[] {
  return findBanned([FILE], { ...others, [FILE]: source }).map(({ ban }) => ban);
}

/** What each ban must catch, as it would be written. */
const caught: readonly (readonly [ban: string, ...bodies: string[]])[] = [
  ["tx.origin", "if (tx.origin == msg.sender) n = 1;"],
  ["block.number", "n = block.number;"],
  ["foreign code", "(bool ok, ) = msg.sender.delegatecall(a); n = ok ? 1 : 0;"],
  ["selfdestruct", "selfdestruct(payable(msg.sender));"],
  ["assembly", "assembly { n := 1 }"],
  ["unchecked arithmetic", "unchecked { ++n; }"],
  [
    "loop",
    "for (uint256 i = 0; i < _list.length; ++i) n += _list[i];",
    "while (n < _list.length) ++n;",
    "do { ++n; } while (n < _list.length);",
  ],
  [
    "low-level call",
    'msg.sender.call("");',
    '(bool ok, ) = msg.sender.call{value: n}(""); n = ok ? 1 : 0;',
    "msg.sender.staticcall(a);",
    "payable(msg.sender).send(n);",
    "payable(msg.sender).transfer(n);",
  ],
  [
    "ambiguous encodePacked",
    "n = uint256(keccak256(abi.encodePacked(a, b)));",
    'a = abi.encodePacked(b, "x", n);',
    "a = abi.encodePacked(_list, a);",
  ],
  ["own balance", "n = address(this).balance;", "n = _t.balanceOf(address(this));"],
  [
    "equality with the time",
    "if (block.timestamp == n) n = 1;",
    "if (n != block.timestamp + 1) n = 1;",
    "if (uint48(block.timestamp) == n) n = 1;",
  ],
];

describe("findBanned", function () {
  this.timeout(20_000);

  for (const [ban, ...bodies] of caught) {
    for (const body of bodies) {
      it(`T17: bans ${ban}: ${body}`, () => {
        expect(bansIn(contractWith(body))).to.include(ban);
      });
    }
  }

  for (const name of ["Multicall", "ERC2771Context", "UUPSUpgradeable", "Initializable", "ERC1967Proxy"]) {
    it(`T18: bans the import and the inheritance of ${name}`, () => {
      const path = `contracts/other/${name}.sol`;
      const source = `${HEAD}import {${name}} from "./other/${name}.sol";\ncontract A is ${name} {}`;
      const bans = bansIn(source, { [path]: `${HEAD}abstract contract ${name} {}` });
      expect(bans).to.deep.equal(["forbidden import", "forbidden import"]);
    });
  }

  it("T5: bans a multi-proof", () => {
    const library = `${HEAD}library P { function multiProofVerify(bytes32 r) internal pure returns (bool) { return r == 0; } }`;
    const source = `${HEAD}import {P} from "./P.sol";\ncontract A { function f() external pure returns (bool) { return P.multiProofVerify(0); } }`;
    expect(bansIn(source, { "contracts/P.sol": library })).to.include("multi-proof");
  });

  it("tries every ban", () => {
    const tried = [...caught.map(([ban]) => ban), "forbidden import", "multi-proof"];
    expect([...banNames].sort()).to.deep.equal(tried.sort());
  });

  it("accepts what only looks alike", () => {
    for (const body of [
      "n = block.timestamp; if (n < block.timestamp) ++n;",
      "n = _t.balanceOf(msg.sender) + msg.sender.balance;",
      "a = abi.encodePacked(a, n, msg.sender); a = abi.encode(a, b);",
      "n = gasleft(); if (block.timestamp >= n) n = 2;",
    ]) {
      expect(bansIn(contractWith(body)), body).to.deep.equal([]);
    }
  });

  it("says where: the line, the function and the code", () => {
    expect(findBanned([FILE], { [FILE]: contractWith("\n  n = block.number;") })).to.deep.equal([
      { ban: "block.number", file: FILE, line: 6, place: "A.f", code: "n = block.number;" },
    ]);
  });

  it("refuses what does not compile", async () => {
    expect(await rejectedCode(() => bansIn("nonsense"))).to.equal("BANS_DO_NOT_COMPILE");
  });
});

describe("judge", () => {
  const finding: Finding = { ban: "loop", file: FILE, line: 3, place: "A.f", code: "while (a) {" };
  const exception = { ban: "loop", file: FILE, place: "A.f", code: "while (a) {", reason: "r" };

  it("lets an exception through, on whichever line", () => {
    expect(judge([{ ...finding, line: 99 }], [exception])).to.deep.equal({ banned: [], stale: [] });
  });

  it("reports the same code elsewhere, and an exception without a finding", () => {
    const elsewhere = { ...finding, place: "A.g" };
    expect(judge([elsewhere], [exception])).to.deep.equal({ banned: [elsewhere], stale: [exception] });
  });
});

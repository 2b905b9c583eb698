import { expect } from "chai";
import { applyMutant, mutantsOf, type Mutant } from "../../../../scripts/checks/mutation/mutants.ts";
import { compile } from "../../../../scripts/checks/solidity/compiler.ts";

const FILE = "contracts/A.sol";

/** A contract with `body` in a function; the comment has letters of two bytes, because positions are bytes. */
function sourceWith(body: string): string {
  return `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;
// Größe
contract A { uint256 private _n; error E(); event V(); modifier m() { _; }
function f(uint256 a, uint256 b, bool c) external m returns (uint256 r, bool t, address s) { s = address(0); t = c;
${body}
} }`;
}

function compiled(source: string, what: string[]): ReturnType<typeof compile> {
  return compile({ [FILE]: source }, { outputSelection: { "*": { "": ["ast"], A: what } } });
}

function mutants(source: string): Mutant[] {
  return mutantsOf(FILE, source, compiled(source, []).sources?.[FILE]?.ast);
}

/** `operator: original → replacement` of the mutants on the body's line. */
function changes(body: string): string[] {
  return mutants(sourceWith(body))
    .filter(({ line }) => line === 6)
    .map(({ operator, original, replacement }) => `${operator}: ${original} → ${replacement}`);
}

describe("mutantsOf", function () {
  this.timeout(20_000);

  for (const [body, ...expected] of [
    ["t = a < b;", "comparison: a < b → a <= b", "comparison: a < b → a >= b"],
    ["t = a <= b;", "comparison: a <= b → a < b", "comparison: a <= b → a > b"],
    ["t = a == b;", "comparison: a == b → a != b"],
    ["r = a + b;", "operator: a + b → (a - b)", "remove a term: a + b → a", "remove a term: a + b → b"],
    ["r = a / b;", "operator: a / b → (a * b)", "remove a term: a / b → a"],
    ["t = t && c;", "operator: t && c → (t || c)", "remove a term: t && c → t", "remove a term: t && c → c"],
    ["_n += a;", "compound assignment: _n += a → _n -= a", "compound assignment: _n += a → _n = a"],
    ["_n |= a;", "compound assignment: _n |= a → _n &= a", "compound assignment: _n |= a → _n = a"],
    ["t = !c;", "unary: !c → c"],
    ["++_n;", "step: ++_n → --_n"],
    ["if (c) revert E();", "condition: c → true", "condition: c → false", "delete revert: revert E(); → {}"],
    ["r = c ? a : b;", "condition: c → true", "condition: c → false"],
    ["delete _n;", "delete expression: delete _n; → {}"],
    ["emit V();", "delete emit: emit V(); → {}"],
    ["r = 7 days;", "number: 7 days → (7 days + 1)", "number: 7 days → (7 days - 1)"],
    ["t = true;", "boolean: true → false"],
    ["s = msg.sender;", "sender: msg.sender → address(this)"],
    ["assembly { r := lt(a, b) }", "assembly: lt → gt"],
  ] as const) {
    it(`changes ${body}`, () => {
      expect(changes(body)).to.include.members(expected);
    });
  }

  it("drops a modifier, but not the constructor of a base", () => {
    const source = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;
contract B { constructor(uint256) {} }
contract A is B { modifier m() { _; } constructor() B(uint256(bytes32(0))) {} function f() external m {} }`;
    const dropped = mutants(source).filter(({ operator }) => operator === "drop modifier");
    expect(dropped.map(({ original }) => original)).to.deep.equal(["m"]);
  });

  it("makes no mutant twice, and the same ones each time", () => {
    const source = sourceWith("r = a + b; if (c) _n -= 1;");
    const [first, second] = [mutants(source), mutants(source)];
    expect(first).to.deep.equal(second);
    expect(new Set(first.map(({ id }) => id)).size).to.equal(first.length);
  });
});

describe("applyMutant", () => {
  it("changes the bytes named and no other, behind letters of two bytes too", () => {
    const source = sourceWith("r = a + b;");
    const mutant = mutants(source).find(({ replacement }) => replacement === "(a - b)");
    expect(applyMutant(source, mutant!)).to.equal(sourceWith("r = (a - b);"));
  });

  it("leaves an if whose only statement is deleted in one piece", () => {
    const source = sourceWith("if (c) revert E();");
    const mutant = mutants(source).find(({ operator }) => operator === "delete revert");
    expect(applyMutant(source, mutant!)).to.equal(sourceWith("if (c) {}"));
  });
});

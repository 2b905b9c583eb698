import { expect } from "chai";
import { readFileSync } from "node:fs";
import { haltExitCode, HALTED, isHalting } from "../../../../src/validator/node/halt-codes.ts";
import { root } from "../../../helpers/run-program.ts";

const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");

describe("halt codes", () => {
  it("F13 F14 F21 F40: end the program so that nothing starts it again before somebody has looked", () => {
    for (const code of ["VALIDATOR_HISTORY_MISSING", "VALIDATOR_DATABASE_LOCKED", "CHAIN_FINAL_BLOCK_REPLACED"]) {
      expect(haltExitCode(code)).to.equal(HALTED);
    }
    expect(haltExitCode("CHAIN_WRONG_GENESIS")).to.equal(HALTED);
    expect(read("docs/operating/validator.service")).to.match(
      new RegExp(`^RestartPreventExitStatus=.*\\b${HALTED}$`, "m"),
    );
  });

  it("a lost lock halts, and a new start may find it free", () => {
    expect([isHalting("VALIDATOR_DATABASE_LOCK_LOST"), haltExitCode("VALIDATOR_DATABASE_LOCK_LOST")]).to.deep.equal([
      true,
      3,
    ]);
  });

  it("leave every other failure what it is", () => {
    expect([isHalting("CHAIN_UNREACHABLE"), haltExitCode("CHAIN_UNREACHABLE")]).to.deep.equal([false, undefined]);
  });

  it("all stand in the operator's manual", () => {
    const halts = /\*\*Halts:(.*?)\*\*Alerts:/s.exec(read("docs/validator-node.md"))?.[1] ?? "";
    const listed = [...halts.matchAll(/^\| `(\w+)`/gm)].map(([, code = ""]) => code);

    expect(listed.length).to.equal(10);
    expect(listed.filter((code) => !isHalting(code))).to.deep.equal([]);
  });
});

import { readFileSync } from "node:fs";
import { expect } from "chai";
import { reasonCodes } from "../../../src/scoring/reason.ts";
import { fromReasonBits, toReasonBits } from "../../../src/validator/reason-bits.ts";

const source = (file: string): string => readFileSync(new URL(`../../../src/${file}`, import.meta.url), "utf8");

describe("reason bits", () => {
  it("have their places for ever", () => {
    expect(toReasonBits([])).to.equal(0n);
    expect(toReasonBits(["NO_CONVERSATION"])).to.equal(1n);
    expect(toReasonBits(["MAIL_USED_BEFORE", "NO_TURN"])).to.equal((1n << 29n) | 2n);
    expect(toReasonBits(["EXPORT_EMPTY_FILE"])).to.equal(2n << 48n);
    expect(toReasonBits(["VALIDATOR_ARCHIVE_TOO_LARGE"])).to.equal(33n << 48n);
  });

  it("give back every code that a score can have", () => {
    const failures = [...source("export/export-error.ts").matchAll(/^ {2}(EXPORT_[A-Z_]+):/gm)].map(
      ([, code]) => code!,
    );
    expect(failures).to.have.length(24);
    expect(fromReasonBits(toReasonBits(reasonCodes))).to.deep.equal([...reasonCodes]);
    for (const code of failures)
      expect(fromReasonBits(toReasonBits([code, "NO_TURN"]))).to.deep.equal(["NO_TURN", code]);
  });

  it("name an unknown failure as such and leave out what later lists may add", () => {
    expect(fromReasonBits(toReasonBits(["ENCRYPTION_OF_TOMORROW"]))).to.deep.equal(["UNREADABLE"]);
    expect(fromReasonBits((0xffffn << 48n) | (1n << 47n) | 1n)).to.deep.equal(["NO_CONVERSATION"]);
  });
});

import { expect } from "chai";
import { RetryableError } from "../../../../src/primitives/errors.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import type { MeasureJobOf } from "../../../../src/validator/database/measure-queue.ts";
import { logMeasuring } from "../../../../src/validator/operator/log-measuring.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

const contribution = toHex32(`0x${"c1".repeat(32)}`);
const job = { contribution, version: 2, ruleset: toHex32(`0x${"a1".repeat(32)}`) };

function watched(measure: MeasureJobOf) {
  const lines: unknown[] = [];
  let time = 0;
  const line = (...given: unknown[]) => lines.push(given);
  return { ...logMeasuring(measure, { line }, () => (time += 5)), lines };
}

describe("logMeasuring", () => {
  const { signal } = new AbortController();
  const about = { contribution, version: 2, ms: 5 };

  it("says what was measured and what was refused, and gives it on", async () => {
    const results = [
      { kind: "measured", archive: {} as never },
      { kind: "refused", reason: "EXPORT_EMPTY" },
    ] as const;
    const left = [...results];
    const { measure, counts, lines } = watched(() => Promise.resolve(left.shift()!));

    expect([await measure(job, signal), await measure(job, signal)]).to.deep.equal(results);
    expect(counts()).to.deep.equal({ measured: 1, refused: 1, failed: 0 });
    expect(lines).to.deep.equal([
      ["info", "archive scored", about],
      ["info", "archive scored", { ...about, code: "EXPORT_EMPTY" }],
    ]);
  });

  it("T70: says the code of a failure and no word of it, and alerts with every third in a row", async () => {
    const errors = [new RetryableError("STORAGE_UNAVAILABLE", "…"), new TypeError("private words")];
    const { measure, counts, lines } = watched(() => Promise.reject(errors.shift() ?? new RetryableError("A_B", "…")));

    for (let count = 0; count < 3; count++) await measure(job, signal).catch(() => undefined);
    expect(counts()).to.deep.equal({ measured: 0, refused: 0, failed: 3 });
    expect(lines).to.deep.equal([
      ["warn", "archive failed", { ...about, code: "STORAGE_UNAVAILABLE" }],
      ["warn", "archive failed", { ...about, code: "VALIDATOR_UNEXPECTED" }],
      ["warn", "archive failed", { ...about, code: "A_B" }],
      ["error", "alert", { code: "A_B", failures: 3 }],
    ]);
  });

  it("F37: counts no failure of what is broken off at the end", async () => {
    const { measure, counts, lines } = watched(() =>
      Promise.reject(new RetryableError("VALIDATOR_PARSER_KILLED", "…")),
    );

    expect(await rejectedCode(() => measure(job, AbortSignal.abort()))).to.equal("VALIDATOR_PARSER_KILLED");
    expect([counts().failed, lines]).to.deep.equal([0, []]);
  });
});

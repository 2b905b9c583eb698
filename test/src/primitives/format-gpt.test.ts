import { expect } from "chai";
import { formatGpt } from "../../../src/primitives/format-gpt.ts";

describe("formatGpt", () => {
  it("rounds down to two decimals and separates thousands", () => {
    expect(formatGpt(0n)).to.equal("0.00");
    expect(formatGpt(10n ** 16n - 1n)).to.equal("0.00");
    expect(formatGpt(1_999_999_999_999_999_999n)).to.equal("1.99");
    expect(formatGpt(60_000_000n * 10n ** 18n + 5n * 10n ** 16n)).to.equal("60,000,000.05");
  });
});

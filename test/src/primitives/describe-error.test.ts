import { expect } from "chai";
import { describeError } from "../../../src/primitives/describe-error.ts";
import { InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";

describe("describeError", () => {
  it("shows code, message and hint, and no stack", () => {
    const error = new InvalidInputError("EXPORT_EMPTY", "Nothing here.", { hint: "Export again." });

    expect(describeError(error)).to.deep.equal({ text: "EXPORT_EMPTY: Nothing here.\n  Export again.", exitCode: 1 });
  });

  it("tells apart what may succeed later", () => {
    expect(describeError(new RetryableError("CHAIN_UNREACHABLE", "No answer.")).exitCode).to.equal(3);
  });

  it("marks what nobody foresaw", () => {
    expect(describeError(new TypeError("x is not a function"))).to.deep.equal({
      text: "UNEXPECTED: x is not a function",
      exitCode: 1,
    });
    expect(describeError("text").text).to.equal("UNEXPECTED: text");
  });
});

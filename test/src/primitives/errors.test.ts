import { expect } from "chai";
import { CollectiveError, InvalidInputError, InvariantError, RetryableError } from "../../../src/primitives/errors.ts";

describe("errors", () => {
  it("carry a code, a message, a context, a hint and a cause", () => {
    const cause = new Error("below");
    const error = new InvalidInputError("X_BAD", "bad", { context: { index: 3 }, hint: "do better", cause });

    expect(error).to.be.instanceOf(CollectiveError);
    expect(error).to.include({ name: "InvalidInputError", code: "X_BAD", message: "bad", hint: "do better", cause });
    expect(error.context).to.deep.equal({ index: 3 });
  });

  it("need nothing but a code and a message", () => {
    const error = new InvariantError("X_BUG", "bug");

    expect(error.context).to.deep.equal({});
    expect(error.hint).to.equal(undefined);
    expect(error).not.to.have.property("cause");
    expect(new RetryableError("X_LATER", "later").name).to.equal("RetryableError");
  });
});

import { expect } from "chai";
import { InvalidInputError, RetryableError } from "../../../../src/primitives/errors.ts";
import { errorAnswer } from "../../../../src/validator/key-service/http-answer.ts";

describe("errorAnswer", () => {
  it("tells what is meant for whoever asks, as it is", () => {
    const error = new InvalidInputError("KEYS_BELOW_FLOOR", "Too few.", { hint: "Wait.", context: { floor: 3 } });

    expect(errorAnswer(error)).to.deep.equal({
      status: 403,
      body: { code: "KEYS_BELOW_FLOOR", message: "Too few.", hint: "Wait." },
      headers: {},
    });
  });

  it("says when to come back", () => {
    const error = new RetryableError("KEYS_RATE_LIMITED", "Too many.", { context: { retryAfterSeconds: 7 } });

    expect(errorAnswer(error)).to.deep.equal({
      status: 429,
      body: { code: "KEYS_RATE_LIMITED", message: "Too many.", hint: "" },
      headers: { "retry-after": "7" },
    });
  });

  it("T68: says of every other failure only whether to try again", () => {
    const secret = "http://user:key@rpc.example/SECRET";
    const answers = [
      new RetryableError("CHAIN_UNREACHABLE", secret),
      new InvalidInputError("ENCRYPTION_CORRUPT", secret),
      new Error(secret),
      secret,
      undefined,
    ].map(errorAnswer);

    expect(answers.map(({ status, body }) => [status, (body as { code: string }).code])).to.deep.equal([
      [503, "KEYS_UNAVAILABLE"],
      [500, "KEYS_INTERNAL"],
      [500, "KEYS_INTERNAL"],
      [500, "KEYS_INTERNAL"],
      [500, "KEYS_INTERNAL"],
    ]);
    expect(JSON.stringify(answers)).to.not.include("SECRET");
  });
});

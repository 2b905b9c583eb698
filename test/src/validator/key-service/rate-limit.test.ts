import { expect } from "chai";
import { createRateLimit } from "../../../../src/validator/key-service/rate-limit.ts";
import { rejection } from "../../../helpers/rejected-code.ts";

describe("createRateLimit", () => {
  it("T75: allows each key so many requests, and says when there are more", async () => {
    const limit = createRateLimit({ requests: 2, seconds: 3_600 });
    await limit.consume("a");
    await limit.consume("a");
    await limit.consume("b");

    const error = await rejection(() => limit.consume("a"));

    expect(error.code).to.equal("KEYS_RATE_LIMITED");
    expect(error.context.retryAfterSeconds).to.be.within(3_500, 3_600);
  });
});

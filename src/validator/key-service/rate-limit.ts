import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { RetryableError } from "../../primitives/errors.ts";

/** How often something may happen. */
export type Rate = { readonly requests: number; readonly seconds: number };

/** Counts by key. */
export type RateLimit = {
  /** @throws {RetryableError} `KEYS_RATE_LIMITED` with `retryAfterSeconds` when it was too often for this key. */
  readonly consume: (key: string) => Promise<void>;
};

/** Allows each key `requests` in each window of `seconds`. A key is forgotten when its window ends. */
export function createRateLimit({ requests, seconds }: Rate): RateLimit {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  return {
    async consume(key) {
      try {
        await limiter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const retryAfterSeconds = Math.ceil(error.msBeforeNext / 1_000);
        throw new RetryableError("KEYS_RATE_LIMITED", `Expected at most ${requests} requests in ${seconds} seconds.`, {
          context: { retryAfterSeconds },
          hint: `Ask again in ${retryAfterSeconds} seconds.`,
        });
      }
    },
  };
}

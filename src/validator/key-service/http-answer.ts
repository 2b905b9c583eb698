import type { ServiceError } from "../../access/key-protocol.ts";
import { CollectiveError, RetryableError } from "../../primitives/errors.ts";

/** An answer before it is written: always one JSON document. */
export type HttpAnswer = {
  readonly status: number;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
};

/** Errors that whoever asks may read as they are, and with which status. All others say only whose turn it is. */
const STATUS: Readonly<Record<string, number>> = {
  KEYS_BAD_REQUEST: 400,
  KEYS_BAD_CHALLENGE: 401,
  KEYS_DEADLINE_PASSED: 401,
  KEYS_NOT_GRANTEE: 401,
  KEYS_GRANT_UNFUNDED: 403,
  KEYS_GRANT_COOLING_OFF: 403,
  KEYS_GRANT_EXPIRED: 403,
  KEYS_GRANT_REVOKED: 403,
  KEYS_TOOL_WITHDRAWN: 403,
  KEYS_ACCESS_PAUSED: 403,
  KEYS_GRANT_NOT_USABLE: 403,
  KEYS_UNUSABLE_KEY: 403,
  KEYS_BELOW_FLOOR: 403,
  KEYS_HOST_REFUSED: 403,
  KEYS_ORIGIN_REFUSED: 403,
  KEYS_NOT_FOUND: 404,
  KEYS_METHOD_REFUSED: 405,
  KEYS_TOO_SLOW: 408,
  KEYS_TOO_LARGE: 413,
  KEYS_NOT_JSON: 415,
  KEYS_RATE_LIMITED: 429,
  KEYS_BUSY: 503,
  KEYS_NOT_ACTIVE: 503,
  KEYS_RECEIPT_FAILED: 503,
};

const UNAVAILABLE = new RetryableError("KEYS_UNAVAILABLE", "This key service cannot answer now.", {
  hint: "Ask again later, or ask another validator.",
});
const INTERNAL = new CollectiveError("KEYS_INTERNAL", "This key service failed.", {
  hint: "Ask another validator, and tell this one's operator when it happened.",
});

/** The answer that a failure is. Nothing of a failure that is not meant for strangers is in it. */
export function errorAnswer(error: unknown): HttpAnswer {
  const told = toldError(error);
  const { code, message, hint = "", context } = told;
  const body: ServiceError = { code, message, hint };
  const { retryAfterSeconds } = context;
  const headers = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  return { status: STATUS[code] ?? (told === INTERNAL ? 500 : 503), body, headers };
}

function toldError(error: unknown): CollectiveError {
  if (error instanceof CollectiveError && Object.hasOwn(STATUS, error.code)) return error;
  return error instanceof RetryableError ? UNAVAILABLE : INTERNAL;
}

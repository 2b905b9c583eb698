import type { KeyRequest } from "../chain/key-request.ts";
import type { Access } from "../chain/read-receipts.ts";
import type { ValidatorKeys } from "../chain/validator-keys.ts";
import type { Hex } from "../primitives/bytes.ts";
import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import type { Address } from "../primitives/identifiers.ts";
import { keyPaths, parseChallenge, parseKeyAnswer, parseServiceError, type KeyAnswer } from "./key-protocol.ts";
import type { PostDocument, PostedAnswer } from "./post-document.ts";

/** Who asks, and how. */
export type AskMeans = {
  readonly grantId: number;
  /** Signs as the grantee. */
  readonly sign: (request: KeyRequest) => Promise<Hex>;
  readonly post: PostDocument;
  readonly sleep: (seconds: number) => Promise<void>;
};

/** A validator that can be asked. */
export type KeySource = Pick<ValidatorKeys, "account" | "endpoint">;

/** A service that asks for more patience than this, or for it more often, is left alone. */
const LONGEST_PAUSE_SECONDS = 90;
const MOST_PAUSES = 5;

/**
 * Asks one validator's key service for the keys of some versions, at most 100.
 *
 * Nothing that comes is believed: the answer is cut down to what was asked for, and what the wraps hold is for the caller
 * to check.
 *
 * @throws {InvalidInputError} `ACCESS_BAD_ENDPOINT` when the validator published no address; {RetryableError}
 * `ACCESS_SERVICE_REFUSED` with the service's `code`; `ACCESS_BAD_ANSWER`; and what {@link PostDocument} throws.
 */
export async function askForKeys(source: KeySource, accesses: readonly Access[], means: AskMeans): Promise<KeyAnswer> {
  const base = baseOf(source.endpoint);
  for (let pauses = 0; ; pauses++) {
    const answer = await tryOnce(base, source.account, accesses, means);
    if (answer.status === 200) return onlyAsked(parseKeyAnswer(answer.document), accesses);
    const wait = answer.retryAfterSeconds ?? Infinity;
    const isPaced = answer.status === 429 || answer.status === 503;
    if (!isPaced || wait > LONGEST_PAUSE_SECONDS || pauses === MOST_PAUSES) throw refusedBy(answer);
    await means.sleep(wait);
  }
}

/** Each try takes a challenge of its own: one may be used up by a request that was refused. */
async function tryOnce(
  base: URL,
  validator: Address,
  accesses: readonly Access[],
  { grantId, sign, post }: AskMeans,
): Promise<PostedAnswer> {
  const issued = await post(new URL(keyPaths.challenges, base), {});
  if (issued.status !== 200) return issued;
  const { challenge, expiresAt: deadline } = parseChallenge(issued.document);
  const signature = await sign({ grantId, validator, challenge, accesses, deadline });
  return post(new URL(keyPaths.keys, base), { grantId, accesses, challenge, deadline, signature });
}

function onlyAsked({ released, refused }: KeyAnswer, accesses: readonly Access[]): KeyAnswer {
  const asked = new Set(accesses.map(nameOf));
  const wasAsked = (entry: Access): boolean => asked.has(nameOf(entry));
  return { released: released.filter(wasAsked), refused: refused.filter(wasAsked) };
}

function refusedBy({ status, document }: PostedAnswer): RetryableError {
  const { code, message } = parseServiceError(document);
  return new RetryableError("ACCESS_SERVICE_REFUSED", `The key service answered ${code}: ${message}`, {
    context: { code, status },
  });
}

function baseOf(endpoint: string): URL {
  const base = URL.parse(endpoint.endsWith("/") ? endpoint : `${endpoint}/`);
  if (base?.protocol === "https:" || base?.protocol === "http:") return base;
  throw new InvalidInputError("ACCESS_BAD_ENDPOINT", "Expected a validator with the address of a key service.");
}

function nameOf({ contributionId, version }: Access): string {
  return `${contributionId} ${version}`;
}

/** Facts about a failure: ids, indexes, counts and limits. Never conversation text, keys or plaintext. */
export type ErrorContext = Readonly<Record<string, string | number | bigint | boolean | null>>;

/** What an error may carry beside its code and message. */
export type ErrorDetails = {
  readonly context?: ErrorContext;
  /** What the user can do next, in one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
};

/**
 * The base of every error this project throws on purpose.
 *
 * `code` (`MODULE_REASON`) is stable API; the message is for people and may change. Subclasses say whose fault it is:
 * {@link InvalidInputError} the caller's, {@link InvariantError} ours, {@link RetryableError} nobody's, try again.
 */
export class CollectiveError extends Error {
  readonly code: string;
  readonly context: ErrorContext;
  readonly hint: string | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.context = details.context ?? {};
    this.hint = details.hint;
  }
}

/** The caller's input cannot be used as it is. */
export class InvalidInputError extends CollectiveError {}

/** Something that our own code promised does not hold: a bug. */
export class InvariantError extends CollectiveError {}

/** The same call may succeed later: an unreachable node, a window that is not open yet. */
export class RetryableError extends CollectiveError {}

import { CollectiveError, InvalidInputError, RetryableError } from "../primitives/errors.ts";

/** What a host answered; `body` is read as fast as its reader asks. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array>;
};

/** How long a host may take. */
export type Patience = {
  /** Milliseconds until its answer begins, and between two pieces of it. Default: 20 seconds. */
  readonly silenceMs?: number;
  /** Bytes per millisecond below which a host counts as too slow, after that. Default: 32, a quarter of a Mbit/s. */
  readonly slowestRate?: number;
};

/** A timer of more milliseconds would go off at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
const OVERLOADED: readonly number[] = [408, 425, 429];

/**
 * Asks a host that nobody trusts to answer, and to go on answering. Only the time that it is waited for counts, not what the
 * reader of the answer takes.
 *
 * @param what - what the answer is called in errors; they do not repeat the address.
 * @param send - sends the question, and ends what it began when the signal says so.
 * @param sentBytes - how much there is to send, which takes its time too.
 * @throws {RetryableError} `STORAGE_HOST_SLOW`, `STORAGE_HOST_UNREACHABLE`, also while the body is read. Errors of this
 * project that `send` throws come through unchanged.
 */
export async function askHost(
  what: string,
  send: (signal: AbortSignal) => Promise<Answer>,
  { silenceMs = 20_000, slowestRate = 32 }: Patience = {},
  sentBytes = 0,
): Promise<Answer> {
  const stop = new AbortController();
  let waitedMs = 0;
  let movedBytes = sentBytes;

  async function waitFor<Result>(action: () => Promise<Result>, mostMs: number): Promise<Result> {
    const begun = performance.now();
    const timer = setTimeout(
      () => {
        stop.abort();
      },
      Math.max(0, Math.min(mostMs, silenceMs + movedBytes / slowestRate - waitedMs, LONGEST_TIMER)),
    );
    try {
      return await action();
    } catch (error) {
      throw hostError(error, what, stop.signal.aborted);
    } finally {
      clearTimeout(timer);
      waitedMs += performance.now() - begun;
    }
  }

  const { status, headers, body } = await waitFor(() => send(stop.signal), Infinity);
  const reader = body.getReader();
  const timed = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await waitFor(() => reader.read(), silenceMs);
        if (done) {
          controller.close();
          return;
        }
        movedBytes += value.length;
        controller.enqueue(value);
      },
      async cancel(reason) {
        await reader.cancel(reason).catch(() => undefined);
        // Ends the connection when the answer was not read to its end.
        stop.abort();
      },
    },
    { highWaterMark: 0 },
  );
  return { status, headers, body: timed };
}

/** What `fetch` gives, as an {@link Answer}. */
export function answerOf({ status, headers, body }: Response): Answer {
  return { status, headers, body: body ?? new Blob().stream() };
}

/** The error for a status that is not the one hoped for: a host that cannot answer now, or that refuses to. */
export function unwelcomeStatus(what: string, status: number, reason = ""): CollectiveError {
  const message = `The host answered ${status} when asked for ${what}.`;
  const context = { what, status, ...(reason === "" ? {} : { reason }) };
  if (status >= 500 || OVERLOADED.includes(status)) {
    return new RetryableError("STORAGE_HOST_FAILED", message, { context, hint: "Try again later, or look elsewhere." });
  }
  return new InvalidInputError("STORAGE_HOST_REFUSED", message, {
    context,
    hint: "Check the address and the right to use it, or look elsewhere.",
  });
}

function hostError(cause: unknown, what: string, isTooSlow: boolean): CollectiveError {
  if (cause instanceof CollectiveError) return cause;
  const details = { cause, context: { what } };
  if (isTooSlow) {
    return new RetryableError("STORAGE_HOST_SLOW", `The host took too long to give ${what}.`, {
      ...details,
      hint: "Try again later, or look elsewhere.",
    });
  }
  return new RetryableError("STORAGE_HOST_UNREACHABLE", `The host did not give ${what}: no connection, or cut off.`, {
    ...details,
    hint: "Check the address and this machine's connection, then try again.",
  });
}

import { readBytes } from "../primitives/byte-stream.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { bundleFileMissing, bundleFileTooLarge } from "./bundle-file.ts";

/** How long a host may take. */
export type Patience = {
  /** Milliseconds until its answer begins, and between two pieces of it. Default: 20 seconds. */
  readonly silenceMs?: number;
  /** Bytes per millisecond below which a whole answer counts as too slow. Default: 32, a quarter of a Mbit/s. */
  readonly slowestRate?: number;
};

const MAX_REDIRECTS = 3;
/** A timer of more milliseconds would go off at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const ABSENT: readonly number[] = [404, 410];
const OVERLOADED: readonly number[] = [408, 425, 429];

/**
 * Fetches a file from a host that nobody trusts: it is never read beyond `maxBytes`, and not for longer than `patience`
 * allows. At most three redirects are followed, and none from https to anything else.
 *
 * @param path - what the file is called in errors; they do not repeat the address.
 * @throws {InvalidInputError} `STORAGE_BUNDLE_FILE_MISSING`, `STORAGE_TOO_LARGE`, `STORAGE_BAD_REDIRECT`,
 * `STORAGE_HOST_REFUSED` for any other answer; {RetryableError} `STORAGE_HOST_UNREACHABLE`, `STORAGE_HOST_SLOW`,
 * `STORAGE_HOST_FAILED` when it says that it cannot answer now.
 */
export async function fetchFile(
  address: URL,
  path: string,
  maxBytes: number,
  { silenceMs = 20_000, slowestRate = 32 }: Patience = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const stop = new AbortController();
  const giveUp = (): void => {
    stop.abort();
  };
  const silence = setTimeout(giveUp, silenceMs);
  const whole = setTimeout(giveUp, Math.min(silenceMs + maxBytes / slowestRate, LONGEST_TIMER));
  try {
    const response = await follow(address, path, stop.signal);
    requireFile(response, path);
    // A length that the host states is only good for giving up early.
    if (Number(response.headers.get("content-length")) > maxBytes) throw bundleFileTooLarge(path, maxBytes);
    return await readBytes(heard(response, silence), maxBytes);
  } catch (error) {
    throw explain(error, path, maxBytes, stop.signal.aborted);
  } finally {
    clearTimeout(silence);
    clearTimeout(whole);
    // Ends the connection when the answer was not read to its end.
    giveUp();
  }
}

async function follow(address: URL, path: string, signal: AbortSignal): Promise<Response> {
  let at = address;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    // Uncompressed, so that a stated length is that of the file.
    const response = await fetch(at, { signal, redirect: "manual", headers: { "accept-encoding": "identity" } });
    if (!REDIRECTS.includes(response.status)) return response;
    at = redirected(at, response.headers.get("location"), path);
  }
  throw badRedirect(path, `more than ${MAX_REDIRECTS}`);
}

function redirected(from: URL, location: string | null, path: string): URL {
  const to = location === null ? null : URL.parse(location, from);
  if (to === null) throw badRedirect(path, "one to no address");
  const isSafe = to.protocol === "https:" || (to.protocol === "http:" && from.protocol === "http:");
  if (!isSafe || to.username + to.password !== "") throw badRedirect(path, `one to ${to.protocol}`);
  return to;
}

function requireFile({ status }: Response, path: string): void {
  if (status === 200) return;
  if (ABSENT.includes(status)) throw bundleFileMissing(path);
  const context = { path, status };
  if (status >= 500 || OVERLOADED.includes(status)) {
    throw new RetryableError("STORAGE_HOST_FAILED", `The host answered ${status} when asked for ${path}.`, {
      context,
      hint: "Try again later, or look at another place.",
    });
  }
  throw new InvalidInputError("STORAGE_HOST_REFUSED", `The host answered ${status} when asked for ${path}.`, {
    context,
    hint: "Check the address, or look at another place.",
  });
}

/** The body, each piece of which begins the wait for the next one anew. */
function heard({ body }: Response, silence: NodeJS.Timeout): ReadableStream<Uint8Array> {
  const pieces = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      silence.refresh();
      controller.enqueue(piece);
    },
  });
  return body === null ? new Blob().stream() : body.pipeThrough(pieces);
}

function explain(error: unknown, path: string, maxBytes: number, isTooSlow: boolean): CollectiveError {
  if (error instanceof CollectiveError) {
    return error.code === "PRIMITIVES_TOO_LONG" ? bundleFileTooLarge(path, maxBytes) : error;
  }
  const context = { path };
  if (isTooSlow) {
    return new RetryableError("STORAGE_HOST_SLOW", `The host took too long to give ${path}.`, {
      cause: error,
      context,
      hint: "Try again later, or look at another place.",
    });
  }
  return new RetryableError("STORAGE_HOST_UNREACHABLE", `The host did not give ${path}: no connection, or cut off.`, {
    cause: error,
    context,
    hint: "Check the address and this machine's connection, then try again.",
  });
}

function badRedirect(path: string, what: string): InvalidInputError {
  return new InvalidInputError(
    "STORAGE_BAD_REDIRECT",
    `Expected at most ${MAX_REDIRECTS} safe redirects, got ${what}.`,
    {
      context: { path },
      hint: "Give the address that it leads to, if it is the right one.",
    },
  );
}

import { readBytes } from "../primitives/byte-stream.ts";
import { askHost, type Patience } from "../storage/ask-host.ts";
import { guardedFetch } from "../storage/guarded-fetch.ts";
import { badAnswer, MAX_ANSWER_SIZE } from "./key-protocol.ts";

/** What a key service answered. */
export type PostedAnswer = {
  readonly status: number;
  readonly document: unknown;
  /** Seconds after which it may be asked again, when it says so. */
  readonly retryAfterSeconds: number | null;
};

/** How long a service may take, and whether addresses on chain may lead to this machine and its network. */
export type PostOptions = Patience & {
  /** Default: what `ALLOW_PRIVATE_ADDRESSES` says. */
  readonly allowPrivate?: boolean;
};

/** Sends a JSON document to an address that stands on chain, and gives the JSON document that is answered. */
export type PostDocument = (address: URL, document: object) => Promise<PostedAnswer>;

/**
 * Makes a sender that trusts nobody: an address on chain leads to no private host ({@link guardedFetch}), an answer is read
 * no further than one may be long, and not for longer than `patience` allows. Redirects are not followed.
 *
 * The sender throws `STORAGE_FORBIDDEN_ADDRESS`, `STORAGE_BAD_REDIRECT`, `STORAGE_HOST_UNREACHABLE`, `STORAGE_HOST_SLOW`,
 * `PRIMITIVES_TOO_LONG` and `ACCESS_BAD_ANSWER`.
 */
export function createPostDocument({ allowPrivate, ...patience }: PostOptions): PostDocument {
  return async (address, document) => {
    const body = new TextEncoder().encode(JSON.stringify(document));
    const headers = { "content-type": "application/json", "content-length": String(body.length) };
    const what = "an answer of a key service";
    const answer = await askHost(
      what,
      (signal) =>
        guardedFetch(address, "others", {
          what,
          signal,
          method: "POST",
          headers,
          body,
          ...(allowPrivate === undefined ? {} : { allowPrivate }),
        }),
      patience,
      body.length,
    );
    const bytes = await readBytes(answer.body, MAX_ANSWER_SIZE);
    return {
      status: answer.status,
      document: parse(bytes),
      retryAfterSeconds: secondsIn(answer.headers.get("retry-after")),
    };
  };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return badAnswer();
  }
}

function secondsIn(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

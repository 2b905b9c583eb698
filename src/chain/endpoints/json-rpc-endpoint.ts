import { setTimeout } from "node:timers/promises";
import { InvalidInputError, RetryableError } from "../../primitives/errors.ts";

/** A node's answer: what was asked for, or why it refuses. */
export type RpcAnswer = { readonly result: unknown } | { readonly error: RpcError };

/** Why a node refuses, as it said it. */
export type RpcError = { readonly code: number; readonly message: string; readonly data?: unknown };

/** How long a question may take. */
export type Patience = {
  /** For one answer, from the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** The longest wait that an endpoint may ask for with `Retry-After`; one that asks for more is silent. */
  readonly retryAfterMs: number;
  /** How often one question is asked when the endpoint asks to wait. */
  readonly attempts: number;
  /** Ends all of it at once. */
  readonly stop?: AbortSignal;
};

/** One JSON-RPC endpoint. */
export type Endpoint = {
  /** From 1, in the order of the configuration. All that is ever said of an endpoint: its URL may hold a key. */
  readonly number: number;
  /** @throws {RetryableError} `CHAIN_ENDPOINT_SILENT` when nothing came that is an answer. */
  readonly ask: (method: string, params: unknown) => Promise<RpcAnswer>;
};

/** More than the logs of 2,000 blocks need. */
const MAX_ANSWER_BYTES = 64 << 20;
/** What is answered to whoever asks too often, or too early. */
const BUSY = [429, 503];

/**
 * Opens the endpoint at `url`, which may hold a user name and a password.
 *
 * @throws {InvalidInputError} `CHAIN_BAD_ENDPOINT` when it is no http or https address.
 */
export function openEndpoint(url: string, number: number, patience: Patience): Endpoint {
  const { address, headers } = addressOf(url, number);
  let nextId = 1;
  return {
    number,
    async ask(method, params) {
      const id = nextId++;
      const body = JSON.stringify({ jsonrpc: "2.0", id, method, params });
      for (let attempt = 1; ; attempt++) {
        try {
          return await askOnce({ address, headers, body, id, signal: limitOf(patience) });
        } catch (cause) {
          const waitMs = cause instanceof Silence ? cause.waitMs : undefined;
          const mayWait = waitMs !== undefined && waitMs <= patience.retryAfterMs && attempt < patience.attempts;
          if (!mayWait) throw silent(number, method, wordsOf(cause));
          await setTimeout(waitMs, undefined, patience.stop && { signal: patience.stop }).catch((stop: unknown) => {
            throw silent(number, method, wordsOf(stop));
          });
        }
      }
    },
  };
}

/** An endpoint that gave no answer that can be used. */
export function silent(number: number, method: string, reason: string): RetryableError {
  return new RetryableError("CHAIN_ENDPOINT_SILENT", `Endpoint ${number} did not answer ${method}: ${reason}.`, {
    context: { endpoint: number, method, reason },
    hint: "Look at the endpoint, or use another one; nothing is decided without it.",
  });
}

function addressOf(url: string, number: number): { address: string; headers: Record<string, string> } {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new InvalidInputError(
      "CHAIN_BAD_ENDPOINT",
      `Expected the address of endpoint ${number}, got something else.`,
      {
        context: { endpoint: number },
        hint: "It begins with http:// or https://.",
      },
    );
  }
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (parsed.username !== "" || parsed.password !== "") {
    const credentials = `${decodeURIComponent(parsed.username)}:${decodeURIComponent(parsed.password)}`;
    headers.authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
    parsed.username = parsed.password = "";
  }
  return { address: parsed.href, headers };
}

/** No answer, and how long the endpoint asked to wait. */
class Silence extends Error {
  readonly waitMs: number | undefined;

  constructor(reason: string, waitMs?: number) {
    super(reason);
    this.waitMs = waitMs;
  }
}

type Question = {
  readonly address: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly id: number;
  readonly signal: AbortSignal;
};

function limitOf({ timeoutMs, stop }: Patience): AbortSignal {
  const limit = AbortSignal.timeout(timeoutMs);
  return stop === undefined ? limit : AbortSignal.any([limit, stop]);
}

async function askOnce({ address, headers, body, id, signal }: Question): Promise<RpcAnswer> {
  // An endpoint that leads elsewhere could lead into a network of ours.
  const response = await fetch(address, { method: "POST", headers, body, signal, redirect: "error" });
  if (BUSY.includes(response.status)) {
    await response.body?.cancel();
    throw new Silence(`HTTP status ${response.status}`, waitOf(response.headers.get("retry-after")));
  }
  const text = await textOf(response);
  // Some nodes give what they refuse another status, with the reason in JSON.
  return answerOf(text, id) ?? fail(response.ok ? "no JSON-RPC answer" : `HTTP status ${response.status}`);
}

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Silence("an answer without end");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function answerOf(text: string, id: number): RpcAnswer | undefined {
  const answer = parsed(text);
  if (answer?.id !== id) return undefined;
  const { error } = answer;
  if (typeof error === "object" && error !== null) {
    const { code, message, data } = error as { code?: unknown; message?: unknown; data?: unknown };
    return { error: { code: Number(code), message: typeof message === "string" ? message : "", data } };
  }
  return "result" in answer ? { result: answer.result } : undefined;
}

function parsed(text: string): { id?: unknown; result?: unknown; error?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function fail(reason: string): never {
  throw new Silence(reason);
}

/** In milliseconds; `Retry-After` says seconds. The other form, a date, would make us trust a clock. */
function waitOf(header: string | null): number | undefined {
  return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}

/** In words of ours: those of the library may name the host, and so a key that is a part of it. */
function wordsOf(cause: unknown): string {
  if (cause instanceof Silence) return cause.message;
  if (cause instanceof Error && cause.name === "TimeoutError") return "no answer in time";
  if (cause instanceof Error && cause.name === "AbortError") return "the program stops";
  return "the connection failed or broke off";
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { formatKeyAnswer, keyPaths, MAX_QUERY_SIZE, parseKeyQuery } from "../../access/key-protocol.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../../primitives/errors.ts";
import type { Address } from "../../primitives/identifiers.ts";
import { checkBodyType, checkSender } from "./check-request.ts";
import { clientAddress } from "./client-address.ts";
import { errorAnswer, type HttpAnswer } from "./http-answer.ts";
import type { KeyService } from "./key-service.ts";
import { startLimitedServer, type ConnectionLimits, type LimitedServer } from "./limited-server.ts";
import { createRateLimit, type Rate } from "./rate-limit.ts";
import { readJson } from "./read-json.ts";

/** How much of a server strangers may take up. */
export type KeyServerLimits = ConnectionLimits & {
  readonly requestsAtOnce: number;
  /** For each client. */
  readonly rate: Rate;
};

/**
 * Limits for a validator's machine. A data user asks twice for each hundred contributions, and its connection may be idle
 * longer than a receipt may take to be mined.
 */
export const keyServerLimits: KeyServerLimits = {
  arrivalSeconds: 10,
  idleSeconds: 180,
  connections: 256,
  requestsAtOnce: 16,
  rate: { requests: 120, seconds: 60 },
};

/** One line of the operator's log. No addresses of clients, no signatures, no keys, no wraps. */
export type LogEntry = {
  readonly asked: keyof typeof keyPaths | "unknown";
  readonly status: number;
  readonly code?: string;
  /** Why, for the operator only: the code of what failed inside. */
  readonly cause?: string;
  readonly grantId?: number;
  readonly released?: number;
  readonly refused?: number;
  readonly receipts?: number;
};

/** What is served, where and to whom. */
export type KeyServerMeans = {
  readonly service: KeyService;
  /** Who serves here; nothing secret. */
  readonly about: { readonly chainId: number; readonly access: Address; readonly validator: Address };
  readonly listen: { readonly host: string; readonly port: number };
  /** Names, without ports, under which it may be asked. */
  readonly names: readonly string[];
  readonly behindProxy: boolean;
  readonly limits: KeyServerLimits;
  readonly log: (entry: LogEntry) => void;
};

/** A key service that listens. */
export type KeyServer = LimitedServer;

type Route = { readonly method: "GET" | "POST"; readonly answer: (request: IncomingMessage) => Promise<Told> };
type Told = { readonly body: object; readonly facts?: Partial<LogEntry> };

/**
 * Serves keys over HTTP. It speaks no TLS: what it hands out is encrypted to the grantee, and what it is asked is signed;
 * an operator who wants it hidden puts a proxy in front.
 *
 * @throws {InvalidInputError} `KEYS_CANNOT_LISTEN` when the address is taken or is none of this machine.
 */
export async function startKeyServer(means: KeyServerMeans): Promise<KeyServer> {
  const { limits, listen } = means;
  const hint = "Choose another --port, or an address of this machine for --host.";
  const cannotListen = { code: "KEYS_CANNOT_LISTEN", hint };
  return startLimitedServer({ listen, limits, handle: createHandler(means), errorAnswer, cannotListen });
}

function createHandler(means: KeyServerMeans): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { names, behindProxy, limits, log } = means;
  const rate = createRateLimit(limits.rate);
  const routes = routesOf(means);
  let running = 0;

  async function told(request: IncomingMessage, path: string): Promise<Told> {
    checkSender(request.headers, names);
    const { remoteAddress } = request.socket;
    const forwardedFor = request.headers["x-forwarded-for"];
    await rate.consume(clientAddress({ remoteAddress, forwardedFor: forwardedFor?.toString() }, behindProxy));
    const route = routes.get(path) ?? refuse("KEYS_NOT_FOUND", "There is nothing at this path.");
    if (request.method !== route.method) refuse("KEYS_METHOD_REFUSED", `Expected the method ${route.method}.`);
    return route.answer(request);
  }

  return async (request, response) => {
    const path = (request.url ?? "").slice(1);
    const asked = askedFor(path);
    running++;
    try {
      if (running > limits.requestsAtOnce) throw busy();
      const { body, facts } = await told(request, path);
      send(response, { status: 200, body, headers: {} });
      log({ asked, status: 200, ...facts });
    } catch (error) {
      const answer = errorAnswer(error);
      send(response, answer);
      log({ asked, status: answer.status, ...reasons(error, answer) });
    } finally {
      running--;
    }
  };
}

function routesOf({ service, about }: KeyServerMeans): ReadonlyMap<string, Route> {
  return new Map<string, Route>([
    [keyPaths.status, { method: "GET", answer: () => Promise.resolve({ body: about }) }],
    [
      keyPaths.challenges,
      {
        method: "POST",
        answer: (request) => {
          // No body is needed, so none is read.
          checkBodyType(request.headers);
          return Promise.resolve({ body: service.issueChallenge() });
        },
      },
    ],
    [
      keyPaths.keys,
      {
        method: "POST",
        async answer(request) {
          checkBodyType(request.headers);
          const query = parseKeyQuery(await readJson(request, MAX_QUERY_SIZE));
          const { answer, written } = await service.handle(query);
          const counts = { released: answer.released.length, refused: answer.refused.length, receipts: written };
          return { body: formatKeyAnswer(answer), facts: { grantId: query.grantId, ...counts } };
        },
      },
    ],
  ]);
}

function send(response: ServerResponse, { status, body, headers }: HttpAnswer): void {
  // Whoever asked may have gone, and a body that was not read to its end may still come.
  if (response.destroyed) return;
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    connection: "close",
    ...headers,
  });
  response.end(`${JSON.stringify(body)}\n`);
}

function askedFor(path: string): LogEntry["asked"] {
  const names = Object.keys(keyPaths) as (keyof typeof keyPaths)[];
  return names.find((name) => keyPaths[name] === path) ?? "unknown";
}

function reasons(error: unknown, { body }: HttpAnswer): Partial<LogEntry> {
  const { code } = body as { code: string };
  const inner = error instanceof CollectiveError && error.code === code ? error.cause : error;
  if (inner === undefined) return { code };
  return { code, cause: inner instanceof CollectiveError ? inner.code : "UNEXPECTED" };
}

function busy(): RetryableError {
  return new RetryableError("KEYS_BUSY", "This key service has as many requests as it can handle.", {
    context: { retryAfterSeconds: 5 },
    hint: "Ask again in a few seconds.",
  });
}

function refuse(code: string, message: string): never {
  throw new InvalidInputError(code, message, { hint: "docs/access.md describes what a key service can be asked." });
}

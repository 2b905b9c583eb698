import type { IncomingMessage, ServerResponse } from "node:http";
import { RetryableError, type CollectiveError } from "../../primitives/errors.ts";
import { checkSender, serviceNames } from "../key-service/check-request.ts";
import type { HttpAnswer } from "../key-service/http-answer.ts";
import { startLimitedServer, type ConnectionLimits, type LimitedServer } from "../key-service/limited-server.ts";
import { createRateLimit, type Rate } from "../key-service/rate-limit.ts";
import type { Health } from "./health.ts";

/** What an operator's tools are told, and where they ask. */
export type OperatorServerMeans = {
  readonly listen: { readonly host: string; readonly port: number };
  /** Names beside those of this machine under which it may be asked. */
  readonly names: readonly string[];
  readonly health: () => Health;
  readonly metrics: { readonly text: () => Promise<string>; readonly contentType: string };
  readonly limits?: OperatorServerLimits;
};

/** How much of the node its metrics may cost. */
export type OperatorServerLimits = ConnectionLimits & {
  /** For all clients together: they are the operator's own. */
  readonly rate: Rate;
};

/** Enough for several Prometheus servers and somebody who looks; a flood costs the node next to nothing. */
export const operatorServerLimits: OperatorServerLimits = {
  arrivalSeconds: 5,
  idleSeconds: 10,
  connections: 32,
  rate: { requests: 120, seconds: 10 },
};

type Told = { readonly status: number; readonly type: string; readonly text: string };

/**
 * Serves `/healthz` and `/metrics` to the operator's own programs, on this machine unless told otherwise. Pages in a
 * browser are refused, slow clients are cut off (F38).
 *
 * @throws {InvalidInputError} `VALIDATOR_CANNOT_LISTEN`.
 */
export async function startOperatorServer(means: OperatorServerMeans): Promise<LimitedServer> {
  const { listen, limits = operatorServerLimits } = means;
  const rate = createRateLimit(limits.rate);
  const names = serviceNames(listen.host, means.names);

  async function told({ headers, method, url = "" }: IncomingMessage): Promise<Told> {
    try {
      await rate.consume("all");
    } catch {
      return refused(429, "VALIDATOR_BUSY");
    }
    try {
      checkSender(headers, names);
    } catch {
      return refused(403, "VALIDATOR_REQUEST_REFUSED");
    }
    if (method !== "GET") return refused(405, "VALIDATOR_METHOD_REFUSED");
    if (url === "/healthz") return healthAnswer(means.health());
    if (url !== "/metrics") return refused(404, "VALIDATOR_NOT_FOUND");
    return { status: 200, type: means.metrics.contentType, text: await means.metrics.text() };
  }

  return startLimitedServer({
    listen,
    limits,
    async handle(request, response) {
      send(response, await told(request).catch(() => refused(500, "VALIDATOR_UNEXPECTED")));
    },
    errorAnswer: brokenAnswer,
    cannotListen: { code: "VALIDATOR_CANNOT_LISTEN", hint: "Choose another VALIDATOR_HTTP." },
  });
}

function healthAnswer(health: Health): Told {
  return { status: health.isWell ? 200 : 503, type: "application/json", text: `${JSON.stringify(health)}\n` };
}

function refused(status: number, code: string): Told {
  return { status, type: "application/json", text: `${JSON.stringify({ code })}\n` };
}

function brokenAnswer(error: CollectiveError): HttpAnswer {
  const isSlow = error instanceof RetryableError;
  const code = isSlow ? "VALIDATOR_TOO_SLOW" : "VALIDATOR_BAD_REQUEST";
  return { status: isSlow ? 408 : 400, body: { code }, headers: {} };
}

function send(response: ServerResponse, { status, type, text }: Told): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    connection: "close",
  });
  response.end(text);
}

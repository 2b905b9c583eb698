import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { InvalidInputError, RetryableError, type CollectiveError } from "../../primitives/errors.ts";
import type { HttpAnswer } from "./http-answer.ts";

/** How much of a server's sockets strangers may take up. */
export type ConnectionLimits = {
  /** For a request to arrive whole. */
  readonly arrivalSeconds: number;
  /** Without a byte in either direction. */
  readonly idleSeconds: number;
  readonly connections: number;
};

/** What is served and where. */
export type LimitedServerMeans = {
  readonly listen: { readonly host: string; readonly port: number };
  readonly limits: ConnectionLimits;
  /** Answers every request, and never rejects. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** The answer to what is no request, or did not arrive in time. */
  readonly errorAnswer: (error: CollectiveError) => HttpAnswer;
  /** The code of the error when the address cannot be listened at, and what to do then. */
  readonly cannotListen: { readonly code: string; readonly hint: string };
};

/** A server that listens. */
export type LimitedServer = {
  readonly port: number;
  /** Takes no more requests, and resolves when those that run have been answered. */
  readonly close: () => Promise<void>;
};

/**
 * Serves HTTP to whoever can connect, without letting slow or broken clients keep it from others.
 *
 * @throws {InvalidInputError} with the code `cannotListen` when the address is taken or is none of this machine.
 */
export async function startLimitedServer(means: LimitedServerMeans): Promise<LimitedServer> {
  const { limits, handle, errorAnswer } = means;
  const server = createServer(
    {
      headersTimeout: limits.arrivalSeconds * 1_000,
      requestTimeout: limits.arrivalSeconds * 1_000,
      connectionsCheckingInterval: Math.min(1_000, limits.arrivalSeconds * 500),
      maxHeaderSize: 8 * 1024,
    },
    (request, response) => void handle(request, response),
  );
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleSeconds * 1_000);
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    answerBrokenRequest(error, socket, errorAnswer);
  });
  await listenAt(server, means);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** What the parser could not read, or what did not arrive in time, gets the same shape of answer as everything else. */
function answerBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  errorAnswer: LimitedServerMeans["errorAnswer"],
): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const failure =
    error.code === "ERR_HTTP_REQUEST_TIMEOUT"
      ? new RetryableError("KEYS_TOO_SLOW", "The request did not arrive in time.", { hint: "Send it again." })
      : new InvalidInputError("KEYS_BAD_REQUEST", "Expected an HTTP request.", { hint: "Use HTTP/1.1." });
  const { status, body } = errorAnswer(failure);
  const text = `${JSON.stringify(body)}\n`;
  const head = [`HTTP/1.1 ${status} Refused`, "content-type: application/json; charset=utf-8", "connection: close"];
  socket.end(`${[...head, `content-length: ${Buffer.byteLength(text)}`].join("\r\n")}\r\n\r\n${text}`);
}

async function listenAt(server: Server, { listen: { host, port }, cannotListen }: LimitedServerMeans): Promise<void> {
  const { code, hint } = cannotListen;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        new InvalidInputError(code, `Expected to listen on ${host}, port ${port}: ${cause.code}.`, { cause, hint }),
      );
    });
    server.listen(port, host, resolve);
  });
}

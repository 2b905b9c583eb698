import { request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import { startHost, type LocalHost } from "../local-host.ts";

/**
 * What a proxy does to a long answer: nothing, turning over a bit of its last byte, ending after half of it, stopping after
 * half of it, or not answering at all. `refused` answers every request with 503; `lost` breaks every upload off halfway.
 */
export type Fault = "none" | "wrong" | "cut" | "stalled" | "silent" | "refused" | "lost";

/** Stands between a store and the server behind it. */
export type FaultProxy = LocalHost & {
  readonly set: (fault: Fault) => void;
  /** From now on requests that match are never answered; `undefined` ends it. */
  readonly hold: (pattern: RegExp | undefined) => void;
  /** `METHOD path` of each request since the fault was set. */
  readonly requests: readonly string[];
};

/** What is shorter is no blob: an answer about one. */
const SHORTEST_BLOB = 1000;

/** Starts a proxy for the server at `target` that is true until told otherwise. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let fault: Fault = "none";
  let held: RegExp | undefined;
  const requests: string[] = [];
  const host = await startHost((incoming, outgoing) => {
    const question = `${incoming.method} ${incoming.url}`;
    requests.push(question);
    if (fault === "silent" || held?.test(question) === true) return;
    if (fault === "refused") outgoing.writeHead(503).end();
    else passOn(target, incoming, outgoing, fault);
  });
  return {
    ...host,
    set: (next) => {
      fault = next;
      requests.length = 0;
    },
    hold: (pattern) => {
      held = pattern;
    },
    requests,
  };
}

function passOn(target: string, incoming: IncomingMessage, outgoing: ServerResponse, fault: Fault): void {
  const { method, headers, url = "" } = incoming;
  // The host header stays as it is, since it is part of what is signed.
  const onward = ask(target + url, { method, headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    // Swift sends the end of a body after the head that it was asked for alone.
    if (method === "HEAD") outgoing.end();
    else void spoil(answer, outgoing, fault).catch(() => outgoing.destroy());
  });
  onward.on("error", () => {
    if (!outgoing.writableEnded) outgoing.destroy();
  });
  outgoing.on("close", () => onward.destroy());
  if (fault !== "lost" || Number(headers["content-length"] ?? 0) < SHORTEST_BLOB) {
    incoming.pipe(onward);
    return;
  }
  incoming.once("data", (piece: Buffer) => {
    onward.write(piece.subarray(0, SHORTEST_BLOB), () => {
      onward.destroy();
      incoming.destroy();
    });
  });
}

async function spoil(answer: IncomingMessage, outgoing: ServerResponse, fault: Fault): Promise<void> {
  const pieces: Buffer[] = [];
  if (fault === "none" || fault === "lost") {
    answer.pipe(outgoing);
    return;
  }
  for await (const piece of answer) pieces.push(piece as Buffer);
  const whole = Buffer.concat(pieces);
  if (whole.length < SHORTEST_BLOB) {
    outgoing.end(whole);
    return;
  }
  const half = whole.subarray(0, whole.length / 2);
  if (fault === "wrong") {
    whole[whole.length - 1]! ^= 1;
    outgoing.end(whole);
  } else if (fault === "stalled") outgoing.write(half);
  else outgoing.write(half, () => outgoing.destroy());
}

import { setTimeout } from "node:timers/promises";
import type { ServerResponse } from "node:http";
import { startHost } from "./local-host.ts";

/** Changes what a node answered to one question. */
export type Lie = (result: unknown, params: readonly unknown[]) => unknown;

/** What an endpoint does instead of answering, or to an answer. `lost` answers nothing after the node has acted. */
export type Fault =
  | "refused"
  | "reset"
  | "silent"
  | "html"
  | "half"
  | "other id"
  | "garbage"
  | "lost"
  | "endless"
  | "moved"
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } };

type FaultOptions = { readonly method?: string; readonly times?: number; readonly every?: number };

/** An endpoint before a node that is true until told otherwise, method by method. */
export type LyingProxy = {
  readonly url: string;
  /** From now on answers to `method` are changed. */
  readonly lie: (method: string, lie: Lie) => void;
  /** From now on questions for `method`, or all of them, meet this fault: so many times, or one of every so many. */
  readonly fail: (fault: Fault, options?: FaultOptions) => void;
  /** From now on it stands before the node at `target`. */
  readonly moveTo: (target: string) => void;
  /** True again. */
  readonly reform: () => void;
  /** The methods asked since it was true last. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
};

type Commission = { fault: Fault; method: string; left: number; every: number; seen: number };
type Request = { readonly id: number; readonly method: string; readonly params: readonly unknown[] };

/** Starts a proxy for the node at `target`. */
export async function startLyingProxy(target: string): Promise<LyingProxy> {
  const lies = new Map<string, Lie>();
  const faults: Commission[] = [];
  const asked: string[] = [];
  let place = target;
  const pass = async (body: string) => {
    const headers = { "content-type": "application/json" };
    return (await fetch(place, { method: "POST", body, headers })).text();
  };
  const host = await startHost((incoming, outgoing) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of incoming) pieces.push(piece as Buffer);
      const body = Buffer.concat(pieces).toString("utf8");
      const request = JSON.parse(body) as Request;
      asked.push(request.method);
      const met = faults.find((each) => {
        if (each.left <= 0 || (each.method !== "" && each.method !== request.method)) return false;
        return ++each.seen % each.every === 0;
      });
      if (met === undefined) {
        outgoing.end(changed(await pass(body), request, lies.get(request.method)));
        return;
      }
      met.left--;
      await commit(met.fault, outgoing, request, () => pass(body));
    })().catch(() => outgoing.destroy());
  });
  return {
    url: host.url,
    lie: (method, lie) => lies.set(method, lie),
    fail: (fault, { method = "", times = Infinity, every = 1 } = {}) => {
      faults.unshift({ fault, method, left: times, every, seen: 0 });
    },
    moveTo: (other) => {
      place = other;
    },
    reform: () => {
      lies.clear();
      faults.length = 0;
      asked.length = 0;
    },
    asked,
    stop: host.stop,
  };
}

function changed(text: string, { params }: Request, lie: Lie | undefined): string {
  if (lie === undefined) return text;
  const answer = JSON.parse(text) as { result?: unknown; error?: unknown };
  return JSON.stringify({ ...answer, error: undefined, result: lie(answer.result ?? null, params) });
}

async function commit(
  fault: Fault,
  outgoing: ServerResponse,
  { id }: Request,
  pass: () => Promise<string>,
): Promise<void> {
  if (typeof fault === "object") {
    if ("error" in fault) outgoing.end(JSON.stringify({ jsonrpc: "2.0", id, error: fault.error }));
    else {
      outgoing.writeHead(fault.status, fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter });
      outgoing.end("busy");
    }
    return;
  }
  const html = "<html><body>One more step: prove that you are human</body></html>";
  switch (fault) {
    case "refused":
      outgoing.writeHead(500).end("the server failed");
      break;
    case "reset":
      outgoing.socket?.resetAndDestroy();
      break;
    case "silent":
      break;
    case "html":
      outgoing.end(html);
      break;
    case "half":
      outgoing.writeHead(200, { "content-length": "1000" });
      outgoing.write((await pass()).slice(0, 20));
      await setTimeout(20);
      outgoing.destroy();
      break;
    case "other id":
      outgoing.end((await pass()).replace(/"id":\d+/, '"id":987654'));
      break;
    case "garbage":
      outgoing.end(JSON.stringify({ jsonrpc: "2.0", id, result: { what: ["is", 7] } }));
      break;
    case "lost":
      await pass();
      outgoing.destroy();
      break;
    case "endless":
      outgoing.on("error", () => undefined);
      while (!outgoing.destroyed) {
        outgoing.write(Buffer.alloc(1 << 20, 0x20));
        await setTimeout(0);
      }
      break;
    case "moved":
      outgoing.writeHead(307, { location: "/elsewhere" }).end();
      break;
  }
}

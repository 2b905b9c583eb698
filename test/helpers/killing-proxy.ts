import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * When a sender is stopped: before its transaction is at the node, once it is there but unanswered, or once the sender has
 * the answer too. A `refused` transaction is answered with an error and nobody is stopped.
 */
export type KillMoment = "lost" | "unanswered" | "answered" | "refused";

/** A stand-in for a node's endpoint that stops whoever sends through it. */
export type KillingProxy = {
  readonly url: string;
  /** From now on the transaction with this number, from 1, is the sender's last; `kill` must end it at once. */
  readonly arm: (transaction: number, moment: KillMoment, kill: () => void) => void;
  /** Waits until the node has answered everything that was passed on. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Passes every question on to the node at `target`, until the transaction comes at which it was told to kill. */
export async function startKillingProxy(target: string): Promise<KillingProxy> {
  let left = Infinity;
  let moment: KillMoment = "unanswered";
  let kill = (): void => undefined;
  const passing = new Set<Promise<unknown>>();
  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request);
      const sends = /"method":\s*"eth_send(?:Raw)?Transaction"/.test(body);
      const last = sends && --left === 0;
      // What the dying sender still manages to ask must not reach the node.
      if (left < 0) return;
      if (last && moment === "lost") {
        left = -1;
        kill();
        return;
      }
      if (last && moment === "refused") {
        left = Infinity;
        response.setHeader("content-type", "application/json");
        response.end(refusal(body));
        return;
      }
      const headers = { "content-type": "application/json" };
      const answer = fetch(target, { method: "POST", body, headers }).then((reply) => reply.text());
      passing.add(answer);
      const text = await answer.finally(() => passing.delete(answer));
      if (last && moment === "unanswered") {
        left = -1;
        kill();
        return;
      }
      response.setHeader("content-type", "application/json");
      response.end(text, () => {
        if (!last) return;
        left = -1;
        setTimeout(kill, 20);
      });
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm: (transaction, when, how) => {
      left = transaction;
      moment = when;
      kill = how;
    },
    settled: async () => {
      await Promise.allSettled(passing);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refusal(body: string): string {
  const { id } = JSON.parse(body) as { id: unknown };
  return JSON.stringify({
    jsonrpc: "2.0",
    id,
    error: { code: -32000, message: "the node takes nothing at the moment" },
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

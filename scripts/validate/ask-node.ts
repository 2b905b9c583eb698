import type { Health } from "../../src/validator/operator/health.ts";

const ANSWER_MS = 2_000;
const DEFAULT_PLACE = "127.0.0.1:9464";

/** What a node on this machine says of itself. */
export type NodeAnswer = Pick<Health, "reason" | "code" | "duty" | "lastLookSeconds"> & {
  /** Epochs that the chain settled and its database has not taken over; null before it looked. */
  readonly lag: number | null;
};

/** Asks the node where its configuration says that it serves its health; null when nothing answers there. */
export async function askNode(place = process.env.VALIDATOR_HTTP): Promise<NodeAnswer | null> {
  const address = place === undefined || place.trim() === "" ? DEFAULT_PLACE : place.trim();
  try {
    const health = JSON.parse(await read(address, "healthz")) as Health;
    const [, lag] = /^validator_lag_epochs (\d+)$/m.exec(await read(address, "metrics")) ?? [];
    const { reason, code, duty, lastLookSeconds } = health;
    return {
      reason,
      code,
      duty,
      lastLookSeconds,
      lag: lag === undefined || lastLookSeconds === null ? null : Number(lag),
    };
  } catch {
    return null;
  }
}

async function read(address: string, path: string): Promise<string> {
  // A node that listens everywhere listens here too.
  const here = address.replace("0.0.0.0:", "127.0.0.1:").replace("[::]:", "[::1]:");
  const answer = await fetch(`http://${here}/${path}`, { signal: AbortSignal.timeout(ANSWER_MS) });
  return answer.text();
}

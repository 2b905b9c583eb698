import type { DeploymentRecord } from "../../../src/chain/deployment-record.ts";
import type { Secret } from "../../../src/primitives/secret.ts";
import { notAsked, type Diagnosis } from "./examine.ts";

const ANSWER_MS = 10_000;
const FARTHEST_AHEAD = 15;
const FARTHEST_BEHIND = 300;

type Block = { readonly hash?: string; readonly number?: string; readonly timestamp?: string } | null;

/** Whether an endpoint answers, and for the chain that the collective is deployed to. It is named by its number alone. */
export async function examineEndpoint(url: Secret, { chainId, genesisHash }: DeploymentRecord): Promise<Diagnosis> {
  const advice = "Check this address in VALIDATOR_RPC_URLS, or take another provider.";
  const id = Number(await ask(url, "eth_chainId"));
  if (id !== chainId) return { ok: false, found: `serves chain ${id}, expected ${chainId}`, advice };
  const first = (await ask(url, "eth_getBlockByNumber", "0x0", false)) as Block;
  if (first?.hash !== genesisHash) return { ok: false, found: "serves another chain with the same id", advice };
  const newest = (await ask(url, "eth_getBlockByNumber", "latest", false)) as Block;
  return { ok: newest !== null, found: `serves this chain, at block ${Number(newest?.number)}`, advice };
}

/** Whether the machine's clock and the chain's go together. The node's deadlines come from the chain alone. */
export async function examineClock([url]: readonly Secret[], isLocal: boolean, now: number): Promise<Diagnosis> {
  if (url === undefined) return notAsked("there is no endpoint");
  const block = (await ask(url, "eth_getBlockByNumber", "latest", false)) as Block;
  const ahead = Number(block?.timestamp) - Math.floor(now / 1_000);
  const found = `the newest block is ${Math.abs(ahead)} s ${ahead > 0 ? "ahead of" : "behind"} this machine`;
  if (isLocal) return { ok: null, found: `${found}; a development chain has a clock of its own` };
  const ok = ahead <= FARTHEST_AHEAD && ahead >= -FARTHEST_BEHIND;
  return { ok, found, advice: "Set this machine's clock by NTP; if it is right, the endpoint has fallen behind." };
}

async function ask(url: Secret, method: string, ...params: unknown[]): Promise<unknown> {
  const answer = await fetch(url.reveal(), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch(() => undefined);
  // What came instead may repeat the address, in which a key may be.
  if (answer === undefined) throw new Error("it does not answer");
  if (!answer.ok) throw new Error(`it answers with status ${answer.status}`);
  const { result } = (await answer.json().catch(() => ({}))) as { result?: unknown };
  if (result === undefined) throw new Error(`it does not answer ${method}`);
  return result;
}

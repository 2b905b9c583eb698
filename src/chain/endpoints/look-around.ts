import { InvalidInputError, InvariantError, RetryableError } from "../../primitives/errors.ts";
import { toHex32 } from "../../primitives/identifiers.ts";
import type { Finality } from "../deployment-record.ts";
import type { BlockRef } from "../finality.ts";
import { agreedAnswer, askAll, disagreement, type Rules } from "./agreement.ts";
import { canonicalAnswer } from "./canonical-answer.ts";
import { silent, type Endpoint } from "./json-rpc-endpoint.ts";
import { quantityOf } from "./pin-block.ts";

/** What all endpoints have of the chain at one moment. */
export type Look = {
  /** The newest block that all of them have. */
  readonly head: BlockRef;
  /** The newest block that all of them call final. */
  readonly final: BlockRef;
  /** How many blocks the slowest of all that answered is behind the fastest: for an alarm. */
  readonly lag: number;
  /** The numbers of the endpoints that take part until the next look. */
  readonly endpoints: readonly number[];
};

/** What a look must find, and how far endpoints may be apart. */
export type LookRules = Rules & {
  readonly chainId: number;
  readonly finality: Finality;
  /** An endpoint that is more blocks behind takes no part. */
  readonly maxLagBlocks: number;
  /** How far below the lowest head a block may be that all have, after a reorganisation at the tip. */
  readonly stepBackBlocks: number;
};

/** Where one endpoint says that its chain ends. `final` is null while it calls no block final. */
type Position = {
  readonly endpoint: Endpoint;
  readonly chainId: bigint;
  readonly head: number;
  readonly final: number | null;
};

/**
 * Asks every endpoint for its head and its final block, and finds the newest of each that all of them have.
 *
 * @param seen - the final block of the look before.
 * @throws {RetryableError} `CHAIN_ENDPOINTS_DISAGREE`, `CHAIN_ENDPOINT_SILENT`; `CHAIN_ENDPOINT_STALE` when too few are at
 *   the head, or what they call final is older than `seen`; `CHAIN_NOTHING_FINAL`.
 * @throws {InvalidInputError} `CHAIN_WRONG_CHAIN` when all serve another chain.
 * @throws {InvariantError} `CHAIN_FINAL_BLOCK_REPLACED` when they all have another block where `seen` was: whoever acted on
 *   it must stop.
 */
export async function lookAround(
  endpoints: readonly Endpoint[],
  rules: LookRules,
  seen: BlockRef | undefined,
): Promise<Look> {
  const positions = await positionsOf(endpoints, rules);
  requireChain(positions, rules.chainId);
  const fresh = freshOf(positions, rules, seen);
  const members = fresh.map(({ endpoint }) => endpoint);
  const head = await commonHead(members, Math.min(...fresh.map((position) => position.head)), rules);
  const final = await blockOfAll(members, finalNumber(fresh, head.number, rules), rules);
  if (seen !== undefined) await requireSeen(members, { seen, final }, rules);
  const heads = positions.map((position) => position.head);
  return {
    head,
    final,
    lag: Math.max(...heads) - Math.min(...heads),
    endpoints: members.map(({ number }) => number),
  };
}

async function positionsOf(endpoints: readonly Endpoint[], rules: LookRules): Promise<Position[]> {
  const silences: RetryableError[] = [];
  const answers = await Promise.all(
    endpoints.map(async (endpoint) => {
      try {
        return await positionOf(endpoint, rules.finality);
      } catch (cause) {
        if (!(cause instanceof RetryableError)) throw cause;
        silences.push(cause);
        return undefined;
      }
    }),
  );
  const positions = answers.filter((position) => position !== undefined);
  const [silence] = silences;
  if (silence !== undefined && positions.length < rules.needed) throw silence;
  for (const each of silences) rules.onSilent(each);
  return positions;
}

async function positionOf(endpoint: Endpoint, finality: Finality): Promise<Position> {
  const [chainId, number, block] = await Promise.all([
    quantityFrom(endpoint, "eth_chainId"),
    quantityFrom(endpoint, "eth_blockNumber"),
    finality === "tag" ? finalizedAt(endpoint) : null,
  ]);
  const head = Number(number);
  return { endpoint, chainId, head, final: finality === "tag" ? block : head - finality };
}

async function quantityFrom(endpoint: Endpoint, method: "eth_chainId" | "eth_blockNumber"): Promise<bigint> {
  const answer = await endpoint.ask(method, []);
  if ("result" in answer && typeof answer.result === "string" && /^0x[0-9a-f]{1,12}$/i.test(answer.result)) {
    return BigInt(answer.result);
  }
  throw silent(endpoint.number, method, "an answer of another form");
}

async function finalizedAt(endpoint: Endpoint): Promise<number | null> {
  const method = "eth_getBlockByNumber";
  const answer = await endpoint.ask(method, ["finalized", false]);
  try {
    const block = "result" in answer ? canonicalAnswer(method, answer.result) : null;
    return block === null ? null : Number((block as { number: string }).number);
  } catch {
    throw silent(endpoint.number, method, "an answer of another form");
  }
}

function requireChain(positions: readonly Position[], chainId: number): void {
  const others = positions.filter((position) => position.chainId !== BigInt(chainId));
  const [other] = others;
  if (other === undefined) return;
  if (others.length < positions.length) {
    const said = positions.map((position) => ({ endpoint: position.endpoint.number, text: `${position.chainId}` }));
    throw disagreement("eth_chainId", said);
  }
  throw new InvalidInputError("CHAIN_WRONG_CHAIN", `Expected chain ${chainId}, got ${other.chainId}.`, {
    context: { chainId, found: other.chainId, endpoint: other.endpoint.number },
    hint: "Check the RPC URLs, and that the record and the configuration are of the same network.",
  });
}

/** Those that are not left behind; what they call final may not be older than what was final before. */
function freshOf(positions: readonly Position[], rules: LookRules, seen: BlockRef | undefined): readonly Position[] {
  const highest = Math.max(...positions.map(({ head }) => head));
  const isFresh = ({ head, final }: Position) =>
    highest - head <= rules.maxLagBlocks && (seen === undefined || (final ?? 0) >= seen.number);
  const fresh = positions.filter(isFresh);
  const stale = positions.filter((position) => !isFresh(position)).map(({ endpoint }) => endpoint.number);
  if (stale.length === 0) return fresh;
  const error = staleness(stale);
  if (fresh.length < rules.needed) throw error;
  rules.onSilent(error);
  return fresh;
}

function staleness(endpoints: readonly number[]): RetryableError {
  const which = endpoints.join(", ");
  return new RetryableError("CHAIN_ENDPOINT_STALE", `Behind the others, or behind what was final before: ${which}.`, {
    context: { endpoints: which },
    hint: "The node behind this endpoint is stuck or still synchronising; use another one if it stays so.",
  });
}

/** The tips of two nodes may differ for a moment; a little deeper they may not. */
async function commonHead(members: readonly Endpoint[], lowest: number, rules: LookRules): Promise<BlockRef> {
  for (let number = lowest; ; number--) {
    try {
      return await blockOfAll(members, number, rules);
    } catch (cause) {
      const isTip = cause instanceof RetryableError && cause.code === "CHAIN_ENDPOINTS_DISAGREE";
      if (!isTip || number === 0 || lowest - number >= rules.stepBackBlocks) throw cause;
    }
  }
}

function finalNumber(fresh: readonly Position[], head: number, { finality }: LookRules): number {
  const finals = fresh.map(({ final }) => final).filter((final) => final !== null);
  const lowest = finality === "tag" ? Math.min(head, ...finals) : head - finality;
  if (finals.length === fresh.length && lowest >= 0) return lowest;
  throw new RetryableError("CHAIN_NOTHING_FINAL", "No block is final yet.", { hint: "Wait for more blocks." });
}

async function requireSeen(
  members: readonly Endpoint[],
  { seen, final }: { seen: BlockRef; final: BlockRef },
  rules: LookRules,
): Promise<void> {
  if (final.number < seen.number) throw staleness(members.map(({ number }) => number));
  const now = final.number === seen.number ? final : await blockOfAll(members, seen.number, rules);
  if (now.hash === seen.hash) return;
  throw new InvariantError(
    "CHAIN_FINAL_BLOCK_REPLACED",
    `Block ${seen.number} was final with the hash ${seen.hash}, and now all endpoints have ${now.hash}.`,
    {
      context: { block: seen.number, was: seen.hash, is: now.hash },
      hint: "Sign nothing. Find out what happened to the chain before this program is started again.",
    },
  );
}

async function blockOfAll(members: readonly Endpoint[], number: number, rules: LookRules): Promise<BlockRef> {
  const method = "eth_getBlockByNumber";
  const voices = await askAll(members, method, [quantityOf(number), false]);
  const answer = agreedAnswer(method, voices, rules);
  const block = "result" in answer ? (answer.result as { hash: string; timestamp: string } | null) : null;
  if (block === null) throw silent(members[0]?.number ?? 0, method, "a block below its own head is missing");
  return { number, hash: toHex32(block.hash), timestamp: Number(block.timestamp) };
}

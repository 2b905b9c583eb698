import {
  JsonRpcApiProvider,
  Network,
  keccak256,
  type JsonRpcError,
  type JsonRpcPayload,
  type JsonRpcResult,
} from "ethers";
import type { CanonicalValue } from "../../primitives/canonical-json.ts";
import { InvalidInputError, type RetryableError } from "../../primitives/errors.ts";
import { oneAtATime } from "../../primitives/one-at-a-time.ts";
import type { Finality } from "../deployment-record.ts";
import type { BlockRef } from "../finality.ts";
import { agreedAnswer, askAll } from "./agreement.ts";
import { isCompared } from "./canonical-answer.ts";
import { highestAnswer, isFeeQuestion, lowestCount, sentAnswer } from "./any-answer.ts";
import { openEndpoint, type Endpoint, type Patience, type RpcAnswer } from "./json-rpc-endpoint.ts";
import { lookAround, type Look, type LookRules } from "./look-around.ts";
import { asksAboutBlocks, pinBlocks, quantityOf } from "./pin-block.ts";

/** Which endpoints, of which chain, and what they are held to. */
export type EndpointOptions = {
  /** Two or more, of different hosts if they are to be worth anything. */
  readonly urls: readonly string[];
  readonly chainId: number;
  readonly finality: Finality;
  /** Accepts a single endpoint, whose every word is believed: for a node of one's own on a local chain. */
  readonly trustOne?: boolean;
  /** The final block that was seen last, from a run before; a chain without it is refused. */
  readonly seen?: BlockRef;
  readonly patience?: Partial<Omit<Patience, "stop">>;
  readonly maxLagBlocks?: number;
  readonly stepBackBlocks?: number;
  /** Hears of each endpoint that was silent or stale while the others sufficed. */
  readonly onSilent?: (silence: RetryableError) => void;
};

const defaultPatience: Patience = { timeoutMs: 20_000, retryAfterMs: 5_000, attempts: 3 };

/**
 * An ethers provider over several JSON-RPC endpoints that answers only what they agree on; see docs/chain-endpoints.md.
 *
 * `latest` and `finalized` mean the blocks of the last {@link AgreeingProvider.look}, so that everything that is read
 * between two looks belongs together.
 */
export class AgreeingProvider extends JsonRpcApiProvider {
  readonly #endpoints: readonly Endpoint[];
  readonly #rules: LookRules;
  readonly #looks = oneAtATime();
  readonly #stop = new AbortController();
  #seen: BlockRef | undefined;
  #last: Look | undefined;

  /**
   * @throws {InvalidInputError} `CHAIN_TOO_FEW_ENDPOINTS` with fewer than two different URLs, unless one is to be trusted;
   *   `CHAIN_BAD_ENDPOINT`.
   */
  constructor(options: EndpointOptions) {
    const network = new Network(`chain ${options.chainId}`, options.chainId);
    super(network, { staticNetwork: network, batchMaxCount: 1, cacheTimeout: -1 });
    requireSeveral(options);
    const patience = { ...defaultPatience, ...options.patience, stop: this.#stop.signal };
    this.#endpoints = options.urls.map((url, index) => openEndpoint(url, index + 1, patience));
    this.#rules = {
      needed: Math.min(2, options.urls.length),
      onSilent: options.onSilent ?? (() => undefined),
      chainId: options.chainId,
      finality: options.finality,
      maxLagBlocks: options.maxLagBlocks ?? 100,
      stepBackBlocks: options.stepBackBlocks ?? 8,
    };
    this.#seen = options.seen;
    // A contract must not send a reader to a host of its choice.
    this.disableCcipRead = true;
    this._start();
  }

  /**
   * Finds where the chain stands for all endpoints, and means these blocks by `latest` and `finalized` from now on.
   *
   * @throws {CollectiveError} what {@link lookAround} throws; `latest` and `finalized` then mean what they meant before.
   */
  async look(): Promise<Look> {
    return this.#looks(() => this.#lookNow());
  }

  /** Stops asking at once; questions under way end as silence. */
  override destroy(): void {
    this.#stop.abort();
    super.destroy();
  }

  /** Answers for ethers; asked by nobody else. */
  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<(JsonRpcResult | JsonRpcError)[]> {
    const payloads = Array.isArray(payload) ? payload : [payload];
    return Promise.all(
      payloads.map(async ({ id, method, params }) => {
        return { id, ...(await this.#answer(method, params as readonly unknown[])) };
      }),
    );
  }

  async #answer(method: string, params: readonly unknown[]): Promise<RpcAnswer> {
    if (method === "eth_sendRawTransaction") {
      const raw = String(params[0]);
      return sentAnswer(await askAll(this.#endpoints, method, params), keccak256(raw));
    }
    if (isFeeQuestion(method)) return highestAnswer(method, await askAll(this.#members(), method, params));
    if (method === "eth_blockNumber") return { result: quantityOf((await this.#pinned()).head.number) };
    if (method === "eth_getTransactionCount" && params[1] === "pending") {
      return lowestCount(await askAll(this.#members(), method, params), this.#rules);
    }
    if (isCompared(method)) return this.#compared(method, params);
    throw new InvalidInputError("CHAIN_METHOD_NOT_COMPARED", `No rule says when endpoints agree on ${method}.`);
  }

  async #compared(method: Parameters<typeof agreedAnswer>[0], params: readonly unknown[]): Promise<RpcAnswer> {
    if (method === "eth_chainId" || method === "net_version") {
      return agreedAnswer(method, await askAll(this.#endpoints, method, params), this.#rules);
    }
    const pin = await this.#pinned();
    const question = asksAboutBlocks(method) ? pinBlocks(method, params, pin) : params;
    const voices = await askAll(this.#members(), method, question);
    return agreedAnswer(method, voices, this.#rules, (answer) => upTo(pin.head.number, answer));
  }

  async #lookNow(): Promise<Look> {
    const look = await lookAround(this.#endpoints, this.#rules, this.#seen);
    this.#last = look;
    this.#seen = look.final;
    return look;
  }

  /** The blocks of the last look; whoever reads first looks first. */
  async #pinned(): Promise<Look> {
    return this.#last ?? this.#looks(async () => this.#last ?? this.#lookNow());
  }

  /** Those that took part in the last look, or all. */
  #members(): readonly Endpoint[] {
    const last = this.#last;
    return last === undefined
      ? this.#endpoints
      : this.#endpoints.filter(({ number }) => last.endpoints.includes(number));
  }
}

function requireSeveral({ urls, trustOne = false }: EndpointOptions): void {
  const different = new Set(urls.map((url) => URL.parse(url)?.href ?? url)).size;
  if (different === urls.length && (different >= 2 || (different === 1 && trustOne))) return;
  throw new InvalidInputError(
    "CHAIN_TOO_FEW_ENDPOINTS",
    `Expected at least two different RPC URLs, got ${urls.length} with ${different} different.`,
    { hint: "One endpoint alone can say anything. Name a second one, of another operator." },
  );
}

/** What is newer than the head of the look is not there yet: some endpoints know it already, others cannot. */
function upTo(head: number, answer: CanonicalValue): CanonicalValue {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return answer;
  const { blockNumber, number = blockNumber } = answer as { blockNumber?: unknown; number?: unknown };
  return typeof number === "string" && BigInt(number) <= BigInt(head) ? answer : null;
}

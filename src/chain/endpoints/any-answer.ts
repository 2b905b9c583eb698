import { silent, type RpcAnswer } from "./json-rpc-endpoint.ts";
import { refusalOf, type Rules, type Voice } from "./agreement.ts";

/** What a fee and a gas limit may be at most to be believed; the caller has its own, lower cap. */
const bounds = {
  /** 10,000 gwei. */
  eth_gasPrice: { least: 0n, most: 10n ** 13n },
  eth_maxPriorityFeePerGas: { least: 0n, most: 10n ** 13n },
  eth_estimateGas: { least: 21_000n, most: 10n ** 9n },
} as const;

/** A question about what to pay, which every node answers as it sees fit. */
export type FeeQuestion = keyof typeof bounds;

/** Whether the highest of several answers is good enough for `method`. */
export function isFeeQuestion(method: string): method is FeeQuestion {
  return Object.hasOwn(bounds, method);
}

/**
 * The highest answer within bounds; without any, what an endpoint refused with.
 *
 * @throws {RetryableError} `CHAIN_ENDPOINT_SILENT` when nobody gave either.
 */
export function highestAnswer(method: FeeQuestion, voices: readonly Voice[]): RpcAnswer {
  const { least, most } = bounds[method];
  const believed = quantitiesOf(voices).filter((value) => value >= least && value <= most);
  if (believed.length > 0) return { result: hex(believed.reduce((a, b) => (a > b ? a : b))) };
  const refused = answersOf(voices).find((answer) => "error" in answer);
  if (refused !== undefined) return refused;
  throw silenceOf(voices, method);
}

/**
 * The lowest number of transactions with those that wait. A higher one may be a lie, and what is sent with it would wait
 * for ever for the numbers before it; what was sent from here is known here.
 *
 * @throws {RetryableError} `CHAIN_ENDPOINT_SILENT` when fewer answered than an answer needs.
 */
export function lowestCount(voices: readonly Voice[], { needed, onSilent }: Rules): RpcAnswer {
  const counts = quantitiesOf(voices);
  if (counts.length < needed) throw silenceOf(voices, "eth_getTransactionCount");
  for (const voice of voices) if ("silence" in voice) onSilent(voice.silence);
  return { result: hex(counts.reduce((a, b) => (a < b ? a : b))) };
}

/**
 * A transaction is sent when one endpoint took it, or has it already.
 *
 * @param hash - of the transaction, calculated here.
 * @throws {RetryableError} `CHAIN_ENDPOINT_SILENT` when nobody answered; it may have been sent all the same.
 */
export function sentAnswer(voices: readonly Voice[], hash: string): RpcAnswer {
  const answers = answersOf(voices);
  if (answers.some(isTaken)) return { result: hash };
  const refused = answers.find((answer) => "error" in answer);
  if (refused !== undefined) return refused;
  throw silenceOf(voices, "eth_sendRawTransaction");
}

/** In the words of geth, erigon and Nethermind, of reth and anvil, and of Besu. */
function isTaken(answer: RpcAnswer): boolean {
  return "result" in answer || /already ?(?:known|imported|exists)|known transaction/i.test(answer.error.message);
}

function answersOf(voices: readonly Voice[]): RpcAnswer[] {
  return voices.flatMap((voice) => ("answer" in voice ? [voice.answer] : []));
}

function quantitiesOf(voices: readonly Voice[]): bigint[] {
  return answersOf(voices).flatMap((answer) => {
    const isQuantity = "result" in answer && /^0x[0-9a-f]{1,64}$/i.test(String(answer.result));
    return isQuantity ? [BigInt(String(answer.result))] : [];
  });
}

function silenceOf(voices: readonly Voice[], method: string) {
  for (const voice of voices) {
    if ("silence" in voice) return voice.silence;
    if ("error" in voice.answer) return silent(voice.endpoint, method, refusalOf(voice.answer.error));
  }
  return silent(voices[0]?.endpoint ?? 0, method, "an answer out of bounds");
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}

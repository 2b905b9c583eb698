import type { CanonicalValue } from "../../primitives/canonical-json.ts";
import { RetryableError } from "../../primitives/errors.ts";
import { revertData } from "../send-transaction.ts";
import { canonicalAnswer, comparable, type ComparedMethod } from "./canonical-answer.ts";
import { silent, type Endpoint, type RpcAnswer, type RpcError } from "./json-rpc-endpoint.ts";

/** What came of asking one endpoint. */
export type Voice = { readonly endpoint: number } & (
  { readonly answer: RpcAnswer } | { readonly silence: RetryableError }
);

/** Asks all of `endpoints` the same at the same time. Never rejects for an endpoint. */
export async function askAll(
  endpoints: readonly Endpoint[],
  method: string,
  params: unknown,
): Promise<readonly Voice[]> {
  return Promise.all(
    endpoints.map(async (endpoint): Promise<Voice> => {
      try {
        return { endpoint: endpoint.number, answer: await endpoint.ask(method, params) };
      } catch (cause) {
        if (cause instanceof RetryableError) return { endpoint: endpoint.number, silence: cause };
        throw cause;
      }
    }),
  );
}

/** What decides, and who hears of endpoints that said nothing while the others sufficed. */
export type Rules = {
  /** How many equal answers an answer needs: two, or one where one endpoint is all that there is. */
  readonly needed: number;
  readonly onSilent: (silence: RetryableError) => void;
};

/**
 * The answer that every endpoint gave which gave one.
 *
 * A reverted call is an answer, the same when its data are. Any other refusal is silence: a limit of one node must not
 * look like a fact about the chain.
 *
 * @param adjust - leaves out of an answer what the endpoints need not know yet.
 * @throws {RetryableError} `CHAIN_ENDPOINTS_DISAGREE` when two answers differ, whatever the others say;
 *   `CHAIN_ENDPOINT_SILENT` when fewer than needed answered.
 */
export function agreedAnswer(
  method: ComparedMethod,
  voices: readonly Voice[],
  { needed, onSilent }: Rules,
  adjust: (answer: CanonicalValue) => CanonicalValue = (answer) => answer,
): RpcAnswer {
  const statements: Statement[] = [];
  const silences: RetryableError[] = [];
  for (const voice of voices) {
    const statement = statementOf(method, voice, adjust);
    if (statement instanceof RetryableError) silences.push(statement);
    else statements.push(statement);
  }
  const [first] = statements;
  if (statements.some(({ text }) => text !== first?.text)) throw disagreement(method, statements);
  const [silence] = silences;
  if (first === undefined || statements.length < needed) {
    throw silence ?? silent(0, method, "no endpoint was asked");
  }
  for (const each of silences) onSilent(each);
  return first.answer;
}

/** What an endpoint says, as a text that is equal where the answers are. */
type Statement = { readonly endpoint: number; readonly text: string; readonly answer: RpcAnswer };

function statementOf(
  method: ComparedMethod,
  voice: Voice,
  adjust: (answer: CanonicalValue) => CanonicalValue,
): Statement | RetryableError {
  if ("silence" in voice) return voice.silence;
  const { endpoint, answer } = voice;
  if ("error" in answer) {
    const reverted = method === "eth_call" && isRevert(answer.error);
    if (!reverted) return silent(endpoint, method, refusalOf(answer.error));
    return { endpoint, text: `reverted ${revertData(answer.error)?.toLowerCase() ?? "without data"}`, answer };
  }
  try {
    const result = adjust(canonicalAnswer(method, answer.result));
    return { endpoint, text: comparable(result), answer: { result } };
  } catch (cause) {
    if (cause instanceof TypeError) return silent(endpoint, method, "an answer of another form");
    throw cause;
  }
}

/** Whether a node says of a call that the contract refused it. The codes are those of geth, erigon and anvil, and of Nethermind. */
export function isRevert(error: RpcError): boolean {
  return error.code === 3 || error.code === -32015 || /revert/i.test(error.message) || revertData(error) !== undefined;
}

/** The code of a refusal; its text is the node's and may hold anything. */
export function refusalOf({ code }: RpcError): string {
  return `it refused with the JSON-RPC error ${code}`;
}

/** Endpoints that contradict each other, which nothing may be built on. */
export function disagreement(
  method: string,
  statements: readonly { readonly endpoint: number; readonly text: string }[],
): RetryableError {
  const groups = Map.groupBy(statements, ({ text }) => text);
  const sides = [...groups.values()].map((side) => side.map(({ endpoint }) => endpoint).join(", ")).join(" against ");
  return new RetryableError("CHAIN_ENDPOINTS_DISAGREE", `The endpoints contradict each other on ${method}: ${sides}.`, {
    context: { method, endpoints: sides },
    hint: "One of them lies, is broken or follows another fork. Nothing is signed until they agree.",
  });
}

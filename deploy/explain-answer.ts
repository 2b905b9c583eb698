import { InvalidInputError, RetryableError, type CollectiveError } from "../src/primitives/errors.ts";

/** What heals by itself: a slow or busy node, a limit on requests, a gateway without its server. */
const PASSING = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];
/** What is answered to a wrong or missing key. */
const REFUSING = [401, 402, 403];
/** JSON-RPC codes of EIP-1474 for a limit on requests and for a resource that is not there at the moment. */
const PASSING_CODES = [-32005, -32002];
const NO_CONNECTION =
  /fetch failed|socket|ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_|HHE70[34]:/i;

/**
 * What a node answered instead of a result, or that it did not answer; undefined when the failure is of another kind.
 * Never says the endpoint's address, which may hold a key.
 */
export function explainAnswer(node: string, cause: unknown): CollectiveError | undefined {
  const chain = chainOf(cause);
  const status = chain.map(({ statusCode }) => statusCode).find((code) => typeof code === "number" && code > 0);
  if (typeof status === "number") return explainStatus(node, status, cause);
  const texts = chain.flatMap(({ message, code }) => [message, code]).map(String);
  if (texts.some((text) => text.startsWith("HHE702:"))) {
    return new InvalidInputError("CHAIN_NO_NODE", `${node} answered with something that is no JSON-RPC.`, {
      hint: "Check the RPC URL: a web page or a proxy answers there.",
    });
  }
  if (texts.some((text) => NO_CONNECTION.test(text))) {
    return new RetryableError("CHAIN_UNREACHABLE", `${node} does not answer.`, {
      cause,
      hint: 'Check the RPC URL and the connection; for localhost start "npx hardhat node" or anvil first.',
    });
  }
  const answer = chain.find(({ name, code }) => name === "ProviderError" && typeof code === "number");
  return answer === undefined ? undefined : explainRpcError(node, answer, cause);
}

/** A text of others without the addresses in it. */
export function withoutAddresses(text: string): string {
  return text.replace(/\b(?:https?|wss?):\/\/\S+/gi, "(an address)");
}

type Link = {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly statusCode?: unknown;
};

/** An error and what caused it, outermost first. */
function chainOf(error: unknown): Link[] {
  const chain: Link[] = [];
  for (let link = error; link instanceof Error && chain.length < 10; link = link.cause) chain.push(link);
  return chain;
}

function explainStatus(node: string, status: number, cause: unknown): CollectiveError {
  const message = `${node} answered with the HTTP status ${status}.`;
  if (PASSING.includes(status)) {
    return new RetryableError("CHAIN_UNREACHABLE", message, { cause, hint: "Run the command again later." });
  }
  return REFUSING.includes(status)
    ? new InvalidInputError("CHAIN_ACCESS_REFUSED", message, { hint: "Check the key in the RPC URL." })
    : new InvalidInputError("CHAIN_NO_NODE", message, { hint: "Check the RPC URL: no node answers there." });
}

function explainRpcError(node: string, { message, code }: Link, cause: unknown): CollectiveError {
  if (code === -32005 && message === "Limit exceeded") return explainStatus(node, 429, cause);
  const [line = ""] = withoutAddresses(String(message)).split("\n", 1);
  const words = `${node} answered with the JSON-RPC error ${String(code)}: ${line}`;
  return PASSING_CODES.includes(Number(code))
    ? new RetryableError("CHAIN_UNREACHABLE", words, { cause, hint: "Run the command again later." })
    : new InvalidInputError("CHAIN_REQUEST_FAILED", words, { cause, hint: "Check the RPC URL, or use another node." });
}

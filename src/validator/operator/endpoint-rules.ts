import { PREFIX, type EndpointSettings } from "./settings.ts";

/** The id of development chains, which are on this machine alone. */
const DEVELOPMENT_CHAIN = 31337;

/**
 * What is wrong with the choice of endpoints: one alone could show a node whatever chain it likes, and two of one host
 * are one (T77). Whoever wants a single one has to say so: on a public chain with the id of that chain, so that a line
 * copied from a local set-up does not do.
 */
export function endpointProblem({ RPC_URLS, SINGLE_ENDPOINT }: EndpointSettings, chainId: number): string | undefined {
  const isLocal = chainId === DEVELOPMENT_CHAIN;
  const hosts = new Set(RPC_URLS.map((url) => hostOf(url, isLocal)));
  if (hosts.size !== RPC_URLS.length) return `${PREFIX}RPC_URLS: expected another host for each address`;
  if (hosts.size > 1) return undefined;
  if (SINGLE_ENDPOINT === chainId || (isLocal && SINGLE_ENDPOINT === 1)) return undefined;
  if (SINGLE_ENDPOINT !== undefined) {
    return `${PREFIX}SINGLE_ENDPOINT: expected ${isLocal ? "1" : `${chainId}, the id of this chain`}, or two endpoints`;
  }
  return `${PREFIX}RPC_URLS: expected at least two addresses, of different hosts`;
}

/** Two ports of one machine are two nodes only in a test. */
function hostOf(url: string, isLocal: boolean): string {
  const { host, hostname } = new URL(url);
  return isLocal ? host : hostname.toLowerCase();
}

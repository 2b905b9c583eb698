import { lookup as systemLookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Answer } from "./ask-host.ts";
import { isPublicAddress, privateAddressesAllowed } from "./public-address.ts";
import { badRedirect, redirectTarget } from "./redirect-target.ts";

/**
 * Who stated an address. What the person at this machine typed, or wrote into its configuration, may lead anywhere, also
 * to this machine. What stands on chain, in a file, or in a redirect is stated by others.
 */
export type StatedBy = "user" | "others";

/** What to ask for. */
export type Question = {
  /** What the answer is called in errors; they do not repeat the address. */
  readonly what: string;
  readonly signal: AbortSignal;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Resolves names. Default: the system's resolver. */
  readonly lookup?: LookupFunction;
  /** Whether others may state private addresses and plain http. Default: what {@link privateAddressesAllowed} says. */
  readonly allowPrivate?: boolean;
};

type Rule = { readonly anyHost: boolean; readonly http: boolean };
type Agents = { readonly http: http.Agent; readonly https: https.Agent };

const MAX_REDIRECTS = 3;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const WEB_PORTS: readonly string[] = ["", "80", "443"];
/** Below it are services that are no web servers, and that a request could be made to disturb. */
const FIRST_USER_PORT = 1024;
const NOT_PUBLIC = "a host that is not public";

// Connections are kept, but never lent from one rule to the other.
const unguarded = agentsWith({ keepAlive: true });
const guarded = agentsWith({ keepAlive: true, lookup: checked(systemLookup) });

/**
 * Fetches from an address by http(s), and never from a host that the address may not lead to.
 *
 * An address that others stated must be https, to a port of web servers or from 1024 on, and to a host whose every IP
 * address is public. A name is resolved once: the connection goes to the very addresses that were checked. At most three
 * redirects are followed, each checked anew as stated by others unless it stays with the same host and port; none leads
 * from https to anything else, and a POST is never sent on.
 *
 * @throws {InvalidInputError} `STORAGE_FORBIDDEN_ADDRESS`, before anything is sent; `STORAGE_BAD_REDIRECT`. Failures of
 * the network come through unchanged.
 */
export async function guardedFetch(address: URL, statedBy: StatedBy, question: Question): Promise<Answer> {
  const { what, allowPrivate = privateAddressesAllowed() } = question;
  const most = question.method === "POST" ? 0 : MAX_REDIRECTS;
  let at = address;
  let rule: Rule = statedBy === "user" ? { anyHost: true, http: true } : { anyHost: allowPrivate, http: allowPrivate };
  for (let hop = 0; hop <= most; hop++) {
    requireAllowed(at, rule, what);
    const answer = await ask(at, agentsFor(rule, question.lookup), question);
    if (!REDIRECTS.includes(answer.status)) return answer;
    await answer.body.cancel();
    const to = redirectTarget(at, answer.headers.get("location"), what);
    if (to.origin !== at.origin) rule = { anyHost: allowPrivate, http: rule.http && at.protocol === "http:" };
    at = to;
  }
  throw badRedirect(what, `more than ${most}`);
}

function requireAllowed({ protocol, hostname, port, username, password }: URL, rule: Rule, what: string): void {
  const isWeb = protocol === "https:" || (protocol === "http:" && rule.http);
  if (!isWeb) throw forbidden(what, `the scheme ${protocol}`);
  if (username + password !== "") throw forbidden(what, "a name or a password");
  if (rule.anyHost) return;
  if (!WEB_PORTS.includes(port) && Number(port) < FIRST_USER_PORT) throw forbidden(what, `port ${port}`);
  if (isKnownPrivate(hostname)) throw forbidden(what, NOT_PUBLIC);
}

/** Whether a host can be seen to be private without resolving it. */
function isKnownPrivate(hostname: string): boolean {
  // Resolvers disagree about these names, but they stand for this machine (RFC 6761).
  if (/(^|\.)localhost\.?$/.test(hostname)) return true;
  const literal = hostname.replace(/^\[|\]$/g, "");
  return isIP(literal) !== 0 && !isPublicAddress(literal);
}

function agentsFor({ anyHost }: Rule, lookup: LookupFunction | undefined): Agents {
  if (lookup === undefined) return anyHost ? unguarded : guarded;
  return agentsWith({ lookup: anyHost ? lookup : checked(lookup) });
}

function agentsWith(options: http.AgentOptions): Agents {
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

/** Resolves a name, once for each connection, and gives only what may be connected to. */
function checked(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family = 0) => {
      if (error !== null) {
        callback(error, "");
        return;
      }
      const addresses = typeof found === "string" ? [{ address: found, family }] : found;
      const [first] = addresses;
      if (first === undefined) callback(new Error("The name has no address."), "");
      else if (!addresses.every(({ address }) => isPublicAddress(address)))
        callback(forbidden("anything", NOT_PUBLIC), "");
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function ask(at: URL, agents: Agents, question: Question): Promise<Answer> {
  const { method = "GET", headers, body, signal } = question;
  const [start, agent] = at.protocol === "https:" ? [https.request, agents.https] : [http.request, agents.http];
  return new Promise((resolve, reject) => {
    // Uncompressed, so that a stated length is that of what was asked for.
    const request = start(at, { agent, method, signal, headers: { "accept-encoding": "identity", ...headers } });
    request.on("response", (response) => {
      resolve(answerOf(response));
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      // The host may close a connection that was kept just when it is used again.
      const wasKept = request.reusedSocket && error.code === "ECONNRESET" && method === "GET";
      if (wasKept) resolve(ask(at, agents, question));
      else reject(error);
    });
    request.on("close", () => {
      reject(new Error("The connection was closed without an answer."));
    });
    request.end(body);
  });
}

function answerOf(response: http.IncomingMessage): Answer {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headersDistinct)) headers.set(name, value?.join(", ") ?? "");
  const raw = Readable.toWeb(response) as ReadableStream<Uint8Array<ArrayBuffer>>;
  const encoding = headers.get("content-encoding");
  const isPacked = encoding === "gzip" || encoding === "deflate";
  return {
    status: response.statusCode ?? 0,
    headers,
    body: isPacked ? raw.pipeThrough(new DecompressionStream(encoding)) : raw,
  };
}

function forbidden(what: string, why: string): InvalidInputError {
  return new InvalidInputError("STORAGE_FORBIDDEN_ADDRESS", `Expected an address to fetch ${what} from, got ${why}.`, {
    context: { what },
    hint: "Only https and public hosts count in what others state; ALLOW_PRIVATE_ADDRESSES=1 allows more for tests.",
  });
}

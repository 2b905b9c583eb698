import { readBytes } from "../primitives/byte-stream.ts";
import { RetryableError } from "../primitives/errors.ts";
import { answerOf, askHost, unwelcomeStatus, type Answer, type Patience } from "./ask-host.ts";

/** Where a node's RPC API is, and how to be let in. */
export type IpfsNode = {
  /** The address that `/api/v0/…` follows. The API can do anything to the node: it must not be open to strangers. */
  readonly api: URL;
  /** The value of the `Authorization` header, for an API that wants one. */
  readonly authorization?: string;
  readonly patience?: Patience;
};

/** One call: its route below `/api/v0/`, what it is about, and its options. */
export type RpcCall = {
  readonly route: string;
  readonly args?: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
  readonly file?: Blob;
  /** Overrides that of the node. */
  readonly patience?: Patience;
};

/** What the node says of a path: its size in bytes, and the name of what lies there. */
export type FileStatus = { readonly size: number; readonly cid: string };

const LONGEST_LINE = 65_536;

/**
 * Calls the RPC API of an IPFS node (Kubo's; github.com/ipfs/kubo, docs `reference/kubo/rpc`). Every call is a POST.
 *
 * @returns The answer, with status 200; or null when the path of the call does not exist.
 * @throws {CollectiveError} `STORAGE_HOST_SLOW`, `STORAGE_HOST_UNREACHABLE`, `STORAGE_HOST_FAILED`, `STORAGE_HOST_REFUSED`,
 * `STORAGE_FULL`.
 */
export async function callNode(node: IpfsNode, call: RpcCall): Promise<Answer | null> {
  const what = `ipfs ${call.route}`;
  const answer = await askHost(
    what,
    (signal) => send(node, call, signal),
    call.patience ?? node.patience,
    call.file?.size,
  );
  if (answer.status === 200) return answer;
  const reason = await readReason(answer);
  if (/does not exist|file not found/i.test(reason)) return null;
  if (/no space left|storage limit/i.test(reason)) {
    throw new RetryableError("STORAGE_FULL", "Expected room on the node's disk.", {
      hint: "Make room there, then do it again: nothing was left half done.",
    });
  }
  // The node's own words may repeat paths and addresses, so they go no further.
  throw unwelcomeStatus(what, answer.status);
}

async function send({ api, authorization }: IpfsNode, call: RpcCall, signal: AbortSignal): Promise<Answer> {
  const url = new URL(`${api.href.replace(/\/$/, "")}/api/v0/${call.route}`);
  for (const argument of call.args ?? []) url.searchParams.append("arg", argument);
  for (const [name, value] of Object.entries(call.options ?? {})) url.searchParams.set(name, value);
  const body = call.file === undefined ? null : asForm(call.file);
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  return answerOf(await fetch(url, { method: "POST", body, headers, signal, redirect: "error" }));
}

/**
 * A form with one file, as one blob: a `FormData` whose connection breaks leaves a rejection in the runtime (undici's
 * `extractBody`) that nobody can catch, and that ends the process.
 */
function asForm(file: Blob): Blob {
  const boundary = `--${crypto.randomUUID()}`;
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\n` +
    "Content-Type: application/octet-stream\r\n\r\n";
  return new Blob([head, file, `\r\n--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` });
}

async function readReason({ body }: Answer): Promise<string> {
  const text = new TextDecoder().decode(await readBytes(body, 65_536).catch(() => new Uint8Array(0)));
  return URL.canParse(text) ? "" : text;
}

/**
 * Reads an answer to its end: the JSON document of each line, as they come.
 *
 * @throws {RetryableError} `STORAGE_HOST_FAILED` when it is something else, and what reading the answer throws.
 */
export async function* linesOf({ body }: Answer): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of body) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE) break;
    for (const line of lines) if (line.trim() !== "") yield parseLine(line);
  }
  if (rest.trim() !== "") yield parseLine(rest);
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new RetryableError("STORAGE_HOST_FAILED", "Expected JSON from the IPFS node.", {
      cause,
      hint: "Check that the address is that of the node's RPC API.",
    });
  }
}

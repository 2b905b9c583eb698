import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { SignedRequest } from "../../src/chain/registry-request.ts";
import { relayRequest, type RelayTarget } from "../../src/chain/relay-request.ts";
import { parseRequest } from "../../src/chain/request-file.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../../src/primitives/errors.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments, type Outcome } from "../run-action.ts";

type Arguments = CommonArguments & { files: string[]; account: number };
type Request = { readonly file: string; readonly request: SignedRequest | CollectiveError };

/** `ops relay <file…>`: delivers requests that owners signed, and pays for them. What was delivered before is left alone. */
export default runAction(async ({ files, account }: Arguments, hre): Promise<Outcome> => {
  const { collective, record, connection } = await openAccount(hre, account);
  const target: RelayTarget = {
    registry: collective.registry,
    provider: connection.ethers.provider,
    chainId: record.chainId,
    registryAddress: record.contracts.registry,
    fromBlock: record.deployedAtBlock,
  };
  const requests = await Promise.all(files.map(readRequest));
  const results = [];
  for (const request of requests.sort(byNonce)) results.push(await relay(request, target));
  return {
    lines: results.map(({ file, text }) => `${file}: ${text}`),
    document: results.map(({ file, facts }) => ({ file, ...facts })),
    ok: results.every(({ isRefused }) => !isRefused),
    isPending: results.some(({ isEarly }) => isEarly),
  };
});

async function readRequest(path: string): Promise<Request> {
  const file = basename(path);
  try {
    return { file, request: parseRequest(await readFile(path, "utf8")) };
  } catch (error) {
    if (error instanceof CollectiveError) return { file, request: error };
    const hint = "Check the path.";
    return { file, request: new InvalidInputError("SCRIPT_NO_REQUEST", "The file cannot be read.", { hint }) };
  }
}

/** Those of one owner in the order in which they were signed. */
function byNonce({ request: a }: Request, { request: b }: Request): number {
  if (a instanceof CollectiveError || b instanceof CollectiveError) return 0;
  return a.nonce < b.nonce ? -1 : a.nonce > b.nonce ? 1 : 0;
}

async function relay({ file, request }: Request, target: RelayTarget) {
  try {
    if (request instanceof CollectiveError) throw request;
    const { owner, contributionId, wasDelivered, transactionHash, gasUsed } = await relayRequest(request, target);
    const { action } = request.message;
    const text = wasDelivered ? "was delivered before; nothing was sent" : `delivered, gas ${gasUsed ?? 0n}`;
    const facts = { action, owner, contributionId, wasDelivered, transactionHash, gasUsed };
    return { file, facts, text: `${action} of ${contributionId} ${text}`, isRefused: false, isEarly: false };
  } catch (error) {
    if (!(error instanceof CollectiveError)) throw error;
    const isEarly = error instanceof RetryableError;
    const text = [`${error.code}: ${error.message}`, error.hint].filter((line) => line !== undefined).join(" ");
    return { file, facts: { code: error.code }, text, isRefused: !isEarly, isEarly };
  }
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { contractInterfaces } from "../chain/collective.ts";
import { contractNames, type DeploymentRecord } from "../chain/deployment-record.ts";
import { encodeNamedCall, type CallValue } from "../chain/encode-call.ts";
import type { ProposalCall } from "../chain/proposals/proposal-calls.ts";
import type { Hex } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { addressSchema } from "../primitives/hex-schemas.ts";
import { onDisk, unless } from "../storage/disk.ts";
import { PROPOSAL_FORMAT, proposalFiles, type ProposalAction, type ProposalDraft } from "./proposal.ts";

/** A proposal's files, found whole: each calldata is what its words say, each address is the one that its name has here. */
export type LoadedProposal = ProposalDraft & { readonly folder: string; readonly calls: readonly ProposalCall[] };

/** OpenZeppelin's governor takes any number; ours at most ten, and a proposal without any does nothing. */
const MOST_ACTIONS = 10;
const MOST_DESCRIPTION = 64 * 1_024;
/** Far more than ten calls need. */
const MOST_JSON = 512 * 1_024;
const DEEPEST = 32;

const value: z.ZodType<CallValue> = z.lazy(() =>
  z.union([z.string(), z.boolean(), z.array(value), z.record(z.string(), value)]),
);
const action = z.strictObject({
  target: z.enum([...contractNames, "other"]),
  address: addressSchema,
  function: z.string().max(500),
  arguments: z.record(z.string(), value),
  calldata: z.string().regex(/^0x(?:[0-9a-f]{2})*$/),
  value: z.string().refine((wei) => /^(?:0|[1-9]\d{0,77})$/.test(wei) && BigInt(wei) < 2n ** 256n),
});
const document = z.strictObject({
  format: z.literal(PROPOSAL_FORMAT),
  chainId: z.number().int().positive(),
  description: z.literal(proposalFiles.description),
  actions: z.array(action).min(1).max(MOST_ACTIONS),
});

/**
 * Reads a proposal's folder and makes sure that its files agree with themselves and with this deployment.
 *
 * @throws {InvalidInputError} `GOVERNANCE_NO_PROPOSAL` when it is no such folder; `GOVERNANCE_BAD_PROPOSAL` with the field
 * that is missing, unknown or of another kind; `GOVERNANCE_PROPOSAL_ELSEWHERE` for another chain; `GOVERNANCE_OTHER_ADDRESS`
 * and `GOVERNANCE_OTHER_CALLDATA` when an action says one thing and does another; what {@link encodeNamedCall} throws.
 */
export async function loadProposal(folder: string, record: DeploymentRecord): Promise<LoadedProposal> {
  const [json, description] = await Promise.all([
    readText(join(folder, proposalFiles.actions), folder),
    readText(join(folder, proposalFiles.description), folder),
  ]);
  const { chainId, actions } = parseActions(json);
  if (chainId !== record.chainId) {
    throw new InvalidInputError("GOVERNANCE_PROPOSAL_ELSEWHERE", `The proposal is for chain ${chainId}.`, {
      context: { chainId, expected: record.chainId },
      hint: "Choose its network with --network, or draft it anew for this one.",
    });
  }
  const title = /^# +(\S.*)$/m.exec(description)?.[1]?.trim();
  if (title === undefined || description.length > MOST_DESCRIPTION) {
    throw badProposal(
      `${proposalFiles.description} needs a title (a line that begins with "# ") and at most ${MOST_DESCRIPTION} characters`,
    );
  }
  if (/#proposer=0x[0-9a-fA-F]{40}\s*$/.test(description)) {
    throw badProposal(`${proposalFiles.description} must not end with #proposer=…: govern propose writes it`);
  }
  for (const [index, each] of actions.entries()) requireHonest(each, index + 1, record);
  const calls = actions.map(({ address, value: wei, calldata }) => ({ target: address, value: BigInt(wei), calldata }));
  return { folder, chainId, title, description, actions, calls };
}

/** The address of each name is that of the deployment, and encoding the words gives the calldata. */
function requireHonest(each: ProposalAction, number: number, { contracts }: DeploymentRecord): void {
  const { target, address, calldata } = each;
  if (target !== "other" && address !== contracts[target]) {
    throw new InvalidInputError(
      "GOVERNANCE_OTHER_ADDRESS",
      `Action ${number} calls ${address} and says that it is ${target}, which is ${contracts[target]} here.`,
      { hint: "Do not use these files: draft the proposal anew." },
    );
  }
  const written = calldataOf(each);
  if (written === calldata) return;
  throw new InvalidInputError(
    "GOVERNANCE_OTHER_CALLDATA",
    `Action ${number} says ${each.function}, and its calldata does something else.`,
    { hint: "Do not use these files: draft the proposal anew." },
  );
}

/** What an action's words encode to. @throws as {@link encodeNamedCall}. */
export function calldataOf({ target, function: name, arguments: values }: Omit<ProposalAction, "calldata">): Hex {
  if (name === "" && target === "other") return "0x";
  return encodeNamedCall(target === "other" ? null : contractInterfaces[target], name, values).calldata;
}

function parseActions(json: string): { readonly chainId: number; readonly actions: readonly ProposalAction[] } {
  const { data, error } = document.safeParse(parse(json));
  if (data !== undefined)
    return { ...data, actions: data.actions.map((each) => ({ ...each, calldata: each.calldata as Hex })) };
  const problems = error.issues.map(({ path, message }) => `${path.join(".") || "content"}: ${message}`);
  throw badProposal(`${proposalFiles.actions}, ${problems[0] ?? "unknown"}`);
}

function parse(json: string): unknown {
  if (json.length > MOST_JSON) return null;
  try {
    const value = JSON.parse(json) as unknown;
    return depthOf(value, DEEPEST) > DEEPEST ? null : value;
  } catch {
    return null;
  }
}

/** How many lists and objects stand inside each other, counted no further than one beyond `most`. */
function depthOf(value: unknown, most: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (most === 0) return 1;
  return 1 + Math.max(0, ...Object.values(value).map((inner: unknown) => depthOf(inner, most - 1)));
}

async function readText(path: string, folder: string): Promise<string> {
  const text = await onDisk("read", () => unless(["ENOENT", "ENOTDIR", "EISDIR"], () => readFile(path, "utf8")));
  if (text !== undefined) return text;
  throw new InvalidInputError("GOVERNANCE_NO_PROPOSAL", `${folder} is no proposal's folder: ${path} is missing.`, {
    hint: "npx hardhat govern draft makes one. Of what is on chain give the number or the id.",
  });
}

function badProposal(problem: string): InvalidInputError {
  return new InvalidInputError("GOVERNANCE_BAD_PROPOSAL", `The proposal cannot be used: ${problem}.`, {
    hint: "docs/governing.md shows what the files of a proposal hold.",
  });
}

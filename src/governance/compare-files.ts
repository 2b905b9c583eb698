import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DeploymentRecord } from "../chain/deployment-record.ts";
import { proposalIdOf, withProposer } from "../chain/proposals/proposal-calls.ts";
import type { Proposal } from "../chain/proposals/read-proposals.ts";
import { CollectiveError } from "../primitives/errors.ts";
import { onDisk, unless } from "../storage/disk.ts";
import { titleOf } from "./find-proposal.ts";
import { loadProposal, type LoadedProposal } from "./load-proposal.ts";

/** Whether a proposal on chain is what its files say, to the byte. */
export type Comparison = { readonly isSame: boolean; readonly text: string; readonly folder: string };

/**
 * The files of a proposal: in `folder` itself, or in one of its folders. The one whose id it is; else one of the same title,
 * which then shows what differs. Null when there is none. Folders that cannot be read are passed over.
 */
export async function findFolder(
  folder: string,
  proposal: Proposal,
  record: DeploymentRecord,
): Promise<LoadedProposal | null> {
  const names = await onDisk("read", () => unless(["ENOENT", "ENOTDIR"], () => readdir(folder)));
  const found: LoadedProposal[] = [];
  for (const path of [folder, ...(names ?? []).sort().map((name) => join(folder, name))]) {
    const loaded = await loadProposal(path, record).catch((error: unknown) => {
      if (error instanceof CollectiveError) return null;
      throw error;
    });
    if (loaded !== null) found.push(loaded);
  }
  const isIt = (each: LoadedProposal) =>
    proposalIdOf(each.calls, withProposer(each.description, proposal.proposer)) === proposal.id;
  const title = titleOf(proposal.description);
  return found.find(isIt) ?? found.findLast(({ description }) => titleOf(description) === title) ?? null;
}

/** Compares every byte that is voted on: each call's target, value and calldata, and the text with its proposer's mark. */
export function compareFiles({ folder, calls, description }: LoadedProposal, proposal: Proposal): Comparison {
  const different = (text: string): Comparison => ({ isSame: false, folder, text: `${folder} differs: ${text}` });
  if (calls.length !== proposal.calls.length) {
    return different(`it has ${calls.length} calls, the proposal ${proposal.calls.length}`);
  }
  for (const [index, call] of calls.entries()) {
    const other = proposal.calls[index];
    for (const field of ["target", "value", "calldata"] as const) {
      if (call[field] !== other?.[field]) return different(`call ${index + 1} has another ${field}`);
    }
  }
  if (withProposer(description, proposal.proposer) !== proposal.description)
    return different("its text is another one");
  return { isSame: true, folder, text: `${folder} is the same, byte for byte` };
}

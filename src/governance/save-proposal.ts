import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onDisk, unless } from "../storage/disk.ts";
import { formatActions, proposalFiles, type ProposalDraft } from "./proposal.ts";

/** A file that belongs to a proposal. */
export type Attachment = { readonly name: string; readonly bytes: Uint8Array };

const LONGEST_NAME = 60;

/**
 * Writes a proposal into a folder of its own, `<folder>/<nnn>-<title>`, with the number after the highest one there.
 *
 * @returns the path of that folder.
 * @throws {CollectiveError} `STORAGE_READ_ONLY`, `STORAGE_FULL`, `STORAGE_DISK_FAILED`.
 */
export async function saveProposal(
  folder: string,
  draft: ProposalDraft,
  attachments: readonly Attachment[] = [],
): Promise<string> {
  const path = await onDisk("write", () => makeNext(folder, nameOf(draft.title)));
  const files: readonly Attachment[] = [
    ...attachments,
    { name: proposalFiles.description, bytes: new TextEncoder().encode(draft.description) },
    { name: proposalFiles.actions, bytes: new TextEncoder().encode(formatActions(draft)) },
  ];
  for (const { name, bytes } of files) await onDisk("write", () => writeFile(join(path, name), bytes, { flag: "wx" }));
  return path;
}

async function makeNext(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (;;) {
    const numbers = (await readdir(folder)).map((entry) => Number(/^(\d{3,})-/.exec(entry)?.[1] ?? 0));
    const number = String(Math.max(0, ...numbers) + 1).padStart(3, "0");
    const path = join(folder, `${number}-${name}`);
    // Somebody else may take the same number meanwhile; then the next one is ours.
    const made = await unless(["EEXIST"], async () => {
      await mkdir(path);
      return path;
    });
    if (made !== undefined) return made;
  }
}

/** Letters, digits and hyphens only, so that a title is a name on every disk. */
function nameOf(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  return plain.slice(0, LONGEST_NAME).replaceAll(/^-+|-+$/g, "") || "proposal";
}

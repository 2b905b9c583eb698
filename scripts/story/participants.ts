import { openAsBlob, statSync } from "node:fs";
import { basename } from "node:path";
import { readArchive } from "../../src/export/read-archive.ts";
import { summariseArchive, type ArchiveSummary } from "../../src/export/summarise-archive.ts";
import { CollectiveError, InvalidInputError } from "../../src/primitives/errors.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";

/** What a participant does beside contributing. */
export type Part = "stays" | "updates" | "removes";

/** Somebody with an archive that can be read. */
export type Participant = {
  readonly file: string;
  readonly part: Part;
  readonly archive: Blob;
  readonly summary: ArchiveSummary;
  /** For a synthetic person: the seed, from which a later, longer export of the same person can be made. */
  readonly seed: number | null;
};

/** A file that cannot be used, and why. */
export type RefusedFile = { readonly file: string; readonly code: string; readonly message: string };

/** The first day of every synthetic history: 2024-01-15. */
const SYNTHETIC_START = 1_705_276_800;

/** Reads the given archives; what cannot be used is refused with its reason and the others go on. */
export async function readFiles(files: readonly string[]): Promise<{ participants: Participant[]; refused: RefusedFile[] }> {
  const participants: Participant[] = [];
  const refused: RefusedFile[] = [];
  for (const path of files) {
    try {
      const archive = await openFile(path);
      const summary = await summariseArchive(await readArchive(archive));
      participants.push({ file: basename(path), part: "stays", archive, summary, seed: null });
    } catch (error) {
      if (!(error instanceof CollectiveError)) throw error;
      refused.push({ file: basename(path), code: error.code, message: error.message });
    }
  }
  return { participants, refused };
}

/** A synthetic person: a real zip in the real format, the same for the same seed. */
export async function createParticipant(seed: number, part: Part): Promise<Participant> {
  const archive = syntheticExport(seed, 24);
  const summary = await summariseArchive(await readArchive(archive));
  return { file: `synthetic-${seed}.zip`, part, archive, summary, seed };
}

/** A later export of a synthetic person: everything of the earlier one and half as much again. */
export function laterExport(seed: number): Blob {
  return syntheticExport(seed, 36);
}

function syntheticExport(seed: number, conversations: number): Blob {
  const era = (["classic", "sharded", "slim"] as const)[seed % 3] ?? "slim";
  return new Blob([generateExport({ seed, conversations, era, startAt: SYNTHETIC_START })]);
}

async function openFile(path: string): Promise<Blob> {
  const hint = "Give the path of the zip that ChatGPT sent you, or of its conversations.json.";
  let kind;
  try {
    kind = statSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EACCES") throw new InvalidInputError("FILE_NOT_READABLE", `Cannot look at ${basename(path)}.`, { cause });
    throw new InvalidInputError("FILE_NOT_FOUND", `There is no file ${basename(path)}.`, { cause, hint });
  }
  if (!kind.isFile()) throw new InvalidInputError("FILE_NOT_A_FILE", `Expected a file, ${basename(path)} is none.`, { hint });
  try {
    const blob = await openAsBlob(path);
    await blob.slice(0, 1).arrayBuffer();
    return blob;
  } catch (cause) {
    throw new InvalidInputError("FILE_NOT_READABLE", `No permission to read ${basename(path)}.`, {
      cause,
      hint: "Change the file's permissions, or copy it.",
    });
  }
}

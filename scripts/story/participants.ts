import { basename } from "node:path";
import { readArchive } from "../../src/export/read-archive.ts";
import { summariseArchive, type ArchiveSummary } from "../../src/export/summarise-archive.ts";
import { CollectiveError } from "../../src/primitives/errors.ts";
import { openLocalFile } from "../../src/storage/open-local-file.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";

/** Somebody with an archive that can be read. */
export type Participant = { readonly file: string; readonly archive: Blob; readonly summary: ArchiveSummary };

/** A file that cannot be used, and why. */
export type RefusedFile = {
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
};

/** The first day of every synthetic history: 2024-01-15. */
const SYNTHETIC_START = 1_705_276_800;

/** Reads a file somebody gave; what cannot be used comes back with its reason. */
export async function readFile(path: string): Promise<Participant | RefusedFile> {
  const file = basename(path);
  try {
    const archive = await openLocalFile(path);
    return { file, archive, summary: await summariseArchive(await readArchive(archive)) };
  } catch (error) {
    if (!(error instanceof CollectiveError)) throw error;
    return { file, code: error.code, message: error.message, hint: error.hint };
  }
}

/** A synthetic person's export: a real zip in the real format. More conversations continue the same history. */
export async function createParticipant(seed: number, conversations: number): Promise<Participant> {
  const era = (["classic", "sharded", "slim"] as const)[seed % 3] ?? "slim";
  const archive = new Blob([new Uint8Array(generateExport({ seed, conversations, era, startAt: SYNTHETIC_START }))]);
  return { file: `synthetic-${seed}.zip`, archive, summary: await summariseArchive(await readArchive(archive)) };
}

/** An archive in one line. */
export function describeSummary(summary: ArchiveSummary): string {
  const { conversations, messages, firstDay, lastDay, writingSystems, locale, feedback, plan } = summary;
  const scripts = writingSystems.map(({ name }) => name).join(" and ") || "no letters";
  const parts = [
    `${conversations} conversations`,
    `${messages} messages`,
    firstDay === null ? "no dates" : `${firstDay} to ${lastDay ?? firstDay}`,
    locale === null ? scripts : `${scripts} (${locale})`,
    `feedback ${feedback.up + feedback.down}`,
    `plan ${plan}`,
  ];
  return parts.join(", ");
}

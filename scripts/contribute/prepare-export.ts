import type { ArchiveReport } from "../../src/export/archive-report.ts";
import type { Archive } from "../../src/export/read-archive.ts";
import { InvariantError } from "../../src/primitives/errors.ts";
import { shareArchive, type SharingReport } from "../../src/sharing/share-archive.ts";
import type { SharingPlan } from "../../src/sharing/sharing-plan.ts";
import { writeNewFile } from "../../src/storage/write-new-file.ts";
import { previewUnits } from "./preview-units.ts";
import { readExportBlob } from "./read-export.ts";

/** What to make of an export, and where. */
export type PrepareOptions = {
  readonly plan: SharingPlan;
  readonly email: string | null;
  /** Examples of each kind to remember. */
  readonly examples: number;
  readonly out: string;
  readonly overwrites: boolean;
  readonly isRehearsal: boolean;
};

/** What was made. Units are those of a self-declared first contribution. */
export type PreparedExport = {
  readonly report: SharingReport;
  /** What the reader could not read, and so is not shared. */
  readonly skipped: ArchiveReport["skipped"];
  readonly conversations: number;
  readonly units: { readonly before: number; readonly after: number };
  readonly bytes: number;
  readonly isWritten: boolean;
};

/** How often {@link prepareExport} goes through the archive. */
export const PREPARE_PASSES = 2;

/** Writes the new export, reads it again as a validator would, and only then gives it its name. */
export async function prepareExport(archive: Archive, options: PrepareOptions): Promise<PreparedExport> {
  const { plan, email, examples, out, overwrites, isRehearsal } = options;
  const before = (await previewUnits(archive)).units.selfDeclared;
  const { conversations, skipped } = archive.report();
  const { zip, report } = await shareArchive(archive, plan, { email, examples });
  let after = 0;
  const review = async (written: Blob): Promise<boolean> => {
    after = await unitsOfShared(written, report().kept);
    return !isRehearsal;
  };
  const bytes = await writeNewFile(out, zip, { overwrites: overwrites || isRehearsal, review });
  return { report: report(), skipped, conversations, units: { before, after }, bytes, isWritten: !isRehearsal };
}

async function unitsOfShared(written: Blob, kept: number): Promise<number> {
  return readExportBlob(
    written,
    async (shared) => {
      const { units } = await previewUnits(shared);
      const found = shared.report();
      if (found.conversations === kept && Object.keys(found.skipped).length === 0) return units.selfDeclared;
      throw new InvariantError("CONTRIBUTE_UNREADABLE_RESULT", "The new export does not read as it was written.", {
        context: { written: kept, read: found.conversations },
      });
    },
    { label: "checking" },
  );
}

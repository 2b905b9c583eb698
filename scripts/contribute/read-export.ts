import { SingleBar } from "cli-progress";
import { readArchive, type Archive } from "../../src/export/read-archive.ts";
import { openLocalFile } from "../../src/storage/open-local-file.ts";

/** How an export is read beside what is done with it. */
export type ReadExportOptions = {
  /** How often `read` goes through the conversations; once by default. */
  readonly passes?: number;
  /** What the bar says. */
  readonly label?: string;
};

/**
 * Opens the export that a person named and hands it to `read`, with a bar on stderr while its conversations are read;
 * only on a terminal.
 *
 * @throws {CollectiveError} the codes of {@link openLocalFile} and {@link readArchive}.
 */
export async function readExport<Result>(
  file: string,
  read: (archive: Archive) => Promise<Result>,
  options: ReadExportOptions = {},
): Promise<Result> {
  return readExportBlob(await openLocalFile(file), read, options);
}

/** The same for an export that is open. */
export async function readExportBlob<Result>(
  blob: Blob,
  read: (archive: Archive) => Promise<Result>,
  { passes = 1, label = "reading" }: ReadExportOptions = {},
): Promise<Result> {
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: `${label} {bar} {percentage} %`, clearOnComplete: true, etaBuffer: 100 })
    : undefined;
  const archive = await readArchive(blob, { onBytes: (bytes) => bar?.increment(bytes) });
  bar?.start(passes * archive.declaredBytes, 0);
  try {
    return await read(archive);
  } finally {
    // It hides the cursor while it runs.
    bar?.stop();
  }
}

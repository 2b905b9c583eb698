import { SingleBar } from "cli-progress";
import { readArchive, type Archive } from "../../src/export/read-archive.ts";
import { openLocalFile } from "../../src/storage/open-local-file.ts";

/**
 * Opens the export that a person named and hands it to `read`, with a bar on stderr while its conversations are read;
 * only on a terminal.
 *
 * @throws {CollectiveError} the codes of {@link openLocalFile} and {@link readArchive}.
 */
export async function readExport<Result>(file: string, read: (archive: Archive) => Promise<Result>): Promise<Result> {
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: "reading {bar} {percentage} %", clearOnComplete: true, etaBuffer: 100 })
    : undefined;
  const blob = await openLocalFile(file);
  const archive = await readArchive(blob, { onBytes: (bytes) => bar?.increment(bytes) });
  bar?.start(archive.declaredBytes, 0);
  try {
    return await read(archive);
  } finally {
    // It hides the cursor while it runs.
    bar?.stop();
  }
}

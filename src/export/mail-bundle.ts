import { Zip, ZipPassThrough } from "fflate";
import { byteStream } from "../primitives/byte-stream.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** The export as its owner has it, and the mail that announced it, in one zip: what a contributor with a mail encrypts. */
const EXPORT_NAME = "export.zip";
const MAIL_NAME = "export-mail.eml";

/** Zip times begin here; a bundle says nothing of when or where it was made. */
const NO_TIME = "1980-01-01T00:00:00";

/**
 * Packs an export and its mail as they are, uncompressed, so that the export is read in place and `age -d` followed by
 * `unzip` gives both files back byte for byte.
 */
export function bundleMail(exportZip: Blob, mail: Blob): ReadableStream<Uint8Array> {
  const pieces = bundlePieces(exportZip, mail);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return();
    },
  });
}

async function* bundlePieces(exportZip: Blob, mail: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  const written: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    written.push(piece);
  });
  for (const [name, content] of [
    [EXPORT_NAME, exportZip],
    [MAIL_NAME, mail],
  ] as const) {
    const entry = new ZipPassThrough(name);
    entry.mtime = NO_TIME;
    zip.add(entry);
    for await (const piece of byteStream(content)) {
      entry.push(piece);
      yield* written.splice(0);
    }
    entry.push(new Uint8Array(), true);
  }
  zip.end();
  yield* written.splice(0);
}

/** The two entries of a zip that is such a bundle; null when it is anything else. */
export function findMailBundle(
  entries: readonly ZipEntry[],
): { readonly exportZip: ZipEntry; readonly mail: ZipEntry } | null {
  const exportZip = entries.find(({ name }) => name === EXPORT_NAME);
  const mail = entries.find(({ name }) => name === MAIL_NAME);
  return exportZip === undefined || mail === undefined || entries.length !== 2 ? null : { exportZip, mail };
}

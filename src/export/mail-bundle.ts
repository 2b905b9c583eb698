import { byteStream, streamFrom } from "../primitives/byte-stream.ts";
import { packZip } from "./pack-zip.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** The export as its owner has it, and the mail that announced it, in one zip: what a contributor with a mail encrypts. */
const EXPORT_NAME = "export.zip";
const MAIL_NAME = "export-mail.eml";

/**
 * Packs an export and its mail as they are, uncompressed, so that the export is read in place and `age -d` followed by
 * `unzip` gives both files back byte for byte.
 */
export function bundleMail(exportZip: Blob, mail: Blob): ReadableStream<Uint8Array> {
  const files = [
    { name: EXPORT_NAME, isStored: true, content: byteStream(exportZip) },
    { name: MAIL_NAME, isStored: true, content: byteStream(mail) },
  ];
  return streamFrom(packZip(files));
}

/** The two entries of a zip that is such a bundle; null when it is anything else. */
export function findMailBundle(
  entries: readonly ZipEntry[],
): { readonly exportZip: ZipEntry; readonly mail: ZipEntry } | null {
  const exportZip = entries.find(({ name }) => name === EXPORT_NAME);
  const mail = entries.find(({ name }) => name === MAIL_NAME);
  return exportZip === undefined || mail === undefined || entries.length !== 2 ? null : { exportZip, mail };
}

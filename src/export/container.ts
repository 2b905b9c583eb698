import { blobBytes, blobChunks } from "./blob-chunks.ts";
import { exportError } from "./export-error.ts";
import { openEntry, packedBlob } from "./open-entry.ts";
import { classifyOthers, findExportFolder, type ExportFolder, type OtherFiles } from "./export-folder.ts";
import { findMailBundle } from "./mail-bundle.ts";
import { readZipDirectory, type ZipEntry } from "./zip-directory.ts";
import type { ArchiveLimits, InflateBudget } from "./archive-limits.ts";

/** How the export is packed, as far as names tell; a `sharded` or `classic` one may turn out `slim` by its content. */
export type ContainerKind = "classic" | "sharded" | "privacy-portal" | "bare-json";

/** A file of the export that can be streamed any number of times. */
export type ArchiveFile = {
  /** Its name without folders, such as `conversations-003.json`. */
  readonly name: string;
  /** Its unpacked size as the container says; {@link open} counts the real one. */
  readonly declaredBytes: number;
  readonly open: (budget: InflateBudget) => AsyncIterable<Uint8Array>;
};

/** An export opened for reading. */
export type Container = {
  readonly kind: ContainerKind;
  /** Files of conversations in the order of the export; at least one. */
  readonly conversationFiles: readonly ArchiveFile[];
  /** The metadata files there are, by name. */
  readonly metadataFiles: ReadonlyMap<string, ArchiveFile>;
  readonly manifest: ArchiveFile | null;
  /** Numbers of the shards that are missing between 0 and the last one. */
  readonly missingShards: readonly string[];
  readonly attachments: number;
  readonly unknownFiles: number;
  readonly unknownJson: readonly string[];
  /** The mail that announced the export, when the contributor put it beside; it names a person. */
  readonly mail: Blob | null;
};

type Source = { readonly blob: Blob; readonly entries: readonly ZipEntry[] };

const SNIFF_BYTES = 4096;
/** Over bytes: a byte order mark, the blanks of JSON (RFC 8259 §2), and what a list or an object begins with. */
const JSON_HEAD = /^(?:\xef\xbb\xbf)?[ \t\n\r]*[[{]/;
const PORTAL_CONVERSATIONS = /(?:^|\/)User Online Activity\/Conversations[^/]*\.zip$/i;
const STORED = 0;

/**
 * Recognises what `source` is by its first bytes and finds the export's files in it.
 *
 * @throws {InvalidInputError} `EXPORT_EMPTY_FILE`, `EXPORT_NOT_RECOGNISED`, `EXPORT_NO_CONVERSATIONS_FILE`,
 *   `EXPORT_AMBIGUOUS`, `EXPORT_ENTRY_TOO_LARGE`, or what {@link readZipDirectory} finds.
 */
export async function openContainer(source: Blob, limits: ArchiveLimits): Promise<Container> {
  if (source.size === 0) throw exportError("EXPORT_EMPTY_FILE");
  const head = String.fromCharCode(...(await blobBytes(source, 0, SNIFF_BYTES)));
  if (head.startsWith("PK")) return openZip(source, limits);
  if (!JSON_HEAD.test(head)) throw exportError("EXPORT_NOT_RECOGNISED", { bytes: source.size });
  if (source.size > limits.entryBytes) {
    throw exportError("EXPORT_ENTRY_TOO_LARGE", { bytes: source.size, limit: limits.entryBytes });
  }
  return {
    kind: "bare-json",
    conversationFiles: [{ name: "conversations.json", declaredBytes: source.size, open: () => blobChunks(source) }],
    metadataFiles: new Map(),
    manifest: null,
    missingShards: [],
    attachments: 0,
    unknownFiles: 0,
    unknownJson: [],
    mail: null,
  };
}

async function openZip(blob: Blob, limits: ArchiveLimits): Promise<Container> {
  const outer: Source = { blob, entries: await readZipDirectory(blob, limits) };
  const bundle = findMailBundle(outer.entries);
  if (bundle === null) return openExport(outer, limits);
  const budget = { remainingBytes: limits.nestedBytes };
  const exportZip = await nestedBlob(outer, bundle.exportZip, limits, budget);
  const mail = await nestedBlob(outer, bundle.mail, limits, budget);
  return {
    ...(await openExport({ blob: exportZip, entries: await readZipDirectory(exportZip, limits) }, limits)),
    mail,
  };
}

async function openExport(outer: Source, limits: ArchiveLimits): Promise<Container> {
  const nested = outer.entries.filter((entry) => PORTAL_CONVERSATIONS.test(entry.name));
  if (nested.length === 0) {
    const folder = findExportFolder(outer.entries);
    return toContainer(
      folder.isSharded ? "sharded" : "classic",
      { parts: [{ source: outer, folder }], beside: [] },
      limits,
    );
  }
  const parts: Part[] = [];
  const budget = { remainingBytes: limits.nestedBytes };
  let remaining = limits.entries - outer.entries.length;
  for (const entry of [...nested].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = await nestedBlob(outer, entry, limits, budget);
    const source = { blob: inner, entries: await readZipDirectory(inner, { ...limits, entries: remaining }) };
    remaining -= source.entries.length;
    parts.push({ source, folder: findExportFolder(source.entries) });
  }
  const others = outer.entries.filter((entry) => !nested.includes(entry));
  return toContainer("privacy-portal", { parts, beside: [classifyOthers(others, () => true)] }, limits);
}

/** A file inside the outer zip as a whole. A stored one is a slice of it; only a deflated one is held in memory. */
async function nestedBlob(outer: Source, entry: ZipEntry, limits: ArchiveLimits, budget: InflateBudget): Promise<Blob> {
  // The entries of a zip carry checksums and a mail its signature, so stored bytes need no second look.
  if (entry.method === STORED) return packedBlob(outer.blob, entry);
  // A Blob copies what it is made of: made piece by piece, it is not in memory twice.
  const pieces: Blob[] = [];
  const bounds = { ...limits, entryBytes: Math.min(limits.entryBytes, limits.nestedBytes) };
  for await (const piece of openEntry(outer.blob, entry, bounds, budget))
    pieces.push(new Blob([new Uint8Array(piece)]));
  return new Blob(pieces);
}

type Part = { readonly source: Source; readonly folder: ExportFolder };
/** The folders of an export, and what lies beside them. */
type Parts = { readonly parts: readonly Part[]; readonly beside: readonly OtherFiles[] };

function toContainer(kind: ContainerKind, { parts, beside }: Parts, limits: ArchiveLimits): Container {
  const others = [...parts.map(({ folder }) => folder), ...beside];
  const fileOf = (source: Source, entry: ZipEntry): ArchiveFile => ({
    name: entry.name.slice(entry.name.lastIndexOf("/") + 1),
    declaredBytes: entry.unpackedBytes,
    open: (budget) => openEntry(source.blob, entry, limits, budget),
  });
  const conversationFiles = parts.flatMap(({ source, folder }) =>
    folder.conversations.map((entry) => fileOf(source, entry)),
  );
  if (conversationFiles.length === 0) throw exportError("EXPORT_NO_CONVERSATIONS_FILE", { zips: parts.length });
  const metadata = parts.flatMap(({ source, folder }) => folder.metadata.map((entry) => fileOf(source, entry)));
  const metadataFiles = new Map<string, ArchiveFile>();
  for (const file of metadata) if (!metadataFiles.has(file.name)) metadataFiles.set(file.name, file);
  return {
    kind,
    conversationFiles,
    metadataFiles,
    manifest: metadataFiles.get("export_manifest.json") ?? null,
    missingShards: parts.length === 1 ? (parts[0]?.folder.missingShards ?? []) : [],
    attachments: others.reduce((sum, { attachments }) => sum + attachments, 0),
    unknownFiles: others.reduce((sum, { unknownFiles }) => sum + unknownFiles, 0),
    unknownJson: [...new Set(others.flatMap(({ unknownJson }) => unknownJson))].sort(),
    mail: null,
  };
}

import { InvalidInputError } from "../primitives/errors.ts";
import type { Patience } from "./ask-host.ts";
import { pathParts } from "./bundle-file.ts";
import { fetchFile } from "./fetch-file.ts";
import type { StatedBy } from "./guarded-fetch.ts";
import { listFolder, readFromFolder } from "./folder-source.ts";

/** A place that holds `epochs/<epoch>/…`. Nothing that it gives is trusted: the chain says what is right. */
export type BundleSource = {
  /**
   * Reads a file, at most `maxBytes` long; `path` is relative to the place, with slashes.
   *
   * It rejects with what {@link readFromFolder} and {@link fetchFile} throw.
   */
  readonly read: (path: string, maxBytes: number) => Promise<Uint8Array>;
  /** All files below a folder, as paths relative to it; null where the place cannot tell. */
  readonly list: (folder: string) => Promise<readonly string[] | null>;
};

/** The most bytes that are read of each of the two files. */
export type PreviousBounds = { readonly leavesBytes: number; readonly ledgerBytes: number };

/**
 * Opens a place by what the person at this machine calls it: a folder, or an http or https address, private ones included.
 * Nothing is looked up before the first read. For a place that others state there is {@link openStatedSource}.
 *
 * @throws {InvalidInputError} `STORAGE_BAD_ADDRESS` for another kind of address, one with a query or a fragment, and one
 * with a name or a password, which would end up in logs.
 */
export function openBundleSource(address: string, patience: Patience = {}): BundleSource {
  if (!isAddress(address)) {
    return {
      read: (path, maxBytes) => readFromFolder(address, path, maxBytes),
      list: (folder) => listFolder(address, folder),
    };
  }
  return openHost(address, "user", patience);
}

/**
 * Opens a place that stands on chain or in a file: never a folder of this machine, and never a private address unless the
 * configuration allows it. Nothing is looked up before the first read.
 *
 * @throws {InvalidInputError} `STORAGE_BAD_ADDRESS` as {@link openBundleSource}, and for a folder. Reading throws
 * `STORAGE_FORBIDDEN_ADDRESS` for a host that the address may not lead to.
 */
export function openStatedSource(address: string, patience: Patience = {}): BundleSource {
  return openHost(address, "others", patience);
}

function openHost(address: string, statedBy: StatedBy, patience: Patience): BundleSource {
  const base = parseAddress(address);
  return {
    read: async (path, maxBytes) =>
      fetchFile(new URL(pathParts(path).join("/"), base), path, maxBytes, { statedBy, ...patience }),
    list: () => Promise.resolve(null),
  };
}

/** Whether a place is an address rather than a folder on this machine. */
export function isAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(place);
}

/**
 * Reads from a bundle what the next epoch is calculated from. The calculator checks it against the chain.
 *
 * @param folder - of that bundle: `epochs/<epoch>/<hash>`.
 * @throws {CollectiveError} what reading from `source` rejects with.
 */
export async function readPreviousFiles(
  source: BundleSource,
  folder: string,
  { leavesBytes, ledgerBytes }: PreviousBounds,
): Promise<{ readonly leavesFile: Uint8Array; readonly ledgerFile: Uint8Array }> {
  return {
    leavesFile: await source.read(`${folder}/leaves.bin`, leavesBytes),
    ledgerFile: await source.read(`${folder}/ledger.bin`, ledgerBytes),
  };
}

function parseAddress(address: string): URL {
  const url = URL.parse(address);
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  if (url === null || !isWeb || url.username + url.password + url.search + url.hash !== "") {
    throw new InvalidInputError("STORAGE_BAD_ADDRESS", "Expected a plain http or https address, or a folder.", {
      hint: "Leave out user name, password, ? and #; the address must hold epochs/<epoch>/….",
    });
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

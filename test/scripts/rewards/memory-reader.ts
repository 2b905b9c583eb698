import type { BundleReader } from "../../../scripts/rewards/chain-facts.ts";

/** Reads files in memory as the verifier does; with `maxBytes` asked for in `asked`, by path. */
export function readerOf(files: ReadonlyMap<string, Uint8Array>, asked = new Map<string, number>()): BundleReader {
  return {
    list: (folder) => {
      const paths = [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
      return Promise.resolve(paths.map((path) => path.slice(folder.length + 1)));
    },
    read: (path, maxBytes) => {
      asked.set(path, maxBytes);
      const bytes = files.get(path);
      if (bytes === undefined) return Promise.reject(new Error("There is no such file."));
      return bytes.length > maxBytes ? Promise.reject(new Error("The file is too long.")) : Promise.resolve(bytes);
    },
  };
}

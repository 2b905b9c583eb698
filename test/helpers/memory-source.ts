import type { BundleSource } from "../../src/storage/bundle-source.ts";
import { bundleFileMissing, bundleFileTooLarge } from "../../src/storage/bundle-file.ts";

/** A place that holds these files, by path, and says where it is asked for others as the real ones do. */
export function memorySource(files: ReadonlyMap<string, Uint8Array>): BundleSource {
  return {
    read: (path, maxBytes) => {
      const bytes = files.get(path);
      if (bytes === undefined) return Promise.reject(bundleFileMissing(path));
      return bytes.length > maxBytes ? Promise.reject(bundleFileTooLarge(path, maxBytes)) : Promise.resolve(bytes);
    },
    list: () => Promise.resolve(null),
  };
}

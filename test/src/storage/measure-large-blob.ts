import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { OpenedStore } from "./opened-stores.ts";

/** What a process of its own found that put a large blob into a store, read it and deleted it. */
export type LargeBlobOutcome = {
  readonly same: boolean;
  readonly deleted: boolean;
  readonly samples: number;
  readonly grownMegabytes: number;
};

export async function measureLargeBlob(
  { address, environment }: OpenedStore,
  megabytes: number,
): Promise<LargeBlobOutcome> {
  const program = join(import.meta.dirname, "large-blob-user.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", program, address, String(megabytes)], {
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout) as LargeBlobOutcome;
}

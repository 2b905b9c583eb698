import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InvalidInputError } from "../src/primitives/errors.ts";
import { journalsFolder, recordPath } from "./deployment-files.ts";
import { explainDisk } from "./explain-disk.ts";

/** More than a journal and a record need. */
const PROBE_BYTES = 1 << 20;

/**
 * Makes sure that the note of where a deployment to this chain began can be read, if there is one.
 *
 * @throws {InvalidInputError} `DEPLOY_START_UNREADABLE`, which names the file.
 */
export function expectReadableStart(chainId: number, folder = journalsFolder): void {
  const path = join(folder, `chain-${chainId}.start.json`);
  if (!existsSync(path) || isStart(readFileSync(path, "utf8"))) return;
  throw new InvalidInputError(
    "DEPLOY_START_UNREADABLE",
    `Expected to read where a deployment began in ${path}, got something else.`,
    {
      hint:
        `Restore it from a copy, or write {"chainId":${chainId},"genesisHash":"<hash of block 0>","deployedAtBlock":` +
        `<a block before the first transaction>,"source":null} into it.`,
    },
  );
}

/**
 * Makes sure, before anything is sent, that what will be sent can be written down: in the folders of the journals and of
 * the records.
 *
 * @throws {InvalidInputError} `DEPLOY_DISK`, which names the folder.
 */
export function expectWritable(folders = [journalsFolder, dirname(recordPath(0))]): void {
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true });
      const probe = mkdtempSync(join(folder, ".probe-"));
      try {
        writeFileSync(join(probe, "probe"), Buffer.alloc(PROBE_BYTES, 1), { flush: true });
      } finally {
        rmSync(probe, { recursive: true });
      }
    } catch (cause) {
      throw explainDisk(cause, folder) ?? cause;
    }
  }
}

function isStart(text: string): boolean {
  try {
    const start = JSON.parse(text) as { genesisHash?: unknown; deployedAtBlock?: unknown } | null;
    return typeof start?.genesisHash === "string" && Number.isSafeInteger(start.deployedAtBlock);
  } catch {
    return false;
  }
}

import fs from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "../../storage/disk.ts";

/** Gives everything in a folder to its owner alone and puts it on the disk: files first, then the folder that names them. */
export async function makePrivateAndDurable(folder: string): Promise<void> {
  await fs.chmod(folder, 0o700);
  for (const entry of await fs.readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makePrivateAndDurable(path);
    else await secureFile(path);
  }
  await syncFolder(fs, folder);
}

async function secureFile(path: string): Promise<void> {
  const file = await fs.open(path, "r+");
  try {
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
}

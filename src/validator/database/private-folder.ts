import fs from "node:fs/promises";
import { join } from "node:path";

/** Gives everything in a folder to its owner alone and puts it on the disk. */
export async function makePrivateAndDurable(folder: string): Promise<void> {
  for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    await secure(path, entry.isDirectory() ? 0o700 : 0o600);
  }
  await secure(folder, 0o700);
}

async function secure(path: string, mode: number): Promise<void> {
  await fs.chmod(path, mode);
  if (process.platform === "win32") return;
  const handle = await fs.open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

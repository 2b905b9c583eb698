import fs, { type FileHandle } from "node:fs/promises";
import type { Disk } from "../../../src/storage/disk.ts";

/**
 * The real disk, which tells before each step what it is about to do (`rename`, `file.sync`, …). A test makes the step
 * fail by throwing, or ends the process there.
 */
export function watchedDisk(before: (step: string, path: string) => void | Promise<void>): Disk {
  async function step<Result>(name: string, path: unknown, action: () => Promise<Result>): Promise<Result> {
    await before(name, String(path));
    return action();
  }
  const watched = {
    open: (path: string, flags: string) =>
      step("open", path, async () => watchedFile(await fs.open(path, flags), (name) => before(name, path))),
  };
  return new Proxy(fs, {
    get(target, name) {
      if (name === "open") return watched.open;
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) => step(String(name), args[0], () => method(...args));
    },
  });
}

function watchedFile(file: FileHandle, before: (step: string) => void | Promise<void>): FileHandle {
  const watched = {
    async read(buffer: Uint8Array, offset: number, length: number, position: null) {
      await before("file.read");
      return file.read(buffer, offset, length, position);
    },
    async writeFile(bytes: Uint8Array) {
      await before("file.writeFile");
      return file.writeFile(bytes);
    },
    async sync() {
      await before("file.sync");
      return file.sync();
    },
    async close() {
      // A close that fails has closed all the same, as on a real disk.
      await file.close();
      await before("file.close");
    },
  };
  return watched as unknown as FileHandle;
}

/** An error as the operating system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}

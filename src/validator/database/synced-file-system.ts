import { NodeFS } from "@electric-sql/pglite/nodefs";
import { fsyncSync } from "node:fs";
import { errnoOf } from "../../storage/disk.ts";

/** The part of Emscripten's file system on a folder that is changed here. */
type NodeFiles = {
  readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number };
  tryFSOperation: <Result>(operation: () => Result) => Result;
};
type Initialised = Awaited<ReturnType<NodeFS["init"]>>;

/** What became of the disk underneath. */
export type DiskState = {
  /** The system's name of the last failure that was more than a missing or an existing file. */
  failure: string | undefined;
  /** A sync failed: what was written may be gone although it can be read, so nothing must be built on it any more. */
  isUnsafe: boolean;
};

const HARMLESS = ["ENOENT", "EEXIST", "ENOTEMPTY", "ENOTDIR", "UNKNOWN"];

/**
 * PGlite's folder on a disk, with what it leaves out: it runs PostgreSQL without `fsync`, and its file system has none.
 * With this one the server's own calls reach the disk, at every commit.
 */
export class SyncedFileSystem extends NodeFS {
  readonly disk: DiskState = { failure: undefined, isUnsafe: false };
  readonly #sync: (descriptor: number) => void;

  constructor(folder: string, sync: (descriptor: number) => void = fsyncSync) {
    super(folder);
    this.#sync = sync;
  }

  override async init(...args: Parameters<NodeFS["init"]>): Promise<Initialised> {
    const { emscriptenOpts } = await super.init(...args);
    const prepare = (module: unknown): void => {
      this.#change((module as { readonly NODEFS: NodeFiles }).NODEFS);
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), prepare] } };
  }

  #change(files: NodeFiles): void {
    const attempt = files.tryFSOperation;
    files.tryFSOperation = (operation) =>
      attempt(() => {
        try {
          return operation();
        } catch (error) {
          const errno = errnoOf(error);
          if (!HARMLESS.includes(errno)) this.disk.failure = errno;
          throw error;
        }
      });
    files.stream_ops.fsync = ({ nfd }) => {
      files.tryFSOperation(() => {
        try {
          this.#sync(nfd);
        } catch (error) {
          this.disk.isUnsafe = true;
          throw error;
        }
      });
      return 0;
    };
  }
}

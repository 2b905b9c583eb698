import { NodeFS } from "@electric-sql/pglite/nodefs";
import { fsyncSync } from "node:fs";
import { errnoOf } from "../../storage/disk.ts";

/** The part of Emscripten's file system on a folder that is changed here. */
type NodeFiles = {
  readonly node_ops: { setattr: (node: unknown, attributes: { readonly mode?: number }) => void };
  readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number };
  tryFSOperation: <Result>(operation: () => Result) => Result;
};
type Initialised = Awaited<ReturnType<NodeFS["init"]>>;

/** What became of the disk underneath. */
export type DiskState = {
  /** The system's name of the last failure that was more than a missing or an existing file. */
  failure: string | undefined;
};

const HARMLESS = ["ENOENT", "EEXIST", "ENOTEMPTY", "ENOTDIR", "UNKNOWN"];
const OTHERS = 0o077;

/**
 * PGlite's folder on a disk, with what it leaves out: it runs PostgreSQL without `fsync`, and its file system has none.
 * With this one the server's own calls reach the disk, at every commit. Files are private.
 *
 * When a sync fails, what was written may be gone although it can still be read; then, and whenever else PostgreSQL gives
 * up, the call that was running is left, and the server must not be used any more.
 */
export class SyncedFileSystem extends NodeFS {
  readonly disk: DiskState = { failure: undefined };
  readonly #sync: (descriptor: number) => void;

  constructor(folder: string, sync: (descriptor: number) => void = fsyncSync) {
    super(folder);
    this.#sync = sync;
  }

  override async init(...args: Parameters<NodeFS["init"]>): Promise<Initialised> {
    const { emscriptenOpts } = await super.init(...args);
    const [server] = args;
    const prepare = (module: unknown): void => {
      this.#change((module as { readonly NODEFS: NodeFiles }).NODEFS, server);
    };
    const preRun = [...(emscriptenOpts.preRun ?? []), prepare];
    return { emscriptenOpts: { ...emscriptenOpts, preRun, onAbort: () => leave(server) } };
  }

  #change(files: NodeFiles, server: Server): void {
    const attempt = files.tryFSOperation;
    files.tryFSOperation = (operation) =>
      attempt(() => {
        try {
          return operation();
        } catch (error) {
          this.#note(error);
          throw error;
        }
      });
    files.stream_ops.fsync = ({ nfd }) => {
      try {
        this.#sync(nfd);
      } catch (error) {
        this.#note(error);
        leave(server);
      }
      return 0;
    };
    // A new file gets its permissions by a call of its own.
    const { setattr } = files.node_ops;
    files.node_ops.setattr = (node, { mode, ...others }) => {
      setattr(node, mode === undefined ? others : { ...others, mode: mode & ~OTHERS });
    };
  }

  #note(error: unknown): void {
    const errno = errnoOf(error);
    if (!HARMLESS.includes(errno)) this.disk.failure = errno;
  }
}

/** What PGlite runs every message to its server through. */
type Server = { execProtocolRawSync: (message: Uint8Array) => Uint8Array };

/**
 * Leaves the running call for good, and lets no other one begin. PGlite takes whatever is thrown in it for a jump of
 * PostgreSQL's own, and begins again, for ever: only something that cannot be looked at gets through.
 */
function leave(server: Server): never {
  const giveUp = (): never => {
    throw new Error("The server has given up.");
  };
  server.execProtocolRawSync = giveUp;
  throw Object.defineProperty(new Error("The server has given up."), "status", { get: giveUp });
}

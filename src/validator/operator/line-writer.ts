import fs from "node:fs";

/** Bytes that may wait for a reader that is slow. */
const MAX_WAITING = 1024 * 1024;
const LONGEST_FLUSH_MS = 1_000;

/** Writes lines without ever keeping its caller. */
export type LineWriter = {
  readonly write: (line: string) => void;
  /** Resolves when all lines are written, or after a second. */
  readonly close: () => Promise<void>;
};

/**
 * Writes lines to an open file in their order. What cannot be written, because the disk is full, the reader is gone or too
 * slow, is dropped: never waited for and never tried again. (The writer that pino brings tries again without end when it is
 * told to finish and the file cannot be written to, which would keep a node from ending.)
 */
export function createLineWriter(fd: number, maxWaiting = MAX_WAITING): LineWriter {
  let waiting: Buffer[] = [];
  let size = 0;
  let isWriting = false;
  let onIdle = (): void => undefined;

  function writeNext(): void {
    if (waiting.length === 0) {
      isWriting = false;
      onIdle();
      return;
    }
    isWriting = true;
    const chunk = Buffer.concat(waiting);
    waiting = [];
    size = 0;
    writeAll(chunk);
  }

  function writeAll(chunk: Buffer): void {
    fs.write(fd, chunk, (error, written) => {
      if (error === null && written > 0 && written < chunk.length) writeAll(chunk.subarray(written));
      else writeNext();
    });
  }

  return {
    write(line) {
      const bytes = Buffer.from(line);
      if (size + bytes.length > maxWaiting) return;
      size += bytes.length;
      waiting.push(bytes);
      if (!isWriting) writeNext();
    },
    async close() {
      if (!isWriting) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LONGEST_FLUSH_MS);
        onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}

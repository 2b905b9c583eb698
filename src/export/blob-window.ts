import { blobBytes } from "./blob-chunks.ts";

const WINDOW_BYTES = 64 * 1024;

/** Random access to a Blob by windows: a zip's directory is thousands of reads of a few bytes each. */
export class BlobWindow {
  readonly #blob: Blob;
  #bytes = new Uint8Array();
  #start = 0;

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  /**
   * The bytes in `[start, end)`, fewer at the end of the Blob. They share memory with the window; nobody changes them.
   *
   * @throws {RetryableError} `EXPORT_SOURCE_UNREADABLE`.
   */
  async bytes(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    // An offset of zip64 may lie beyond all that a Blob takes for a position.
    const [first, last] = [Math.min(start, this.#blob.size), Math.min(end, this.#blob.size)];
    const isInside = first >= this.#start && last <= this.#start + this.#bytes.length;
    if (!isInside) {
      this.#bytes = await blobBytes(this.#blob, first, Math.max(last, first + WINDOW_BYTES));
      this.#start = first;
    }
    return this.#bytes.subarray(first - this.#start, last - this.#start);
  }
}

/** A part of a stream, and whether the stream ends with it. The bytes are good until the next part is asked for. */
export type Chunk = { readonly bytes: Uint8Array; readonly isLast: boolean };

/** Reads a stream in parts of the reader's choice, whatever pieces it comes in. One call at a time. */
export class PieceReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);
  #room = new Uint8Array(0);
  #ended = false;

  constructor(source: ReadableStream<Uint8Array>) {
    this.#reader = source.getReader();
  }

  /** The next piece as it comes; empty only at the end of the stream. */
  async piece(): Promise<Uint8Array> {
    await this.#fill();
    const piece = this.#rest;
    this.#rest = new Uint8Array(0);
    return piece;
  }

  /** Puts back what a piece held beyond what was needed of it. */
  unread(bytes: Uint8Array): void {
    this.#rest = bytes;
  }

  /** The next `size` bytes; fewer only at the end of the stream, none only of a stream that is at its end already. */
  async chunk(size: number): Promise<Chunk> {
    await this.#fill();
    // One byte more than the chunk in sight says that it is not the last: then there is nothing to copy or to wait for.
    if (this.#rest.length > size) return { bytes: this.#cut(size), isLast: false };
    if (this.#room.length < size) this.#room = new Uint8Array(size);
    let used = 0;
    while (used < size && !(await this.#isAtEnd())) {
      const part = this.#cut(Math.min(size - used, this.#rest.length));
      this.#room.set(part, used);
      used += part.length;
    }
    return { bytes: this.#room.subarray(0, used), isLast: await this.#isAtEnd() };
  }

  /** Stops the source. */
  cancel(reason: unknown): Promise<void> {
    return this.#reader.cancel(reason);
  }

  #cut(size: number): Uint8Array {
    const part = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(size);
    return part;
  }

  async #isAtEnd(): Promise<boolean> {
    if (this.#rest.length === 0) await this.#fill();
    return this.#rest.length === 0;
  }

  /** Makes sure that something is there, unless the stream has ended. */
  async #fill(): Promise<void> {
    while (this.#rest.length === 0 && !this.#ended) {
      const { done, value } = await this.#reader.read();
      if (done) this.#ended = true;
      else this.#rest = value;
    }
  }
}

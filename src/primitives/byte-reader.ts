import { bytesToHex } from "./bytes.ts";
import { bytesToAddress, type Address, type Hex32 } from "./identifiers.ts";

/**
 * Reads the fields of a binary file one after another, big-endian. Every method throws what `fail` gives, told what was
 * expected, when the file ends too early or says something that cannot be.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #fail: (expected: string) => Error;
  #at = 0;

  constructor(bytes: Uint8Array, fail: (expected: string) => Error) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#fail = fail;
  }

  /** The next `length` bytes, as a view. */
  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw this.#fail(`at least ${end} bytes`);
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  /** Takes the ASCII text that a format begins with. */
  magic(text: string): void {
    const found = this.take(text.length);
    if (!found.every((byte, i) => byte === text.charCodeAt(i))) throw this.#fail(`the beginning ${text}`);
  }

  u16(): number {
    this.take(2);
    return this.#view.getUint16(this.#at - 2);
  }

  u32(): number {
    this.take(4);
    return this.#view.getUint32(this.#at - 4);
  }

  u64(): bigint {
    this.take(8);
    return this.#view.getBigUint64(this.#at - 8);
  }

  /** A u64 from `least` to 2^53 − 1. */
  integer(least = 0): number {
    const value = Number(this.u64());
    if (value < least || !Number.isSafeInteger(value)) throw this.#fail(`a number from ${least} to 2^53 − 1`);
    return value;
  }

  address(): Address {
    return bytesToAddress(this.take(20));
  }

  hex32(): Hex32 {
    return bytesToHex(this.take(32)) as Hex32;
  }

  /** The rest of the file, which must be `count` records of `recordBytes` bytes. */
  records(count: number, recordBytes: number): Uint8Array {
    const records = this.take(count * recordBytes);
    this.end();
    return records;
  }

  /** Nothing may follow. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw this.#fail(`${this.#at} bytes and nothing behind them`);
  }
}

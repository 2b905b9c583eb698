import { exportError } from "./export-error.ts";
import type { ArchiveLimits } from "./archive-limits.ts";

/** Why an element was not read. */
export type BadElementReason = "BAD_JSON" | "TOO_LARGE" | "TOO_DEEP" | "TOO_MANY_VALUES";

/** One element of the outermost list, or the outermost value itself; with its own text where that was asked for. */
export type JsonElement =
  | { readonly kind: "value"; readonly value: unknown; readonly text?: string }
  | { readonly kind: "bad"; readonly reason: BadElementReason };

/** The bounds of one element. */
export type ElementLimits = Pick<ArchiveLimits, "conversationBytes" | "conversationDepth" | "conversationValues">;

type Mode = "start" | "value" | "element" | "comma" | "rest" | "done";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** 1 for each byte that changes the structure when it stands outside strings. */
const IS_MARK = Uint8Array.from({ length: 256 }, (_, byte) =>
  [QUOTE, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT].includes(byte) ? 1 : 0,
);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const FIRST_BUFFER_BYTES = 2 ** 16;
const CONVERSATIONS = new TextEncoder().encode('"conversations"');

/**
 * Cuts the JSON text in `chunks` into its outermost elements and parses each on its own.
 *
 * A list gives its elements; `{"conversations": […], …}` gives that list's elements, however much stands before it; any
 * other object is one element. Only one element is in memory at a time and no string ever nears V8's limit of 512 MiB.
 * An element that cannot be read is given as `bad`; only the outer structure can fail.
 *
 * Chunk borders make no difference: two validators that unpack by other libraries must read the same. With `keepsText`
 * each value comes with the text that it was parsed from.
 *
 * @throws {InvalidInputError} `EXPORT_JSON_INVALID` or `EXPORT_JSON_INCOMPLETE`.
 */
export async function* splitJson(
  chunks: AsyncIterable<Uint8Array>,
  limits: ElementLimits,
  keepsText = false,
): AsyncGenerator<JsonElement, void, undefined> {
  const splitter = new JsonSplitter(limits, keepsText);
  for await (const chunk of chunks) yield* splitter.push(chunk);
  splitter.finish();
}

class JsonSplitter {
  readonly #limits: ElementLimits;
  readonly #keepsText: boolean;
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #mode: Mode = "start";
  /** Whether the list being read is the value of `conversations` in an outer object. */
  #isNested = false;
  /** Whether the element being read is the outermost value. */
  #isOutermost = false;
  readonly #key = new ConversationsKey();
  /** Whether `]` may come instead of the next value: only right after `[`. */
  #mayClose = false;
  #depth = 0;
  /** Brackets opened and commas so far in the element. */
  #values = 0;
  #isInString = false;
  /** Whether the chunk before ended in an odd run of backslashes inside a string. */
  #isEscaped = false;
  readonly #kept: ByteBuffer;
  /** Bytes of the element so far, kept or not. */
  #bytes = 0;
  #overflow: BadElementReason | null = null;

  constructor(limits: ElementLimits, keepsText: boolean) {
    this.#limits = limits;
    this.#keepsText = keepsText;
    this.#kept = new ByteBuffer(limits.conversationBytes);
  }

  *push(chunk: Uint8Array): Generator<JsonElement, void, undefined> {
    for (let at = 0; at < chunk.length;) {
      if (!this.#isInside()) {
        at = this.#punctuation(chunk, at);
        continue;
      }
      const end = this.#scan(chunk, at);
      // The mode changes inside an outer object when its list of conversations begins.
      if (this.#isInside()) this.#keep(chunk.subarray(at, end));
      at = end;
      if (!this.#isComplete(chunk, at)) continue;
      if (this.#mode === "element") yield this.#take();
      else this.#mode = "done";
    }
  }

  finish(): void {
    if (this.#mode !== "done") throw exportError("EXPORT_JSON_INCOMPLETE", { depth: this.#depth });
  }

  #isInside(): boolean {
    return this.#mode === "element" || this.#mode === "rest";
  }

  /** Handles one byte between elements and gives the offset of the next. */
  #punctuation(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] ?? 0;
    if (isBlank(byte)) return at + 1;
    switch (this.#mode) {
      case "start":
        return this.#open(byte, at);
      case "value":
        return this.#value(byte, at);
      case "comma":
        return this.#comma(byte, at);
      default:
        throw exportError("EXPORT_JSON_INVALID", { found: byte });
    }
  }

  #open(byte: number, at: number): number {
    if (BYTE_ORDER_MARK.includes(byte)) return at + 1;
    if (byte === OPEN_LIST) {
      this.#mode = "value";
      this.#mayClose = true;
      return at + 1;
    }
    if (byte !== OPEN_OBJECT) throw exportError("EXPORT_JSON_INVALID", { found: byte });
    this.#isOutermost = true;
    this.#mode = "element";
    return at;
  }

  #value(byte: number, at: number): number {
    if (byte === CLOSE_LIST && this.#mayClose) return this.#closeList(at);
    if (byte === COMMA || byte === CLOSE_LIST) throw exportError("EXPORT_JSON_INVALID", { found: byte });
    this.#mode = "element";
    return at;
  }

  #comma(byte: number, at: number): number {
    if (byte === CLOSE_LIST) return this.#closeList(at);
    if (byte !== COMMA) throw exportError("EXPORT_JSON_INVALID", { found: byte });
    this.#mode = "value";
    this.#mayClose = false;
    return at + 1;
  }

  #closeList(at: number): number {
    this.#depth = this.#isNested ? 1 : 0;
    this.#mode = this.#isNested ? "rest" : "done";
    return at + 1;
  }

  /** Reads on until the element ends or the chunk does, and gives the offset reached. */
  #scan(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const start = at;
      const isString = this.#isInString;
      at = isString ? this.#skipString(chunk, start) : nextMark(chunk, start, this.#depth === 0);
      if (this.#isOuterLevel()) this.#key.follow(chunk, start, at);
      if (!isString) {
        const byte = chunk[at];
        if (byte === undefined || (this.#depth === 0 && isScalarEnd(byte))) return at;
        this.#enter(byte);
        at += 1;
      }
      if (this.#depth <= 0 && !this.#isInString) return at;
    }
    return at;
  }

  /** Whether the next byte belongs to the outermost object itself, where the key of the list may stand. */
  #isOuterLevel(): boolean {
    return this.#isOutermost && this.#depth === 1;
  }

  #enter(mark: number): void {
    if (mark === QUOTE) {
      this.#isInString = true;
      if (this.#isOuterLevel()) this.#key.begin();
    } else if (mark === CLOSE_OBJECT || mark === CLOSE_LIST) this.#depth -= 1;
    else if (mark === OPEN_LIST && this.#isOuterLevel() && this.#key.isRead) this.#openConversations();
    else this.#count(mark);
  }

  #count(mark: number): void {
    this.#values += 1;
    if (this.#values > this.#limits.conversationValues) this.#drop("TOO_MANY_VALUES");
    if (mark === COMMA) return;
    this.#depth += 1;
    if (this.#depth > this.#limits.conversationDepth) this.#drop("TOO_DEEP");
  }

  /** Moves past the closing quote, or to the chunk's end remembering whether the next byte is escaped. */
  #skipString(chunk: Uint8Array, from: number): number {
    const start = this.#isEscaped ? from + 1 : from;
    this.#isEscaped = false;
    for (let quote = chunk.indexOf(QUOTE, start); quote !== -1; quote = chunk.indexOf(QUOTE, quote + 1)) {
      if (!hasOddBackslashes(chunk, start, quote)) {
        this.#isInString = false;
        return quote + 1;
      }
    }
    this.#isEscaped = hasOddBackslashes(chunk, start, chunk.length);
    return chunk.length;
  }

  /** Forgets the outermost object read so far: the elements of its list of conversations are what we read. */
  #openConversations(): void {
    this.#isOutermost = false;
    this.#reset();
    this.#isNested = true;
    this.#mayClose = true;
    this.#mode = "value";
  }

  #keep(piece: Uint8Array): void {
    this.#bytes += piece.length;
    if (this.#mode === "rest") return;
    if (this.#bytes > this.#limits.conversationBytes) this.#drop("TOO_LARGE");
    if (this.#overflow === null) this.#kept.append(piece);
  }

  #drop(reason: BadElementReason): void {
    this.#overflow ??= reason;
  }

  /** Whether the element ended before `at`: a scalar ends only when the byte behind it is seen. */
  #isComplete(chunk: Uint8Array, at: number): boolean {
    if (this.#depth > 0 || this.#isInString || this.#bytes === 0) return false;
    return at < chunk.length || this.#endsItself(chunk);
  }

  #endsItself(chunk: Uint8Array): boolean {
    const last = chunk[chunk.length - 1];
    return last === CLOSE_OBJECT || last === CLOSE_LIST || last === QUOTE;
  }

  #take(): JsonElement {
    // Bytes are known by the chunk, the other limits by the byte: which was met first would depend on chunk borders.
    const overflow = this.#bytes > this.#limits.conversationBytes ? "TOO_LARGE" : this.#overflow;
    const text = overflow === null ? this.#decoder.decode(this.#kept.bytes()) : "";
    this.#mode = this.#isOutermost ? "done" : "comma";
    this.#reset();
    if (overflow !== null) return { kind: "bad", reason: overflow };
    try {
      const value = JSON.parse(text) as unknown;
      return this.#keepsText ? { kind: "value", value, text } : { kind: "value", value };
    } catch {
      return { kind: "bad", reason: "BAD_JSON" };
    }
  }

  #reset(): void {
    this.#kept.clear();
    this.#bytes = 0;
    this.#depth = 0;
    this.#values = 0;
    this.#overflow = null;
  }
}

/**
 * Bytes gathered in one buffer, which serves all elements: pieces that are kept until the element ends, and a copy of
 * them, would lie about as garbage with those of the elements before.
 */
class ByteBuffer {
  readonly #most: number;
  /** None until something is kept: there may be thousands of files of nothing. */
  #buffer = new Uint8Array();
  #length = 0;

  /** Of at most `most` bytes. */
  constructor(most: number) {
    this.#most = most;
  }

  append(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(length, FIRST_BUFFER_BYTES, Math.min(2 * this.#buffer.length, this.#most)));
      grown.set(this.bytes());
      this.#buffer = grown;
    }
    this.#buffer.set(piece, this.#length);
    this.#length = length;
  }

  /** What has been gathered; it holds until the next byte is. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }
}

/** Follows the bytes of the outermost object's own level, and knows whether `"conversations":` is what they end with. */
class ConversationsKey {
  /** Bytes of the quoted key read so far, one more with the colon; `NaN` when something else was read. */
  #progress = Number.NaN;

  get isRead(): boolean {
    return this.#progress > CONVERSATIONS.length;
  }

  /** A string begins; its quote has been read. */
  begin(): void {
    this.#progress = 1;
  }

  follow(chunk: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to && !Number.isNaN(this.#progress); at++) this.#read(chunk[at] ?? 0);
  }

  #read(byte: number): void {
    const isWhole = this.#progress >= CONVERSATIONS.length;
    if (isWhole && isBlank(byte)) return;
    const expected = this.isRead ? Number.NaN : (CONVERSATIONS[this.#progress] ?? COLON);
    this.#progress = byte === expected ? this.#progress + 1 : Number.NaN;
  }
}

/** The offset of the next byte that matters outside strings, or the chunk's length. Blanks only end scalars. */
function nextMark(chunk: Uint8Array, from: number, isScalar: boolean): number {
  for (let at = from; at < chunk.length; at++) {
    const byte = chunk[at] ?? 0;
    if (IS_MARK[byte] === 1 || (isScalar && isBlank(byte))) return at;
  }
  return chunk.length;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isScalarEnd(byte: number): boolean {
  return byte === COMMA || byte === CLOSE_LIST || isBlank(byte);
}

function hasOddBackslashes(chunk: Uint8Array, start: number, end: number): boolean {
  let count = 0;
  while (end - count > start && chunk[end - count - 1] === BACKSLASH) count += 1;
  return count % 2 === 1;
}

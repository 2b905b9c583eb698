import { base64ToBytes } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { classifyCodePoint } from "./code-points.ts";
import { readFoldings } from "./folding.ts";
import { SCRIPT_COUNT, scriptOf } from "./scripts.ts";
import { textMeterBinary } from "./text-meter-binary.ts";

/** Tokens per window in which distinct tokens and recurring pairs are counted. */
export const WINDOW_TOKENS = 2_000;

/** Tokens in one shingle; a message with fewer has none. */
export const SHINGLE_TOKENS = 5;

/** What the text of one message amounts to. */
export type TextCounts = {
  /** UTF-8 bytes; a run of spaces is one byte, ignored code points are none, a lone surrogate is three. */
  readonly bytes: number;
  /** Code points, counted like `bytes`: a run of spaces is one, ignored ones are none. */
  readonly codePoints: number;
  /** Code points that are letters of any script. */
  readonly letters: number;
  readonly tokens: number;
};

/** One window of a conversation's tokens; all are full but perhaps the last. */
export type TextWindow = {
  readonly tokens: number;
  /** Distinct ones. */
  readonly types: number;
  /** R: recurring pairs of neighbours. */
  readonly adjacent: number;
  /** K: recurring pairs at each of the distances 5 to 12, added up: what R would be eight times if order meant nothing. */
  readonly apart: number;
};

/** What the texts of one conversation amount to. */
export type ConversationText = {
  /** Fingerprints of the sampled shingles in the order of the text, repetitions included. */
  readonly sampled: Float64Array;
  readonly windows: readonly TextWindow[];
  /** Tokens by script. */
  readonly scriptTokens: Uint32Array;
};

/**
 * Reads the texts of one conversation after another, message by message: tokens, volume, windows and sampled fingerprints
 * (docs/scoring.md, sections 3 to 5). The work is done in WebAssembly (decision 0016); its source is `assembly/`,
 * and `npm run build` makes the binary from it.
 */
export class TextMeter {
  readonly #key: readonly [bigint, bigint];
  readonly #sampling: number;

  /**
   * `key` has 16 bytes; about one shingle in `sampling` is kept.
   *
   * @throws {InvalidInputError} `SCORING_KEY_LENGTH`.
   */
  constructor(key: Uint8Array, sampling: number) {
    if (key.length !== 16) {
      throw new InvalidInputError("SCORING_KEY_LENGTH", "Expected a fingerprint key of 16 bytes.", {
        context: { length: key.length },
        hint: "Pass the 16-byte key that the validators share for this network.",
      });
    }
    const words = new DataView(key.buffer, key.byteOffset, key.byteLength);
    this.#key = [words.getBigUint64(0, true), words.getBigUint64(8, true)];
    this.#sampling = sampling;
  }

  /** Reads a conversation: `read` gives each of its texts to `scan`, which says what it amounts to, before it returns. */
  measure(read: (scan: (text: string) => TextCounts) => void): ConversationText {
    const engine = startEngine(this, this.#key, this.#sampling);
    engine.startConversation();
    read((text) => engine.scan(text));
    return engine.endConversation();
  }
}

type Address =
  "CLASSES" | "COUNTS" | "EXPANSIONS" | "FOLDING" | "INPUT" | "SAMPLED" | "SCRIPTS" | "SCRIPT_TOKENS" | "WINDOWS";
type Exports = Readonly<
  Record<Address, WebAssembly.Global> &
    Record<"startConversation" | "startMessage" | "endMessage" | "endConversation", () => void>
> & {
  readonly memory: WebAssembly.Memory;
  readonly configure: (key0: bigint, key1: bigint, sampling: number) => void;
  readonly scan: (bytes: number) => void;
};

const INPUT_BYTES = 1 << 16;
const FIRST_CAPACITY = 1 << 10;
/** Beyond this many places, the tables have one for each 2^12 code points: none of ours changes in between. */
const BASIC_PLANE = 0x10000;
const HIGHER_BLOCKS = 0x110;
/** From here on, what a code point folds to is the number of an expansion. */
const EXPANDED = 0xd800;
/** Where tokens without a script are counted. */
const NO_SCRIPT = 15;

/** There is one: a conversation is read without interruption, so all meters can take turns in its four megabytes. */
let engine: Engine | null = null;
let configuredFor: TextMeter | null = null;

function startEngine(meter: TextMeter, [key0, key1]: readonly [bigint, bigint], sampling: number): Engine {
  engine ??= new Engine();
  // A new key also empties the table of known words.
  if (configuredFor !== meter) engine.configure(key0, key1, sampling);
  configuredFor = meter;
  return engine;
}

class Engine {
  readonly #wasm: Exports;
  readonly #counts: Uint32Array;
  readonly #input: Uint8Array;
  readonly #encoder = new TextEncoder();
  #sampled = new Float64Array(FIRST_CAPACITY);
  #sampledCount = 0;
  #windows: TextWindow[] = [];

  constructor() {
    const module = new WebAssembly.Module(base64ToBytes(textMeterBinary));
    this.#wasm = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.#counts = new Uint32Array(this.#wasm.memory.buffer, addressOf(this.#wasm.COUNTS), 6);
    this.#input = new Uint8Array(this.#wasm.memory.buffer, addressOf(this.#wasm.INPUT), INPUT_BYTES);
    this.#fillTable(this.#wasm.CLASSES, classifyCodePoint);
    this.#fillTable(this.#wasm.SCRIPTS, (codePoint) => scriptOf(codePoint) ?? NO_SCRIPT);
    this.#fillFoldings();
  }

  configure(key0: bigint, key1: bigint, sampling: number): void {
    this.#wasm.configure(key0, key1, sampling);
  }

  startConversation(): void {
    this.#sampledCount = 0;
    this.#windows = [];
    this.#wasm.startConversation();
  }

  scan(text: string): TextCounts {
    this.#wasm.startMessage();
    let rest = text;
    while (rest !== "") {
      // Never cuts a code point; an unpaired surrogate becomes U+FFFD, of the same length and class.
      const { read, written } = this.#encoder.encodeInto(rest, this.#input);
      this.#wasm.scan(written);
      this.#collect();
      rest = rest.slice(read);
    }
    this.#wasm.endMessage();
    this.#collect();
    const [bytes = 0, codePoints = 0, letters = 0, tokens = 0] = this.#counts;
    return { bytes, codePoints, letters, tokens };
  }

  endConversation(): ConversationText {
    this.#wasm.endConversation();
    this.#collect();
    const { memory, SCRIPT_TOKENS } = this.#wasm;
    return {
      sampled: this.#sampled.slice(0, this.#sampledCount),
      windows: this.#windows,
      scriptTokens: new Uint32Array(memory.buffer, addressOf(SCRIPT_TOKENS), SCRIPT_COUNT).slice(),
    };
  }

  #fillTable(table: WebAssembly.Global, valueOf: (codePoint: number) => number): void {
    const bytes = new Uint8Array(this.#wasm.memory.buffer, addressOf(table), BASIC_PLANE + HIGHER_BLOCKS);
    for (let codePoint = 0; codePoint < BASIC_PLANE; codePoint++) bytes[codePoint] = valueOf(codePoint);
    for (let block = BASIC_PLANE >> 12; block < HIGHER_BLOCKS; block++) {
      bytes[BASIC_PLANE + block] = valueOf(block << 12);
    }
  }

  #fillFoldings(): void {
    const { memory, FOLDING, EXPANSIONS } = this.#wasm;
    const foldings = new Uint16Array(memory.buffer, addressOf(FOLDING), BASIC_PLANE);
    let expansions = 0;
    for (const [codePoint, to] of readFoldings()) {
      foldings[codePoint] = to.length === 1 ? (to[0] ?? 0) : EXPANDED + expansions;
      if (to.length === 1) continue;
      new Uint16Array(memory.buffer, addressOf(EXPANSIONS) + 8 * expansions, 4).set(to);
      expansions++;
    }
  }

  /** Takes over what the last call has found. */
  #collect(): void {
    const sampled = this.#counts[4] ?? 0;
    const windows = this.#counts[5] ?? 0;
    const { memory, SAMPLED, WINDOWS } = this.#wasm;
    if (sampled > 0) this.#keep(new Float64Array(memory.buffer, addressOf(SAMPLED), sampled));
    if (windows === 0) return;
    const fields = new Uint32Array(memory.buffer, addressOf(WINDOWS), 4 * windows);
    for (let at = 0; at < fields.length; at += 4) {
      const [tokens = 0, types = 0, adjacent = 0, apart = 0] = fields.subarray(at, at + 4);
      this.#windows.push({ tokens, types, adjacent, apart });
    }
  }

  #keep(found: Float64Array): void {
    const needed = this.#sampledCount + found.length;
    if (needed > this.#sampled.length) {
      const larger = new Float64Array(2 * needed);
      larger.set(this.#sampled);
      this.#sampled = larger;
    }
    this.#sampled.set(found, this.#sampledCount);
    this.#sampledCount = needed;
  }
}

function addressOf(global: WebAssembly.Global): number {
  return global.value as number;
}

import { canonical } from "./canonical-json.ts";
import type { BundleReader, ChainFacts } from "./chain-facts.ts";

/** One thing that is not as it should be; `code` is stable, the texts are canonical JSON or prose for people. */
export type Difference = {
  readonly code: string;
  readonly where: string;
  readonly expected: string;
  readonly found: string;
};

/** What every check needs: where the facts come from, and where to say that they differ. */
export type Context = {
  readonly reader: BundleReader;
  readonly chain: ChainFacts;
  readonly check: (code: string, where: string, expected: unknown, found: unknown) => void;
  readonly differences: Difference[];
};

const MOST_CHARACTERS = 300;

/** Begins a list of differences. */
export function openContext(reader: BundleReader, chain: ChainFacts): Context {
  const differences: Difference[] = [];
  const check: Context["check"] = (code, where, expected, found) => {
    const [a, b] = [canonical(expected), canonical(found)];
    if (a !== b) differences.push({ code, where: printable(where), expected: printable(a), found: printable(b) });
  };
  return { reader, chain, check, differences };
}

/** Reads a file of at most `maxBytes`; null, and a difference, when that is not possible. */
export async function readWithin({ reader, check }: Context, path: string, maxBytes: number): Promise<Buffer | null> {
  const allowed = `a file of at most ${maxBytes} bytes`;
  try {
    const bytes = await reader.read(path, maxBytes);
    if (bytes.length <= maxBytes) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    check("UNREADABLE", path, allowed, `${bytes.length} bytes`);
  } catch (error) {
    check("UNREADABLE", path, allowed, messageOf(error));
  }
  return null;
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "unknown failure";
}

/** The path of a bundle: its report's epoch and inputs name it. */
export function folderOf(epoch: number, inputsHash: string): string {
  return `epochs/${epoch}/${inputsHash.slice(2)}`;
}

/** Short enough for a line and without characters that command a terminal: a bundle may hold anything. */
function printable(text: string): string {
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text.trim();
  return short.replace(/[^ -~…]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

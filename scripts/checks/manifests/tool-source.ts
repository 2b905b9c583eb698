import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { posix } from "node:path";

/** The source of a tool: its files by path, ascending, and the hash that names all of them. */
export type ToolSource = { readonly files: readonly string[]; readonly codeHash: string };

/** What a file takes from another one when it runs; what it takes of types only is gone by then. */
const IMPORT = /^(?:import|export)\s(?!type\s)[^;]*?\sfrom\s+"(\.[^"]+)"/gm;

/**
 * Follows the imports of a tool's entry files, by paths below `root`, and hashes what it finds: the SHA-256 of what
 * `sha256sum` prints for the files in their order, so that anybody can check it with that program alone.
 */
export function toolSource(root: string, entries: readonly string[]): ToolSource {
  const texts = new Map<string, string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (texts.has(file)) continue;
    const text = readFileSync(root + file, "utf8");
    texts.set(file, text);
    for (const [, target = ""] of text.matchAll(IMPORT)) waiting.push(posix.join(posix.dirname(file), target));
  }
  const files = [...texts.keys()].sort();
  const lines = files.map((file) => `${sha256(texts.get(file) ?? "")}  ${file}\n`);
  return { files, codeHash: `0x${sha256(lines.join(""))}` };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { root } from "../run-command.ts";
import type { Sources } from "./compiler.ts";

/** The files of `entries` and all that they import, read from the repository, or from `folder`. */
export function sourcesOf(entries: readonly string[], folder = root): Sources {
  const sources: Record<string, string> = {};
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (path in sources) continue;
    const content = readFileSync(`${folder}${path.startsWith("@") ? "node_modules/" : ""}${path}`, "utf8");
    sources[path] = content;
    waiting.push(...importsOf(path, content));
  }
  return sources;
}

/** The paths that a source imports, as the compiler names them. */
function importsOf(path: string, content: string): string[] {
  return [...content.matchAll(/^import\s+(?:[^"';]*\sfrom\s+)?"([^"]+)";/gm)].map(([, target = ""]) =>
    target.startsWith(".") ? posix.join(posix.dirname(path), target) : target,
  );
}

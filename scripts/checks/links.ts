import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { root } from "./run-command.ts";

/** Every relative link of a document leads to a file that exists. */
const problems: string[] = [];
for (const file of globSync("{*.md,docs/**/*.md,deploy/*.md}", { cwd: root })) {
  for (const [, target] of readFileSync(root + file, "utf8").matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
    if (target !== undefined && !existsSync(resolve(root, dirname(file), target))) problems.push(`${file}: ${target}`);
  }
}
for (const problem of problems) console.log(`missing link target in ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;

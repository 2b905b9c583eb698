import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { InvariantError } from "../src/primitives/errors.ts";

/**
 * Replaces the measured part of a document of `docs/`, which lies between the comments "begin of" and "end of" `what`.
 *
 * @throws {InvariantError} `BENCH_NO_PLACE` when the document has lost them.
 */
export async function writeMeasured(document: string, what: string, measured: string): Promise<void> {
  const file = new URL(`../docs/${document}`, import.meta.url);
  const parts = readFileSync(file, "utf8").split(new RegExp(`(<!-- (?:begin|end) of ${what} -->)`));
  if (parts.length !== 5) {
    throw new InvariantError("BENCH_NO_PLACE", `docs/${document} has lost the comments around its tables.`);
  }
  parts[2] = `\n\n${measured}\n`;
  writeFileSync(file, await format(parts.join(""), { parser: "markdown", printWidth: 120 }));
}

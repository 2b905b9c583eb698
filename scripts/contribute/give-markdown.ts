import { writeSecretFile } from "../../src/storage/secret-file.ts";
import type { CommonArguments, Outcome } from "../run-action.ts";

/** The arguments of the personal tools. */
export type ToolArguments = CommonArguments & { file: string; out: string; zone: string };

/**
 * Prints what a tool wrote, or with `out` writes it to a new file that only its owner may read and prints where it is. The
 * document for machines is printed either way.
 *
 * @throws {CollectiveError} the codes of {@link writeSecretFile}.
 */
export async function giveMarkdown(markdown: string, document: unknown, out: string): Promise<Outcome> {
  if (out === "") return { lines: [markdown.trimEnd()], document };
  await writeSecretFile(out, markdown);
  return { lines: [`written to ${out}, for you alone; it holds your own words`], document };
}

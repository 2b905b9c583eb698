import { formatJournal } from "../../src/tools/format-journal.ts";
import { writeJournal } from "../../src/tools/journal.ts";
import { runAction } from "../run-action.ts";
import { giveMarkdown, type ToolArguments } from "./give-markdown.ts";
import { readExport } from "./read-export.ts";

/** `contribute journal <zip>`: what occupied its owner week by week, in Markdown. Nothing leaves this machine. */
export default runAction(async ({ file, out, zone }: ToolArguments) => {
  const journal = await readExport(file, (archive) => writeJournal(archive.conversations, zone || "UTC"));
  return giveMarkdown(formatJournal(journal), journal, out);
});

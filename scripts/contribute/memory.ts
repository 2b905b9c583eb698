import { formatMemory } from "../../src/tools/format-memory.ts";
import { recallMemory } from "../../src/tools/memory.ts";
import { runAction } from "../run-action.ts";
import { giveMarkdown, type ToolArguments } from "./give-markdown.ts";
import { readExport } from "./read-export.ts";

/** `contribute memory <zip>`: what ChatGPT keeps about its owner, in Markdown. Nothing leaves this machine. */
export default runAction(async ({ file, out, zone }: ToolArguments) => {
  const memory = await readExport(file, (archive) => recallMemory(archive.originals, zone || "UTC"));
  return giveMarkdown(formatMemory(memory), memory, out);
});

import { formatReflections } from "../../src/tools/format-reflections.ts";
import { reflect } from "../../src/tools/reflect.ts";
import { runAction } from "../run-action.ts";
import { giveMarkdown, type ToolArguments } from "./give-markdown.ts";
import { readExport } from "./read-export.ts";

/** `contribute reflect <zip>`: what its owner may want to think about, in Markdown. Nothing leaves this machine. */
export default runAction(async ({ file, out, zone }: ToolArguments) => {
  const reflections = await readExport(file, (archive) => reflect(archive.conversations, zone || "UTC"));
  return giveMarkdown(formatReflections(reflections), reflections, out);
});

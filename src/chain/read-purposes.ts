import type { ToolRegistry } from "../../typechain-types/index.ts";
import { labelOf } from "./event-text.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** The purposes that the constants of `IDataRegistry` name, in the order of their bits. */
export const standardPurposes = [
  "research",
  "evaluation",
  "training",
  "journaling-tools",
  "memory-analysis-tools",
  "reflection-tools",
  "commercial-analytics",
] as const;

/** The name of each purpose that has a meaning, by its bit: the seven of the registry, and those that a vote defined. */
export async function readPurposes(tools: ToolRegistry, range: BlockRange): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>(standardPurposes.entries());
  for (const { args } of await readEvents(tools, tools.filters.PurposeDefined(), range)) {
    names.set(Number(args.purpose), labelOf(args, "name"));
  }
  return names;
}

import type { ToolRegistry } from "../../typechain-types/index.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";
import { labelOf, textOf } from "./event-text.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** A tool that a vote approved. */
export type Tool = {
  readonly id: Hex32;
  readonly name: string;
  /** Where it is found; untrusted text. */
  readonly uri: string;
  /** What its makers hashed; nobody but a reader of the proposal can say of what. */
  readonly codeHash: Hex32;
  /** Mask of the purposes it may serve. */
  readonly purposes: number;
  /** Withdrawn for ever. */
  readonly withdrawn: boolean;
};

/** Every tool ever approved, by its id, in the order of their approval. */
export async function readTools(tools: ToolRegistry, range: BlockRange): Promise<ReadonlyMap<Hex32, Tool>> {
  const { ToolApproved, ToolWithdrawn } = tools.filters;
  const found = new Map<Hex32, Tool>();
  for (const { args } of await readEvents(tools, ToolApproved(), range)) {
    const id = toHex32(String(args.toolId));
    found.set(id, {
      id,
      name: labelOf(args, "name"),
      uri: textOf(args, "uri"),
      codeHash: toHex32(String(args.codeHash)),
      purposes: Number(args.purposes),
      withdrawn: false,
    });
  }
  for (const { args } of await readEvents(tools, ToolWithdrawn(), range)) {
    const id = toHex32(String(args.toolId));
    const tool = found.get(id);
    if (tool !== undefined) found.set(id, { ...tool, withdrawn: true });
  }
  return found;
}

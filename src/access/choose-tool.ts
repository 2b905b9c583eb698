import type { ToolRegistry } from "../../typechain-types/index.ts";
import { allowsPurpose } from "../chain/grant-scope.ts";
import type { Tool } from "../chain/read-tools.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";

/** The tool that will read the data: one that a vote approved, by its name or id, or one to approve together with the grant. */
export type ToolChoice =
  | { readonly kind: "approved"; readonly named: string }
  | {
      readonly kind: "new";
      readonly name: string;
      readonly uri: string;
      readonly codeHash: Hex32;
      /** Names of the purposes that it may serve. */
      readonly purposes: readonly string[];
    };

/** The tool of a draft. */
export type DraftedTool = {
  readonly id: Hex32;
  readonly name: string;
  readonly uri: string;
  readonly codeHash: Hex32;
  /** Names of the purposes that it may serve. */
  readonly purposes: readonly string[];
  readonly isNew: boolean;
};

/** What votes decided so far. */
export type Known = {
  /** Their names, by bit. */
  readonly purposes: ReadonlyMap<number, string>;
  /** Withdrawn ones too. */
  readonly known: readonly Tool[];
};

/** A tool, and the mask of the purposes that it may serve. */
export type ChosenTool = { readonly tool: DraftedTool; readonly mask: number };

/**
 * Finds the tool that somebody chose, or makes sure that it can be approved.
 *
 * @throws {InvalidInputError} `ACCESS_UNKNOWN_PURPOSE`, `ACCESS_UNKNOWN_TOOL`, `ACCESS_TOOL_AMBIGUOUS`,
 * `ACCESS_TOOL_WITHDRAWN`, `ACCESS_TOOL_KNOWN`, `ACCESS_BAD_TOOL`.
 */
export async function chooseTool(tools: ToolRegistry, choice: ToolChoice, known: Known): Promise<ChosenTool> {
  return choice.kind === "new" ? newTool(tools, choice, known) : approvedTool(choice.named, known);
}

/** The bit of a purpose. @throws {InvalidInputError} `ACCESS_UNKNOWN_PURPOSE`, with the names that there are. */
export function bitOf(purposes: ReadonlyMap<number, string>, name: string): number {
  const bit = [...purposes].find(([, known]) => known === name)?.[0];
  if (bit !== undefined) return bit;
  throw new InvalidInputError("ACCESS_UNKNOWN_PURPOSE", `There is no purpose "${name}".`, {
    hint: `Use one of: ${[...purposes.values()].join(", ")}. A vote can define more.`,
  });
}

function approvedTool(named: string, { purposes, known }: Known): ChosenTool {
  const matches = known.filter(({ id, name }) => id === named.toLowerCase() || name === named);
  const approved = matches.filter(({ withdrawn }) => !withdrawn);
  const [tool, another] = approved;
  if (tool === undefined && matches.length > 0) {
    throw new InvalidInputError("ACCESS_TOOL_WITHDRAWN", `The tool "${named}" was withdrawn, for ever.`, {
      hint: "A new version of it, with another code hash, is another tool.",
    });
  }
  if (tool === undefined) {
    const names = known.filter(({ withdrawn }) => !withdrawn).map(({ name }) => name);
    throw new InvalidInputError("ACCESS_UNKNOWN_TOOL", `No vote approved a tool "${named}".`, {
      hint: `Approved: ${names.join(", ") || "none"}. To approve one together with the grant, say --tool-uri too.`,
    });
  }
  if (another !== undefined) {
    throw new InvalidInputError("ACCESS_TOOL_AMBIGUOUS", `There are ${approved.length} tools called "${named}".`, {
      hint: `Name it by its id: ${approved.map(({ id }) => id).join(", ")}.`,
    });
  }
  const { id, name, uri, codeHash, purposes: mask } = tool;
  return { tool: { id, name, uri, codeHash, purposes: namesIn(mask, purposes), isNew: false }, mask };
}

async function newTool(
  tools: ToolRegistry,
  choice: Extract<ToolChoice, { kind: "new" }>,
  { purposes, known }: Known,
): Promise<ChosenTool> {
  const { name, uri, codeHash } = choice;
  const length = (text: string): number => new TextEncoder().encode(text).length;
  const [longestName, longestUri] = [Number(await tools.MAX_NAME_LENGTH()), Number(await tools.MAX_URI_LENGTH())];
  const isNamed = name !== "" && length(name) <= longestName && uri !== "" && length(uri) <= longestUri;
  if (!isNamed || BigInt(codeHash) === 0n || choice.purposes.length === 0) {
    throw new InvalidInputError(
      "ACCESS_BAD_TOOL",
      `Expected a tool with a name of up to ${longestName} bytes, an address of up to ${longestUri} bytes, a code hash and purposes.`,
      { hint: "Say --tool, --tool-uri, --tool-code-hash and --tool-purposes." },
    );
  }
  const bits = new Set(choice.purposes.map((purpose) => bitOf(purposes, purpose)));
  const mask = [...bits].reduce((sum, bit) => sum + 2 ** bit, 0);
  const id = toHex32(await tools.toolIdOf(name, uri, codeHash, mask));
  const earlier = known.find((tool) => tool.id === id);
  if (earlier !== undefined) {
    throw new InvalidInputError("ACCESS_TOOL_KNOWN", `This tool was ${earlier.withdrawn ? "withdrawn" : "approved"}.`, {
      hint: earlier.withdrawn ? "It stays so for ever." : `Name it only: --tool ${id}, without --tool-uri.`,
    });
  }
  return { tool: { id, name, uri, codeHash, purposes: namesIn(mask, purposes), isNew: true }, mask };
}

function namesIn(mask: number, purposes: ReadonlyMap<number, string>): string[] {
  return [...purposes].filter(([bit]) => allowsPurpose(mask, bit)).map(([, name]) => name);
}

import { parseArgs } from "node:util";
import { InvalidInputError } from "../src/primitives/errors.ts";
import { networks } from "./config/networks.ts";

/** What a deploy command was asked for. */
export type CommandOptions = {
  readonly network: string;
  readonly json: boolean;
  /** Folder of `<network>.json`, if not `deploy/config`. */
  readonly config: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
};

/** How a deploy command is used; `flags` are the lines of its own options. */
export function usageOf(command: string, purpose: string, flags: readonly string[] = []): string {
  const names = Object.keys(networks).join("|");
  return [
    `Usage: npm run ${command} -- --network <${names}>`,
    "",
    purpose,
    "",
    ...flags,
    "  --config <folder>  Read <network>.json from this folder instead of deploy/config",
    "  --json             Print one JSON document instead of lines",
    "  --help             Print this",
    "",
  ].join("\n");
}

/**
 * Reads the command line of a deploy command; `"help"` when the usage was asked for.
 *
 * @throws {InvalidInputError} `DEPLOY_USAGE` when it cannot be understood; the message is followed by the usage.
 */
export function parseCommand(args: readonly string[], usage: string): CommandOptions | "help" {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        network: { type: "string" },
        config: { type: "string" },
        json: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        yes: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return "help";
    if (values.network === undefined || values.network === "default") throw new Error("Name a network.");
    const { network, config, json, yes } = values;
    return { network, config, json, yes, dryRun: values["dry-run"] };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidInputError("DEPLOY_USAGE", message, { cause, hint: `\n${usage}` });
  }
}

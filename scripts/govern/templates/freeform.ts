import { readFile } from "node:fs/promises";
import { z } from "zod";
import { contractNames, type ContractName } from "../../../src/chain/deployment-record.ts";
import { calldataOf } from "../../../src/governance/load-proposal.ts";
import type { ProposalAction } from "../../../src/governance/proposal.ts";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { template, words, type Named, type Template } from "./template.ts";

const call = z.strictObject({
  target: z.string(),
  function: z.string().default(""),
  arguments: z.record(z.string(), z.any()).default({}),
  value: z
    .string()
    .regex(/^(?:0|[1-9]\d{0,76})$/)
    .default("0"),
});
const calls = z.array(call).min(1).max(10);

const freeform = template(
  "Anything else: look at its simulation with more care than at the others'",
  {
    calls:
      'a JSON file: [{"target": "access", "function": "pause()", "arguments": {}}, …]; target is a contract or 0x…',
    title: "title of the proposal",
  },
  { calls: words, title: words },
  async ({ record }, { calls: file, title }) => {
    const actions = (await readCalls(file)).map((each): ProposalAction => {
      const isOurs = (contractNames as readonly string[]).includes(each.target);
      const target: ContractName | "other" = isOurs ? (each.target as ContractName) : "other";
      const address = target === "other" ? toAddress(each.target) : record.contracts[target];
      const written = {
        target,
        address,
        function: each.function,
        arguments: each.arguments as Named,
        value: each.value,
      };
      return { ...written, calldata: calldataOf(written) };
    });
    return {
      title,
      actions,
      rows: actions.map(({ target, address, function: name }, index) => [
        `call ${index + 1}`,
        `${target === "other" ? address : target} ${name || "no function"}`,
      ]),
    };
  },
);

async function readCalls(file: string): Promise<z.output<typeof calls>> {
  const text = await readFile(file, "utf8").catch(() => "");
  const { data, error } = calls.safeParse(parse(text));
  if (data !== undefined) return data;
  const [issue] = error.issues;
  throw new InvalidInputError(
    "GOVERNANCE_BAD_CALLS",
    `Expected a file with a list of calls: ${file} ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unknown"}.`,
    { hint: '[{"target": "access", "function": "setCoolingOff(uint32)", "arguments": {"newCoolingOff": "86400"}}]' },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** What no other template is for. */
export const freeformTemplates: Readonly<Record<string, Template>> = { freeform };

import { z } from "zod";
import type { CallValue } from "../../../src/chain/encode-call.ts";
import type { ContractName } from "../../../src/chain/deployment-record.ts";
import type { Attachment } from "../../../src/governance/save-proposal.ts";
import { toAction, type ProposalAction } from "../../../src/governance/proposal.ts";
import { encodeCall } from "../../../src/chain/encode-call.ts";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import type { OpenDeployment } from "../../open-deployment.ts";

/** What a template makes of its fields. */
export type Draft = {
  readonly title: string;
  readonly actions: readonly ProposalAction[];
  /** What voters are shown in a table. */
  readonly rows: readonly (readonly [name: string, value: string])[];
  readonly attachments?: readonly Attachment[];
};

/** A decision that people make, by a few fields. */
export type Template = {
  readonly about: string;
  /** What each field is, for help; a name that ends with `?` may be left out. */
  readonly fields: Readonly<Record<string, string>>;
  readonly draft: (deployment: OpenDeployment, given: Readonly<Record<string, string>>) => Promise<Draft>;
};

/** Declares a template: `schema` reads the fields, which are typed as words. */
export function template<Schema extends z.ZodRawShape>(
  about: string,
  fields: Readonly<Record<string, string>>,
  schema: Schema,
  draft: (deployment: OpenDeployment, values: z.output<z.ZodObject<Schema>>) => Draft | Promise<Draft>,
): Template {
  const reader = z.object(schema).strict();
  return {
    about,
    fields,
    draft: async (deployment, given) => {
      const read = reader.safeParse(given);
      if (read.success) return draft(deployment, read.data);
      throw usage(read.error.issues.map(wordsOf), fields);
    },
  };
}

function wordsOf(issue: z.ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `${issue.keys.join(", ")}: no such field`;
  return `${issue.path.join(".")}: ${issue.message}`;
}

/** Every field that is wrong, and the fields that there are. */
function usage(problems: readonly string[], fields: Readonly<Record<string, string>>): InvalidInputError {
  return new InvalidInputError("SCRIPT_USAGE", problems.map((problem) => `\n  ${problem}`).join(""), {
    hint: `Fields: ${Object.entries(fields)
      .map(([name, about]) => `\n    ${name}=  ${about}`)
      .join("")}`,
  });
}

/** A call of the timelock to one of the collective's contracts. */
export function callTo(
  { collective, record }: OpenDeployment,
  target: ContractName,
  name: string,
  values: readonly unknown[],
): ProposalAction {
  return toAction(target, record.contracts[target], encodeCall(collective[target], name, values));
}

/** A text of at least one character. */
export const words = z.string({ required_error: "is missing" }).trim().min(1, "is empty").max(256, "is too long");

/** A whole number, written in digits. */
export function digits(most: number) {
  return z
    .string({ required_error: "is missing" })
    .regex(/^\d{1,15}$/, "expected a whole number")
    .transform(Number)
    .refine((value) => value <= most, `expected at most ${most}`);
}

/** Basis points from a percentage such as 0.5 %, of a whole. */
export const percent = z
  .string({ required_error: "is missing" })
  .regex(/^\d{1,3}(?:\.\d{1,2})?$/, "expected a percentage such as 0.5")
  .transform((text) => Math.round(Number(text) * 100))
  .refine((bps) => bps <= 10_000, "expected at most 100");

/** 32 bytes of hexadecimal. */
export const hash = z
  .string({ required_error: "is missing" })
  .regex(/^0x[0-9a-fA-F]{64}$/, "expected 32 bytes (0x and 64 digits)");

/** Named values of JSON, as an action has them. */
export type Named = Readonly<Record<string, CallValue>>;

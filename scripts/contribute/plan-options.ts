import { readFile } from "node:fs/promises";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { parsePlanFields, type PlanFields } from "../../src/sharing/sharing-plan.ts";

/** The options that choose what to share, as they come from the command line: empty when not given. */
export type PlanOptions = Readonly<
  Record<
    | "plan"
    | "only"
    | "except"
    | "from"
    | "to"
    | "models"
    | "without"
    | "archived"
    | "redact"
    | "words"
    | "accountParts",
    string
  >
>;

/**
 * What a person decided to share: the fields of the plan's file, and in the place of those the options that were given.
 *
 * @throws {InvalidInputError} `SHARING_BAD_PLAN`; `SCRIPT_NO_PLAN` when the file cannot be read.
 */
export async function readPlanFields(options: PlanOptions): Promise<PlanFields> {
  const { plan, only, except, from, to, models, without, archived, redact, words, accountParts } = options;
  const fromFile = plan === "" ? {} : parsePlanFields(await readPlan(plan));
  const lists = { only, except, models, without, redact, words, account: accountParts };
  const given: [string, string | string[]][] = [
    ...Object.entries({ from, to, archived }),
    ...Object.entries(lists).map(toList),
  ];
  const fields: PlanFields = Object.fromEntries(given.filter(([, value]) => value.length > 0));
  return { ...fromFile, ...fields };
}

function toList([field, list]: [string, string]): [string, string[]] {
  const items = list.split(",").map((item) => item.trim());
  return [field, items.filter((item) => item !== "")];
}

async function readPlan(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new InvalidInputError("SCRIPT_NO_PLAN", "The file that --plan names cannot be read.", {
      cause,
      hint: "Check the path; docs/sharing.md shows what stands in such a file.",
    });
  }
}

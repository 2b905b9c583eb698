import { removalKinds, type RemovalKind } from "../export/removal-marks.ts";
import { parseSeconds } from "../export/timestamp.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { accountParts, type AccountPart } from "./account-files.ts";
import type { RedactionRule } from "./redact-text.ts";
import { selectAll, type SelectionRule } from "./selection.ts";

/** What an owner decided to share of an export. */
export type SharingPlan = {
  readonly selection: SelectionRule;
  readonly redaction: RedactionRule;
  /** What of the account's files is written. */
  readonly account: readonly AccountPart[];
};

/** The same as a person writes it, in a file or as options; what is left out takes {@link toSharingPlan}'s default. */
export type PlanFields = { readonly [Field in keyof typeof fields]?: Field extends ListField ? string[] : string };

const FORMAT = "sharing-plan-v1";
const SECONDS_PER_DAY = 86_400;
const MOST_PLACES = 100_000;
const NONE = "none";
const ARCHIVED = ["yes", "no", "only"] as const;

/** What can be removed by its form, or by where it stands. */
export const detectableKinds: readonly RemovalKind[] = removalKinds.filter((kind) => kind !== "word");

/** Fields of a plan, and whether each is a list. */
const fields = {
  only: true,
  except: true,
  from: false,
  to: false,
  models: true,
  without: true,
  archived: false,
  redact: true,
  words: true,
  account: true,
} as const;
type ListField = {
  [Field in keyof typeof fields]: (typeof fields)[Field] extends true ? Field : never;
}[keyof typeof fields];

/**
 * Reads a plan from a file. A field that is not known is refused: a slip of the pen must not share more than was meant.
 *
 * @throws {InvalidInputError} `SHARING_BAD_PLAN` with the field.
 */
export function parsePlanFields(json: string): PlanFields {
  const document = parse(json);
  if (document.format !== FORMAT) throw badPlan("format", `to be "${FORMAT}"`);
  const read: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(document)) {
    if (field === "format") continue;
    if (!isField(field)) throw badPlan(field, `to be none: the fields are ${Object.keys(fields).join(", ")}`);
    const isRight = fields[field] ? isTextList(value) : typeof value === "string";
    if (!isRight) throw badPlan(field, fields[field] ? "to be a list of texts" : "to be a text");
    read[field] = value;
  }
  return read;
}

/**
 * Makes a plan. Without any field: all conversations, everything that can be detected removed, and of the account what a
 * score needs. Lists that are to be empty hold the word `none`.
 *
 * @throws {InvalidInputError} `SHARING_BAD_PLAN` with the field.
 */
export function toSharingPlan(given: PlanFields): SharingPlan {
  const words = given.words ?? [];
  const kinds = readChoices("redact", given.redact, detectableKinds);
  return {
    selection: {
      ...selectAll,
      ...readDays(given),
      only: given.only?.flatMap((name) => readPlaces("only", name)) ?? null,
      except: given.except?.flatMap((name) => readPlaces("except", name)) ?? [],
      models: given.models ?? null,
      without: given.without ?? [],
      archived: readArchived(given.archived),
    },
    redaction: { kinds: words.length === 0 ? kinds : [...kinds, "word"], words },
    account: readChoices("account", given.account, accountParts),
  };
}

function parse(json: string): Record<string, unknown> {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    throw badPlan("file", "to be JSON");
  }
  if (typeof document === "object" && document !== null && !Array.isArray(document)) {
    return document as Record<string, unknown>;
  }
  throw badPlan("file", "to be one JSON object");
}

function isField(field: string): field is keyof typeof fields {
  return Object.hasOwn(fields, field);
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function readDays({ from, to }: PlanFields): Pick<SelectionRule, "from" | "before"> {
  const first = from === undefined ? null : readDay("from", from);
  const last = to === undefined ? null : readDay("to", to);
  if (first !== null && last !== null && last < first) throw badPlan("to", "not to be before `from`");
  return { from: first, before: last === null ? null : last + SECONDS_PER_DAY };
}

function readDay(field: "from" | "to", day: string): number {
  const seconds = /^\d{4}-\d{2}-\d{2}$/.test(day) ? parseSeconds(day) : null;
  if (seconds === null) throw badPlan(field, "to be a day, YYYY-MM-DD");
  return seconds;
}

/** `3-17` are the places from 3 to 17; anything else names one conversation. */
function readPlaces(field: "only" | "except", name: string): string[] {
  const [, first, last] = /^([1-9]\d{0,8})-([1-9]\d{0,8})$/.exec(name) ?? [];
  if (first === undefined || last === undefined) return [name];
  const count = Number(last) - Number(first) + 1;
  if (count < 1 || count > MOST_PLACES) throw badPlan(field, "to name places in ascending order, such as 3-17");
  return Array.from({ length: count }, (_, index) => String(Number(first) + index));
}

function readArchived(archived = "yes"): SelectionRule["archived"] {
  const known = ARCHIVED.find((choice) => choice === archived);
  if (known === undefined) throw badPlan("archived", `to be one of ${ARCHIVED.join(", ")}`);
  return known;
}

/** All of them by default, none for `none`. */
function readChoices<Choice extends string>(
  field: "redact" | "account",
  chosen: readonly string[] | undefined,
  all: readonly Choice[],
): readonly Choice[] {
  if (chosen === undefined) return all;
  if (chosen.length === 1 && chosen[0] === NONE) return [];
  return chosen.map((name) => {
    const known = all.find((choice) => choice === name);
    if (known === undefined) throw badPlan(field, `to be none, or some of ${all.join(", ")}`);
    return known;
  });
}

function badPlan(field: string, expected: string): InvalidInputError {
  return new InvalidInputError("SHARING_BAD_PLAN", `Expected ${field} ${expected}.`, {
    context: { field },
    hint: "docs/sharing.md lists the fields. Nothing was written.",
  });
}

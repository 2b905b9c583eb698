import type { EpochReport } from "../rewards/epoch-inputs.ts";

/** A field in which a report differs; `other` is null when it is missing, or nothing that can stand there. */
export type DifferingField = { readonly field: string; readonly own: string; readonly other: string | null };

/** Numbers and hexadecimal: what anybody published may go to a terminal as it is. */
const PLAIN = /^(0x[0-9a-f]{1,64}|[0-9]{1,78})$/;

/** The fields of one's own report that another one, of whatever origin, does not have or has otherwise. */
export function compareReports(own: EpochReport, other: Readonly<Record<string, unknown>>): DifferingField[] {
  return Object.entries(own)
    .map(([field, value]) => ({ field, own: String(value), other: plainOrNull(other[field]) }))
    .filter((compared) => compared.own !== compared.other);
}

function plainOrNull(value: unknown): string | null {
  const isPrimitive = typeof value === "string" || typeof value === "number" || typeof value === "bigint";
  const text = isPrimitive ? String(value) : "";
  return PLAIN.test(text) ? text : null;
}

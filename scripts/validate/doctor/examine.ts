import { describeError } from "../../../src/primitives/describe-error.ts";

/** What one check found: whether it holds (null: it does not apply here), what was found, and what to do about it. */
export type Diagnosis = { readonly ok: boolean | null; readonly found: string; readonly advice?: string };

/** Something that has to be right before a node can run. */
export type Examination = { readonly name: string; readonly run: () => Promise<Diagnosis> };

/** A check with what it found. */
export type Examined = Diagnosis & { readonly name: string };

/** Runs checks one after the other; one that fails with an error has found that, with its hint as the advice. */
export async function examine(examinations: readonly Examination[]): Promise<Examined[]> {
  const examined: Examined[] = [];
  for (const { name, run } of examinations) {
    try {
      examined.push({ name, ...(await run()) });
    } catch (error) {
      const [found = "", advice = ""] = describeError(error)
        .text.replace(/^UNEXPECTED: /, "")
        .split("\n");
      examined.push({ name, ok: false, found, ...(advice !== "" && { advice: advice.trim() }) });
    }
  }
  return examined;
}

/** A line for each check, and one with what to do under each that does not hold. */
export function examinedLines(examined: readonly Examined[]): string[] {
  const width = Math.max(...examined.map(({ name }) => name.length));
  const lines = examined.flatMap(({ name, ok, found, advice }) => [
    `${ok === null ? "○" : ok ? "✔" : "✘"} ${name.padEnd(width)}  ${ok === false ? found.replaceAll("; ", `;\n    ${" ".repeat(width)}`) : found}`,
    ...(ok === false && advice !== undefined ? [`  ${" ".repeat(width)}  → ${advice}`] : []),
  ]);
  const asked = examined.filter(({ ok }) => ok !== null);
  return [...lines, `${asked.filter(({ ok }) => ok).length} of ${asked.length} checks hold`];
}

/** What a check says that cannot be made, because something before it is missing. */
export function notAsked(why: string): Diagnosis {
  return { ok: null, found: `not asked: ${why}` };
}

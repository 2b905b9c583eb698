/** A file by its path and its text. */
export type TextFile = { readonly path: string; readonly text: string };

/** One row of a table of threats or faults: what it says of its tests, or why the threat does not apply. */
export type ThreatRow = { readonly id: string; readonly evidence: string };

/** The threats that concern contracts, T1 to T48, the reading of archives, T49 to T64, and keys and storage, T65 to T77. */
export const THREATS: readonly string[] = Array.from({ length: 77 }, (_, index) => `T${index + 1}`);

/** What a validator's node has to survive. */
export const FAULTS: readonly string[] = Array.from({ length: 42 }, (_, index) => `F${index + 1}`);

const NOT_APPLICABLE = /^Not applicable: \S.{19,}/s;

/** The ids in the titles of a file's tests: `it("T7: …")` in TypeScript, `test_T7_…` and `testFuzz_T7_T8_…` in Solidity. */
export function testedThreats({ path, text }: TextFile): Set<string> {
  const solidity = /\bfunction ((?:test|testFuzz|invariant)_\w+)/g;
  const typescript = /\bit\(\s*(["'`])((?:\\.|(?!\1).)*)\1/gs;
  const titles = path.endsWith(".sol")
    ? [...text.matchAll(solidity)].map(([, name = ""]) => name.replaceAll("_", " "))
    : [...text.matchAll(typescript)].map(([, , title = ""]) => title);
  return new Set(titles.flatMap((title) => [...title.matchAll(/\b[TF][1-9]\d?\b/g)].map(([id]) => id)));
}

/** The rows of a document's table: lines that begin with `| T7 |` or `| F7 |`; the last cell is the evidence. */
export function threatRows(document: string): ThreatRow[] {
  return document.split("\n").flatMap((line) => {
    const id = /^\|\s*([TF]\d+)\s*\|/.exec(line)?.[1];
    const cells = line.split(/(?<!\\)\|/).slice(1, -1);
    return id === undefined ? [] : [{ id, evidence: (cells.at(-1) ?? "").trim() }];
  });
}

/**
 * What is missing, a line each: every threat, or fault, has one row, and either tests that carry its id or a reason why it does not
 * apply, never both; and a test file that a row links to does test that threat.
 * @param testFiles Every test file of the repository.
 * @param rows What {@link threatRows} found.
 * @param ids {@link THREATS} unless told.
 */
export function threatGaps(testFiles: readonly TextFile[], rows: readonly ThreatRow[], ids = THREATS): string[] {
  const tested = new Map(testFiles.map((file) => [file.path, testedThreats(file)]));
  const gaps = ids.flatMap((id) => {
    const own = rows.filter((row) => row.id === id);
    const files = [...tested].filter(([, ids]) => ids.has(id)).map(([path]) => path);
    if (own.length === 0) return [`${id}: its table has no row for it${files.length === 0 ? ", and no test" : ""}`];
    if (own.length > 1) return [`${id}: its table has ${own.length} rows for it`];
    return own.flatMap((row) => rowGaps(row, files));
  });
  const unknown = rows.filter(({ id }) => !ids.includes(id)).map(({ id }) => `${id}: there is no such threat`);
  return [...gaps, ...unknown];
}

function rowGaps({ id, evidence }: ThreatRow, files: readonly string[]): string[] {
  const excused = NOT_APPLICABLE.test(evidence);
  if (excused && files.length > 0) return [`${id}: said not to apply, but tested in ${files.join(", ")}`];
  if (excused) return [];
  if (files.length === 0) return [`${id}: no test carries it, and no reason says why it does not apply`];
  const linked = [...evidence.matchAll(/\]\(\.\.\/(test\/[^)]+)\)/g)].map(([, path = ""]) => path);
  if (linked.length === 0) return [`${id}: its row links to no test`];
  return linked.filter((path) => !files.includes(path)).map((path) => `${id}: no test of ${path} carries it`);
}

import { InvalidInputError } from "../../src/primitives/errors.ts";

/** A small mistake in `contracts/` or `deploy/modules/`, and the test that must notice it. */
export type PlantedBug = {
  /** Path of the patch, from the repository's root. */
  readonly patch: string;
  /** The two digits its file name begins with. */
  readonly number: string;
  /** What goes wrong, in one sentence. */
  readonly breaks: string;
  /** Invariant labels and threat ids, or the page that states the broken rule where it has neither. */
  readonly violates: readonly string[];
  /** The test file that must go red. */
  readonly suite: string;
  /** Titles from the outermost `describe` named to the test, each a part of the real one. */
  readonly titles: readonly string[];
  /** The file that the patch changes. */
  readonly target: string;
};

const fields = ["Breaks", "Violates", "Suite", "Test"] as const;
type Field = (typeof fields)[number];

/**
 * Reads a patch: four lines `Breaks:`, `Violates:`, `Suite:` and `Test:`, then a unified diff that replaces, adds or
 * deletes one line of one file. `patch` is its path from the repository's root.
 *
 * @throws {InvalidInputError} `PLANTED_BAD_NAME`, `PLANTED_BAD_HEADER` or `PLANTED_BAD_DIFF`.
 */
export function parsePlantedBug(patch: string, text: string): PlantedBug {
  const number = /(?:^|\/)(\d{2})-[a-z0-9-]+\.patch$/.exec(patch)?.[1];
  if (number === undefined) {
    throw new InvalidInputError("PLANTED_BAD_NAME", `Expected a name like 07-lost-veto.patch, got ${patch}.`);
  }
  const start = text.search(/^--- /m);
  const { Breaks, Violates, Suite, Test } = parseHeader(patch, start < 0 ? text : text.slice(0, start));
  return {
    patch,
    number,
    breaks: Breaks,
    violates: Violates.split(/,\s*/),
    suite: Suite,
    titles: Test.split(" › "),
    target: parseDiff(patch, start < 0 ? "" : text.slice(start)),
  };
}

/** The pattern that selects the tests of `titles` alone, out of the full titles that mocha joins by spaces. */
export function grepOf(titles: readonly string[]): string {
  return titles.map((title) => title.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join(" (?:.* )?");
}

function parseHeader(patch: string, header: string): Record<Field, string> {
  const lines = header.split("\n").filter((line) => line !== "");
  const entries = lines.map((line) => /^(\w+): (\S.*)$/.exec(line)?.slice(1) ?? [line, ""]);
  const names = entries.map(([name]) => name);
  if (names.join() !== fields.join()) {
    throw new InvalidInputError(
      "PLANTED_BAD_HEADER",
      `Expected the lines ${fields.join(", ")} before the diff, got ${names.join(", ")}.`,
      { hint: `Begin ${patch} as its neighbours begin.` },
    );
  }
  return Object.fromEntries(entries) as Record<Field, string>;
}

function parseDiff(patch: string, diff: string): string {
  const [, from, to] = /^--- a\/(\S+)\n\+\+\+ b\/(\S+)\n@@ /.exec(diff) ?? [];
  const hunk = diff.split("\n").slice(3);
  const removed = hunk.filter((line) => line.startsWith("-")).length;
  const added = hunk.filter((line) => line.startsWith("+")).length;
  const changed = removed + added;
  if (from === undefined || from !== to || removed > 1 || added > 1 || changed === 0) {
    throw new InvalidInputError(
      "PLANTED_BAD_DIFF",
      `Expected a diff that replaces, adds or deletes one line of one file, got ${removed} deleted and ${added} added.`,
      { hint: `Plant one mistake in ${patch}.` },
    );
  }
  if (!/^(?:contracts\/.*\.sol|deploy\/modules\/.*\.ts)$/.test(from)) {
    throw new InvalidInputError("PLANTED_BAD_DIFF", `Expected a change of contracts/ or deploy/modules/, got ${from}.`);
  }
  return from;
}

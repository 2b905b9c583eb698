import { SingleBar } from "cli-progress";
import Table from "cli-table3";

/** Tells the story: to a person on stdout, or, when stdout belongs to a JSON document, to nobody. */
export type Narrator = {
  /** Begins a numbered chapter. */
  readonly chapter: (title: string) => void;
  /** One thing that happened. */
  readonly say: (text: string) => void;
  /** Shows the steps of long work while it runs; on stderr, and only on a terminal. */
  readonly progress: <T, R>(
    label: string,
    items: readonly T[],
    work: (item: T, index: number) => Promise<R>,
  ) => Promise<R[]>;
  readonly table: (head: readonly string[], rows: readonly (readonly string[])[]) => void;
};

/** A narrator; `silent` for `--json`. */
export function createNarrator(silent: boolean): Narrator {
  const print = (text: string) => {
    if (!silent) process.stdout.write(`${text}\n`);
  };
  let chapters = 0;
  return {
    chapter: (title) => {
      print(`\n${++chapters}. ${title}`);
    },
    say: (text) => {
      print(`   ${text}`);
    },
    progress: async (label, items, work) => {
      const bar = process.stderr.isTTY
        ? new SingleBar({ format: `   ${label} {bar} {value}/{total}`, clearOnComplete: true })
        : undefined;
      bar?.start(items.length, 0);
      const results = [];
      try {
        for (const [index, item] of items.entries()) {
          results.push(await work(item, index));
          bar?.increment();
        }
      } finally {
        // It hides the cursor while it runs.
        bar?.stop();
      }
      return results;
    },
    table: (head, rows) => {
      const table = new Table({ head: [...head], style: { head: [], border: [] } });
      table.push(...rows.map((row) => [...row]));
      print(table.toString());
    },
  };
}

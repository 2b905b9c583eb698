import { countHeld, markOf } from "../bars.ts";
import type { Cells } from "../tables.ts";
import type { ClaimFigures } from "./measure-claims.ts";
import { systemNames } from "./claim-systems.ts";
import type { Report } from "./report.ts";

/** A table with its title, and sentences that say what the numbers are of. */
export type Section = {
  readonly title: string;
  readonly head: Cells;
  readonly rows: readonly Cells[];
  readonly notes: readonly string[];
};

/** The tables of a report, in the order in which they are read. */
export function sectionsOf({ claims, registrations, proposals, bars }: Report): Section[] {
  return [
    {
      title: "Claims: gas per claim",
      head: ["system", "first", "later", "batch of 20, first", "batch of 20, later"],
      rows: claims.map((row) => [row.system, ...grouped(row.first, row.later, row.batchFirst, row.batchLater)]),
      notes: claims.map(({ system, batch }) => `${system}: ${batch}.`),
    },
    {
      title: "Claims: gas of one account in all",
      head: ["system", "1 epoch", "2 epochs", "10 epochs"],
      rows: claims.flatMap(sumsOf),
      notes: [],
    },
    {
      title: "Registrations",
      head: ["call", "an owner's first", "later"],
      rows: registrations.map(({ call, first, later }) => [call, ...grouped(first, later)]),
      notes: registrations.map(({ call, stores }) => `${call} stores ${stores}.`),
    },
    {
      title: "Proposals with one call",
      head: ["governor", "propose", "vote, first", "vote, later", "queue", "execute"],
      rows: proposals.map(({ governor, ...steps }) => [governor, ...grouped(...Object.values(steps))]),
      notes: [],
    },
    {
      title: "Bars",
      head: ["promise", "measured", "limit", "ratio", "holds"],
      rows: bars.map(({ promise, measured, limit, ratio, holds }) => [
        promise,
        ...grouped(measured, limit),
        ratio.toFixed(3),
        markOf(holds),
      ]),
      notes: [countHeld(bars)],
    },
  ];
}

/** What one account pays for its first n epochs, claiming after each; with ours it can also claim once for all. */
function sumsOf(figures: ClaimFigures): string[][] {
  const { system, first, later } = figures;
  const isOurs = system === systemNames.ours;
  const isOneShot = system === systemNames.uniswapFresh || system === systemNames.uniswapUsed;
  const each = [`${system}, a claim per epoch`, ...grouped(first, first + later, first + 9 * later)];
  if (isOurs) return [[`${system}, one claim at the end`, ...grouped(first, first, first)], each];
  return isOneShot ? [each] : [];
}

function grouped(...numbers: readonly number[]): string[] {
  return numbers.map((number) => number.toLocaleString("en"));
}

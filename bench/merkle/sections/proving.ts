import { atLeast } from "../../bars.ts";
import type { Cells } from "../../tables.ts";
import { MILLION } from "../jobs.ts";
import { figuresOf, type Measured } from "../measured.ts";
import { LIBRARY, LIBRARY_LEAVES, OURS, type Section } from "./section.ts";

/** Proofs out of a tree that is built. */
export function proving(measured: Measured): Section {
  const [inOrder = Number.NaN, scattered = Number.NaN] = figuresOf(measured, OURS, MILLION).proofUs;
  const [library = Number.NaN] = figuresOf(measured, LIBRARY, LIBRARY_LEAVES).proofUs;
  const cells = (name: string, us: number): Cells => [name, us.toFixed(2), (library / us).toFixed(0)];
  return {
    title: "Proofs, by the index of the leaf",
    head: ["", "CPU µs", `× ${LIBRARY}`],
    rows: [
      cells("this: a million of a million, in their order", inOrder),
      cells("this: 100,000 of a million, far from one another", scattered),
      cells(`${LIBRARY}: 2,000 of 100,000`, library),
    ],
    note: `An array of hexadecimal strings each. ${LIBRARY} also checks each proof that it gives.`,
    bars: [atLeast(`a million proofs, against ${LIBRARY} by proof`, library / inOrder, 200)],
  };
}

import { atLeast } from "../../bars.ts";
import type { Cells } from "../../tables.ts";
import type { Measured } from "../measured.ts";
import { LIBRARY, type Section } from "./section.ts";

/** Proofs out of a tree that is built. */
export function proving({ proofUs }: Measured): Section {
  const cells = (name: string, us: number): Cells => [name, us.toFixed(2), (proofUs.library / us).toFixed(0)];
  return {
    title: "Proofs, by the index of the leaf",
    head: ["", "CPU µs", `× ${LIBRARY}`],
    rows: [
      cells("this: a million of a million, in their order", proofUs.inOrder),
      cells("this: a million of a million, far from one another", proofUs.scattered),
      cells(`${LIBRARY}: 2,000 of 100,000`, proofUs.library),
    ],
    note: `An array of hexadecimal strings each, in turns in one process. ${LIBRARY} also checks each proof that it gives.`,
    bars: [atLeast(`a million proofs, against ${LIBRARY} by proof`, proofUs.library / proofUs.inOrder, 200)],
  };
}

import { atLeast, atMost, type Bar } from "../../bars.ts";
import type { Cells } from "../../tables.ts";
import { MILLION } from "../jobs.ts";
import { figuresOf, leafUs, type Measured, type TreeFigures } from "../measured.ts";
import type { TreeName } from "../trees.ts";
import { LIBRARY, LIBRARY_LEAVES, OURS, seconds, type Section } from "./section.ts";

const HASH_WASM = "flat tree on hash-wasm";

/** From records to the root, at the size that the library is asked for. */
export function building(measured: Measured): Section {
  const library = figuresOf(measured, LIBRARY, LIBRARY_LEAVES);
  return {
    ...tableOf(measured, LIBRARY_LEAVES, library, cellsOf(library, library)),
    note: `The peak is that of the whole process. ${LIBRARY} is given strings and big integers that were made before.`,
    bars: [],
  };
}

/** From records to the root, a million leaves. */
export function buildingMillion(measured: Measured): Section {
  const library = figuresOf(measured, LIBRARY, LIBRARY_LEAVES);
  const times = MILLION / LIBRARY_LEAVES;
  const scaled = { ...library, cpuMs: times * library.cpuMs, wallMs: times * library.wallMs };
  const [, cpu = "", wall = "", , ratio = ""] = cellsOf(scaled, scaled);
  return {
    ...tableOf(measured, MILLION, scaled, [`${LIBRARY}, by leaf`, cpu, wall, "–", ratio]),
    note: `${LIBRARY} is not run at this size: its row is ${times} times that of ${LIBRARY_LEAVES.toLocaleString("en")} leaves.`,
    bars: barsOf(measured),
  };
}

function tableOf(measured: Measured, leaves: number, library: TreeFigures, last: Cells) {
  const others = measured.trees.filter((figures) => figures.leaves === leaves && figures.tree !== LIBRARY);
  return {
    title: `${leaves.toLocaleString("en")} leaves, from packed records to the root`,
    head: ["", "CPU s", "s", "peak MB", `× ${LIBRARY}`],
    rows: [...others.map((figures) => cellsOf(figures, library)), last],
  };
}

function cellsOf({ tree, cpuMs, wallMs, peakMegabytes }: TreeFigures, library: TreeFigures): Cells {
  return [tree, seconds(cpuMs), seconds(wallMs), peakMegabytes.toFixed(0), (library.cpuMs / cpuMs).toFixed(1)];
}

function barsOf(measured: Measured): Bar[] {
  const ours = figuresOf(measured, OURS, MILLION);
  const ratio = (tree: TreeName, leaves: number) => leafUs(figuresOf(measured, tree, leaves)) / leafUs(ours);
  return [
    atLeast(`a million leaves, against ${LIBRARY} by leaf`, ratio(LIBRARY, LIBRARY_LEAVES), 150),
    atLeast(`a million leaves, against the ${HASH_WASM}`, ratio(HASH_WASM, MILLION), 2),
    atMost("a million leaves, peak memory in MB", ours.peakMegabytes, 500),
  ];
}

import { atMost } from "../../bars.ts";
import { MILLION } from "../jobs.ts";
import { figuresOf, leafUs, type Measured } from "../measured.ts";
import type { TreeName } from "../trees.ts";
import { OURS, seconds, type Section } from "./section.ts";

/** Ten times as many leaves. */
export function tenMillion(measured: Measured): Section {
  const one = figuresOf(measured, OURS, MILLION);
  const ten = figuresOf(measured, OURS, 10 * MILLION);
  return {
    title: "Ten million leaves",
    head: [OURS, "CPU s", "s", "CPU µs per leaf", "peak MB"],
    rows: [one, ten].map((figures) => [
      `${figures.leaves.toLocaleString("en")} leaves`,
      seconds(figures.cpuMs),
      seconds(figures.wallMs),
      leafUs(figures).toFixed(2),
      figures.peakMegabytes.toFixed(0),
    ]),
    note: "The records and nodes of ten million leaves alone are 1,000 MB.",
    bars: [
      atMost("ten million leaves, CPU time by leaf against a million", leafUs(ten) / leafUs(one), 1.3),
      atMost("ten million leaves, peak memory in MB", ten.peakMegabytes, 4_000),
    ],
  };
}

/** What a leaf costs in trees of every size. */
export function bySize({ trees }: Measured): Section {
  const sizes = [...new Set(trees.map(({ leaves }) => leaves))];
  const names = [...new Set(trees.map(({ tree }) => tree))];
  const cell = (name: TreeName, size: number) => {
    const found = trees.find(({ tree, leaves }) => tree === name && leaves === size);
    return found === undefined ? "–" : leafUs(found).toFixed(2);
  };
  return {
    title: "CPU µs per leaf, by the number of leaves",
    head: ["", ...sizes.map((size) => size.toLocaleString("en"))],
    rows: names.map((name) => [name, ...sizes.map((size) => cell(name, size))]),
    note: "Small trees are built again and again for 200 ms, large ones once in a new process.",
    bars: [],
  };
}

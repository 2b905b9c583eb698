import { atLeast, atMost, type Bar } from "../bars.ts";
import { median } from "../readings.ts";
import type { Reading } from "./run-subject.ts";
import type { SubjectName } from "./subjects.ts";

/** The median run of one subject; speeds in megabytes (10^6) per second, of all threads' CPU time and of the clock. */
export type Row = {
  readonly name: SubjectName;
  /** Null when it failed. */
  readonly median: { readonly cpuSpeed: number; readonly wallSpeed: number; readonly peakMegabytes: number } | null;
  readonly failure: string | null;
};

const PER_TEXT: SubjectName = "conversations to units, per byte of text";
const MEGA = 1e6;

/** The medians of one subject's readings, over `bytes` of JSON or, where it says so, of text. */
export function toRow(name: SubjectName, bytes: number, readings: readonly Reading[]): Row {
  const done = readings.filter((reading) => "cpuMs" in reading);
  const failed = readings.find((reading) => "failure" in reading);
  if (failed !== undefined || done.length === 0)
    return { name, median: null, failure: failed?.failure ?? "no reading" };
  const speedBy = (milliseconds: (reading: (typeof done)[number]) => number) =>
    median(done.map((reading) => (name === PER_TEXT ? reading.found : bytes) / MEGA / (milliseconds(reading) / 1_000)));
  return {
    name,
    median: {
      cpuSpeed: speedBy(({ cpuMs }) => cpuMs),
      wallSpeed: speedBy(({ wallMs }) => wallMs),
      peakMegabytes: median(done.map(({ peakBytes }) => peakBytes / MEGA)),
    },
    failure: null,
  };
}

/** What is promised of the reader and of the score, on the rows of JSON, of the small archive and of the large one. */
export function judge(json: readonly Row[], small: readonly Row[], large: readonly Row[]): Bar[] {
  const of = (rows: readonly Row[], name: SubjectName) => rows.find((row) => row.name === name)?.median;
  const speed = (rows: readonly Row[], name: SubjectName) => of(rows, name)?.cpuSpeed ?? 0;
  const peak = (rows: readonly Row[]) => of(rows, "zip to conversations")?.peakMegabytes ?? Number.POSITIVE_INFINITY;
  const ratio = speed(small, "zip to conversations") / speed(json, "JSON.parse, whole file");
  return [
    atLeast("zip to conversations, against JSON.parse of the unpacked file", ratio, 1),
    atMost("zip to conversations, peak memory in MB, small archive", peak(small), 160),
    atMost("zip to conversations, peak memory in MB, large archive", peak(large), 160),
    atLeast("conversations to units, MB of text per CPU second", speed(small, PER_TEXT), 15),
    atLeast("zip to units, MB of JSON per CPU second, small archive", speed(small, "zip to units"), 60),
    atLeast("zip to units, MB of JSON per CPU second, large archive", speed(large, "zip to units"), 60),
  ];
}

import { statSync } from "node:fs";
import { slowlyGrowingHeap } from "../../src/jail/jail-command.ts";
import type { Bar } from "../bars.ts";
import { describeMachine, versionsOf, type Machine } from "../machine.ts";
import { runProgram, runRounds } from "../readings.ts";
import { archiveFiles } from "./archive-files.ts";
import { judge, toRow, type Row } from "./rows.ts";
import type { Reading } from "./run-subject.ts";
import type { SubjectName } from "./subjects.ts";

/** Everything one run measured. */
export type ExportReport = Machine & {
  readonly repetitions: number;
  readonly archives: readonly { readonly jsonBytes: number; readonly zipBytes: number }[];
  readonly sections: readonly { readonly title: string; readonly rows: readonly Row[] }[];
  readonly bars: readonly Bar[];
};

const SMALL = 200;
const LARGE = 1_000;
const REPETITIONS = 3;
const PEERS = ["stream-json", "@streamparser/json", "yauzl", "fflate", "@zip.js/zip.js"] as const;

type Section = { readonly title: string; readonly megabytes: number; readonly names: readonly SubjectName[] };
const sections: readonly Section[] = [
  {
    title: `JSON, ${SMALL} MB: conversations.json → its conversations`,
    megabytes: SMALL,
    names: ["JSON.parse, whole file", "this reader, from the bare file", "stream-json", "@streamparser/json"],
  },
  {
    title: `Unzipping, ${SMALL} MB: zip → bytes of conversations.json`,
    megabytes: SMALL,
    names: ["this reader, checksum and all", "yauzl", "fflate, whole", "fflate, in pieces", "zip.js"],
  },
  {
    title: `The whole way, ${SMALL} MB`,
    megabytes: SMALL,
    names: ["zip to conversations", "conversations to units, per byte of text", "zip to units"],
  },
  {
    title: `The whole way, ${LARGE} MB`,
    megabytes: LARGE,
    names: ["JSON.parse, whole file", "zip to conversations", "zip to units"],
  },
];

/** Measures everything, each run in a process of its own; `tell` is told what is measured. */
export function measureExport(tell: (what: string) => void): ExportReport {
  tell("generating the archives, once");
  for (const megabytes of [SMALL, LARGE]) archiveFiles(megabytes);
  const jobs = sections.flatMap(({ names, megabytes }) =>
    names.map((name) => ({ name: keyOf(name, megabytes), run: () => runSubject(name, megabytes) })),
  );
  const readings = runRounds(jobs, REPETITIONS, tell);
  const rowsOf = ({ megabytes, names }: Section) =>
    names.map((name) => toRow(name, archiveFiles(megabytes).jsonBytes, readings.get(keyOf(name, megabytes)) ?? []));
  const measured = sections.map((section) => ({ title: section.title, rows: rowsOf(section) }));
  return {
    ...describeMachine(versionsOf(PEERS)),
    repetitions: REPETITIONS,
    archives: [SMALL, LARGE].map((megabytes) => {
      const { zip, jsonBytes } = archiveFiles(megabytes);
      return { jsonBytes, zipBytes: statSync(zip).size };
    }),
    sections: measured,
    bars: judge(measured[0]?.rows ?? [], measured[2]?.rows ?? [], measured[3]?.rows ?? []),
  };
}

function keyOf(name: SubjectName, megabytes: number): string {
  return `${name}, ${megabytes} MB`;
}

function runSubject(name: SubjectName, megabytes: number): Reading {
  return runProgram(import.meta.url, "run-subject.ts", [name, String(megabytes)], slowlyGrowingHeap) as Reading;
}

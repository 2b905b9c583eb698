import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { cpus } from "node:os";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { slowlyGrowingHeap } from "../../src/jail/jail-command.ts";
import { archiveFiles } from "./archive-files.ts";
import { judge, toRow, type Bar, type Row } from "./rows.ts";
import type { Reading } from "./run-subject.ts";
import type { SubjectName } from "./subjects.ts";

/** Everything one run measured. */
export type ExportReport = {
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
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
  const readings = new Map<string, Reading[]>();
  // Round by round, so that a busy minute of the machine is shared by all.
  for (let round = 1; round <= REPETITIONS; round++) {
    for (const { megabytes, names } of sections) {
      for (const name of names) {
        tell(`round ${round} of ${REPETITIONS}: ${name}, ${megabytes} MB`);
        const key = keyOf(name, megabytes);
        readings.set(key, [...(readings.get(key) ?? []), runSubject(name, megabytes)]);
      }
    }
  }
  const rowsOf = ({ megabytes, names }: Section) =>
    names.map((name) => toRow(name, archiveFiles(megabytes).jsonBytes, readings.get(keyOf(name, megabytes)) ?? []));
  const measured = sections.map((section) => ({ title: section.title, rows: rowsOf(section) }));
  const processors = cpus();
  return {
    machine: `${process.platform} ${process.arch}, ${processors.length} × ${processors[0]?.model ?? "unknown processor"}`,
    versions: { node: process.version, ...Object.fromEntries(PEERS.map((name) => [name, versionOf(name)])) },
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
  return `${name} ${megabytes}`;
}

function runSubject(name: SubjectName, megabytes: number): Reading {
  const program = fileURLToPath(new URL("run-subject.ts", import.meta.url));
  const output = execFileSync(process.execPath, [...slowlyGrowingHeap, program, name, String(megabytes)], {
    encoding: "utf8",
  });
  return JSON.parse(output) as Reading;
}

const require = createRequire(import.meta.url);

function versionOf(name: string): string {
  return (
    require(`${fileURLToPath(new URL("../../", import.meta.url))}node_modules/${name}/package.json`) as {
      version: string;
    }
  ).version;
}

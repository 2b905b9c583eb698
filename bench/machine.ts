import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { cpus } from "node:os";
import { InvariantError } from "../src/primitives/errors.ts";

/** Where something was measured, and with what. */
export type Machine = { readonly machine: string; readonly versions: Readonly<Record<string, string>> };

/** This machine, with the versions of Node and of what else a benchmark names. */
export function describeMachine(versions: Readonly<Record<string, string>>): Machine {
  const processors = cpus();
  const model = processors[0]?.model ?? "unknown processor";
  return {
    machine: `${process.platform} ${process.arch}, ${processors.length} × ${model}`,
    versions: { node: process.version, ...versions },
  };
}

/** The sentence that a report begins with. */
export function measuredOn({ machine, versions }: Machine): string {
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `Measured on ${machine}: ${names.join(" · ")}.`;
}

/** The installed versions of packages, by their names. */
export function versionsOf(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

/**
 * The installed version of a package, as the package that depends on it finds it.
 *
 * @throws {InvariantError} `BENCH_NO_PACKAGE`.
 */
export function versionOf(name: string, dependent?: string): string {
  const from = dependent === undefined ? import.meta.url : import.meta.resolve(dependent);
  const file = findPackageJSON(name, from);
  if (file === undefined) throw new InvariantError("BENCH_NO_PACKAGE", `${name} is not installed.`);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

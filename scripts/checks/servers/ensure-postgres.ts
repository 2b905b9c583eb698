import { existsSync, globSync, mkdirSync, rmSync } from "node:fs";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { root, runCommand } from "../run-command.ts";

/** How to run PostgreSQL's own programs. */
export type PostgresPrograms = { readonly bin: string; readonly environment: Readonly<Record<string, string>> };

const folder = `${root}.tools/postgres`;

/**
 * PostgreSQL from Debian's packages: where this machine lacks them they are unpacked into `.tools`, which needs no rights.
 * @throws {RetryableError} POSTGRES_NOT_INSTALLED where there is no Debian, or its packages cannot be reached.
 */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const found = await runningPrograms();
  if (found !== undefined) return found;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // The server of this Debian's version, and what `apt-get install` would add for it; it needs no rights to say so.
  const version = `apt-cache depends postgresql | sed -n 's/^ *Depends: \\(postgresql-[0-9]*\\)$/\\1/p'`;
  const missing = `apt-get install -s --no-install-recommends "$(${version})" | sed -n 's/^Inst \\([^ ]*\\).*/\\1/p'`;
  const unpack = `for package in *.deb; do dpkg -x "$package" . || exit 1; done && rm -f *.deb`;
  const fetch = `(cd "${folder}" && packages=$(${missing}) && [ -n "$packages" ] && apt-get download -q $packages && ${unpack})`;
  const { output } = await runCommand("sh", ["-c", `${fetch} || { apt-get update -q && ${fetch}; }`]);
  const unpacked = await runningPrograms();
  if (unpacked !== undefined) return unpacked;
  throw new RetryableError(
    "POSTGRES_NOT_INSTALLED",
    "Debian's package postgresql could not be unpacked, or does not run.",
    {
      context: { folder },
      cause: new Error(output),
      hint: "The tests of the validator's database need PostgreSQL: run them where apt-get can install it.",
    },
  );
}

/** Those of the system, else the unpacked ones; the newest that run. */
async function runningPrograms(): Promise<PostgresPrograms | undefined> {
  for (const prefix of ["", folder]) {
    const environment: Record<string, string> =
      prefix === "" ? {} : { LD_LIBRARY_PATH: globSync(`${folder}/usr/lib/*-linux-*`).join(":") };
    for (const bin of globSync(`${prefix}/usr/lib/postgresql/*/bin`).sort().reverse()) {
      if (existsSync(`${bin}/initdb`) && (await runs(`${bin}/postgres`, environment))) return { bin, environment };
    }
  }
  return undefined;
}

function runs(program: string, environment: Readonly<Record<string, string>>): Promise<boolean> {
  return runCommand(program, ["--version"], { env: environment }).then(
    ({ exitCode }) => exitCode === 0,
    () => false,
  );
}

import { existsSync, globSync, mkdirSync } from "node:fs";
import { root, runCommand } from "../run-command.ts";

const folder = `${root}.tools/strace`;

/** A command that runs another one and lets its system calls fail, before its own arguments. */
export type Tracer = { readonly program: string; readonly environment: Readonly<Record<string, string>> };

/**
 * Debian's strace: the system's own, else unpacked into `.tools`, which needs no rights. Null where there is none, or
 * where programs may not be traced.
 */
export async function findTracer(): Promise<Tracer | null> {
  const own = { program: "strace", environment: {} };
  if (await traces(own)) return own;
  if (!existsSync(`${folder}/usr/bin/strace`)) {
    mkdirSync(folder, { recursive: true });
    const unpack = `apt-get download -q strace libunwind8 && for deb in *.deb; do dpkg -x "$deb" . ; done && rm -f *.deb`;
    await runCommand("sh", ["-c", `cd "${folder}" && { ${unpack}; } || { apt-get update -q && ${unpack}; }`]);
  }
  const libraries = globSync(`${folder}/usr/lib/*/`).join(":");
  const unpacked = { program: `${folder}/usr/bin/strace`, environment: { LD_LIBRARY_PATH: libraries } };
  return (await traces(unpacked)) ? unpacked : null;
}

async function traces({ program, environment }: Tracer): Promise<boolean> {
  const traced = runCommand(program, ["-qq", "-o", "/dev/null", "true"], { env: { ...environment } });
  // A program that is not there cannot even be started.
  return traced.then(
    ({ exitCode }) => exitCode === 0,
    () => false,
  );
}

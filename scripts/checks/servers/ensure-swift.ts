import { existsSync, globSync, mkdirSync, rmSync } from "node:fs";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { root, runCommand } from "../run-command.ts";

/** How to run Debian's OpenStack Swift, an object store that speaks the S3 API. */
export type SwiftPrograms = { readonly python: string; readonly environment: Readonly<Record<string, string>> };

const PACKAGE = "python3-swift";
const folder = `${root}.tools/swift`;

/**
 * OpenStack Swift from Debian's packages: those that this machine lacks are unpacked into `.tools`, which needs no rights.
 * @throws {RetryableError} SWIFT_NOT_INSTALLED where there is no Debian, or its packages cannot be reached.
 */
export async function swiftPrograms(): Promise<SwiftPrograms> {
  const programs = unpackedPrograms();
  if (await runs(programs)) return programs;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // What `apt-get install` would add here; it needs no rights to say so.
  const missing = `apt-get install -s --no-install-recommends ${PACKAGE} | sed -n 's/^Inst \\([^ ]*\\).*/\\1/p'`;
  const unpack = `for package in *.deb; do dpkg -x "$package" . || exit 1; done && rm -f *.deb`;
  const fetch = `(cd "${folder}" && packages=$(${missing}) && [ -n "$packages" ] && apt-get download -q $packages && ${unpack})`;
  const { output } = await runCommand("sh", ["-c", `${fetch} || { apt-get update -q && ${fetch}; }`]);
  const unpacked = unpackedPrograms();
  if (await runs(unpacked)) return unpacked;
  throw new RetryableError(
    "SWIFT_NOT_INSTALLED",
    `Debian's package ${PACKAGE} could not be unpacked, or does not run.`,
    {
      context: { folder },
      cause: new Error(output),
      hint: `The tests of the S3 store need OpenStack Swift: run them where apt-get can install ${PACKAGE}.`,
    },
  );
}

/** Beside the packages of the system, which may have some or all of them. */
function unpackedPrograms(): SwiftPrograms {
  return {
    python: existsSync("/usr/bin/python3") ? "/usr/bin/python3" : `${folder}/usr/bin/python3`,
    environment: {
      PYTHONPATH: `${folder}/usr/lib/python3/dist-packages`,
      LD_LIBRARY_PATH: globSync(`${folder}/usr/lib/*-linux-*`).join(":"),
    },
  };
}

function runs({ python, environment }: SwiftPrograms): Promise<boolean> {
  return runCommand(python, ["-c", "import swift.proxy.server, swift.obj.server"], { env: environment }).then(
    ({ exitCode }) => exitCode === 0,
    () => false,
  );
}

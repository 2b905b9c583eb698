import { globSync, mkdirSync } from "node:fs";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { root, runCommand } from "../run-command.ts";

const folder = `${root}.tools/faketime`;

/**
 * The environment in which a program's clock is that of `file`, which holds how far it is off, such as `+3h`, and may be
 * written anew at any time. What only counts time that passes (CLOCK_MONOTONIC) is left alone, as it is when somebody sets a
 * machine's clock. Debian's libfaketime is unpacked into `.tools`, which needs no rights.
 *
 * @throws {RetryableError} FAKETIME_NOT_INSTALLED where there is no Debian, or its packages cannot be reached.
 */
export async function fakedClock(file: string): Promise<Readonly<Record<string, string>>> {
  return {
    LD_PRELOAD: await faketimeLibrary(),
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  };
}

async function faketimeLibrary(): Promise<string> {
  const found = foundLibrary();
  if (found !== undefined) return found;
  mkdirSync(folder, { recursive: true });
  const download = `cd "${folder}" && apt-get download -q libfaketime && dpkg -x libfaketime_*.deb . && rm -f *.deb`;
  const { output } = await runCommand("sh", ["-c", `${download} || { apt-get update -q && ${download}; }`]);
  const unpacked = foundLibrary();
  if (unpacked !== undefined) return unpacked;
  throw new RetryableError("FAKETIME_NOT_INSTALLED", "Debian's package libfaketime could not be unpacked.", {
    context: { folder },
    cause: new Error(output),
    hint: "The tests of a machine's clock need it: run them where apt-get can install it.",
  });
}

/** That of the system, else the unpacked one. */
function foundLibrary(): string | undefined {
  return ["", folder].flatMap((prefix) => globSync(`${prefix}/usr/lib/*/faketime/libfaketimeMT.so.1`))[0];
}

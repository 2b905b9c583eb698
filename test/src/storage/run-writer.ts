import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";

/**
 * Runs `script` of this folder, a program that writes to `place` and kills itself before its step `fatal`; gives the name of
 * that step, or what it printed at its end.
 */
export async function runWriter(script: string, place: string, fatal: number): Promise<string> {
  const outcome = promisify(execFile)(process.execPath, [join(import.meta.dirname, script), place, String(fatal)]);
  return outcome.then(
    ({ stdout }) => stdout,
    (error: unknown) => {
      const { signal, stdout, stderr } = error as { signal: string; stdout: string; stderr: string };
      expect(signal, stderr).to.equal("SIGKILL");
      return stdout;
    },
  );
}

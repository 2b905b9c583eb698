import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./run-command.ts";

/**
 * Compiles the AssemblyScript file `source` (from the root of the repository). The same source gives the same bytes. By
 * its command, because importing the compiler would bring its own global types into ours.
 */
export async function compileAssembly(source: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = mkdtempSync(join(tmpdir(), "assembly-"));
  try {
    const outFile = join(folder, "module.wasm");
    // AS112: 128-bit values cross no border between WebAssembly and us, only those between files.
    const language = [
      "--runtime",
      "stub",
      "--noAssert",
      "--use",
      "abort=",
      "--enable",
      "simd",
      "--disableWarning",
      "112",
    ];
    const options = ["-O3", ...language, "--outFile", outFile];
    const { exitCode, output } = await runCommand("asc", [source, ...options]);
    if (exitCode !== 0) throw new Error(`${source} does not compile: ${output}`);
    return new Uint8Array(readFileSync(outFile));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

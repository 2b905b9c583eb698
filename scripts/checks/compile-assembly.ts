import asc from "assemblyscript/asc";
import { root } from "./run-command.ts";

/** Compiles the AssemblyScript file `source` (from the root of the repository). The same source gives the same bytes. */
export async function compileAssembly(source: string): Promise<Uint8Array<ArrayBuffer>> {
  const options = ["-O3", "--runtime", "stub", "--noAssert", "--use", "abort="];
  let binary: Uint8Array<ArrayBuffer> | null = null;
  const { error, stderr } = await asc.main([source, ...options, "--baseDir", root, "--outFile", "module.wasm"], {
    writeFile: (_name, contents) => {
      binary = new Uint8Array(contents as Uint8Array);
    },
  });
  if (error !== null || binary === null) {
    throw new Error(`${source} does not compile: ${stderr.toString()}`, { cause: error });
  }
  return binary;
}

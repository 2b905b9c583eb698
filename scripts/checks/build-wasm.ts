import { writeFileSync } from "node:fs";
import { compileAssembly } from "./compile-assembly.ts";
import { root } from "./run-command.ts";

/** Compiles the AssemblyScript of `src/` and writes each module as base64 into a file of its own. */
const modules = [
  { source: "src/scoring/assembly/index.ts", file: "src/scoring/text-meter-binary.ts", name: "textMeterBinary" },
  { source: "src/merkle/assembly/scalar.ts", file: "src/merkle/keccak-scalar-binary.ts", name: "keccakScalarBinary" },
  { source: "src/merkle/assembly/simd.ts", file: "src/merkle/keccak-simd-binary.ts", name: "keccakSimdBinary" },
] as const;

for (const { source, file, name } of modules) {
  const binary = await compileAssembly(source);
  const lines = [
    `/** \`${source}\` as \`npm run build\` compiles it: ${binary.length} bytes in base64. */`,
    `export const ${name} =`,
    `  "${Buffer.from(binary).toString("base64")}";`,
  ];
  writeFileSync(root + file, `${lines.join("\n")}\n`);
}

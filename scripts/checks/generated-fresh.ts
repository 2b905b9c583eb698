import { runCommand } from "./run-command.ts";

/** Generates types and WebAssembly anew and fails when they differ from what is committed, or when a compiler warns. */
const generated = ["typechain-types", "src/scoring/text-meter-binary.ts", "src/merkle/keccak-*-binary.ts"];
const generate = await runCommand("node", ["scripts/checks/generate-types.ts"]);
if (generate.exitCode !== 0) console.log(generate.output);
const compile = await runCommand("node", ["scripts/checks/build-wasm.ts"]);
if (compile.exitCode !== 0) console.log(compile.output);
const status = await runCommand("git", ["status", "--porcelain", "--", ...generated]);
if (status.output !== "") console.log(`${status.output}Run "npm run build" and commit what it generates.`);
const isFresh = [generate, compile, status].every(({ exitCode }) => exitCode === 0) && status.output === "";
process.exitCode = isFresh ? 0 : 1;

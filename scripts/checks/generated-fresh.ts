import { runCommand } from "./run-command.ts";

/** Generates `typechain-types/` anew and fails when it differs from what is committed, or when the compiler warns. */
const generate = await runCommand("tsx", ["scripts/checks/generate-types.ts"]);
if (generate.exitCode !== 0) console.log(generate.output);
const status = await runCommand("git", ["status", "--porcelain", "--", "typechain-types"]);
if (status.output !== "") console.log(`${status.output}Run "npm run build" and commit typechain-types/.`);
process.exitCode = generate.exitCode === 0 && status.exitCode === 0 && status.output === "" ? 0 : 1;

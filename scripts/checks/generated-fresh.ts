import { rmSync } from "node:fs";
import { root, runCommand } from "./run-command.ts";

/** Rebuilds the contracts and fails when the committed `typechain-types/` differs from what they generate. */
rmSync(`${root}typechain-types`, { recursive: true, force: true });
const build = await runCommand("hardhat", ["build", "--force"]);
if (build.exitCode !== 0) console.log(build.output);
const status = await runCommand("git", ["status", "--porcelain", "--", "typechain-types"]);
if (status.output !== "") console.log(`${status.output}Run "npm run build" and commit typechain-types/.`);
process.exitCode = build.exitCode === 0 && status.exitCode === 0 && status.output === "" ? 0 : 1;

import { rmSync } from "node:fs";
import { root, runCommand } from "./run-command.ts";

/** Rebuilds the contracts: without a warning, and with the `typechain-types/` that are committed. */
rmSync(`${root}typechain-types`, { recursive: true, force: true });
const build = await runCommand("hardhat", ["build", "--force"]);
const clean = build.exitCode === 0 && !build.output.includes("Warning:");
if (!clean) console.log(build.output);
const status = await runCommand("git", ["status", "--porcelain", "--", "typechain-types"]);
if (status.output !== "") console.log(`${status.output}Run "npm run build" and commit typechain-types/.`);
process.exitCode = clean && status.exitCode === 0 && status.output === "" ? 0 : 1;

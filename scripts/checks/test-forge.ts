import { existsSync, globSync, readFileSync } from "node:fs";
import { CollectiveError } from "../../src/primitives/errors.ts";
import { forge } from "./forge/forge.ts";
import { root } from "./run-command.ts";

/**
 * Runs every Solidity test a second time, in forge, and shows that both runners run the same contracts: the bytecode of
 * each of our contracts is the same byte for byte. Arguments go to `forge test`.
 */
type Artifact = { contractName: string; sourceName: string; deployedBytecode: string };

try {
  const run = await forge(["test", ...process.argv.slice(2)], { echo: true });
  const passed = /(\d+) tests passed, 0 failed/.exec(run.output)?.[1] ?? "0";
  const differing = differingContracts();
  for (const name of differing) console.log(`✘ ${name}: forge and Hardhat compiled it to different bytecode`);
  process.exitCode = run.exitCode === 0 && Number(passed) > 0 && differing.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof CollectiveError)) throw error;
  console.error(`${error.message} ${error.hint ?? ""}`);
  process.exitCode = 1;
}

/** Our contracts as Hardhat built them last, against forge's; nothing to compare is a difference too. */
function differingContracts(): string[] {
  const built = globSync("artifacts/contracts/**/*.json", { cwd: root })
    .map((file) => JSON.parse(readFileSync(root + file, "utf8")) as Partial<Artifact>)
    .filter((artifact): artifact is Artifact => (artifact.deployedBytecode ?? "0x") !== "0x");
  if (built.length === 0) return ["artifacts/ is empty: run hardhat build; every contract"];
  return built
    .filter(({ contractName, sourceName, deployedBytecode }) => {
      const path = `${root}.tools/forge-out/${sourceName.split("/").at(-1) ?? ""}/${contractName}.json`;
      if (!existsSync(path)) return true;
      const other = JSON.parse(readFileSync(path, "utf8")) as { deployedBytecode: { object: string } };
      return other.deployedBytecode.object !== deployedBytecode;
    })
    .map(({ contractName }) => contractName);
}

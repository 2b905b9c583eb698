import { globSync, readFileSync } from "node:fs";
import { root } from "./run-command.ts";

/** What the compiler made of a contract that a deployment can use: ours, and OpenZeppelin's that we deploy as they are. */
export type DeployableArtifact = {
  readonly contractName: string;
  readonly sourceName: string;
  /** As ethers' `Interface` takes it. */
  readonly abi: readonly { readonly type: string }[];
  readonly bytecode: string;
  readonly deployedBytecode: string;
};

/** Reads the artifacts of every contract that has code and is no mock, by name. */
export function readDeployableArtifacts(): DeployableArtifact[] {
  return globSync("artifacts/{contracts,@openzeppelin}/**/*.json", { cwd: root })
    .map((file) => JSON.parse(readFileSync(root + file, "utf8")) as DeployableArtifact)
    .filter(({ sourceName, bytecode }) => bytecode !== "0x" && !sourceName.startsWith("contracts/mocks/"))
    .sort((a, b) => (a.contractName < b.contractName ? -1 : 1));
}

import { readFileSync } from "node:fs";
import type { ContractName } from "../../chain/deployment-record.ts";
import { byContract } from "../../chain/deployment-record.ts";
import { parseLayout, type Variable } from "./storage-layout.ts";

const artifacts: Readonly<Record<ContractName, string>> = {
  token: "GPTToken",
  manager: "AccessManager",
  timelock: "CollectiveTimelock",
  governor: "CollectiveGovernor",
  schedule: "EpochSchedule",
  validators: "ValidatorRegistry",
  commitments: "ScoreCommitments",
  reserve: "RewardReserve",
  distributor: "RewardDistributor",
  registry: "DataRegistry",
  tools: "ToolRegistry",
  access: "DatasetAccess",
  foundationVesting: "GPTVesting",
  teamVesting: "GPTVesting",
};

/** Where the variables of each contract lie. `npm run check` compares the file that this reads with the compiler's answer. */
export function readLayouts(): Readonly<Record<ContractName, readonly Variable[]>> {
  const json = readFileSync(new URL("storage-layouts.json", import.meta.url), "utf8");
  const lines = JSON.parse(json) as Readonly<Record<string, readonly string[]>>;
  return byContract((name) => parseLayout(lines[artifacts[name]] ?? []));
}

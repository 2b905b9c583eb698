import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { cpus } from "node:os";
import { InvariantError } from "../../src/primitives/errors.ts";
import { compilerSettings } from "./compile-rivals.ts";
import { judge, type Bar } from "./bars.ts";
import { measureClaims, type ClaimFigures } from "./measure-claims.ts";
import { measureProposals, type ProposalFigures } from "./measure-proposals.ts";
import { measureRegistrations, type RegistrationFigures } from "./measure-registrations.ts";
import { openStage } from "./stage.ts";

/** Everything one run measured. */
export type Report = {
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly claims: readonly ClaimFigures[];
  readonly registrations: readonly RegistrationFigures[];
  readonly proposals: readonly ProposalFigures[];
  readonly bars: readonly Bar[];
};

/** Measures all tables on one chain and judges them. */
export async function measureReport(): Promise<Report> {
  const stage = await openStage();
  const claims = await measureClaims(stage);
  const registrations = await measureRegistrations(stage);
  const proposals = await measureProposals(stage);
  const bars = judge(claims, registrations);
  return { machine: describeMachine(), versions: describeVersions(), claims, registrations, proposals, bars };
}

function describeMachine(): string {
  const processors = cpus();
  return `${process.platform} ${process.arch}, ${processors.length} × ${processors[0]?.model ?? "unknown processor"}`;
}

function describeVersions(): Record<string, string> {
  const runsOf = (sourceName: string) => compilerSettings(sourceName).optimizer.runs.toLocaleString("en");
  return {
    node: process.version,
    hardhat: versionOf("hardhat"),
    edr: versionOf("@nomicfoundation/edr", "hardhat"),
    solc: versionOf("solc"),
    openzeppelin: versionOf("@openzeppelin/contracts"),
    "optimizer runs for claims": runsOf("contracts/rewards/RewardDistributor.sol"),
    "optimizer runs for the token": runsOf("contracts/token/GPTToken.sol"),
    "optimizer runs for registrations": runsOf("contracts/registry/DataRegistry.sol"),
    "optimizer runs for governors": runsOf("contracts/governance/CollectiveGovernor.sol"),
  };
}

/** The installed version of a package, as the package that depends on it finds it. */
function versionOf(name: string, dependent?: string): string {
  const from = dependent === undefined ? import.meta.url : import.meta.resolve(dependent);
  const file = findPackageJSON(name, from);
  if (file === undefined) throw new InvariantError("BENCH_NO_PACKAGE", `${name} is not installed.`);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

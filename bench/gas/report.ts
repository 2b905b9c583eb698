import { describeMachine, versionOf, type Machine } from "../machine.ts";
import { compilerSettings } from "./compile-rivals.ts";
import { judge, type Bar } from "./bars.ts";
import { measureClaims, type ClaimFigures } from "./measure-claims.ts";
import { measureProposals, type ProposalFigures } from "./measure-proposals.ts";
import { measureRegistrations, type RegistrationFigures } from "./measure-registrations.ts";
import { openStage } from "./stage.ts";

/** Everything one run measured. */
export type Report = Machine & {
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
  return { ...describeMachine(describeVersions()), claims, registrations, proposals, bars };
}

function describeVersions(): Record<string, string> {
  const runsOf = (sourceName: string) => compilerSettings(sourceName).optimizer.runs.toLocaleString("en");
  return {
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

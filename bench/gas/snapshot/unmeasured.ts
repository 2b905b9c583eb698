import { Interface } from "ethers";
import { readDeployableArtifacts } from "../../../scripts/checks/deployable-artifacts.ts";
import { functionLabel, type Snapshot } from "./recorder.ts";

/** Functions of which no operation is recorded, and why. `*` stands for every contract that has the function. */
const exempt: Readonly<Record<string, string>> = {
  "*.setAuthority": "only the AccessManager may call it; no decision of ours does",
  "AccessManager.*": "OpenZeppelin's; the deployment and decisions call it",
  "CollectiveTimelock.*": "OpenZeppelin's; the governor calls it, and its queue and execute include that",
  "CollectiveGovernor.onERC1155BatchReceived": "OpenZeppelin's; refuses what is sent to the governor",
  "CollectiveGovernor.onERC1155Received": "OpenZeppelin's; refuses what is sent to the governor",
  "CollectiveGovernor.onERC721Received": "OpenZeppelin's; refuses what is sent to the governor",
  "CollectiveGovernor.relay": "only a decision can call it",
  "CollectiveGovernor.setLateQuorumVoteExtension": "only a decision can call it",
  "CollectiveGovernor.setProposalGuardian": "only a decision can call it",
  "CollectiveGovernor.setProposalThreshold": "only a decision can call it",
  "CollectiveGovernor.setQuorumParameters": "only a decision can call it",
  "CollectiveGovernor.setVotingDelay": "only a decision can call it",
  "CollectiveGovernor.setVotingPeriod": "only a decision can call it",
  "GPTVesting.release()": "releases ETH, of which the wallet is never given any",
  "GPTVesting.renounceOwnership": "OpenZeppelin's; it would give the tokens away for ever",
  "RewardReserve.release": "only the RewardDistributor may call it; its activate includes that",
  "RewardReserve.skip": "only the RewardDistributor may call it; its skipEpoch includes that",
};

/** The state-changing functions of our contracts that have neither an operation nor an exemption. */
export function unmeasuredFunctions(snapshot: Snapshot): string[] {
  const operations = Object.keys(snapshot);
  const isMeasured = (name: string) => operations.some((key) => key === name || key.startsWith(`${name}, `));
  return stateChangingFunctions().filter((name) => !isMeasured(name) && exemptionOf(name) === undefined);
}

/** Exemptions of functions that do not exist or that have an operation: nobody needs them any more. */
export function idleExemptions(snapshot: Snapshot): string[] {
  const names = stateChangingFunctions();
  const operations = Object.keys(snapshot);
  return Object.keys(exempt).filter((exemption) => {
    const covered = names.filter((name) => exemptionOf(name) === exemption);
    return covered.length === 0 || covered.some((name) => operations.some((key) => key.split(", ")[0] === name));
  });
}

/** `Contract.function` for every function of a deployable contract that can change state. */
function stateChangingFunctions(): string[] {
  const names: string[] = [];
  for (const { contractName, abi } of readDeployableArtifacts()) {
    const contract = new Interface(abi);
    contract.forEachFunction(({ constant, selector }) => {
      if (!constant) names.push(`${contractName}.${functionLabel(contract, selector)}`);
    });
  }
  return names;
}

function exemptionOf(name: string): string | undefined {
  const [contract, label] = name.split(".") as [string, string];
  return [name, `${contract}.*`, `*.${label}`].find((key) => key in exempt);
}

import type { NetworkFacts } from "./config/networks.ts";
import type { DeploymentPlan } from "./plan.ts";
import { showCoin } from "./preflight.ts";

const GWEI = 10n ** 9n;
/** Chains on which each transaction also pays for its bytes on the chain below; nodes do not count that as gas. */
const ROLLUPS: readonly number[] = [84532];

/** What a deployment is about to do, before it does it. */
export function planLines(plan: DeploymentPlan, deployer: string, facts: NetworkFacts): string[] {
  const { steps, gas, gasPriceWei, costWei, neededWei, balanceWei } = plan;
  const count = (state: string) => steps.filter((step) => step.state === state).length;
  return [
    `Chain    ${facts.title}, id ${facts.chainId}`,
    `Account  ${deployer}`,
    `Balance  ${showCoin(balanceWei)} ${facts.coin}`,
    "",
    ...steps.map(({ contract, call, gas: needed, state }, index) => {
      const what = call === "deploy" ? `create ${contract}` : `${contract}.${call}`;
      return `${String(index + 1).padStart(4)}  ${what.padEnd(40)} ${String(needed).padStart(9)} gas  ${state}`;
    }),
    "",
    `To send: ${count("to send")} of ${steps.length} transactions; ${count("done")} done, ${count("sent")} sent and not yet seen mined`,
    `Gas: ${gas} at ${Number(gasPriceWei) / Number(GWEI)} gwei now = ${showCoin(costWei)} ${facts.coin}; ` +
      `the account must hold ${showCoin(neededWei)} ${facts.coin}`,
    ...(ROLLUPS.includes(facts.chainId) ? ["The rollup's fee for bytes on its base chain comes on top."] : []),
  ];
}

import { readDelegates } from "../../src/governance/read-power.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openGovernance } from "./open-governance.ts";

/** `govern delegates`: who holds how much voting power now. */
export default runAction(async (given: CommonArguments, hre) => {
  const { collective, record, block } = await openGovernance(hre, given);
  const delegates = await readDelegates(collective, { fromBlock: record.deployedAtBlock, toBlock: block.number });
  const whole = delegates.reduce((sum, { votes }) => sum + votes, 0n);
  return {
    lines:
      delegates.length === 0
        ? ["Nobody has votes: no $GPT is delegated yet. npx hardhat govern delegate delegates one's own."]
        : delegates.map(({ account, votes }) => {
            const hundredths = Number((votes * 10_000n) / whole) / 100;
            return `${account}  ${formatGpt(votes).padStart(15)} GPT  ${hundredths.toFixed(2).padStart(6)} %`;
          }),
    document: delegates,
  };
});

import { readQuorum } from "../../src/governance/read-power.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openGovernance } from "./open-governance.ts";
import { wrap } from "./wrap.ts";

/** `govern quorum`: what a proposal would need today, and whether so many votes are delegated at all. */
export default runAction(async (given: CommonArguments, hre) => {
  const { collective, block } = await openGovernance(hre, given);
  const today = await readQuorum(collective, block.timestamp);
  const { quorum, threshold, delegated, missing } = today;
  return {
    lines: [
      `quorum     ${formatGpt(quorum)} GPT, for and abstain together`,
      `delegated  ${formatGpt(delegated)} GPT`,
      `proposing  ${formatGpt(threshold)} GPT`,
      ...wrap(
        missing > 0n
          ? `${formatGpt(missing)} GPT are missing: nothing can pass until more is delegated (govern delegate).`
          : "Enough is delegated: a proposal passes when so many take part and more are for it than against.",
        0,
      ),
    ],
    document: today,
  };
});

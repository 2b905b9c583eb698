import type { EpochChainState } from "../chain/read-epoch.ts";
import { packContributions } from "../rewards/contribution-list.ts";
import type { ChainInputs } from "../rewards/epoch-inputs.ts";

/** Takes from an epoch's state on chain what the calculator needs, and nothing else: its inputs are hashed. */
export function toChainInputs(state: EpochChainState): ChainInputs {
  const { contributions, revealed, previous } = state;
  return {
    chainId: state.chainId,
    contracts: state.contracts,
    epoch: state.epoch,
    snapshotBlock: state.snapshotBlock,
    parameters: state.parameters,
    remainingWei: state.remainingWei,
    budgetWei: state.budgetWei,
    revenue: state.revenue,
    quorum: state.quorum,
    validators: state.validators,
    commitments: revealed.map(({ slot, validator, hash }) => ({ slot, validator, hash })),
    contributions: packContributions(contributions),
    previous:
      previous === null
        ? null
        : {
            epoch: previous.epoch,
            root: previous.root,
            totalCumulativeWei: previous.totalCumulativeWei,
            leafCount: previous.leafCount,
            artifactHash: previous.artifactHash,
            inputsHash: previous.inputsHash,
          },
    rewardedValidators: state.rewardedValidators,
  };
}

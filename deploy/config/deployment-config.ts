import type { Address } from "../../src/primitives/identifiers.ts";
import type { Explorer, NetworkKind, Policy } from "./networks.ts";

/** One validator admitted by the deployment itself; everyone after it is admitted by vote. */
export type GenesisValidator = {
  readonly account: Address;
  /** Where archive keys are wrapped to: an age X25519 recipient (`age1…`). */
  readonly ageRecipient: string;
  readonly endpoint: string;
};

/**
 * What differs between networks. Durations in seconds, amounts in wei of $GPT, shares in basis points.
 * The contracts' pages in `docs/contracts/` give the bounds.
 */
export type DeploymentConfig = {
  readonly network: string;
  /** The chain this file is for; the deployment refuses any other. */
  readonly chainId: number;
  /** Unix seconds at which epoch 1 begins; `"chain-genesis"` takes the first block's time and is for local chains only. */
  readonly genesis: number | "chain-genesis";
  readonly schedule: {
    readonly epochLength: number;
    readonly commitWindow: number;
    readonly revealWindow: number;
    readonly activationDelay: number;
  };
  readonly timelockDelay: number;
  readonly governor: {
    readonly votingDelay: number;
    readonly votingPeriod: number;
    readonly proposalThreshold: bigint;
    readonly lateQuorumExtension: number;
    readonly quorumCapBps: number;
    readonly quorumShareBps: number;
    readonly quorumFloor: bigint;
  };
  readonly validators: {
    readonly bond: bigint;
    readonly unbondingDelay: number;
    readonly genesis: readonly GenesisValidator[];
  };
  readonly rewards: {
    readonly emissionBps: number;
    readonly validatorShareBps: number;
    readonly maxRewardPerUnit: bigint;
  };
  /** What access to the dataset begins with; a vote can raise both and never go below. */
  readonly access: {
    readonly coolingOff: number;
    readonly anonymityFloor: number;
  };
  /** May pause, cancel a pending root, revoke a grant and cancel proposals; can only ever reduce power. `"deployer"` is for local chains only. */
  readonly guardian: Address | "deployer";
  readonly foundation: Address | "deployer";
  readonly team: Address | "deployer";
  readonly kind: NetworkKind;
  /** What the deployment check demands of this network; public networks demand more than the contracts' own bounds. */
  readonly policy: Policy;
  /** Where the sources are published; none on a local chain. */
  readonly explorer: Explorer | undefined;
};

/** How much is at stake on a network: on a mainnet nothing may be left to a default. */
export type NetworkKind = "local" | "testnet" | "mainnet";

/** A block explorer that serves the Etherscan-like API; the one that `deploy:check` asks. */
export type Explorer = { readonly name: string; readonly apiUrl: string };

/** What the deployment check demands of a network beyond the contracts' own bounds. Durations in seconds. */
export type Policy = {
  readonly minActivationDelay: number;
  readonly minTimelockDelay: number;
  readonly minVotingDelay: number;
  readonly minVotingPeriod: number;
  readonly minCoolingOff: number;
  /** In contributors. */
  readonly minAnonymityFloor: number;
  /** Signatures that the guardian needs; 0 allows an account without code. */
  readonly minGuardianSignatures: number;
  /** How a block is known to be final: the node's own tag, or a number of blocks behind the head. */
  readonly finality: "tag" | number;
};

/** A network that the collective can be deployed to. */
export type NetworkFacts = {
  readonly title: string;
  readonly kind: NetworkKind;
  readonly chainId: number;
  /** The symbol of the coin that pays for gas. */
  readonly coin: string;
  readonly explorer: Explorer | undefined;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** By kind, not by file: a network's own file cannot lower what is demanded of it. */
export const policies: Readonly<Record<NetworkKind, Policy>> = {
  local: {
    minActivationDelay: 10,
    minTimelockDelay: MINUTE,
    minVotingDelay: 0,
    minVotingPeriod: HOUR,
    minCoolingOff: MINUTE,
    minAnonymityFloor: 2,
    minGuardianSignatures: 0,
    finality: 0,
  },
  testnet: {
    minActivationDelay: 30 * MINUTE,
    minTimelockDelay: 10 * MINUTE,
    minVotingDelay: 5 * MINUTE,
    minVotingPeriod: HOUR,
    minCoolingOff: HOUR,
    minAnonymityFloor: 2,
    minGuardianSignatures: 0,
    finality: "tag",
  },
  mainnet: {
    minActivationDelay: DAY,
    minTimelockDelay: 2 * DAY,
    minVotingDelay: DAY,
    minVotingPeriod: 3 * DAY,
    minCoolingOff: 3 * DAY,
    minAnonymityFloor: 10,
    minGuardianSignatures: 2,
    finality: "tag",
  },
};

/** Every network by the name that `--network` takes; `hardhat.config.ts` has the same names. */
export const networks: Readonly<Record<string, NetworkFacts>> = {
  localhost: { title: "a node on this machine", kind: "local", chainId: 31337, coin: "ETH", explorer: undefined },
  sepolia: {
    title: "Sepolia",
    kind: "testnet",
    chainId: 11155111,
    coin: "ETH",
    explorer: { name: "Blockscout", apiUrl: "https://eth-sepolia.blockscout.com/api" },
  },
  baseSepolia: {
    title: "Base Sepolia",
    kind: "testnet",
    chainId: 84532,
    coin: "ETH",
    explorer: { name: "Blockscout", apiUrl: "https://base-sepolia.blockscout.com/api" },
  },
  moksha: {
    title: "Vana Moksha",
    kind: "testnet",
    chainId: 14800,
    coin: "VANA",
    explorer: { name: "Vanascan", apiUrl: "https://moksha.vanascan.io/api" },
  },
  vana: {
    title: "Vana",
    kind: "mainnet",
    chainId: 1480,
    coin: "VANA",
    explorer: { name: "Vanascan", apiUrl: "https://vanascan.io/api" },
  },
};

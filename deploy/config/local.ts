import { toAddress } from "../../src/primitives/identifiers.ts";
import type { DeploymentConfig, GenesisValidator } from "./deployment-config.ts";
import { policies } from "./networks.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const GPT = 10n ** 18n;

/**
 * A chain on one's own machine, whose clock can be moved. The validators are the development accounts 1 to 4, whose
 * keys everybody knows; each replaces the recipient below (keys of its own, identities thrown away) when it starts.
 */
export const local: DeploymentConfig = {
  network: "localhost",
  chainId: 31337,
  genesis: "chain-genesis",
  schedule: {
    epochLength: 6 * HOUR,
    commitWindow: 10 * MINUTE,
    revealWindow: 10 * MINUTE,
    activationDelay: 10 * MINUTE,
  },
  timelockDelay: MINUTE,
  governor: {
    votingDelay: MINUTE,
    votingPeriod: HOUR,
    proposalThreshold: 1_000n * GPT,
    lateQuorumExtension: 10 * MINUTE,
    quorumCapBps: 400,
    quorumShareBps: 3000,
    quorumFloor: 10_000n * GPT,
  },
  validators: {
    bond: 0n,
    unbondingDelay: 2 * HOUR,
    genesis: [
      validator(
        "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
        "age1ymgjy7auf2gy6ylzzsjnhs2vl9zxu85dcapy83ds3vm588qvpp9qclaaw9",
      ),
      validator(
        "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
        "age1ks0dtrra3eglgqxhdz44pfdg9ktl8cf8277z6njjjcmkcae50p3qt77gm6",
      ),
      validator(
        "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
        "age18alk8euqv4k98yy2qrqfhpd7klme5vmwzcge55w7ey88k72lxs2ssgtgsr",
      ),
      validator(
        "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
        "age1kxqutnpsmz2ktgd7zd2zlw3ep0mtuk0le0nnqgj7he4uqrscwslqw2u0dd",
      ),
    ],
  },
  rewards: { emissionBps: 50, validatorShareBps: 1_000, maxRewardPerUnit: 1_000n * GPT },
  access: { coolingOff: 2 * MINUTE, anonymityFloor: 2 },
  guardian: "deployer",
  foundation: "deployer",
  team: "deployer",
  kind: "local",
  policy: policies.local,
  explorer: undefined,
};

function validator(account: string, ageRecipient: string): GenesisValidator {
  return { account: toAddress(account), ageRecipient, endpoint: "http://127.0.0.1" };
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { local } from "../../../deploy/config/local.ts";
import { policies } from "../../../deploy/config/networks.ts";
import { roles } from "../../../deploy/modules/collective.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { accessVariants } from "./access-variants.ts";
import type { Stage, Variant } from "./variant.ts";

const DAY = 86_400;
const GPT = 10n ** 18n;
const PUBLIC = 2n ** 64n - 1n;
const IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
const one = `0x${"1".padStart(64, "0")}`;

/** Every way in which a deployment is spoilt on purpose, but for those of `access-variants.ts`. */
const otherVariants: readonly Variant[] = [
  {
    point: 1,
    title: "the record has another chain id",
    spoil: () => ({ record: { chainId: 14800 } }),
  },
  {
    point: 1,
    title: "the record is of a chain with another first block",
    spoil: () => ({ record: { genesisHash: toHex32(`0x${"0".repeat(64)}`) } }),
  },
  {
    point: 1,
    title: "the record names a transaction that never was",
    spoil: ({ record }) => {
      const { origin } = record;
      const [first, ...rest] = origin.transactions;
      return { record: { origin: { ...origin, transactions: [{ ...first!, hash: toHex32(one) }, ...rest] } } };
    },
  },
  {
    point: 2,
    title: "a contract runs other code than was compiled",
    spoil: async ({ connection, record }) => {
      const code = await connection.ethers.provider.getCode(record.contracts.reserve);
      await setCode(connection, record.contracts.reserve, `${code}00`);
      return undefined;
    },
  },
  {
    point: 2,
    title: "T77: a contract has other code than the record says",
    spoil: ({ record: { codeHashes } }) => ({ record: { codeHashes: { ...codeHashes, reserve: codeHashes.token } } }),
  },
  {
    point: 2,
    title: "the record names one contract where another belongs",
    spoil: ({ record: { contracts } }) => ({
      record: { contracts: { ...contracts, foundationVesting: contracts.schedule } },
    }),
  },
  {
    point: 3,
    title: "the distributor draws on another reserve",
    spoil: async ({ record, stranger, replaceImmutable }) => {
      await replaceImmutable("distributor", record.contracts.reserve, stranger);
      return undefined;
    },
  },
  {
    point: 4,
    title: "somebody else proposes to the timelock as well",
    spoil: async ({ asTimelock: { timelock }, stranger }) => {
      await timelock.grantRole(await timelock.PROPOSER_ROLE(), stranger);
      return undefined;
    },
  },
  {
    point: 5,
    title: "somebody else cancels in the timelock as well",
    spoil: async ({ asTimelock: { timelock }, stranger }) => {
      await timelock.grantRole(await timelock.CANCELLER_ROLE(), stranger);
      return undefined;
    },
  },
  {
    point: 6,
    title: "everybody executes through the timelock",
    spoil: async ({ asTimelock: { timelock } }) => {
      await timelock.grantRole(await timelock.EXECUTOR_ROLE(), `0x${"0".repeat(40)}`);
      return undefined;
    },
  },
  {
    point: 6,
    title: "somebody else could execute through the timelock once",
    spoil: async ({ asTimelock: { timelock }, stranger }) => {
      await timelock.grantRole(await timelock.EXECUTOR_ROLE(), stranger);
      await timelock.revokeRole(await timelock.EXECUTOR_ROLE(), stranger);
      return undefined;
    },
  },
  {
    point: 7,
    title: "somebody else administers the timelock as well",
    spoil: async ({ asTimelock: { timelock }, stranger }) => {
      await timelock.grantRole(await timelock.DEFAULT_ADMIN_ROLE(), stranger);
      return undefined;
    },
  },
  {
    point: 8,
    title: "the timelock was deployed with a shorter delay than the file says",
    spoil: () => ({ config: { timelockDelay: local.timelockDelay + 1 } }),
  },
  {
    point: 8,
    title: "the timelock waits less than this network demands",
    spoil: () => ({ config: { policy: { ...local.policy, minTimelockDelay: 2 * DAY } } }),
  },
  {
    point: 9,
    title: "the deployer is still ADMIN",
    spoil: async ({ asTimelock: { manager }, deployer }) => {
      await manager.grantRole(roles.ADMIN, deployer, 0);
      return undefined;
    },
  },
  {
    point: 9,
    title: "the deployer still administers the timelock",
    also: [7],
    spoil: async ({ asTimelock: { timelock }, deployer }) => {
      await timelock.grantRole(await timelock.DEFAULT_ADMIN_ROLE(), deployer);
      return undefined;
    },
  },
  {
    point: 10,
    title: "somebody else is GUARDIAN as well",
    spoil: async ({ asTimelock: { manager }, stranger }) => {
      await manager.grantRole(roles.GUARDIAN, stranger, 0);
      return undefined;
    },
  },
  {
    point: 10,
    title: "a role is handed out by another role, and its member acts late",
    spoil: async ({ asTimelock: { manager }, record }) => {
      await manager.setRoleAdmin(roles.VALIDATOR_ADMIN, roles.GUARDIAN);
      await manager.grantRole(roles.REWARD_DISTRIBUTOR, record.contracts.distributor, 1_000);
      return undefined;
    },
  },
  {
    point: 10,
    title: "a role will be handed out late, in five days",
    spoil: async ({ asTimelock: { manager } }) => {
      await manager.setGrantDelay(roles.GUARDIAN, 1_000_000);
      return undefined;
    },
  },
  {
    point: 11,
    title: "everybody may set the reserve's parameters",
    spoil: async ({ asTimelock: { manager, reserve } }) => {
      const { selector } = reserve.interface.getFunction("setParameters");
      await manager.setTargetFunctionRole(reserve, [selector], PUBLIC);
      return undefined;
    },
  },
  {
    point: 11,
    title: "the guardian may slash validators",
    spoil: async ({ asTimelock: { manager, validators } }) => {
      const { selector } = validators.interface.getFunction("slash");
      await manager.setTargetFunctionRole(validators, [selector], roles.GUARDIAN);
      return undefined;
    },
  },
  {
    point: 12,
    title: "a target is closed",
    spoil: async ({ asTimelock: { manager, registry } }) => {
      await manager.setTargetClosed(registry, true);
      return undefined;
    },
  },
  {
    point: 12,
    title: "a target is administered late",
    spoil: async ({ asTimelock: { manager, reserve }, connection }) => {
      await manager.setTargetAdminDelay(reserve, 1_000_000);
      await connection.networkHelpers.time.increase(1_000_000);
      return undefined;
    },
  },
  {
    point: 12,
    title: "a target will be administered late, in five days",
    spoil: async ({ asTimelock: { manager, reserve } }) => {
      await manager.setTargetAdminDelay(reserve, 1_000_000);
      return undefined;
    },
  },
  {
    point: 13,
    title: "a target obeys another manager",
    spoil: async ({ asTimelock: { manager, registry }, connection, stranger }) => {
      const other = await (await connection.ethers.getContractFactory("AccessManager")).deploy(stranger);
      await manager.updateAuthority(registry, await other.getAddress());
      return undefined;
    },
  },
  {
    point: 14,
    title: "the governor counts another token",
    // Its quorum is then that of a token of which nothing is delegated, and nobody has votes for a rehearsal.
    also: [23],
    spoil: async ({ connection, record, stranger, replaceImmutable }) => {
      const token = await connection.ethers.getContractFactory("GPTToken");
      const other = await token.deploy(stranger, stranger, stranger, stranger);
      await replaceImmutable("governor", record.contracts.token, await other.getAddress());
      await connection.networkHelpers.mine(2);
      return undefined;
    },
  },
  {
    point: 15,
    title: "the governor was deployed with other settings than the file says",
    deployedWith: { governor: { ...local.governor, votingDelay: 2 * 60, proposalThreshold: 2_000n * GPT } },
    spoil: () => ({ config: { governor: local.governor } }),
  },
  {
    point: 15,
    title: "votes are shorter than this network demands",
    spoil: () => ({ config: { policy: { ...local.policy, minVotingPeriod: 3 * DAY, minVotingDelay: DAY } } }),
  },
  {
    point: 16,
    title: "the quorum is above everything that can be earned in four epochs",
    deployedWith: { governor: { ...local.governor, quorumCapBps: 2_000, quorumFloor: 5_000_000n * GPT } },
  },
  {
    point: 17,
    title: "the proposal threshold is above what anybody can gather",
    // A threshold is never above the floor, so that such a quorum is out of reach too.
    also: [16],
    deployedWith: {
      governor: { ...local.governor, proposalThreshold: 1_000_000n * GPT, quorumFloor: 1_000_000n * GPT },
      rewards: { ...local.rewards, emissionBps: 5 },
    },
  },
  {
    point: 18,
    title: "the guardian's term has ended",
    spoil: async ({ connection }) => {
      await connection.networkHelpers.time.increase(730 * DAY);
      return undefined;
    },
  },
  {
    point: 18,
    title: "the guardian has no code where a Safe is demanded",
    spoil: () => ({
      config: { policy: { ...local.policy, minGuardianSignatures: policies.mainnet.minGuardianSignatures } },
    }),
  },
  {
    point: 18,
    title: "the guardian is not the configured one",
    // Here the deployer is the guardian, so that one who should not be kept a role.
    also: [9, 10],
    spoil: ({ stranger }) => ({ config: { guardian: stranger } }),
  },
  {
    point: 19,
    title: "tokens were moved out of the reserve to the deployer",
    spoil: async ({ as, record, deployer }) => {
      const { token } = await as(record.contracts.reserve);
      await token.transfer(deployer, 1n);
      return undefined;
    },
  },
  {
    point: 19,
    title: "the deployer may spend what the treasury holds",
    spoil: async ({ asTimelock: { token }, deployer }) => {
      await token.approve(deployer, 1n);
      return undefined;
    },
  },
  {
    point: 19,
    title: "the reserve paid out what no root accounts for",
    spoil: async ({ as, connection, record }) => {
      const { schedule, reserve } = await as(record.contracts.distributor);
      await connection.networkHelpers.time.increaseTo(await schedule.endOf(1));
      await reserve.release(1, 1);
      return undefined;
    },
  },
  {
    point: 20,
    title: "a vesting wallet pays somebody else",
    spoil: async ({ as, deployer, stranger }) => {
      const { teamVesting } = await as(deployer);
      await teamVesting.transferOwnership(stranger);
      return undefined;
    },
  },
  {
    point: 20,
    title: "a vesting wallet opens at another time than epoch 1 begins",
    also: [19],
    spoil: async ({ as, connection, record, deployer }) => {
      const early = await (await connection.ethers.getContractFactory("GPTVesting")).deploy(deployer, 1);
      const teamVesting = (await early.getAddress()).toLowerCase() as typeof deployer;
      const { token } = await as(record.contracts.teamVesting);
      await token.transfer(teamVesting, 8_000_000n * GPT);
      return { record: { contracts: { ...record.contracts, teamVesting } } };
    },
  },
  {
    point: 21,
    title: "schedule and rewards are not the configured ones",
    spoil: () => ({
      config: {
        genesis: 2_000_000_000,
        schedule: { ...local.schedule, epochLength: local.schedule.epochLength + 1 },
        rewards: { ...local.rewards, emissionBps: 500 },
      },
    }),
  },
  {
    point: 21,
    title: "a root waits less than this network demands",
    spoil: () => ({ config: { policy: { ...local.policy, minActivationDelay: DAY } } }),
  },
  {
    point: 21,
    title: "bonds are free before a vote can reach them",
    deployedWith: { validators: { ...local.validators, unbondingDelay: 3_600 } },
  },
  {
    point: 21,
    title: "the deployer admitted a validator on its own account",
    spoil: () => ({
      config: { validators: { ...local.validators, genesis: local.validators.genesis.slice(1) } },
    }),
  },
  {
    point: 22,
    title: "a contract has an implementation slot",
    spoil: async ({ connection, record }) => {
      const params = [record.contracts.registry, IMPLEMENTATION_SLOT, one];
      await connection.provider.request({ method: "hardhat_setStorageAt", params });
      return undefined;
    },
  },
  {
    point: 23,
    title: "the timelock forgot its executor, which no event tells",
    spoil: async (stage) => {
      await forgetExecutor(stage);
      return undefined;
    },
  },
  {
    point: 24,
    title: "the explorer knows no sources",
    spoil: async () => ({ config: { explorer: { name: "an explorer", apiUrl: await explorerWithoutSources() } } }),
  },
];

/** Every way in which a deployment is spoilt on purpose, in the order of the points. */
export const variants: readonly Variant[] = [...otherVariants, ...accessVariants].toSorted((a, b) => a.point - b.point);

async function setCode({ provider }: Stage["connection"], address: string, code: string): Promise<void> {
  await provider.request({ method: "hardhat_setCode", params: [address, code] });
}

/** Clears `_roles[EXECUTOR_ROLE].hasRole[governor]`; `_roles` is the first variable of the timelock. */
async function forgetExecutor({ connection, record, asTimelock: { timelock } }: Stage): Promise<void> {
  const { ethers, provider } = connection;
  const slotOf = (key: string, base: string) => ethers.keccak256(ethers.concat([ethers.zeroPadValue(key, 32), base]));
  const role = slotOf(await timelock.EXECUTOR_ROLE(), `0x${"0".repeat(64)}`);
  const params = [record.contracts.timelock, slotOf(record.contracts.governor, role), `0x${"0".repeat(64)}`];
  await provider.request({ method: "hardhat_setStorageAt", params });
}

/** Answers every question as an explorer does that was given no source. Ends with the process. */
async function explorerWithoutSources(): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ status: "1", message: "OK", result: [{ SourceCode: "" }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

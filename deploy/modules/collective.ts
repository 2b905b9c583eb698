import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { DeploymentConfig } from "../config/deployment-config.ts";

/** The roles of the AccessManager; 0 is its own ADMIN and belongs to the timelock alone. */
export const roles = { ADMIN: 0n, VALIDATOR_ADMIN: 1n, GUARDIAN: 2n, REWARD_DISTRIBUTOR: 3n } as const;

/** Which functions each role may call; every other restricted function stays with ADMIN. */
export const roleFunctions = {
  VALIDATOR_ADMIN: { validators: ["admit", "remove", "slash"] },
  GUARDIAN: { registry: ["pause"], distributor: ["pause", "cancelRoot"], access: ["pause", "revoke"] },
  REWARD_DISTRIBUTOR: { reserve: ["release", "skip"] },
} as const;

/** What the module needs beside the configuration: values that only the chain can tell. */
export type ResolvedDeployment = {
  readonly config: DeploymentConfig;
  readonly genesis: bigint;
  readonly guardian: string;
  readonly foundation: string;
  readonly team: string;
  readonly rulesetHash: string;
  /** 4-byte selectors by contract and function of {@link roleFunctions}. */
  readonly selectors: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

const CONTRIBUTORS_SHARE = 60_000_000n * 10n ** 18n;

/**
 * The whole collective: contracts, wiring, hand-over. The deployer holds power only between the first and the last
 * transaction of this module; `deploy/check-deployment.ts` proves that none of it is left.
 */
export function collectiveModule({ config, genesis, selectors, rulesetHash, ...people }: ResolvedDeployment) {
  return buildModule("Collective", (m) => {
    const deployer = m.getAccount(0);

    const manager = m.contract("AccessManager", [deployer]);
    const timelock = m.contract("CollectiveTimelock", [config.timelockDelay, [], [], deployer]);
    const foundationVesting = m.contract("GPTVesting", [people.foundation, genesis], { id: "FoundationVesting" });
    const teamVesting = m.contract("GPTVesting", [people.team, genesis], { id: "TeamVesting" });
    const token = m.contract("GPTToken", [deployer, timelock, foundationVesting, teamVesting]);

    const schedule = m.contract("EpochSchedule", [{ genesis, ...config.schedule }]);
    const { bond, unbondingDelay } = config.validators;
    const validators = m.contract("ValidatorRegistry", [manager, token, timelock, bond, unbondingDelay]);
    const commitments = m.contract("ScoreCommitments", [schedule, validators]);
    const reserve = m.contract("RewardReserve", [manager, token, schedule, { ...config.rewards, rulesetHash }]);
    const distributor = m.contract("RewardDistributor", [manager, token, schedule, validators, commitments, reserve]);
    const registry = m.contract("DataRegistry", [manager]);
    const tools = m.contract("ToolRegistry", [manager]);
    const { coolingOff, anonymityFloor } = config.access;
    const connections = { token, registry, tools, validators, reserve };
    const access = m.contract("DatasetAccess", [manager, connections, coolingOff, anonymityFloor]);
    const { quorumCapBps, quorumShareBps, quorumFloor, ...voting } = config.governor;
    const governor = m.contract("CollectiveGovernor", [
      token,
      timelock,
      {
        ...voting,
        guardian: people.guardian,
        quorum: { capBps: quorumCapBps, shareBps: quorumShareBps, floor: quorumFloor },
      },
    ]);

    // The reserve counts what it was given, so the contributors' share goes through its front door.
    const approve = m.call(token, "approve", [reserve, CONTRIBUTORS_SHARE]);
    const fund = m.call(reserve, "fund", [CONTRIBUTORS_SHARE], { after: [approve] });

    // The first validators are admitted while `admit` still belongs to ADMIN, the deployer; later ones need a vote.
    const admitted = config.validators.genesis.map(({ account, ageRecipient, endpoint }, index) =>
      m.call(validators, "admit", [account, ageRecipient, endpoint], { id: `Admit${index}`, after: [validators] }),
    );

    const contracts = { validators, registry, distributor, reserve, access };
    const members = {
      VALIDATOR_ADMIN: { timelock },
      // What the guardian may stop, a vote may stop too, also when the guardian is silent.
      GUARDIAN: { guardian: people.guardian, timelock },
      REWARD_DISTRIBUTOR: { distributor },
    };
    const wiring = Object.entries(roleFunctions).flatMap(([role, targets]) => {
      const id = roles[role as keyof typeof roleFunctions];
      return [
        m.call(manager, "labelRole", [id, role], { id: `Label${role}` }),
        ...Object.entries(members[role as keyof typeof members]).map(([name, member]) =>
          m.call(manager, "grantRole", [id, member, 0], { id: `Grant${role}To${name}` }),
        ),
        ...Object.entries(targets).map(([target, functions]) =>
          m.call(
            manager,
            "setTargetFunctionRole",
            [
              contracts[target as keyof typeof contracts],
              (functions as readonly string[]).map((name) => selectors[target]?.[name] ?? ""),
              id,
            ],
            { id: `Assign${role}Of${target}`, after: admitted },
          ),
        ),
      ];
    });
    const timelockRoles = ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"].map((role) =>
      m.call(timelock, "grantRole", [m.staticCall(timelock, role, []), governor], { id: `Timelock${role}` }),
    );

    const ready = [fund, ...admitted, ...wiring, ...timelockRoles];
    const handOver = m.call(manager, "grantRole", [roles.ADMIN, timelock, 0], { id: "HandOver", after: ready });
    m.call(manager, "renounceRole", [roles.ADMIN, deployer], { id: "LeaveManager", after: [handOver] });
    m.call(timelock, "renounceRole", [m.staticCall(timelock, "DEFAULT_ADMIN_ROLE", []), deployer], {
      id: "LeaveTimelock",
      after: [handOver],
    });

    return {
      token,
      manager,
      timelock,
      governor,
      schedule,
      validators,
      commitments,
      reserve,
      distributor,
      registry,
      tools,
      access,
      foundationVesting,
      teamVesting,
    };
  });
}

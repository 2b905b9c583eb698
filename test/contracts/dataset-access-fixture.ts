import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, type BaseContract } from "ethers";
import type { IDatasetAccess } from "../../typechain-types/index.ts";
import { DAY, deployRewardSystem, GPT, ROLES, type Connection } from "./reward-system-fixture.ts";

/** The bit numbers of some purposes in a consent mask. */
export const PURPOSE = { Research: 0n, Evaluation: 1n, Training: 2n, Journaling: 3n } as const;

/** Of the contract in these tests. */
export const COOLING_OFF = 7n * DAY;
export const ANONYMITY_FLOOR = 5n;

/** How long the grants of these tests last after their cooling-off period. */
export const DURATION = 30n * DAY;

/** What the grants of these tests cost: 100 $GPT. */
export const PRICE_WEI = 100n * GPT;

/** A text of the form of an X25519 age recipient. */
export const GRANTEE_KEY = `age1${"q".repeat(58)}`;

/** `IToolRegistry.Status`. */
export const TOOL_STATUS = { None: 0n, Approved: 1n, Withdrawn: 2n } as const;

/** A tool for research and training. */
export const TOOL = {
  name: "Journal 1.0",
  uri: "https://tools.example/journal/1.0/",
  codeHash: id("the source of Journal 1.0"),
  purposes: 0b101n,
} as const;

/** A tool as the contract takes it apart. */
export type ToolDescription = { name: string; uri: string; codeHash: string; purposes: bigint };

/** The arguments of `approveTool` and `toolIdOf`. */
export const toolArguments = ({ name, uri, codeHash, purposes }: ToolDescription) =>
  [name, uri, codeHash, purposes] as const;

/** What a vote decides in these tests, unless told otherwise: research with the tool for 100 $GPT. */
export function termsOf(
  grantee: HardhatEthersSigner,
  toolId: string,
  changes: Partial<IDatasetAccess.GrantTermsStruct> = {},
): IDatasetAccess.GrantTermsStruct {
  return {
    grantee: grantee.address,
    purpose: PURPOSE.Research,
    duration: DURATION,
    price: PRICE_WEI,
    toolId,
    policyHash: id("the conditions"),
    ...changes,
  };
}

/** The contracts of rewards, the data registry, the tools and the access to the data. `admin` is governance. */
export async function deployAccess(connection: Connection, validatorCount = 2) {
  const { ethers } = connection;
  const system = await deployRewardSystem(connection, validatorCount);
  const { authority, token, registry: validatorRegistry, reserve, guardian, payer } = system;
  const data = await ethers.deployContract("DataRegistry", [authority]);
  const tools = await ethers.deployContract("ToolRegistry", [authority]);
  const connections = { token, registry: data, tools, validators: validatorRegistry, reserve };
  const access = await ethers.deployContract("DatasetAccess", [authority, connections, COOLING_OFF, ANONYMITY_FLOOR]);

  const selectors = (contract: BaseContract, ...names: string[]) =>
    names.map((name) => contract.interface.getFunction(name)!.selector);
  await authority.setTargetFunctionRole(access, selectors(access, "pause", "revoke"), ROLES.GUARDIAN);
  await authority.setTargetFunctionRole(data, selectors(data, "pause"), ROLES.GUARDIAN);
  await token.connect(payer).approve(access, 1_000_000n * GPT);
  return { ...system, data, tools, access, connections, grantee: system.carol, asGuardian: access.connect(guardian) };
}

/** What {@link deployAccess} gives. */
export type AccessSystem = Awaited<ReturnType<typeof deployAccess>>;

/** Registers version 1 of a contribution of `owner` and returns its id. */
export async function contribute({ data }: AccessSystem, owner: HardhatEthersSigner, mask: bigint): Promise<string> {
  const index = await data.contributionCount(owner);
  await data.connect(owner).contribute(id(`archive ${index} of ${owner.address}`), mask, "sha256:00");
  return data.contributionIdOf(owner, index);
}

/** The system in the states that most tests begin with. */
export function accessStates(connection: Connection) {
  const { time } = connection.networkHelpers;

  /** Nothing but an approved tool and the grantee's money. */
  async function toolFixture() {
    const system = await deployAccess(connection);
    const { tools, token, access, grantee } = system;
    await tools.approveTool(...toolArguments(TOOL));
    await token.transfer(grantee, 1_000n * GPT);
    await token.connect(grantee).approve(access, 1_000n * GPT);
    return { ...system, toolId: await tools.toolIdOf(...toolArguments(TOOL)) };
  }

  /** Two contributions of alice, the second not for research; grant 1 is created and nothing else. */
  async function grantedFixture() {
    const system = await toolFixture();
    const contributionId = await contribute(system, system.alice, 0b101n);
    const otherId = await contribute(system, system.alice, 0b100n);
    await system.access.createGrant(termsOf(system.grantee, system.toolId), GRANTEE_KEY);
    const { startsAt, expiresAt } = await system.access.grantOf(1n);
    return { ...system, contributionId, otherId, startsAt, expiresAt };
  }

  /** Grant 1 is paid, and its cooling-off period over. */
  async function usableFixture() {
    const system = await grantedFixture();
    await system.access.connect(system.grantee).fund(1n);
    await time.increaseTo(system.startsAt);
    return system;
  }

  return { toolFixture, grantedFixture, usableFixture };
}

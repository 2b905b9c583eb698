import { local } from "../../../deploy/config/local.ts";
import { roles } from "../../../deploy/modules/collective.ts";
import type { Collective } from "../../../src/chain/collective.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import type { Variant } from "./variant.ts";

const DAY = 86_400;
const PUBLIC = 2n ** 64n - 1n;

/** Every way in which the tools and the access to the dataset are spoilt on purpose, in the order of the points. */
export const accessVariants: readonly Variant[] = [
  ...(["token", "registry", "tools", "validators", "reserve"] as const).map((name): Variant => ({
    point: 3,
    title: `access was given another contract in place of ${name}`,
    spoil: async ({ record, stranger, replaceImmutable }) => {
      await replaceImmutable("access", record.contracts[name], stranger);
      return undefined;
    },
  })),
  {
    point: 10,
    title: "a vote cannot stop what the guardian can",
    spoil: async ({ asTimelock: { manager }, record }) => {
      await manager.revokeRole(roles.GUARDIAN, record.contracts.timelock);
      return undefined;
    },
  },
  {
    point: 11,
    title: "the guardian may create grants",
    spoil: async ({ asTimelock: { manager, access } }) => {
      const { selector } = access.interface.getFunction("createGrant");
      await manager.setTargetFunctionRole(access, [selector], roles.GUARDIAN);
      return undefined;
    },
  },
  {
    point: 11,
    title: "the guardian cannot revoke a grant",
    spoil: async ({ asTimelock: { manager, access } }) => {
      const { selector } = access.interface.getFunction("revoke");
      await manager.setTargetFunctionRole(access, [selector], roles.ADMIN);
      return undefined;
    },
  },
  {
    point: 11,
    title: "everybody may approve tools",
    spoil: async ({ asTimelock: { manager, tools } }) => {
      const { selector } = tools.interface.getFunction("approveTool");
      await manager.setTargetFunctionRole(tools, [selector], PUBLIC);
      return undefined;
    },
  },
  {
    point: 13,
    title: "the tools obey another manager",
    spoil: async ({ asTimelock: { manager, tools }, connection, stranger }) => {
      const other = await (await connection.ethers.getContractFactory("AccessManager")).deploy(stranger);
      await manager.updateAuthority(tools, await other.getAddress());
      return undefined;
    },
  },
  {
    point: 21,
    title: "access begins with another cooling-off period and anonymity floor than the file says",
    deployedWith: { access: { coolingOff: 60, anonymityFloor: 3 } },
    spoil: () => ({ config: { access: local.access } }),
  },
  {
    point: 21,
    title: "grants cool off shorter, and reach fewer contributors, than this network demands",
    spoil: () => ({ config: { policy: { ...local.policy, minCoolingOff: 3 * DAY, minAnonymityFloor: 10 } } }),
  },
  {
    point: 21,
    title: "a tool was approved and a grant created before the deployer handed over",
    // The deployer hands over for the first time here, in another manager, which nothing else obeys.
    also: [9, 10, 11, 13],
    spoil: async ({ asTimelock, connection, record, deployer, stranger }) => {
      await giveAway(asTimelock, stranger);
      const late = await (await connection.ethers.getContractFactory("AccessManager")).deploy(deployer);
      await late.renounceRole(roles.ADMIN, deployer);
      const manager = toAddress(await late.getAddress());
      return { record: { contracts: { ...record.contracts, manager } } };
    },
  },
];

/** What a deployer could do that is still ADMIN: a purpose, a tool for it, and a grant. */
async function giveAway({ tools, access }: Collective, grantee: string): Promise<void> {
  const [purpose, hash] = [7, `0x${"1".padStart(64, "0")}`];
  const tool = ["A tool", "sha256:1", hash, 1 << purpose] as const;
  await tools.definePurpose(purpose, "A purpose", "sha256:2");
  await tools.approveTool(...tool);
  const toolId = await tools.toolIdOf(...tool);
  await access.createGrant({ grantee, purpose, duration: DAY, price: 0, toolId, policyHash: hash }, "age1recipient");
}

import { contractNames } from "../src/chain/deployment-record.ts";
import type { Check } from "./checks/finding.ts";
import { personOf } from "./checks/finding.ts";
import { roleOf } from "./checks/manager.ts";
import { restrictedFunctions, targetNames } from "./checks/restricted-functions.ts";
import { roleMembers } from "./checks/role-members.ts";
import { roles } from "./modules/collective.ts";

/** Who may do what: one role, its members by name, the functions that only they may call. */
export type RoleRow = {
  readonly role: string;
  readonly members: readonly string[];
  readonly functions: readonly string[];
};

const timelockRoles = {
  PROPOSER_ROLE: ["timelock.schedule", "timelock.scheduleBatch"],
  CANCELLER_ROLE: ["timelock.cancel"],
  EXECUTOR_ROLE: ["timelock.execute", "timelock.executeBatch"],
  DEFAULT_ADMIN_ROLE: ["timelock.grantRole", "timelock.revokeRole"],
} as const;

/** Reads from the chain who holds each role, and finds by asking which functions refuse everybody else. */
export async function roleTable(check: Check): Promise<readonly RoleRow[]> {
  return [...(await managerRows(check)), ...(await timelockRows(check)), ...(await otherRows(check))];
}

async function managerRows(check: Check): Promise<RoleRow[]> {
  const members = await roleMembers(check.collective.manager, check.record);
  const functions = new Map<string, string[]>(Object.keys(roles).map((role) => [role, []]));
  for (const target of targetNames) {
    for (const name of await restrictedFunctions(check, target)) {
      functions.get(roleOf(target, name))?.push(`${target}.${name}`);
    }
  }
  functions.get("ADMIN")?.push("every setting of manager");
  const rows = [];
  for (const [role, id] of Object.entries(roles)) {
    rows.push({
      role: `${role} (${id})`,
      members: named(check, [...(members.get(String(id)) ?? [])]),
      functions: functions.get(role) ?? [],
    });
  }
  return rows;
}

async function timelockRows(check: Check): Promise<RoleRow[]> {
  const { timelock } = check.collective;
  const members = await roleMembers(timelock, check.record);
  const rows = [];
  for (const [role, functions] of Object.entries(timelockRoles)) {
    const id = await timelock[role as keyof typeof timelockRoles]();
    rows.push({ role: `timelock ${role}`, members: named(check, [...(members.get(id) ?? [])]), functions });
  }
  return rows;
}

async function otherRows(check: Check): Promise<RoleRow[]> {
  const { governor, foundationVesting, teamVesting } = check.collective;
  const voted = (await restrictedFunctions(check, "governor")).map((name) => `governor.${name}`);
  const row = (role: string, account: string, functions: readonly string[]) => {
    return { role, members: named(check, [account]), functions };
  };
  return [
    row("executor of votes", await governor.timelock(), [...voted, "timelock.updateDelay"]),
    row("guardian of proposals", await governor.proposalGuardian(), ["governor.cancel of any proposal"]),
    row("owner of foundationVesting", await foundationVesting.owner(), ["transferOwnership", "receives releases"]),
    row("owner of teamVesting", await teamVesting.owner(), ["transferOwnership", "receives releases"]),
    { role: "no role", members: ["everybody"], functions: ["everything else"] },
  ];
}

/** Accounts by the name they have in this deployment; a stranger keeps its address. */
function named({ config, record }: Check, accounts: readonly string[]): string[] {
  const names = new Map<string, string>();
  names.set(record.origin.deployer, "deployer");
  for (const person of ["team", "foundation", "guardian"] as const) {
    names.set(personOf(config[person], record), person);
  }
  for (const name of contractNames) names.set(record.contracts[name], name);
  return accounts.map((account) => names.get(account.toLowerCase()) ?? account);
}

/** The table as lines for a person. */
export function roleLines(rows: readonly RoleRow[]): string[] {
  return rows.flatMap(({ role, members, functions }) => [
    `${role}: ${members.length === 0 ? "nobody" : members.join(", ")}`,
    ...(functions.length === 0 ? [] : [`    ${functions.join(", ")}`]),
  ]);
}

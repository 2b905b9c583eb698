import { roleFunctions, roles } from "../modules/collective.ts";
import { eventsOf, findingsOf, personOf, type Check, type Finding } from "./finding.ts";
import { restrictedFunctions, targetNames } from "./restricted-functions.ts";
import { roleMembers } from "./role-members.ts";

/** Points 9 to 13: who may do what through the manager. */
export async function managerFindings(check: Check): Promise<Finding[]> {
  return [...(await memberFindings(check)), ...(await targetFindings(check))];
}

async function memberFindings(check: Check): Promise<Finding[]> {
  const { collective, record, config } = check;
  const { manager } = collective;
  const { timelock, distributor } = record.contracts;
  const members = await roleMembers(manager, record);
  const of = (role: bigint) => [...(members.get(String(role)) ?? [])].join(",");
  const guardian = personOf(config.guardian, record);
  const { deployer } = record.origin;
  // On a local chain the deployer may be the guardian; that is configured, not kept.
  const kept = [...members].filter(
    ([role, accounts]) => accounts.has(deployer) && !(role === String(roles.GUARDIAN) && guardian === deployer),
  );
  const [admin, others] = [findingsOf(9), findingsOf(10)];
  const findings = [
    admin.equal("only the timelock is ADMIN", timelock, of(roles.ADMIN)),
    admin.equal("the deployer has no role in the manager", "", kept.map(([role]) => role).join(",")),
    others.equal("only the timelock is VALIDATOR_ADMIN", timelock, of(roles.VALIDATOR_ADMIN)),
    others.equal(
      "only the configured guardian and the timelock are GUARDIAN",
      [guardian, timelock].toSorted().join(","),
      [...(members.get(String(roles.GUARDIAN)) ?? [])].toSorted().join(","),
    ),
    others.equal("only the distributor is REWARD_DISTRIBUTOR", distributor, of(roles.REWARD_DISTRIBUTOR)),
    others.equal("no other role has members", 4, [...members].filter(([, accounts]) => accounts.size > 0).length),
  ];
  const announced = await announcedDelays(check, "RoleGrantDelayChanged");
  for (const [name, role] of Object.entries(roles)) {
    const [roleAdmin, canceller] = [await manager.getRoleAdmin(role), await manager.getRoleGuardian(role)];
    const delays = [await manager.getRoleGrantDelay(role), announced.get(String(role)) ?? 0n];
    findings.push(others.equal(`${name} is handed out at once, and no delay is announced`, "0,0", delays));
    findings.push(others.equal(`${name} is handed out by ADMIN alone`, "0,0", `${roleAdmin},${canceller}`));
    for (const account of members.get(String(role)) ?? []) {
      const { isMember, executionDelay } = await manager.hasRole(role, account);
      findings.push(others.equal(`${name} acts at once`, "true,0", `${isMember},${executionDelay}`));
    }
  }
  return findings;
}

/** The delay that was set last for each role or target. It takes effect days later, and nothing but the event tells. */
async function announcedDelays(
  { collective, record }: Check,
  event: "RoleGrantDelayChanged" | "TargetAdminDelayUpdated",
): Promise<ReadonlyMap<string, bigint>> {
  const events = await eventsOf(collective.manager, event, record);
  return new Map(events.map(({ args }) => [String(args[0]).toLowerCase(), BigInt(String(args[1]))]));
}

async function targetFindings(check: Check): Promise<Finding[]> {
  const { collective, record } = check;
  const { manager } = collective;
  const findings: Finding[] = [];
  const announced = await announcedDelays(check, "TargetAdminDelayUpdated");
  for (const name of targetNames) {
    const address = record.contracts[name];
    const delays = [await manager.getTargetAdminDelay(address), announced.get(address.toLowerCase()) ?? 0n];
    findings.push(
      findingsOf(12).equal(`${name} is not closed`, false, await manager.isTargetClosed(address)),
      findingsOf(12).equal(`${name} is administered at once, and no delay is announced`, "0,0", delays),
      findingsOf(13).equal(`${name} obeys the manager`, record.contracts.manager, await collective[name].authority()),
      ...(await functionFindings(check, name)),
    );
  }
  return findings;
}

/** Every function that does not stand in {@link roleFunctions} must belong to ADMIN, restricted or not. */
async function functionFindings(check: Check, target: (typeof targetNames)[number]): Promise<Finding[]> {
  const { collective, record } = check;
  const restricted = await restrictedFunctions(check, target);
  const findings: Finding[] = [];
  for (const fragment of collective[target].interface.fragments) {
    if (fragment.type !== "function") continue;
    const { name, selector } = fragment as typeof fragment & { name: string; selector: string };
    const owner = roleOf(target, name);
    const role = await collective.manager.getTargetFunctionRole(record.contracts[target], selector);
    if (owner !== "ADMIN" || role !== roles.ADMIN || restricted.includes(name)) {
      findings.push(findingsOf(11).equal(`${target}.${name} belongs to ${owner}`, roles[owner], role));
    }
    if (owner !== "ADMIN") {
      findings.push(findingsOf(11).equal(`${target}.${name} is restricted`, true, restricted.includes(name)));
    }
  }
  return findings;
}

/** The role that a function of a target belongs to by {@link roleFunctions}. */
export function roleOf(target: (typeof targetNames)[number], name: string): keyof typeof roles {
  const owner = Object.entries(roleFunctions).find(([, targets]) =>
    ((targets as Record<string, readonly string[]>)[target] ?? []).includes(name),
  )?.[0];
  return (owner ?? "ADMIN") as keyof typeof roles;
}

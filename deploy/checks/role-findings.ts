import type { Collective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { roleFunctions, roles } from "../modules/collective.ts";
import { eventsOf, finding, personOf, type Check, type Finding } from "./finding.ts";

/** Who may do what through the timelock and the manager, and who was let in before the deployer left. */
export async function roleFindings(check: Check): Promise<Finding[]> {
  return [...(await timelockFindings(check)), ...(await managerFindings(check)), ...(await validatorFindings(check))];
}

async function timelockFindings({ collective, record }: Check): Promise<Finding[]> {
  const { timelock } = collective;
  const { timelock: self, governor } = record.contracts;
  const members = await roleMembers(timelock, record, "role");
  const executions = timelock.filters.RoleGranted(await timelock.EXECUTOR_ROLE());
  const executors = (await eventsOf(timelock, executions, record)).map(({ args }) => String(args.account));
  const of = async (name: "PROPOSER_ROLE" | "CANCELLER_ROLE" | "EXECUTOR_ROLE" | "DEFAULT_ADMIN_ROLE") =>
    [...(members.get(await timelock[name]()) ?? [])].join(",");
  return [
    finding("only the timelock administers the timelock", self, await of("DEFAULT_ADMIN_ROLE")),
    finding("only the governor proposes to the timelock", governor, await of("PROPOSER_ROLE")),
    finding("only the governor cancels in the timelock", governor, await of("CANCELLER_ROLE")),
    finding("only the governor executes through the timelock", governor, await of("EXECUTOR_ROLE")),
    finding("nobody else could ever execute through the timelock", governor, [...new Set(executors)].join(",")),
  ];
}

async function managerFindings({ collective, record, connection, config }: Check): Promise<Finding[]> {
  const { manager } = collective;
  const { timelock, distributor } = record.contracts;
  const members = await roleMembers(manager, record, "roleId");
  const of = (role: bigint) => [...(members.get(String(role)) ?? [])].join(",");
  const guardian = await personOf(connection, config.guardian);
  const findings = [
    finding("only the timelock is ADMIN", timelock, of(roles.ADMIN)),
    finding("only the timelock is VALIDATOR_ADMIN", timelock, of(roles.VALIDATOR_ADMIN)),
    finding("only the configured guardian is GUARDIAN", guardian, of(roles.GUARDIAN)),
    finding("only the distributor is REWARD_DISTRIBUTOR", distributor, of(roles.REWARD_DISTRIBUTOR)),
    finding("no other role has members", 4, [...members].filter(([, accounts]) => accounts.size > 0).length),
  ];
  for (const [name, role] of Object.entries(roles)) {
    const [admin, canceller] = [await manager.getRoleAdmin(role), await manager.getRoleGuardian(role)];
    findings.push(finding(`${name} is handed out by ADMIN alone`, "0,0", `${admin},${canceller}`));
    for (const account of members.get(String(role)) ?? []) {
      const { isMember, executionDelay } = await manager.hasRole(role, account);
      findings.push(finding(`${name} acts at once`, "true,0", `${isMember},${executionDelay}`));
    }
  }
  for (const name of ["validators", "reserve", "distributor", "registry"] as const) {
    findings.push(finding(`${name} obeys the manager`, record.contracts.manager, await collective[name].authority()));
    findings.push(finding(`${name} is not closed`, false, await manager.isTargetClosed(record.contracts[name])));
    const delay = await manager.getTargetAdminDelay(record.contracts[name]);
    findings.push(finding(`${name} is administered at once`, 0, delay));
    findings.push(...(await functionFindings({ collective, record }, name)));
  }
  return findings;
}

/** Every function of the target that does not stand in {@link roleFunctions} must belong to ADMIN. */
async function functionFindings(
  { collective, record }: Pick<Check, "collective" | "record">,
  target: "validators" | "reserve" | "distributor" | "registry",
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const fragment of collective[target].interface.fragments) {
    if (fragment.type !== "function") continue;
    const { name, selector } = fragment as typeof fragment & { name: string; selector: string };
    const owner = Object.entries(roleFunctions).find(([, targets]) =>
      ((targets as Record<string, readonly string[]>)[target] ?? []).includes(name),
    )?.[0] as keyof typeof roles | undefined;
    const role = await collective.manager.getTargetFunctionRole(record.contracts[target], selector);
    if (owner !== undefined || role !== roles.ADMIN) {
      findings.push(finding(`${target}.${name} belongs to ${owner ?? "ADMIN"}`, roles[owner ?? "ADMIN"], role));
    }
  }
  return findings;
}

/** Who was admitted before the deployer left; validators admitted later were voted for. */
async function validatorFindings({ collective, record, config }: Check): Promise<Finding[]> {
  const { manager, validators } = collective;
  const departures = await eventsOf(manager, manager.filters.RoleRevoked(roles.ADMIN), record);
  const handedOverAt = departures.at(-1)?.blockNumber ?? Infinity;
  const admitted = (await eventsOf(validators, "ValidatorAdmitted", record))
    .filter(({ blockNumber }) => blockNumber <= handedOverAt)
    .map(({ args }) => String(args.validator).toLowerCase());
  const configured = config.validators.genesis.map(({ account }) => account);
  return [
    finding(
      "the deployment admitted the configured validators and nobody else",
      configured.sort().join(","),
      admitted.sort().join(","),
    ),
  ];
}

/** Nothing lists the members of a role, so they are rebuilt from its events. Keys are the role as a string. */
async function roleMembers(
  contract: Collective["manager"] | Collective["timelock"],
  record: DeploymentRecord,
  key: "role" | "roleId",
): Promise<Map<string, Set<string>>> {
  const events = [
    ...(await eventsOf(contract, "RoleGranted", record)),
    ...(await eventsOf(contract, "RoleRevoked", record)),
  ].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const members = new Map<string, Set<string>>();
  for (const { eventName, args } of events) {
    const role = String(args[key]);
    const accounts = members.get(role) ?? new Set<string>();
    members.set(role, accounts);
    if (eventName === "RoleGranted") accounts.add(String(args.account).toLowerCase());
    else accounts.delete(String(args.account).toLowerCase());
  }
  return members;
}

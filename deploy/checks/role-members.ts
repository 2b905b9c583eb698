import type { Collective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { eventsOf } from "./finding.ts";

/** Nothing lists the members of a role, so they are rebuilt from its events. Keys are the role as a string. */
export async function roleMembers(
  contract: Collective["manager"] | Collective["timelock"],
  record: DeploymentRecord,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const events = [
    ...(await eventsOf(contract, "RoleGranted", record)),
    ...(await eventsOf(contract, "RoleRevoked", record)),
  ].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const members = new Map<string, Set<string>>();
  for (const { eventName, args } of events) {
    const role = String(args.role ?? args.roleId);
    const accounts = members.get(role) ?? new Set<string>();
    members.set(role, accounts);
    if (eventName === "RoleGranted") accounts.add(String(args.account).toLowerCase());
    else accounts.delete(String(args.account).toLowerCase());
  }
  return members;
}

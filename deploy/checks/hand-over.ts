import { roles } from "../modules/collective.ts";
import { eventsOf, type Check } from "./finding.ts";

/** The events of a contract until the deployer gave up its power; every later one goes back to a vote. */
export async function eventsUntilHandOver(
  { collective: { manager }, record }: Check,
  contract: Parameters<typeof eventsOf>[0],
  event: Parameters<typeof eventsOf>[1],
): ReturnType<typeof eventsOf> {
  const departures = await eventsOf(manager, manager.filters.RoleRevoked(roles.ADMIN), record);
  const handedOverAt = departures[0]?.blockNumber ?? Infinity;
  const events = await eventsOf(contract, event, record);
  return events.filter(({ blockNumber }) => blockNumber <= handedOverAt);
}

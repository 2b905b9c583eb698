import { eventsOf, findingsOf, type Check, type Finding } from "./finding.ts";
import { roleMembers } from "./role-members.ts";

/** Points 4 to 8, and what point 9 says of the timelock. */
export async function timelockFindings({ collective, record, config }: Check): Promise<Finding[]> {
  const { timelock } = collective;
  const { timelock: self, governor } = record.contracts;
  const members = await roleMembers(timelock, record);
  const of = async (name: "PROPOSER_ROLE" | "CANCELLER_ROLE" | "EXECUTOR_ROLE" | "DEFAULT_ADMIN_ROLE") =>
    [...(members.get(await timelock[name]()) ?? [])].join(",");
  const executions = timelock.filters.RoleGranted(await timelock.EXECUTOR_ROLE());
  const executors = (await eventsOf(timelock, executions, record)).map(({ args }) => String(args.account));
  const { deployer } = record.origin;
  const kept = [...members].filter(([, accounts]) => accounts.has(deployer)).map(([role]) => role);
  const delay = await timelock.getMinDelay();
  const [shortest, longest] = [await timelock.MIN_DELAY(), await timelock.MAX_DELAY()];
  const [execution, waiting] = [findingsOf(6), findingsOf(8)];
  return [
    findingsOf(4).equal("only the governor proposes to the timelock", governor, await of("PROPOSER_ROLE")),
    findingsOf(5).equal("only the governor cancels in the timelock", governor, await of("CANCELLER_ROLE")),
    execution.equal("only the governor executes through the timelock", governor, await of("EXECUTOR_ROLE")),
    execution.equal("nobody else could ever execute through the timelock", governor, [...new Set(executors)].join(",")),
    findingsOf(7).equal("only the timelock administers the timelock", self, await of("DEFAULT_ADMIN_ROLE")),
    findingsOf(9).equal("the deployer has no role in the timelock", "", kept.join(",")),
    waiting.equal("the timelock's shortest delay is the configured one", config.timelockDelay, shortest),
    waiting.holds("the timelock waits at least its shortest delay", delay >= shortest, `${delay} of ${shortest}`),
    waiting.holds(
      "the timelock waits at least as long as this network demands",
      delay >= config.policy.minTimelockDelay,
      delay,
    ),
    waiting.holds("the timelock waits at most its longest delay", delay <= longest, `${delay} of ${longest}`),
  ];
}

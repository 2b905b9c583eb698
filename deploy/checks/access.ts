import { eventsUntilHandOver } from "./hand-over.ts";
import { findingsOf, type Check, type Finding } from "./finding.ts";

const point = findingsOf(21);

/** What point 21 says of the access to the dataset: with what it began, and that nothing was given away before. */
export async function accessFindings(check: Check): Promise<Finding[]> {
  return [...(await parameterFindings(check)), ...(await beginningFindings(check))];
}

/** Votes can raise both parameters later; what they can never go below was fixed by the deployment. */
async function parameterFindings({ collective: { access }, config }: Check): Promise<Finding[]> {
  const { access: wanted, policy } = config;
  const [coolingOff, floor] = [await access.MIN_COOLING_OFF(), await access.MIN_ANONYMITY_FLOOR()];
  return [
    point.equal("the shortest cooling-off period is the configured one", wanted.coolingOff, coolingOff),
    point.equal("the lowest anonymity floor is the configured one", wanted.anonymityFloor, floor),
    point.holds(
      "a grant cools off at least as long as this network demands",
      coolingOff >= policy.minCoolingOff,
      coolingOff,
    ),
    point.holds(
      "a grant reaches at least as many contributors as this network demands",
      floor >= policy.minAnonymityFloor,
      floor,
    ),
  ];
}

/** Until it hands over, the deployer is ADMIN: a tool or a grant of its own would outlive its power. */
async function beginningFindings(check: Check): Promise<Finding[]> {
  const { tools, access } = check.collective;
  const count = async (contract: typeof tools | typeof access, event: string) =>
    (await eventsUntilHandOver(check, contract, event)).length;
  return [
    point.equal("the deployment approved no tool", 0, await count(tools, "ToolApproved")),
    point.equal("the deployment gave no purpose a meaning", 0, await count(tools, "PurposeDefined")),
    point.equal("the deployment created no grant", 0, await count(access, "GrantCreated")),
  ];
}

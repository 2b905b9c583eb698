import type { Check } from "./finding.ts";

/** The contracts whose functions the manager grants. */
export const targetNames = ["validators", "reserve", "distributor", "registry", "tools", "access"] as const;

/** Nobody's account: has no role anywhere. */
const STRANGER = "0x000000000000000000000000000000000000c0de";
const EMPTY_ARGUMENTS = "0".repeat(64 * 24);

/**
 * Which functions of a contract refuse a stranger because of who it is, found by asking each: arguments that are all zero
 * decode as any type, and the caller is looked at before they are.
 */
export async function restrictedFunctions(
  { collective, record, connection }: Pick<Check, "collective" | "record" | "connection">,
  target: (typeof targetNames)[number] | "governor",
): Promise<readonly string[]> {
  const contract = collective[target].interface;
  const refusal = contract.getError(target === "governor" ? "GovernorOnlyExecutor" : "AccessManagedUnauthorized");
  const restricted: string[] = [];
  for (const fragment of contract.fragments) {
    if (fragment.type !== "function") continue;
    const { name, selector, constant } = fragment as typeof fragment & {
      name: string;
      selector: string;
      constant: boolean;
    };
    if (constant) continue;
    const answer = await connection.ethers.provider
      .call({ from: STRANGER, to: record.contracts[target], data: `${selector}${EMPTY_ARGUMENTS}` })
      .catch((error: unknown) => revertData(error));
    if (refusal !== null && answer.startsWith(refusal.selector)) restricted.push(name);
  }
  return restricted;
}

/** The revert data, wherever the node and the library put it. */
function revertData(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { data, info, error: inner, cause } = error as Record<string, unknown>;
  if (typeof data === "string" && data.startsWith("0x")) return data;
  return revertData(data) || revertData(inner) || revertData(info) || revertData(cause);
}

import { FutureType, type ArgumentType, type IgnitionModule } from "@nomicfoundation/ignition-core";
import { contractNames, type ContractName } from "../src/chain/deployment-record.ts";

/** One transaction of the deployment's module: a contract's creation (`call` is `"deploy"`) or a call to it. */
export type Step = {
  /** Ignition's id of the step; the journal speaks of it by this name. */
  readonly id: string;
  readonly contract: ContractName;
  readonly call: string;
  readonly args: readonly ArgumentType[];
};

/** The transactions of a module, in the order in which it lists them. */
export function stepsOf(module: IgnitionModule): readonly Step[] {
  const names = new Map(contractNames.map((name) => [module.results[name]?.id, name]));
  const nameOf = (id: string): ContractName => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`the module gives no name to ${id}`);
    return name;
  };
  return [...module.futures].flatMap((future): Step[] => {
    const { id } = future;
    switch (future.type) {
      case FutureType.NAMED_ARTIFACT_CONTRACT_DEPLOYMENT:
        return [{ id, contract: nameOf(id), call: "deploy", args: future.constructorArgs }];
      case FutureType.CONTRACT_CALL:
        return [{ id, contract: nameOf(future.contract.id), call: future.functionName, args: future.args }];
      case FutureType.STATIC_CALL:
        return [];
      default:
        throw new Error(`the module has a step of a kind that no record can describe: ${future.type}`);
    }
  });
}

/** An argument as JSON: contracts and accounts become addresses, whole numbers decimal strings. */
export function argumentAsJson(
  argument: ArgumentType,
  known: { readonly addresses: ReadonlyMap<string, string>; readonly deployer: string },
): unknown {
  if (typeof argument === "bigint" || typeof argument === "number") return argument.toString();
  if (typeof argument !== "object") return argument;
  if (Array.isArray(argument)) return argument.map((item) => argumentAsJson(item, known));
  if ("type" in argument && argument.type === "ACCOUNT") return known.deployer;
  if ("id" in argument && typeof argument.id === "string") return known.addresses.get(argument.id);
  return Object.fromEntries(
    Object.entries(argument).map(([name, value]) => [name, argumentAsJson(value as ArgumentType, known)]),
  );
}

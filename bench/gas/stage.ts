import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { getAddress, id, type BaseContract, type ContractTransactionResponse } from "ethers";
import { network } from "hardhat";
import { InvariantError } from "../../src/primitives/errors.ts";
import type { Connection } from "../../test/contracts/access-manager-fixture.ts";
import { compileRivals, type CompiledContract } from "./compile-rivals.ts";

/** One chain in this process, on which everything of a run is measured. */
export type Stage = { readonly connection: Connection; readonly rivals: ReadonlyMap<string, CompiledContract> };

/** When the chain begins, so that no run differs from another. */
const START = "2027-01-15T00:00:00Z";

/** Starts a chain whose first block is always of the same time. */
export async function openChain(): Promise<Connection> {
  return network.create<"l1">({ override: { initialDate: START } });
}

/** Starts the chain of the benchmark and compiles the contracts to compare with. */
export async function openStage(): Promise<Stage> {
  return { connection: await openChain(), rivals: compileRivals() };
}

/** Deploys one of the contracts of `bench/contracts`. */
export async function deployRival({ connection, rivals }: Stage, name: string, ...args: unknown[]) {
  const compiled = rivals.get(name);
  if (compiled === undefined) throw new InvariantError("BENCH_NO_CONTRACT", `bench/contracts has no ${name}.`);
  const [deployer] = await connection.ethers.getSigners();
  const factory = new connection.ethers.ContractFactory(compiled.abi, compiled.bytecode, deployer);
  const contract = await factory.deploy(...args);
  return (await contract.waitForDeployment()) as BaseContract;
}

/** The same account for the same name in every run, with some ETH and nothing else. Its address has no zero byte. */
export async function accountNamed({ ethers, networkHelpers }: Connection, name: string): Promise<HardhatEthersSigner> {
  const address = addressNamed(name);
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return ethers.getSigner(address);
}

/** The address of {@link accountNamed}. A zero byte of calldata is cheaper than others, so that names are tried. */
export function addressNamed(name: string): string {
  for (let attempt = 0; ; attempt++) {
    const candidate = id(`${name} ${attempt}`).slice(0, 42);
    if (!/^0x(?:..)*00/.test(candidate)) return getAddress(candidate);
  }
}

/** Sends a transaction of `contract` and returns the gas it used. */
export async function gasOf(sender: HardhatEthersSigner, contract: BaseContract, name: string, ...args: unknown[]) {
  const method = contract.connect(sender).getFunction(name);
  return gasUsedBy(await method.send(...args));
}

/** The gas that a transaction used, refunds deducted. */
export async function gasUsedBy(transaction: ContractTransactionResponse): Promise<number> {
  const receipt = await transaction.wait();
  if (receipt === null) throw new InvariantError("BENCH_NO_RECEIPT", "The chain mined nothing.");
  return Number(receipt.gasUsed);
}

import type { BaseContract, ContractTransactionResponse, Interface } from "ethers";
import { InvariantError } from "../../../src/primitives/errors.ts";
import { gasUsedBy } from "../stage.ts";

/** Gas by operation. An operation is `Contract.function`, and what is particular about it behind a comma. */
export type Snapshot = Readonly<Record<string, number>>;

/** Waits for a transaction and notes what it used; `particular` is empty when a function has one operation only. */
export type Measure = (particular: string, transaction: Promise<ContractTransactionResponse>) => Promise<void>;

/** Gathers the operations of one run. */
export type Recorder = {
  /** Starts measuring calls of `contract`. Which function a transaction called is read from the transaction itself. */
  readonly of: (name: string, contract: BaseContract) => Measure;
  /** Everything measured so far, by operation in alphabetical order. */
  readonly snapshot: () => Snapshot;
};

/** An empty recorder. */
export function createRecorder(): Recorder {
  const figures = new Map<string, number>();
  return {
    of: (name, contract) => async (particular, pending) => {
      const transaction = await pending;
      const called = contract.interface.parseTransaction(transaction);
      if (called === null || transaction.to !== (await contract.getAddress())) {
        throw new InvariantError(
          "SNAPSHOT_OTHER_CONTRACT",
          `Expected a call of ${name}, got one of ${transaction.to}.`,
        );
      }
      const operation = [`${name}.${functionLabel(contract.interface, called.selector)}`, particular]
        .filter((part) => part !== "")
        .join(", ");
      if (figures.has(operation)) throw new InvariantError("SNAPSHOT_TWICE", `${operation} was measured twice.`);
      figures.set(operation, await gasUsedBy(transaction));
    },
    snapshot: () => Object.fromEntries([...figures].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** How operations call a function: by its name, or by its whole signature when another one has the same name. */
export function functionLabel(contract: Interface, selector: string): string {
  const called = contract.getFunction(selector);
  if (called === null) throw new InvariantError("SNAPSHOT_NO_FUNCTION", `The contract has no function ${selector}.`);
  let namesakes = 0;
  contract.forEachFunction(({ name }) => (namesakes += name === called.name ? 1 : 0));
  return namesakes > 1 ? called.format("sighash") : called.name;
}

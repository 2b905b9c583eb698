import { compareBytesAt } from "../primitives/bytes.ts";
import { ACCOUNT_BYTES } from "../merkle/reward-leaves.ts";
import { ownerBytes, type ContributionList } from "./contribution-list.ts";

/** The owners of a list of contributions, each once. */
export type Owners = {
  readonly count: number;
  /** 20 bytes each, ascending. */
  readonly accounts: Uint8Array;
  /** For each contribution the number of its owner. */
  readonly ownerOf: Uint32Array;
};

/** Finds out who owns what. */
export function groupByOwner(contributions: ContributionList): Owners {
  const { count } = contributions;
  const accounts = new Uint8Array(count * ACCOUNT_BYTES);
  for (let index = 0; index < count; index++) accounts.set(ownerBytes(contributions, index), index * ACCOUNT_BYTES);
  const order = (a: number, b: number): number =>
    compareBytesAt(accounts, a * ACCOUNT_BYTES, accounts, b * ACCOUNT_BYTES, ACCOUNT_BYTES);
  const ascending = Uint32Array.from({ length: count }, (_, index) => index).sort(order);
  const distinct = new Uint8Array(count * ACCOUNT_BYTES);
  const ownerOf = new Uint32Array(count);
  let owners = 0;
  let before = -1;
  for (const index of ascending) {
    if (before < 0 || order(before, index) !== 0) {
      distinct.set(ownerBytes(contributions, index), owners++ * ACCOUNT_BYTES);
    }
    ownerOf[index] = owners - 1;
    before = index;
  }
  return { count: owners, accounts: distinct.subarray(0, owners * ACCOUNT_BYTES), ownerOf };
}

import { contractNames, type DeploymentRecord } from "../chain/deployment-record.ts";
import type { Address } from "../primitives/identifiers.ts";

/** Accounts that this deployment knows, by what they are called. */
export type AddressBook = ReadonlyMap<Address, string>;

/** The contracts of a deployment, who deployed it, and whoever else is given, such as its validators and data users. */
export function addressBook(
  { contracts, origin }: DeploymentRecord,
  others: Iterable<readonly [Address, string]> = [],
): AddressBook {
  const book = new Map<Address, string>([[origin.deployer, "deployer"], ...others]);
  for (const name of contractNames) book.set(contracts[name], name);
  return book;
}

/** An account as people are to read it: in full, behind its name when it has one. */
export function showAccount(book: AddressBook, account: Address): string {
  const name = book.get(account);
  return name === undefined ? account : `${name} ${account}`;
}

/** So many hex digits at one end, or half as many at both, and people take one account for the other. */
const DIGITS = 8;

/**
 * The known account that somebody could take `account` for: not the same, but with the same first or last eight digits, or
 * four of each. Of random accounts, two in four billion are so alike; whoever makes one for the purpose wants to be mistaken.
 */
export function lookAlikeOf(book: AddressBook, account: Address): Address | undefined {
  if (book.has(account)) return undefined;
  return [...book.keys()].find((known) => {
    const same = (from: number, to: number) => known.slice(from, to) === account.slice(from, to);
    const end = account.length;
    const half = DIGITS / 2;
    return same(2, 2 + DIGITS) || same(end - DIGITS, end) || (same(2, 2 + half) && same(end - half, end));
  });
}

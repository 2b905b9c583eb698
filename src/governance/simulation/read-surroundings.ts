import type { Collective } from "../../chain/collective.ts";
import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import { readGrants, type Grant } from "../../chain/read-grants.ts";
import { readPurposes } from "../../chain/read-purposes.ts";
import { readRegistry, type RegisteredContribution } from "../../chain/registry-history.ts";
import { readTools, type Tool } from "../../chain/read-tools.ts";
import { toAddress, type Address, type Hex32 } from "../../primitives/identifiers.ts";
import { addressBook, type AddressBook } from "../address-book.ts";

/** What a proposal is about, before it is carried out. */
export type Surroundings = {
  readonly book: AddressBook;
  readonly purposes: ReadonlyMap<number, string>;
  readonly tools: ReadonlyMap<Hex32, Tool>;
  readonly grants: ReadonlyMap<number, Grant>;
  readonly contributions: readonly RegisteredContribution[];
  readonly guardian: Address;
  /** Of $GPT, in wei. */
  readonly totalSupply: bigint;
  /** What the timelock holds of $GPT, in wei. */
  readonly treasury: bigint;
};

/** Reads everything that is needed to put a proposal into words, as of block `toBlock`. */
export async function readSurroundings(
  collective: Collective,
  record: DeploymentRecord,
  toBlock: number,
): Promise<Surroundings> {
  const { access, tools, registry, token, validators, governor } = collective;
  const range = { fromBlock: record.deployedAtBlock, toBlock };
  const at = { blockTag: toBlock };
  const grants = await readGrants(access, range);
  const guardian = toAddress(await governor.proposalGuardian(at));
  const others: [Address, string][] = [...grants.values()].map(({ grantee, id }) => [
    grantee,
    `data user of grant ${id}`,
  ]);
  const slots = Number(await validators.validatorCount(at));
  for (let slot = 0; slot < slots; slot++) {
    others.push([toAddress(await validators.validatorAt(slot, at)), `validator ${slot + 1}`]);
  }
  return {
    book: addressBook(record, [...others, [guardian, "guardian"]]),
    purposes: await readPurposes(tools, range),
    tools: await readTools(tools, range),
    grants,
    contributions: await readRegistry(registry, range),
    guardian,
    totalSupply: await token.totalSupply(at),
    treasury: await token.balanceOf(record.contracts.timelock, at),
  };
}

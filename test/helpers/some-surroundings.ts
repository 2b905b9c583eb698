import { byContract, contractNames, type DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { addressBook } from "../../src/governance/address-book.ts";
import type { Surroundings } from "../../src/governance/simulation/read-surroundings.ts";
import { toAddress, toHex32 } from "../../src/primitives/identifiers.ts";

const GPT = 10n ** 18n;
const account = (pair: string) => toAddress(`0x${pair.repeat(20)}`);

/** The contracts of no chain: 0x1010…, 0x1111…, and so on. */
export const contracts = byContract((name) => account(String(10 + contractNames.indexOf(name))));

const deployer = account("d0");
export const guardian = account("90");
export const dataUser = account("da");
export const stranger = account("5a");
export const toolId = toHex32(`0x${"7".repeat(64)}`);

export const record = { contracts, origin: { deployer } } as DeploymentRecord;

/** What is known around a proposal in tests that need no chain. */
export const around: Surroundings = {
  book: addressBook(record, [
    [dataUser, "data user of grant 1"],
    [guardian, "guardian"],
  ]),
  purposes: new Map([
    [0, "research"],
    [1, "evaluation"],
  ]),
  tools: new Map([
    [
      toolId,
      { id: toolId, name: "Survey", uri: "https://a.example", codeHash: toolId, purposes: 0b11, withdrawn: false },
    ],
  ]),
  grants: new Map([
    [
      1,
      {
        ...{ id: 1, grantee: dataUser, granteeKey: "age1", purpose: 0, toolId, policyHash: toolId, priceWei: 0n },
        ...{ startsAt: 1, expiresAt: 2, fundedAt: null, revokedAt: null },
      },
    ],
  ]),
  contributions: [],
  guardian,
  totalSupply: 100_000_000n * GPT,
  treasury: 18_000_000n * GPT,
};

import type { Provider } from "ethers";
import { bytesToHex, hexToBytes } from "../../primitives/bytes.ts";
import { InvalidInputError } from "../../primitives/errors.ts";
import { keccak256 } from "../../primitives/hash.ts";
import { toHex32, type Address, type Hex32 } from "../../primitives/identifiers.ts";
import { byContract, contractNames, type ContractName, type DeploymentRecord } from "../deployment-record.ts";

/** A node, and a way to ask it past what its provider remembers of the network. */
export type AskedProvider = Pick<Provider, "getBlock" | "getCode"> & {
  readonly send: (method: string, params: unknown[]) => Promise<unknown>;
};

/** Where to look when a node serves something else than the record says. */
const HINT = "Check the RPC URLs, and that the record and the configuration are of the same network.";

/**
 * Makes sure that a node serves the chain and the contracts that a record was written of: id, first block, and the code
 * behind every address. Sends nothing.
 *
 * @throws {InvalidInputError} `CHAIN_WRONG_CHAIN` for another id, `CHAIN_WRONG_GENESIS` for another first block,
 *   `CHAIN_WRONG_CODE` with the name of a contract whose address holds other code, or none.
 */
export async function requireDeployment(provider: AskedProvider, record: DeploymentRecord): Promise<void> {
  const chainId = String(await provider.send("eth_chainId", []));
  if (BigInt(chainId) !== BigInt(record.chainId)) {
    throw new InvalidInputError("CHAIN_WRONG_CHAIN", `Expected chain ${record.chainId}, got ${BigInt(chainId)}.`, {
      hint: HINT,
    });
  }
  const genesis = (await provider.getBlock(0))?.hash ?? "none";
  if (genesis !== record.genesisHash) {
    throw new InvalidInputError(
      "CHAIN_WRONG_GENESIS",
      `Expected a chain ${record.chainId} that begins with the block ${record.genesisHash}, got ${genesis}.`,
      { hint: HINT },
    );
  }
  for (const name of contractNames) await requireCode(provider, record, name);
}

async function requireCode(provider: AskedProvider, record: DeploymentRecord, name: ContractName): Promise<void> {
  const code = await provider.getCode(record.contracts[name]);
  const found = codeHash(code);
  if (found === record.codeHashes[name]) return;
  throw new InvalidInputError(
    "CHAIN_WRONG_CODE",
    `Expected code with the hash ${record.codeHashes[name]} at the address of ${name}, got ` +
      (code === "0x" ? "none." : `another with ${found}.`),
    { context: { contract: name, address: record.contracts[name] }, hint: HINT },
  );
}

/** What a record says of code on the chain. */
export function codeHash(code: string): Hex32 {
  return toHex32(bytesToHex(keccak256(hexToBytes(code))));
}

/** The hash of each contract's code as it is on the chain now. */
export async function codeHashesOf(
  provider: Pick<Provider, "getCode">,
  contracts: Readonly<Record<ContractName, Address>>,
): Promise<Record<ContractName, Hex32>> {
  const hashes = new Map<ContractName, Hex32>();
  for (const name of contractNames) hashes.set(name, codeHash(await provider.getCode(contracts[name])));
  return byContract((name) => hashes.get(name) ?? codeHash("0x"));
}

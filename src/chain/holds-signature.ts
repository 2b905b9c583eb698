import { Interface, TypedDataEncoder, verifyTypedData, type Provider } from "ethers";
import type { Hex } from "../primitives/bytes.ts";
import { toAddress, type Address } from "../primitives/identifiers.ts";
import type { RequestTypedData } from "./registry-request.ts";
import { revertData } from "./send-transaction.ts";

const erc1271 = new Interface(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
const MAGIC = "0x1626ba7e";
const ECDSA_HEX = 2 + 2 * 65;

/**
 * Whether `signature` is the owner's, as the registry would find: of an account with code its own answer counts (ERC-1271,
 * wallets delegated by EIP-7702 included), of any other an ECDSA signature of 65 bytes.
 */
export async function holdsSignature(
  provider: Provider,
  owner: Address,
  { domain, types, value }: RequestTypedData,
  signature: Hex,
): Promise<boolean> {
  if ((await provider.getCode(owner)) === "0x") return isSignedBy(owner, { domain, types, value }, signature);
  const hash = TypedDataEncoder.hash(domain, types, value);
  const data = erc1271.encodeFunctionData("isValidSignature", [hash, signature]);
  try {
    const answer = await provider.call({ to: owner, data });
    return answer.length === 66 && answer.startsWith(MAGIC) && /^0*$/.test(answer.slice(MAGIC.length));
  } catch (error) {
    // A wallet may say no by failing; a node that does not answer says nothing.
    if (revertData(error) !== undefined || isCallException(error)) return false;
    throw error;
  }
}

function isSignedBy(owner: Address, { domain, types, value }: RequestTypedData, signature: Hex): boolean {
  if (signature.length !== ECDSA_HEX) return false;
  try {
    return toAddress(verifyTypedData(domain, types, value, signature)) === owner;
  } catch {
    return false;
  }
}

function isCallException(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "CALL_EXCEPTION";
}

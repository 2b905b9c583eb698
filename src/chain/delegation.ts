import { Signature, type Signer } from "ethers";
import type { GPTToken } from "../../typechain-types/index.ts";
import { collectiveDomain } from "./typed-data.ts";
import type { Address } from "../primitives/identifiers.ts";

/** A signed delegation in the form that `RewardDistributor.claimAndDelegate` takes. */
export type SignedDelegation = {
  readonly delegatee: Address;
  readonly nonce: bigint;
  /** Unix seconds. */
  readonly expiry: number;
  readonly v: number;
  readonly r: string;
  readonly s: string;
};

/** Signs `Delegation(address delegatee,uint256 nonce,uint256 expiry)` of OpenZeppelin `Votes` with the next nonce. */
export async function signDelegation(
  token: GPTToken,
  signer: Signer,
  { delegatee, expiry }: { delegatee: Address; expiry: number },
): Promise<SignedDelegation> {
  const [{ chainId, verifyingContract }, nonce] = await Promise.all([
    token.eip712Domain(),
    token.nonces(await signer.getAddress()),
  ]);
  const types = {
    Delegation: [
      { name: "delegatee", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "expiry", type: "uint256" },
    ],
  };
  const domain = collectiveDomain(Number(chainId), verifyingContract as Address);
  const { v, r, s } = Signature.from(await signer.signTypedData(domain, types, { delegatee, nonce, expiry }));
  return { delegatee, nonce, expiry, v, r, s };
}

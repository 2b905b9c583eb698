import type { TypedDataDomain, TypedDataField } from "ethers";
import type { Connection } from "../../test/contracts/access-manager-fixture.ts";
import type { GPTToken } from "../../typechain-types/index.ts";

/** One $GPT, in wei. */
export const GPT = 10n ** 18n;

/** What a holder signs to let somebody spend. */
export const permitTypes: Record<string, TypedDataField[]> = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

/** What a holder signs to delegate. */
export const delegationTypes: Record<string, TypedDataField[]> = {
  Delegation: [
    { name: "delegatee", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "expiry", type: "uint256" },
  ],
};

/** The domain of the token's signatures. */
export async function tokenDomain(token: GPTToken): Promise<TypedDataDomain> {
  const { name, version, chainId, verifyingContract } = await token.eip712Domain();
  return { name, version, chainId, verifyingContract };
}

/** Deploys the real token; everything belongs to the first account. */
export async function deployToken({ ethers }: Connection) {
  const [holder] = await ethers.getSigners();
  const token = await ethers.deployContract("GPTToken", [holder!, holder!, holder!, holder!]);
  return { token, holder: holder! };
}

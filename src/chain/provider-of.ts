import type { BaseContract, Provider } from "ethers";
import { InvariantError } from "../primitives/errors.ts";

/** The node that a contract is read through. @throws {InvariantError} `CHAIN_NO_PROVIDER` when it has none. */
export function providerOf({ runner }: BaseContract): Provider {
  const provider = runner?.provider;
  if (provider != null) return provider;
  throw new InvariantError("CHAIN_NO_PROVIDER", "The contracts are not connected to a node.");
}

import { InvalidInputError, RetryableError, type CollectiveError } from "../src/primitives/errors.ts";

/** Why the network of that name could not be reached, in words that say what to do. */
export function explainUnreachable(name: string, cause: unknown): CollectiveError {
  // Hardhat asks for a configuration variable only when it is needed, and says HHE7 when it is not set.
  if (cause instanceof Error && cause.message.startsWith("HHE7:")) {
    return new InvalidInputError("DEPLOY_NOT_CONFIGURED", cause.message.split("\n", 1).join(), {
      cause,
      hint: "Set the variable in .env (see .env.example), or in Hardhat's keystore.",
    });
  }
  return new RetryableError("CHAIN_UNREACHABLE", `No node answers for the network ${name}.`, {
    cause,
    hint: 'Check the RPC URL; for localhost start "npx hardhat node" or anvil first.',
  });
}

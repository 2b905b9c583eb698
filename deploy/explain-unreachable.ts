import { CollectiveError, InvalidInputError, RetryableError } from "../src/primitives/errors.ts";

/** Why the network of that name could not be reached, in words that say what to do. */
export function explainUnreachable(name: string, cause: unknown): CollectiveError {
  if (cause instanceof CollectiveError) return cause;
  const message = cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? "") : "";
  // Hardhat asks for a configuration variable only when it is needed, and says HHE7 when it is not set.
  if (message.startsWith("HHE7:")) {
    return new InvalidInputError("DEPLOY_NOT_CONFIGURED", message, {
      cause,
      hint: "Set the variable in .env (see .env.example), or in Hardhat's keystore.",
    });
  }
  // The values of variables are checked by Hardhat and ethers; their texts may hold a key, so ours say it instead.
  if (/DEPLOYER_PRIVATE_KEY|private key|expected 32 bytes/i.test(message)) {
    return new InvalidInputError(
      "DEPLOY_BAD_KEY",
      "DEPLOYER_PRIVATE_KEY is empty or no private key of 32 bytes (0x…).",
      {
        hint: "Correct it in .env or in Hardhat's keystore; never paste it anywhere else.",
      },
    );
  }
  if (/invalid url/i.test(message)) {
    return new InvalidInputError("DEPLOY_BAD_URL", `The RPC URL of the network ${name} is empty or no address.`, {
      hint: "Correct it in .env or in Hardhat's keystore; it begins with http:// or https://.",
    });
  }
  return new RetryableError("CHAIN_UNREACHABLE", `No node answers for the network ${name}.`, {
    cause,
    hint: 'Check the RPC URL; for localhost start "npx hardhat node" or anvil first.',
  });
}

import { CollectiveError, InvalidInputError } from "../src/primitives/errors.ts";
import { factsOf } from "./config/load-config.ts";
import { explainAnswer } from "./explain-answer.ts";
import { explainFailure } from "./explain-failure.ts";

const NOT_SET = "HHE7:";

/** Why the network of that name could not be reached, in words that say what to do. */
export function explainUnreachable(name: string, cause: unknown): CollectiveError {
  if (cause instanceof CollectiveError) return cause;
  const message = cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? "") : "";
  if (message.startsWith("HHE705:")) return unknownNetwork(name, cause);
  // Hardhat asks for a configuration variable only when it is needed, and says HHE7 when it is not set.
  if (message.startsWith(NOT_SET)) {
    return new InvalidInputError("DEPLOY_NOT_CONFIGURED", message, {
      cause,
      hint: "Set the variable in .env (see .env.example), or in Hardhat's keystore.",
    });
  }
  // The values of variables are checked by Hardhat and ethers; their texts may hold a key, so ours say it instead.
  if (/DEPLOYER_PRIVATE_KEY|private key|expected 32 bytes/i.test(message)) return badKey();
  if (/invalid url/i.test(message)) {
    return new InvalidInputError("DEPLOY_BAD_URL", `The RPC URL of the network ${name} is empty or no address.`, {
      hint: "Correct it in .env or in Hardhat's keystore; it begins with http:// or https://.",
    });
  }
  return explainAnswer(`The node of the network ${name}`, cause) ?? explainFailure(cause);
}

/** Why the configured key of the network of that name cannot be used. */
export function explainKey(name: string, cause: unknown): CollectiveError {
  return cause instanceof Error && cause.message.startsWith(NOT_SET) ? explainUnreachable(name, cause) : badKey();
}

/** Whatever found the key to be wrong may hold it, so it is not passed on as the cause. */
function badKey(): InvalidInputError {
  return new InvalidInputError(
    "DEPLOY_BAD_KEY",
    "DEPLOYER_PRIVATE_KEY is empty or no private key: 0x and 64 hex digits, neither zero nor beyond the curve's order.",
    { hint: "Correct it in .env or in Hardhat's keystore; never paste it anywhere else." },
  );
}

function unknownNetwork(name: string, cause: unknown): CollectiveError {
  try {
    factsOf(name);
  } catch (unknown) {
    if (unknown instanceof CollectiveError) return unknown;
  }
  return new InvalidInputError("DEPLOY_UNKNOWN_NETWORK", `There is no network called "${name}".`, { cause });
}

import {
  DeploymentResultType,
  type DeploymentResult,
  type SuccessfulDeploymentResult,
} from "@nomicfoundation/ignition-core";
import { explainRevert, revertData, shortMessage } from "../src/chain/send-transaction.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../src/primitives/errors.ts";
import { wordsFor } from "./error-words.ts";
import { explainAnswer, withoutAddresses } from "./explain-answer.ts";
import { explainChange } from "./explain-change.ts";
import { explainDisk } from "./explain-disk.ts";

type Failure = Exclude<DeploymentResult, SuccessfulDeploymentResult>;

/** What Hardhat throws while it deploys, by its number: code, words, what to do next. */
const hardhatFailures: Readonly<Record<string, readonly [code: string, words: string, hint: string]>> = {
  HHE10400: ["DEPLOY_TRANSACTION_DROPPED", "The network dropped a transaction.", "Run the command again."],
  HHE10402: [
    "DEPLOY_ACCOUNT_BUSY",
    "The deployer's last transactions have fewer than five confirmations.",
    "Wait for five blocks, then run the command again; send nothing else from this account meanwhile.",
  ],
  HHE10403: [
    "DEPLOY_ACCOUNT_BUSY",
    "Another transaction was sent from the deployer's account while the deployment was interrupted.",
    "Wait for five blocks, then run the command again; send nothing else from this account meanwhile.",
  ],
  HHE10405: ["DEPLOY_FEE_TOO_HIGH", "The network's base fee is above what its blocks allow.", "Try again later."],
  HHE10406: ["DEPLOY_FEE_TOO_HIGH", "The fee is above the configured limit.", "Try again later, or raise the limit."],
  HHE10411: [
    "DEPLOY_ACCOUNT_BUSY",
    "Another transaction was sent from the deployer's account while the deployment runs.",
    "Run the command again; send nothing else from this account meanwhile.",
  ],
  HHE11305: [
    "DEPLOY_ACCOUNT_BUSY",
    "A transaction that replaced one of the deployment has fewer than five confirmations.",
    "Wait for five blocks, then run the command again.",
  ],
};

/** Why a deployment did not end well, in words. What is already in words is kept. */
export function explainFailure(cause: unknown): CollectiveError {
  if (cause instanceof CollectiveError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const [code, words, hint] = hardhatFailures[/^HHE\d+/.exec(message)?.[0] ?? ""] ?? [];
  if (code !== undefined && words !== undefined && hint !== undefined) {
    return new RetryableError(code, words, { cause, hint });
  }
  if (/^HHE1040[78]|insufficient funds/i.test(message)) return tooPoor(cause);
  const plain: CollectiveError | undefined =
    explainDisk(cause) ?? explainNamed(message, cause) ?? explainAnswered(cause);
  if (plain !== undefined) return plain;
  const explained = explainRevert(cause);
  if (typeof explained.context.error === "string") {
    return inWords(explained.context.error, explained.message, cause);
  }
  return explained.code === "CHAIN_FAILED"
    ? new CollectiveError("CHAIN_FAILED", withoutAddresses(shortMessage(cause)), { cause })
    : explained;
}

/** Why Ignition gave up, in words: which step, which error, what to do next. */
export function explainResult(result: Failure, network: string): CollectiveError {
  switch (result.type) {
    case DeploymentResultType.EXECUTION_ERROR: {
      const [failed] = result.failed;
      if (failed !== undefined) {
        const error = explainFailure(new Error(failed.error));
        const Family = error instanceof RetryableError ? RetryableError : InvalidInputError;
        return new Family(error.code, `${failed.futureId}: ${error.message}`, {
          ...(error.hint === undefined ? {} : { hint: error.hint }),
          context: error.context,
        });
      }
      return new RetryableError("DEPLOY_NOT_MINED", "A transaction was not mined in time, at any fee that was tried.", {
        hint: "Run the command again when the network is less busy.",
      });
    }
    case DeploymentResultType.RECONCILIATION_ERROR:
      return explainChange(result.errors);
    case DeploymentResultType.PREVIOUS_RUN_ERROR:
      return new InvalidInputError("DEPLOY_EARLIER_FAILURE", `A step failed in an earlier run:${list(result.errors)}`, {
        hint: `Remove its cause, then: npx hardhat ignition wipe <deployment> <step> (--network ${network}).`,
      });
    case DeploymentResultType.VALIDATION_ERROR:
      return new InvalidInputError("DEPLOY_MODULE_INVALID", `Nothing was sent:${list(result.errors)}`);
  }
}

/** Revert data come as a JSON-RPC error too, but are the contract's answer and not the node's. */
function explainAnswered(cause: unknown): CollectiveError | undefined {
  return revertData(cause) === undefined ? explainAnswer("The node", cause) : undefined;
}

/** A custom error whose name and values stand in a message, as Ignition and nodes write them. */
function explainNamed(message: string, cause: unknown): CollectiveError | undefined {
  const match = /custom error "?(\w+)\((.*?)\)/.exec(message);
  if (match?.[1] === undefined) return undefined;
  return inWords(match[1], `${match[1]}(${match[2] ?? ""})`, cause);
}

function inWords(error: string, signature: string, cause: unknown): InvalidInputError {
  const { words, next } = wordsFor(error);
  return new InvalidInputError("CHAIN_REVERTED", `${words} (${signature})`, { cause, hint: next, context: { error } });
}

function tooPoor(cause: unknown): InvalidInputError {
  return new InvalidInputError(
    "DEPLOY_BALANCE_TOO_LOW",
    "The deployer's account cannot pay for the next transaction.",
    {
      cause,
      hint: "Send it more of the network's coin and run the command again; what was done is not done twice.",
    },
  );
}

function list(errors: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(errors)
    .flatMap(([step, texts]) => texts.map((text) => `\n  ${step}: ${text}`))
    .join("");
}

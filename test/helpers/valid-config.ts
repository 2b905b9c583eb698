import { readFileSync } from "node:fs";
import { join } from "node:path";
import { local } from "../../deploy/config/local.ts";
import { root } from "./run-program.ts";

/** What somebody typed into a file of `deploy/config`. */
export type ConfigDocument = Record<string, unknown>;

const account = (digit: string) => `0x${`${digit}f`.repeat(20)}`;

/** A committed testnet file with its participants filled in; epoch 1 begins at `genesis`. */
export function validConfig(genesis = "2027-01-04T00:00:00Z"): ConfigDocument & { validators: ConfigDocument } {
  const file = JSON.parse(readFileSync(join(root, "deploy/config/sepolia.json"), "utf8")) as ConfigDocument;
  const people = { genesis, guardian: account("a"), foundation: account("b"), team: account("c") };
  const validators = ["1", "2", "3", "4"].map((digit, index) => ({
    account: account(digit),
    ageRecipient: local.validators.genesis[index]?.ageRecipient,
    endpoint: "https://validator.example",
  }));
  return { ...file, ...people, validators: { ...(file.validators as ConfigDocument), genesis: validators } };
}

/** The same with the longer times that a mainnet demands. */
export function validMainnetConfig(genesis?: string): ConfigDocument & { validators: ConfigDocument } {
  const config = validConfig(genesis);
  return {
    ...config,
    schedule: { epochLength: "7 days", commitWindow: "1 day", revealWindow: "1 day", activationDelay: "1 day" },
    timelockDelay: "2 days",
    governor: {
      ...(config.governor as ConfigDocument),
      votingDelay: "1 day",
      votingPeriod: "5 days",
      lateQuorumExtension: "2 days",
    },
    validators: { ...config.validators, unbondingDelay: "14 days" },
    access: { coolingOff: "7 days", anonymityFloor: 20 },
  };
}

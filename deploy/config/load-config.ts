import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toAddress, type Address } from "../../src/primitives/identifiers.ts";
import type { DeploymentConfig } from "./deployment-config.ts";
import { local } from "./local.ts";
import { testnet } from "./testnet.ts";

const publicNetworks: Readonly<Record<string, number>> = { moksha: 14800, sepolia: 11155111 };

type Participants = {
  readonly genesis: string;
  readonly guardian: string;
  readonly foundation: string;
  readonly team: string;
  readonly validators: readonly { account: string; ageRecipient: string; endpoint: string }[];
};

/**
 * The configuration of a network by the name that `--network` takes.
 *
 * @throws {InvalidInputError} `DEPLOY_UNKNOWN_NETWORK`, `DEPLOY_PARTICIPANTS_MISSING`, `DEPLOY_CONFIG_INVALID`.
 */
export function loadConfig(network: string): DeploymentConfig {
  if (network === "default" || network === "localhost") return local;
  const chainId = publicNetworks[network];
  if (chainId === undefined) {
    throw new InvalidInputError("DEPLOY_UNKNOWN_NETWORK", `There is no network called "${network}".`, {
      hint: `Use one of: localhost, ${Object.keys(publicNetworks).join(", ")}.`,
    });
  }
  const participants = readParticipants(network);
  const config: DeploymentConfig = {
    ...testnet,
    network,
    chainId,
    genesis: Date.parse(participants.genesis) / 1000,
    guardian: toAddress(participants.guardian),
    foundation: toAddress(participants.foundation),
    team: toAddress(participants.team),
    validators: {
      ...testnet.validators,
      genesis: participants.validators.map((entry) => ({ ...entry, account: toAddress(entry.account) })),
    },
  };
  assertUsable(config);
  return config;
}

function readParticipants(network: string): Participants {
  const path = fileURLToPath(new URL(`${network}.participants.json`, import.meta.url));
  if (!existsSync(path)) {
    throw new InvalidInputError(
      "DEPLOY_PARTICIPANTS_MISSING",
      `deploy/config/${network}.participants.json is missing.`,
      {
        hint: "Copy deploy/config/_template.participants.json and fill in your addresses.",
      },
    );
  }
  return JSON.parse(readFileSync(path, "utf8")) as Participants;
}

/** Refuses what no deployment could mean: no start, too few validators, one account in two places. */
function assertUsable(config: DeploymentConfig): void {
  const accounts = config.validators.genesis.map(({ account }) => account);
  const people = [config.guardian, config.foundation, config.team];
  const problems = [
    Number.isSafeInteger(config.genesis) ? "" : "genesis is not a time of whole seconds like 2027-01-04T00:00:00Z",
    accounts.length >= 4 ? "" : `expected at least 4 validators, got ${accounts.length}`,
    new Set(accounts).size === accounts.length ? "" : "a validator is named twice",
    [...people, ...accounts].some((account) => isPlaceholder(account)) ? "an address is zero or a placeholder" : "",
  ].filter((problem) => problem !== "");
  if (problems.length > 0) {
    throw new InvalidInputError(
      "DEPLOY_CONFIG_INVALID",
      `The configuration of ${config.network}: ${problems.join("; ")}.`,
    );
  }
}

function isPlaceholder(account: Address | "deployer"): boolean {
  return account === "deployer" || /^0x(.)\1{39}$/.test(account);
}

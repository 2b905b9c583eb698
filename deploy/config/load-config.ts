import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { looksLikeRecipient } from "../../src/encryption/age-file.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import type { DeploymentConfig } from "./deployment-config.ts";
import { local } from "./local.ts";
import { testnet } from "./testnet.ts";

const configFolder = fileURLToPath(new URL(".", import.meta.url));
const publicNetworks: Readonly<Record<string, number>> = { moksha: 14800, sepolia: 11155111 };

type Participants = {
  readonly genesis: string;
  readonly guardian: string;
  readonly foundation: string;
  readonly team: string;
  readonly validators: readonly { account: string; ageRecipient: string; endpoint: string }[];
};

/** Participants as somebody typed them. */
type Draft = Readonly<Record<string, unknown>>;

/**
 * The configuration of a network by the name that `--network` takes.
 *
 * @throws {InvalidInputError} `DEPLOY_UNKNOWN_NETWORK`, `DEPLOY_PARTICIPANTS_MISSING`, `DEPLOY_CONFIG_INVALID`.
 */
export function loadConfig(network: string, folder = configFolder): DeploymentConfig {
  if (network === "default" || network === "localhost") return local;
  const chainId = publicNetworks[network];
  if (chainId === undefined) {
    throw new InvalidInputError("DEPLOY_UNKNOWN_NETWORK", `There is no network called "${network}".`, {
      hint: `Use one of: localhost, ${Object.keys(publicNetworks).join(", ")}.`,
    });
  }
  const participants = readParticipants(network, folder);
  return {
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
}

function readParticipants(network: string, folder: string): Participants {
  const file = `${network}.participants.json`;
  if (!existsSync(join(folder, file))) {
    throw new InvalidInputError("DEPLOY_PARTICIPANTS_MISSING", `deploy/config/${file} is missing.`, {
      hint: "Copy deploy/config/_template.participants.json and fill in your addresses.",
    });
  }
  const participants = parseObject(readFileSync(join(folder, file), "utf8"));
  const problems = participants === undefined ? ["it is no JSON object"] : problemsOf(participants);
  if (problems.length > 0) {
    throw new InvalidInputError("DEPLOY_CONFIG_INVALID", `deploy/config/${file}: ${problems.join("; ")}.`, {
      hint: "deploy/config/_template.participants.json shows what is expected.",
    });
  }
  return participants as Participants;
}

function parseObject(json: string): Draft | undefined {
  try {
    const value = JSON.parse(json) as unknown;
    return typeof value === "object" && value !== null ? (value as Draft) : undefined;
  } catch {
    return undefined;
  }
}

/** What no deployment could mean: no start, too few validators, one account in two places, an address left open. */
function problemsOf({ genesis, validators, ...people }: Draft): string[] {
  const entries = (Array.isArray(validators) ? validators : []).map((entry) => Object(entry) as Draft);
  const accounts = entries.map(({ account }) => String(account).toLowerCase());
  const startsAt = Date.parse(String(genesis)) / 1000;
  return [
    Number.isSafeInteger(startsAt) ? "" : "genesis is not a time of whole seconds like 2027-01-04T00:00:00Z",
    ...["guardian", "foundation", "team"].map((name) => (isAccount(people[name]) ? "" : `${name} is no address`)),
    ...entries.map((entry, index) => (isValidator(entry) ? "" : `validator ${index + 1} is not filled in`)),
    entries.length >= 4 ? "" : `expected at least 4 validators, got ${entries.length}`,
    new Set(accounts).size === accounts.length ? "" : "a validator is named twice",
  ].filter((problem) => problem !== "");
}

function isValidator({ account, ageRecipient, endpoint }: Draft): boolean {
  return isAccount(account) && looksLikeRecipient(String(ageRecipient)) && typeof endpoint === "string";
}

/** An address that is neither zero nor another placeholder of one repeated digit. */
function isAccount(value: unknown): boolean {
  return typeof value === "string" && /^0x[0-9a-fA-F]{40}$/.test(value) && !/^0x(.)\1{39}$/.test(value);
}

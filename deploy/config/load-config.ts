import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { brokenRules } from "./config-rules.ts";
import { readConfigFile, type ConfigFile } from "./config-schema.ts";
import type { DeploymentConfig } from "./deployment-config.ts";
import { doubledFields } from "./doubled-fields.ts";
import { local } from "./local.ts";
import { networks, policies, type NetworkFacts } from "./networks.ts";
import { withoutQuote } from "./show-value.ts";

const configFolder = fileURLToPath(new URL(".", import.meta.url));

/**
 * The configuration of a network by the name that `--network` takes: of a local chain from `local.ts`, of a public one
 * from `<network>.json` alone, without any default.
 *
 * @throws {InvalidInputError} `DEPLOY_UNKNOWN_NETWORK`, `DEPLOY_CONFIG_MISSING`, `DEPLOY_CONFIG_INVALID`.
 */
export function loadConfig(network: string, folder = configFolder): DeploymentConfig {
  if (network === "default" || network === "localhost") return local;
  const facts = factsOf(network);
  const path = join(folder, `${network}.json`);
  const found = readConfigFile(readDocument(path), facts.kind);
  if (isProblems(found)) throw invalid(path, found);
  const config = combine(network, facts, found);
  const broken = brokenRules(config);
  if (broken.length > 0) throw invalid(path, broken);
  return config;
}

/**
 * What is known of a network by its name.
 *
 * @throws {InvalidInputError} `DEPLOY_UNKNOWN_NETWORK` with the names that there are.
 */
export function factsOf(network: string): NetworkFacts {
  const facts = Object.hasOwn(networks, network) ? networks[network] : undefined;
  if (facts !== undefined) return facts;
  throw new InvalidInputError("DEPLOY_UNKNOWN_NETWORK", `There is no network called "${network}".`, {
    hint: `Use one of: ${Object.keys(networks).join(", ")}.`,
  });
}

function combine(network: string, { kind, chainId, explorer }: NetworkFacts, file: ConfigFile): DeploymentConfig {
  return { network, chainId, kind, explorer, policy: policies[kind], ...file };
}

function isProblems(found: ConfigFile | readonly string[]): found is readonly string[] {
  return Array.isArray(found);
}

function readDocument(path: string): unknown {
  if (!existsSync(path)) {
    throw new InvalidInputError("DEPLOY_CONFIG_MISSING", `${shown(path)} is missing.`, {
      hint: `Copy deploy/config/_template.json there and fill in every field.`,
    });
  }
  const text = readFileSync(path, "utf8");
  const document = parseJson(path, text);
  const doubled = doubledFields(text).map((field) => `${field}: expected this field once, got it twice`);
  if (doubled.length > 0) throw invalid(path, doubled);
  return document;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const complaint = cause instanceof Error ? withoutQuote(cause.message) : "something else";
    throw invalid(path, [`the file: expected JSON, got ${complaint}`]);
  }
}

function invalid(path: string, problems: readonly string[]): InvalidInputError {
  return new InvalidInputError(
    "DEPLOY_CONFIG_INVALID",
    `${shown(path)} has ${problems.length} wrong ${problems.length === 1 ? "field" : "fields"}:` +
      problems.map((problem) => `\n  ${problem}`).join(""),
    { hint: "deploy/README.md explains the participants, docs/governance.md what each parameter is for." },
  );
}

/** A path as it would be typed here. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}

import { join } from "node:path";
import type { Address } from "../../primitives/identifiers.ts";
import { Secret } from "../../primitives/secret.ts";
import { endpointProblem } from "./endpoint-rules.ts";
import type { AccountSource } from "./load-account.ts";
import {
  badConfiguration,
  PREFIX,
  scorerSettings,
  settings,
  type Environment,
  type ReadSettings,
  type ScorerSettings,
  type Settings,
} from "./settings.ts";

/** How much is logged: everything from this level up. */
export type LogLevel = Settings["LOG_LEVEL"];

/** Everything that an operator decides about a node. */
export type NodeConfiguration = {
  /** Addresses of JSON-RPC endpoints, which often hold a key of the provider's. */
  readonly rpcUrls: readonly Secret[];
  readonly account: AccountSource;
  /** The account that the key has to be of; any when undefined. */
  readonly address: Address | undefined;
  /** Paths of age identity files, the newest first. */
  readonly identities: readonly string[];
  readonly fingerprintKeyFile: string;
  /** The folder for everything that the node has to keep. */
  readonly data: string;
  /** A PostgreSQL, which may hold a password; without it the database is in the data folder. */
  readonly databaseUrl: Secret | undefined;
  readonly store: string;
  readonly bundles: {
    readonly folder: string;
    /** Where others read what is in the folder; undefined when nobody can. */
    readonly uri: string | undefined;
  };
  readonly maxFeePerGasWei: bigint;
  readonly http: { readonly host: string; readonly port: number; readonly names: readonly string[] };
  readonly logLevel: LogLevel;
  readonly patienceSeconds: number;
  readonly turnSeconds: number;
  readonly pollSeconds: number;
  /** How many archives this process measures at once; with 0 other processes do. */
  readonly scorers: number;
};

/** What a process is told that only measures archives: no account, and nothing about money. */
export type ScorerConfiguration = Pick<
  NodeConfiguration,
  "rpcUrls" | "identities" | "fingerprintKeyFile" | "databaseUrl" | "store" | "logLevel" | "pollSeconds"
>;

/**
 * Reads the configuration of a node from the environment: the variables of `docs/validator-node.md`.
 *
 * @param chainId - of the network that the node is for: a public one needs two endpoints.
 * @throws {InvalidInputError} `VALIDATOR_BAD_CONFIGURATION` with every variable that is missing, unknown or of another form,
 * and what was expected of it. Values are not repeated, they may be secret.
 */
export function readConfiguration(environment: Environment, chainId: number): NodeConfiguration {
  const read = settings(environment);
  return toConfiguration(
    accepted(read, chainId, [keyProblem(environment), read.values && scorersProblem(read.values)]),
  );
}

/** The same for a scorer; what only a node needs is not looked at. @throws {InvalidInputError} the same. */
export function readScorerConfiguration(environment: Environment, chainId: number): ScorerConfiguration {
  return toScorerConfiguration(accepted(scorerSettings(environment), chainId));
}

function accepted<Values>(
  { problems, values, endpoints }: ReadSettings<Values>,
  chainId: number,
  more: readonly (string | undefined)[] = [],
): Values {
  const further = [endpoints && endpointProblem(endpoints, chainId), ...more];
  const all = [...problems, ...further.filter((problem) => problem !== undefined)];
  if (values === undefined || all.length > 0) throw badConfiguration(all);
  return values;
}

function toConfiguration(values: Settings): NodeConfiguration {
  const { BUNDLES: folder = join(values.DATA, "bundles"), BUNDLE_URI: uri } = values;
  return {
    ...toScorerConfiguration(values),
    account: accountSource(values),
    address: values.ADDRESS,
    data: values.DATA,
    bundles: { folder, uri },
    maxFeePerGasWei: values.MAX_FEE_GWEI,
    http: { ...values.HTTP, names: values.HTTP_NAMES },
    patienceSeconds: values.PATIENCE_SECONDS,
    turnSeconds: values.TURN_SECONDS,
    scorers: values.SCORERS,
  };
}

function toScorerConfiguration(values: ScorerSettings): ScorerConfiguration {
  return {
    rpcUrls: values.RPC_URLS.map((url) => new Secret(url)),
    identities: values.IDENTITY,
    fingerprintKeyFile: values.FINGERPRINT_KEY_FILE,
    databaseUrl: values.DATABASE_URL === undefined ? undefined : new Secret(values.DATABASE_URL),
    store: values.STORE,
    logLevel: values.LOG_LEVEL,
    pollSeconds: values.POLL_SECONDS,
  };
}

/** A folder serves one process, so nobody else could measure. */
function scorersProblem({ SCORERS, DATABASE_URL }: Settings): string | undefined {
  if (SCORERS > 0 || DATABASE_URL !== undefined) return undefined;
  return `${PREFIX}SCORERS: expected 1 or more, or a DATABASE_URL that scorers reach`;
}

function accountSource({ KEYSTORE, KEYSTORE_PASSWORD_FILE, PRIVATE_KEY = "" }: Settings): AccountSource {
  if (KEYSTORE === undefined || KEYSTORE_PASSWORD_FILE === undefined) return { privateKey: new Secret(PRIVATE_KEY) };
  return { keystore: KEYSTORE, passwordFile: KEYSTORE_PASSWORD_FILE };
}

function keyProblem(environment: Environment): string | undefined {
  const [hasKeystore, hasPassword, hasKey] = ["KEYSTORE", "KEYSTORE_PASSWORD_FILE", "PRIVATE_KEY"].map(
    (name) => (environment[`${PREFIX}${name}`] ?? "").trim() !== "",
  );
  if (hasKey ? !hasKeystore && !hasPassword : hasKeystore && hasPassword) return undefined;
  const both = `${PREFIX}KEYSTORE with ${PREFIX}KEYSTORE_PASSWORD_FILE`;
  return `${both}: expected both, or ${PREFIX}PRIVATE_KEY alone for development`;
}

import { z } from "zod";
import { InvalidInputError } from "../../primitives/errors.ts";
import { toAddress } from "../../primitives/identifiers.ts";

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the names of the node's variables begin with. */
export const PREFIX = "VALIDATOR_";

/** The one variable that has the name which other programs give it. */
const UNPREFIXED = "DATABASE_URL";
const SECONDS_IN_DAY = 86_400;
const WEI_IN_GWEI = 1_000_000_000;

const text = (expected: string) => z.string({ required_error: expected });
const matching = (pattern: RegExp, expected: string) => text(expected).regex(pattern, expected);
const path = text("expected a path");

function listOf(isGood: (item: string) => boolean, expected: string) {
  return text(expected)
    .transform(splitList)
    .refine((items) => items.length > 0 && items.every(isGood), expected);
}

function seconds(least: number, fallback: number) {
  const expected = `expected whole seconds, from ${least} to ${SECONDS_IN_DAY}`;
  return matching(/^\d{1,6}$/, expected)
    .transform(Number)
    .refine((value) => value >= least && value <= SECONDS_IN_DAY, expected)
    .default(String(fallback));
}

const LISTENING = "expected host:port, such as 127.0.0.1:9464";
const LEVELS = ["debug", "info", "warn", "error", "fatal"] as const;

const schema = z.object({
  RPC_URLS: listOf(isEndpoint, "expected http or https addresses, separated by commas"),
  SINGLE_ENDPOINT: matching(/^[1-9]\d{0,15}$/, "expected 1, or the id of the chain")
    .transform(Number)
    .optional(),
  KEYSTORE: path.optional(),
  KEYSTORE_PASSWORD_FILE: path.optional(),
  PRIVATE_KEY: matching(/^0x[0-9a-f]{64}$/i, "expected 0x and 64 hexadecimal digits").optional(),
  ADDRESS: matching(/^0x[0-9a-f]{40}$/i, "expected an account, 0x and 40 hexadecimal digits")
    .transform(toAddress)
    .optional(),
  IDENTITY: listOf((item) => item !== "", "expected paths of age identity files, separated by commas"),
  FINGERPRINT_KEY_FILE: path,
  DATA: path.default(".validator"),
  DATABASE_URL: matching(/^postgres(?:ql)?:\/\/\S+$/, "expected an address postgresql://…").optional(),
  STORE: text("expected a store: a folder, ipfs+http://… or s3://…"),
  BUNDLES: path.optional(),
  BUNDLE_URI: matching(/^https?:\/\/\S{1,248}$/, "expected an http or https address of at most 256 bytes").optional(),
  MAX_FEE_GWEI: matching(/^\d{1,9}(?:\.\d{1,9})?$/, "expected the most to pay for a unit of gas, in gwei")
    .transform(toWei)
    .refine((wei) => wei > 0n, "expected more than 0 gwei"),
  HTTP: matching(/^(?:\[[0-9a-f:]+\]|[a-z0-9.-]+):\d{1,5}$/i, LISTENING)
    .transform(toPlace)
    .refine(({ port }) => port < 65_536, LISTENING)
    .default("127.0.0.1:9464"),
  HTTP_NAMES: listOf((name) => /^[a-z0-9.-]+$/i.test(name), "expected host names, separated by commas").default(
    "localhost",
  ),
  LOG_LEVEL: z.enum(LEVELS, { errorMap: () => ({ message: `expected one of ${LEVELS.join(", ")}` }) }).default("info"),
  PATIENCE_SECONDS: seconds(0, 3_600),
  TURN_SECONDS: seconds(1, 60),
  POLL_SECONDS: seconds(1, 12),
  SCORERS: matching(/^\d{1,2}$/, "expected how many archives to measure at once, 0 to 99")
    .transform(Number)
    .default("1"),
});

/** What a process needs that only measures archives. */
const scorerSchema = schema.pick({
  RPC_URLS: true,
  SINGLE_ENDPOINT: true,
  IDENTITY: true,
  FINGERPRINT_KEY_FILE: true,
  DATABASE_URL: true,
  STORE: true,
  LOG_LEVEL: true,
  POLL_SECONDS: true,
});

/** The variables by their names without the prefix, read. */
export type Settings = z.output<typeof schema>;

/** Those of a scorer. */
export type ScorerSettings = z.output<typeof scorerSchema>;

/** What {@link settings} reads of the endpoints. */
export type EndpointSettings = Pick<Settings, "RPC_URLS" | "SINGLE_ENDPOINT">;

/** What came of reading the variables. */
export type ReadSettings<Values> = {
  /** A line for each that is wrong. */
  readonly problems: readonly string[];
  /** When none is. */
  readonly values?: Values;
  /** When those of the endpoints are right, whatever the others are. */
  readonly endpoints?: EndpointSettings;
};

/** The names of all variables, as they stand in the environment. */
export const variableNames: readonly string[] = Object.keys(schema.shape).map(variableOf);

/** Reads the variables of the node, each by itself. One that is set to nothing is not set. */
export function settings(environment: Environment): ReadSettings<Settings> {
  return read(environment, schema);
}

/** The same for a scorer: what only a node needs may be wrong or missing. */
export function scorerSettings(environment: Environment): ReadSettings<ScorerSettings> {
  return read(environment, scorerSchema);
}

function read<Values extends EndpointSettings>(
  environment: Environment,
  expected: z.ZodType<Values, z.ZodTypeDef, unknown>,
): ReadSettings<Values> {
  const stated = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== "");
  const unknown = stated
    .map(([name]) => name)
    .filter((name) => name.startsWith(PREFIX) && !variableNames.includes(name))
    .map((name) => `${name}: expected another name, there is no such variable`);
  const known = stated.filter(([name]) => variableNames.includes(name));
  const given = Object.fromEntries(known.map(([name, value]) => [name.replace(PREFIX, ""), value?.trim()]));
  const { success, data, error } = expected.safeParse(given);
  if (success) return { problems: unknown, values: data, endpoints: data };
  const { data: endpoints } = schema.pick({ RPC_URLS: true, SINGLE_ENDPOINT: true }).safeParse(given);
  const wrong = error.issues.map(({ path: [name], message }) => `${variableOf(String(name))}: ${message}`);
  return { problems: [...new Set([...wrong, ...unknown])], ...(endpoints && { endpoints }) };
}

/** The error for variables that are wrong, a line for each. */
export function badConfiguration(problems: readonly string[]): InvalidInputError {
  return new InvalidInputError("VALIDATOR_BAD_CONFIGURATION", `${problems.join("; ")}.`, {
    hint: "Set these in the environment or in .env; docs/validator-node.md describes each.",
  });
}

function variableOf(name: string): string {
  return name === UNPREFIXED ? name : `${PREFIX}${name}`;
}

function splitList(list: string): string[] {
  return list
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function isEndpoint(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:");
}

/** Exactly, however many digits there are. */
function toWei(gwei: string): bigint {
  const [whole = "0", fraction = ""] = gwei.split(".");
  return BigInt(whole) * BigInt(WEI_IN_GWEI) + BigInt(fraction.padEnd(9, "0"));
}

function toPlace(place: string): { host: string; port: number } {
  const end = place.lastIndexOf(":");
  return { host: place.slice(0, end).replace(/^\[|\]$/g, ""), port: Number(place.slice(end + 1)) };
}

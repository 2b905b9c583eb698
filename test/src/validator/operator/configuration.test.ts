import { expect } from "chai";
import { inspect } from "node:util";
import type { CollectiveError } from "../../../../src/primitives/errors.ts";
import { readConfiguration, readScorerConfiguration } from "../../../../src/validator/operator/configuration.ts";
import { findSecrets } from "../../../helpers/find-secrets.ts";
import { exampleEnvironment } from "./example-environment.ts";

const SEPOLIA = 11155111;
const KEY = `0x${"4f".repeat(32)}`;

function failureOf(environment: Record<string, string | undefined>, chainId = SEPOLIA): CollectiveError {
  try {
    readConfiguration(environment, chainId);
  } catch (error) {
    return error as CollectiveError;
  }
  throw new Error("expected a failure");
}

describe("readConfiguration", () => {
  it("takes what a public chain needs, and has defaults for the rest", () => {
    const { rpcUrls, ...rest } = readConfiguration(exampleEnvironment, SEPOLIA);

    expect(rpcUrls.map((url) => url.reveal())).to.deep.equal([
      "https://one.example/key-1",
      "https://two.example/key-2",
    ]);
    expect(rest).to.deep.equal({
      account: { keystore: "/keys/validator.json", passwordFile: "/keys/password" },
      address: undefined,
      identities: ["/keys/age.txt", "/keys/age-older.txt"],
      fingerprintKeyFile: "/keys/fingerprints",
      data: ".validator",
      databaseUrl: undefined,
      store: "s3://blobs",
      bundles: { folder: ".validator/bundles", uri: undefined },
      maxFeePerGasWei: 37_500_000_000n,
      http: { host: "127.0.0.1", port: 9464, names: ["localhost"] },
      logLevel: "info",
      patienceSeconds: 3_600,
      turnSeconds: 60,
      pollSeconds: 12,
      scorers: 1,
    });
  });

  it("takes everything that can be said", () => {
    const said = readConfiguration(
      {
        ...exampleEnvironment,
        VALIDATOR_ADDRESS: `0x${"AB".repeat(20)}`,
        VALIDATOR_DATA: "/data",
        DATABASE_URL: "postgresql://me:pass@db/validator",
        VALIDATOR_BUNDLE_URI: "https://bundles.example",
        VALIDATOR_HTTP: "[::1]:9000",
        VALIDATOR_HTTP_NAMES: "validator, metrics.example",
        VALIDATOR_LOG_LEVEL: "debug",
        VALIDATOR_POLL_SECONDS: "3",
        VALIDATOR_SCORERS: "0",
      },
      SEPOLIA,
    );

    expect(said).to.deep.include({
      address: `0x${"ab".repeat(20)}`,
      bundles: { folder: "/data/bundles", uri: "https://bundles.example" },
      http: { host: "::1", port: 9000, names: ["validator", "metrics.example"] },
      logLevel: "debug",
      pollSeconds: 3,
      scorers: 0,
    });
    expect(said.databaseUrl?.reveal()).to.equal("postgresql://me:pass@db/validator");
  });

  it("T69 names every variable that is wrong at once, and never a value", () => {
    const { code, message } = failureOf({
      VALIDATOR_RPC_URLS: "ftp://hidden.example",
      VALIDATOR_PRIVATE_KEY: "0xhidden",
      DATABASE_URL: "mysql://hidden",
      VALIDATOR_MAX_FEE_GWEI: "hidden",
      VALIDATOR_LOG_LEVEL: "hidden",
      VALIDATOR_POLL_SECONDS: "0",
      VALIDATOR_RPC_URL: "hidden",
      VALIDATOR_STORE: " ",
    });

    expect(code).to.equal("VALIDATOR_BAD_CONFIGURATION");
    expect(message.match(/(?:VALIDATOR_|DATABASE_)\w+/g)).to.deep.equal([
      "VALIDATOR_RPC_URLS",
      "VALIDATOR_PRIVATE_KEY",
      "VALIDATOR_IDENTITY",
      "VALIDATOR_FINGERPRINT_KEY_FILE",
      "DATABASE_URL",
      "VALIDATOR_STORE",
      "VALIDATOR_MAX_FEE_GWEI",
      "VALIDATOR_LOG_LEVEL",
      "VALIDATOR_POLL_SECONDS",
      "VALIDATOR_RPC_URL",
    ]);
    const halves = { VALIDATOR_RPC_URLS: "https://one.example", VALIDATOR_KEYSTORE: "hidden" };
    expect(failureOf(halves).message).to.match(/STORE: .*RPC_URLS: .*KEYSTORE with /);
    expect(message).to.not.include("hidden");
  });

  it("refuses a keystore without its password file, and a key beside a keystore", () => {
    const half = { ...exampleEnvironment, VALIDATOR_KEYSTORE_PASSWORD_FILE: "" };
    const none = { ...half, VALIDATOR_KEYSTORE: "" };

    for (const wrong of [half, none, { ...exampleEnvironment, VALIDATOR_PRIVATE_KEY: KEY }]) {
      expect(failureOf(wrong).message).to.match(/^VALIDATOR_KEYSTORE with VALIDATOR_KEYSTORE_PASSWORD_FILE: [^;]*$/);
    }
    expect(readConfiguration({ ...none, VALIDATOR_PRIVATE_KEY: KEY }, SEPOLIA).account).to.have.keys("privateKey");
  });

  it("T69 shows no secret however it is printed", () => {
    const rest = { ...exampleEnvironment, VALIDATOR_KEYSTORE: "", VALIDATOR_KEYSTORE_PASSWORD_FILE: "" };
    const database = "postgresql://me:pass@db/validator";
    const environment = { ...rest, VALIDATOR_PRIVATE_KEY: KEY, DATABASE_URL: database };
    const configuration = readConfiguration(environment, SEPOLIA);
    const secrets = [
      { name: "key", value: KEY },
      { name: "database", value: database },
      { name: "endpoint", value: "https://one.example/key-1" },
    ];

    const texts = {
      inspected: inspect(configuration, { depth: 9, showHidden: true, getters: true }),
      json: JSON.stringify(configuration, (_name, value: unknown) => (typeof value === "bigint" ? `${value}` : value)),
      concatenated: configuration.rpcUrls.map((url) => url.toString()).join(),
    };
    expect(findSecrets(secrets, { texts })).to.deep.equal([]);
  });

  it("refuses to leave all measuring to others that could not reach its folder", () => {
    const { message } = failureOf({ ...exampleEnvironment, VALIDATOR_SCORERS: "0" });
    expect(message.match(/(?:VALIDATOR_|DATABASE_)\w+/g)).to.deep.equal(["VALIDATOR_SCORERS", "DATABASE_URL"]);
  });
});

describe("readScorerConfiguration", () => {
  const { VALIDATOR_RPC_URLS, VALIDATOR_IDENTITY, VALIDATOR_FINGERPRINT_KEY_FILE, VALIDATOR_STORE } =
    exampleEnvironment;
  const least = { VALIDATOR_RPC_URLS, VALIDATOR_IDENTITY, VALIDATOR_FINGERPRINT_KEY_FILE, VALIDATOR_STORE };

  it("takes what measuring needs, and looks at nothing that only a node needs", () => {
    const database = "postgresql://me:pass@db/validator";
    const wrong = { VALIDATOR_MAX_FEE_GWEI: "none", VALIDATOR_KEYSTORE: "/keys/validator.json" };
    const { databaseUrl, rpcUrls, ...rest } = readScorerConfiguration(
      { ...least, ...wrong, DATABASE_URL: database },
      SEPOLIA,
    );

    expect(databaseUrl?.reveal()).to.equal(database);
    expect(rpcUrls).to.have.lengthOf(2);
    expect(rest).to.deep.equal({
      identities: ["/keys/age.txt", "/keys/age-older.txt"],
      fingerprintKeyFile: "/keys/fingerprints",
      store: "s3://blobs",
      logLevel: "info",
      pollSeconds: 12,
    });
  });

  it("T69 T77 names what it needs at once, and asks for no key of an account", () => {
    const named = (environment: Record<string, string | undefined>): string[] | null => {
      try {
        readScorerConfiguration(environment, SEPOLIA);
      } catch (error) {
        return (error as CollectiveError).message.match(/(?:VALIDATOR_|DATABASE_)\w+/g);
      }
      return null;
    };

    expect(named({ VALIDATOR_STOR: "x" })).to.deep.equal([
      "VALIDATOR_RPC_URLS",
      "VALIDATOR_IDENTITY",
      "VALIDATOR_FINGERPRINT_KEY_FILE",
      "VALIDATOR_STORE",
      "VALIDATOR_STOR",
    ]);
    expect(named({ ...least, VALIDATOR_RPC_URLS: "https://one.example" })).to.deep.equal(["VALIDATOR_RPC_URLS"]);
  });
});

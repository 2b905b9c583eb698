import { checkDeployment } from "../../../deploy/check-deployment.ts";
import { factsOf, loadConfig } from "../../../deploy/config/load-config.ts";
import { readIdentityFile } from "../../../src/access/read-identity-file.ts";
import type { Address } from "../../../src/primitives/identifiers.ts";
import { readConfiguration, type NodeConfiguration } from "../../../src/validator/operator/configuration.ts";
import { loadAccount } from "../../../src/validator/operator/load-account.ts";
import { readFingerprintKey } from "../../../src/validator/operator/read-fingerprint-key.ts";
import type { OpenDeployment } from "../../open-deployment.ts";
import { examineClock, examineEndpoint } from "./endpoints.ts";
import { notAsked, type Diagnosis, type Examination } from "./examine.ts";
import { examineDatabase, examineFolder, examineStore } from "./machine.ts";
import { examineBalance, examineRecipient, examineSeat } from "./seat.ts";

type Environment = Readonly<Record<string, string | undefined>>;
type Configured = (configuration: NodeConfiguration) => Promise<Diagnosis>;

/** Everything that a node on this deployment needs, in the order in which it is set up. */
export function examinations(deployment: OpenDeployment, environment: Environment): Examination[] {
  const { record, connection } = deployment;
  const { kind, chainId } = factsOf(connection.networkName);
  const isLocal = kind === "local";
  let known: NodeConfiguration | undefined;
  let account: Promise<Address> | undefined;
  // Opening a keystore takes a second, so it is opened once.
  const accountOf = (given: NodeConfiguration): Promise<Address> =>
    (account ??= loadAccount(given.account, given.address).then(({ address }) => address));
  const needs = (run: Configured) => () =>
    known === undefined ? Promise.resolve(notAsked("the configuration is not whole")) : run(known);
  const withAccount = (run: (validator: Address, given: NodeConfiguration) => Promise<Diagnosis>) =>
    needs(async (given) => {
      const validator = await accountOf(given).catch(() => undefined);
      return validator === undefined ? notAsked("there is no account") : run(validator, given);
    });
  const read = (): Promise<Diagnosis> => {
    known = readConfiguration(environment, chainId);
    return Promise.resolve({ ok: true, found: "complete" });
  };

  return [
    { name: "configuration", run: async () => read() },
    { name: "account", run: needs(async (given) => holds(`the key of ${await accountOf(given)}`)) },
    { name: "identity", run: needs(async (given) => holds(`${(await recipientsOf(given)).length} read`)) },
    { name: "fingerprint key", run: needs(examineFingerprintKey) },
    ...(environment.VALIDATOR_RPC_URLS ?? "").split(",").map((_, index) => ({
      name: `endpoint ${index + 1}`,
      run: needs(async ({ rpcUrls: { [index]: url } }) => (url ? examineEndpoint(url, record) : notAsked("empty"))),
    })),
    { name: "clock", run: needs(async ({ rpcUrls }) => examineClock(rpcUrls, isLocal, Date.now())) },
    { name: "data folder", run: needs(({ data }) => examineFolder(data)) },
    { name: "bundle folder", run: needs(({ bundles }) => examineFolder(bundles.folder)) },
    { name: "database", run: needs(({ databaseUrl, data }) => examineDatabase(databaseUrl, data)) },
    { name: "store", run: needs(({ store }) => examineStore(store)) },
    { name: "contracts", run: () => examineWiring(deployment) },
    { name: "seat", run: withAccount((validator) => examineSeat(deployment, validator)) },
    {
      name: "published key",
      run: withAccount(async (validator, given) => examineRecipient(deployment, validator, await recipientsOf(given))),
    },
    {
      name: "balance",
      run: withAccount((validator, given) => examineBalance(deployment, validator, given.maxFeePerGasWei)),
    },
  ];
}

function holds(found: string): Diagnosis {
  return { ok: true, found };
}

async function recipientsOf({ identities }: NodeConfiguration): Promise<string[]> {
  return (await Promise.all(identities.map(readIdentityFile))).map(({ recipient }) => recipient);
}

async function examineFingerprintKey({ fingerprintKeyFile }: NodeConfiguration): Promise<Diagnosis> {
  await readFingerprintKey(fingerprintKeyFile);
  return holds("32 digits, only for this user to read");
}

async function examineWiring({ connection, record }: OpenDeployment): Promise<Diagnosis> {
  const config = loadConfig(connection.networkName);
  const findings = await checkDeployment(connection, config, record, { askExplorer: false });
  const failed = findings.filter(({ ok }) => !ok).length;
  const advice = "npx hardhat ops check says which; do not run a node on this deployment.";
  return { ok: failed === 0, found: `${findings.length - failed} of ${findings.length} statements hold`, advice };
}

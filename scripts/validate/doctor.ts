import { checkDeployment } from "../../deploy/check-deployment.ts";
import { factsOf, loadConfig } from "../../deploy/config/load-config.ts";
import { readIdentityFile } from "../../src/access/read-identity-file.ts";
import type { NodeConfiguration } from "../../src/validator/operator/configuration.ts";
import { readConfiguration } from "../../src/validator/operator/configuration.ts";
import { loadAccount } from "../../src/validator/operator/load-account.ts";
import { readFingerprintKey } from "../../src/validator/operator/read-fingerprint-key.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { examineClock, examineEndpoint } from "./doctor/endpoints.ts";
import { examine, examinedLines, notAsked, type Diagnosis, type Examination } from "./doctor/examine.ts";
import { examineDatabase, examineFolder, examineStore } from "./doctor/machine.ts";
import { examineBalance, examineRecipient, examineSeat } from "./doctor/seat.ts";

/** `validate doctor`: whether everything is there that a validator's node needs, and what to do where it is not. */
export default runAction(async (_: CommonArguments, hre) => {
  const deployment = await openDeployment(hre);
  const { record, connection } = deployment;
  const { kind, chainId } = factsOf(hre.globalOptions.network);
  let known: NodeConfiguration | undefined;
  const configured = (run: (configuration: NodeConfiguration) => Promise<Diagnosis>) => () =>
    known === undefined ? Promise.resolve(notAsked("the configuration is not whole")) : run(known);
  const accountOf = async ({ account, address }: NodeConfiguration) => (await loadAccount(account, address)).address;
  const endpointChecks = (process.env.VALIDATOR_RPC_URLS ?? "").split(",").map((_url, index): Examination => ({
    name: `endpoint ${index + 1}`,
    run: configured(async ({ rpcUrls: { [index]: url } }) => (url ? examineEndpoint(url, record) : notAsked("empty"))),
  }));
  const isLocal = kind === "local";
  const examined = await examine([
    {
      name: "configuration",
      run: () => {
        known = readConfiguration(process.env, chainId);
        return Promise.resolve({ ok: true, found: "complete" });
      },
    },
    {
      name: "account",
      run: configured(async (given) => ({ ok: true, found: `the key of ${await accountOf(given)}` })),
    },
    {
      name: "identity",
      run: configured(async (given) => ({ ok: true, found: `${(await recipients(given)).length} files` })),
    },
    { name: "fingerprint key", run: configured(async (given) => fingerprints(given)) },
    ...endpointChecks,
    {
      name: "clock",
      run: configured(async ({ rpcUrls: [url] }) => (url ? examineClock(url, isLocal, Date.now()) : notAsked(""))),
    },
    { name: "data folder", run: configured(({ data }) => examineFolder(data)) },
    { name: "bundle folder", run: configured(({ bundles }) => examineFolder(bundles.folder)) },
    { name: "database", run: configured(({ databaseUrl, data }) => examineDatabase(databaseUrl, data)) },
    { name: "store", run: configured(({ store }) => examineStore(store)) },
    { name: "contracts", run: () => wiring() },
    { name: "seat", run: configured(async (given) => examineSeat(deployment, await accountOf(given))) },
    {
      name: "published key",
      run: configured(async (given) => examineRecipient(deployment, await accountOf(given), await recipients(given))),
    },
    {
      name: "balance",
      run: configured(async (given) => examineBalance(deployment, await accountOf(given), given.maxFeePerGasWei)),
    },
  ]);
  return {
    lines: examinedLines(examined),
    document: { checks: examined },
    ok: examined.every(({ ok }) => ok !== false),
  };

  async function wiring(): Promise<Diagnosis> {
    const config = loadConfig(connection.networkName);
    const findings = await checkDeployment(connection, config, record, { askExplorer: false });
    const failed = findings.filter(({ ok }) => !ok).length;
    const advice = "npx hardhat ops check says which; do not run a node on this deployment.";
    return { ok: failed === 0, found: `${findings.length - failed} of ${findings.length} statements hold`, advice };
  }
});

async function recipients({ identities }: NodeConfiguration): Promise<string[]> {
  return (await Promise.all(identities.map(readIdentityFile))).map(({ recipient }) => recipient);
}

async function fingerprints({ fingerprintKeyFile }: NodeConfiguration): Promise<Diagnosis> {
  await readFingerprintKey(fingerprintKeyFile);
  return { ok: true, found: "32 digits, only for this user to read" };
}

import { expect } from "chai";
import { network } from "hardhat";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeploymentConfig } from "../../deploy/config/deployment-config.ts";
import { local } from "../../deploy/config/local.ts";
import type { CollectiveConnection } from "../../deploy/connection.ts";
import { explainChange } from "../../deploy/explain-change.ts";
import { collectiveModule } from "../../deploy/modules/collective.ts";
import { resolveDeployment } from "../../deploy/resolve-deployment.ts";
import { runModule } from "../../deploy/run-module.ts";
import { CollectiveError } from "../../src/primitives/errors.ts";

const OTHER = local.validators.genesis[0]?.account ?? local.guardian;

describe("explainChange", function () {
  this.timeout(120_000);
  const journal = mkdtempSync(join(tmpdir(), "changed-"));
  let connection: CollectiveConnection;

  /** What Ignition's answer becomes when the deployment goes on with other values. */
  async function refusal(config: DeploymentConfig, signer = 0): Promise<CollectiveError> {
    const { resolved, deployer } = await resolveDeployment(connection, config);
    const sender = (await connection.ethers.getSigners())[signer]?.address ?? deployer;
    const run = runModule(connection, collectiveModule(resolved), { journal, deployer: sender });
    const error = await run.then(
      () => undefined,
      (cause: unknown) => cause,
    );
    if (!(error instanceof CollectiveError)) throw new Error("expected a refusal");
    expect(error.code).to.equal("DEPLOY_CONFIG_CHANGED");
    return error;
  }

  const fieldsOf = ({ message }: CollectiveError) =>
    [...message.matchAll(/^ {2}(.*) \(.*\)$/gm)].map((match) => match[1]).sort();

  before(async () => {
    connection = await network.create();
    const { resolved, deployer } = await resolveDeployment(connection, local);
    await runModule(connection, collectiveModule(resolved), { journal, deployer });
  });

  after(async () => {
    await connection.close();
    rmSync(journal, { recursive: true });
  });

  it("names each field of the configuration that was changed", async () => {
    const [first, ...others] = local.validators.genesis;
    if (first === undefined) throw new Error("expected a validator");
    const genesis = [{ ...first, endpoint: "http://127.0.0.2" }, ...others];
    const changes: readonly (readonly [Partial<DeploymentConfig>, ...fields: string[]])[] = [
      [{ timelockDelay: 120 }, "timelockDelay"],
      [{ genesis: 2_000_000_000 }, "genesis", "genesis or a field of schedule"],
      [{ foundation: OTHER, team: OTHER }, "foundation", "team"],
      [{ schedule: { ...local.schedule, commitWindow: 700 } }, "genesis or a field of schedule"],
      [{ guardian: OTHER }, "guardian", "guardian or a field of governor"],
      [{ governor: { ...local.governor, quorumCapBps: 500 } }, "guardian or a field of governor"],
      [{ rewards: { ...local.rewards, emissionBps: 51 } }, "a field of rewards, or the ruleset of the scores"],
      [{ access: { ...local.access, coolingOff: 121 } }, "access.coolingOff"],
      [{ access: { ...local.access, anonymityFloor: 3 } }, "access.anonymityFloor"],
      [{ validators: { ...local.validators, bond: 1n } }, "validators.bond"],
      [{ validators: { ...local.validators, unbondingDelay: 7_201 } }, "validators.unbondingDelay"],
      [{ validators: { ...local.validators, genesis } }, "validators.genesis[0].endpoint"],
    ];
    for (const [change, ...fields] of changes) {
      expect(fieldsOf(await refusal({ ...local, ...change }))).to.deep.equal(fields);
    }
  });

  it("names a validator that is gone, which Ignition would pass over, and one that came late", async () => {
    const { genesis } = local.validators;
    const withValidators = (validators: typeof genesis) => ({
      ...local,
      validators: { ...local.validators, genesis: validators },
    });

    expect(fieldsOf(await refusal(withValidators(genesis.slice(0, 3))))).to.deep.equal(["validators.genesis[3]"]);
    expect(fieldsOf(await refusal(withValidators([...genesis, ...genesis.slice(0, 1)])))).to.deep.equal([
      "validators.genesis[4]",
    ]);
  });

  it("asks for the key of the account that began, in one line", async () => {
    const [deployer] = await connection.ethers.getSigners();

    const error = await refusal(local, 1);

    expect(error.message).to.match(new RegExp(`^The deployment was begun by ${deployer?.address}, not by 0x\\w+\\.$`));
    expect(error.hint).to.include(`Use the key of ${deployer?.address}`);
  });

  it("keeps Ignition's words for what comes from no field, and names changed code", () => {
    const error = explainChange({
      "Collective#GPTToken": ["Artifact bytecodes have been changed"],
      "Collective#X": ["Strategy changed", "Argument at index 9 has been changed"],
    });

    expect(fieldsOf(error)).to.deep.equal([
      "Argument at index 9 has been changed",
      "Strategy changed",
      "the contracts' code",
    ]);
  });
});

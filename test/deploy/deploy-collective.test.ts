import { expect } from "chai";
import { FunctionFragment } from "ethers";
import { network } from "hardhat";
import { checkDeployment } from "../../deploy/check-deployment.ts";
import { local } from "../../deploy/config/local.ts";
import { deployCollective } from "../../deploy/deploy-collective.ts";
import { roles } from "../../deploy/modules/collective.ts";
import { explainRevert } from "../../src/chain/send-transaction.ts";
import { codeOf } from "../helpers/code-of.ts";
import { deployedCollective } from "../helpers/deployed-collective.ts";

const GPT = 10n ** 18n;

describe("deployCollective", () => {
  it("leaves a collective of which every statement holds", async () => {
    const { connection, record } = await deployedCollective();

    const findings = await checkDeployment(connection, local, record);

    expect(findings.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(findings.length).to.be.greaterThan(60);
  });

  it("splits the supply as published and leaves the deployer nothing", async () => {
    const { collective, record, deployer } = await deployedCollective();
    const { token, reserve } = collective;
    const { contracts } = record;

    expect(await reserve.remaining()).to.equal(60_000_000n * GPT);
    expect(await token.balanceOf(contracts.reserve)).to.equal(60_000_000n * GPT);
    expect(await token.balanceOf(contracts.timelock)).to.equal(18_000_000n * GPT);
    expect(await token.balanceOf(contracts.foundationVesting)).to.equal(14_000_000n * GPT);
    expect(await token.balanceOf(contracts.teamVesting)).to.equal(8_000_000n * GPT);
    expect(await token.balanceOf(deployer.address)).to.equal(0n);
  });

  it("T20 T21: leaves the deployer no power over anything", async () => {
    const { as, deployer, alice } = await deployedCollective();
    const { validators, reserve, distributor, tools, access, manager, timelock } = as(deployer);
    const { emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash } = await reserve.parametersOf(1);
    const parameters = { emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash };
    const zero = `0x${"0".repeat(64)}`;
    const terms = { grantee: deployer.address, purpose: 0, duration: 86_400, price: 0, toolId: zero, policyHash: zero };
    const attempts: Record<string, () => Promise<unknown>> = {
      admit: () => validators.admit.staticCall(alice.address, `age1${"q".repeat(58)}`, ""),
      remove: () => validators.remove.staticCall(alice.address),
      slash: () => validators.slash.staticCall(alice.address, 0, zero),
      setBondRequired: () => validators.setBondRequired.staticCall(1),
      setParameters: () => reserve.setParameters.staticCall(parameters),
      release: () => reserve.release.staticCall(1, 1),
      abandonEpoch: () => distributor.abandonEpoch.staticCall(1),
      approveTool: () => tools.approveTool.staticCall("A tool", "sha256:1", zero, 1),
      createGrant: () => access.createGrant.staticCall(terms, "age1recipient"),
      setCoolingOff: () => access.setCoolingOff.staticCall(60),
      grantRole: () => manager.grantRole.staticCall(1, deployer.address, 0),
      schedule: () => timelock.schedule.staticCall(alice.address, 0, "0x", zero, zero, 100_000),
      updateDelay: () => timelock.updateDelay.staticCall(3_600),
    };

    const refusals: Record<string, unknown> = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      refusals[name] = explainRevert(await attempt().catch((error: unknown) => error)).context.error;
    }

    expect(refusals).to.deep.equal({
      admit: "AccessManagedUnauthorized",
      remove: "AccessManagedUnauthorized",
      slash: "AccessManagedUnauthorized",
      setBondRequired: "AccessManagedUnauthorized",
      setParameters: "AccessManagedUnauthorized",
      release: "AccessManagedUnauthorized",
      abandonEpoch: "AccessManagedUnauthorized",
      approveTool: "AccessManagedUnauthorized",
      createGrant: "AccessManagedUnauthorized",
      setCoolingOff: "AccessManagedUnauthorized",
      grantRole: "AccessManagerUnauthorizedAccount",
      schedule: "AccessControlUnauthorizedAccount",
      updateDelay: "TimelockUnauthorizedCaller",
    });
  });

  it("gives each role the published functions and no other", async () => {
    const { collective, record } = await deployedCollective();

    const functions: Record<string, string[]> = {};
    for (const name of ["access", "distributor", "registry", "reserve", "tools", "validators"] as const) {
      for (const fragment of collective[name].interface.fragments) {
        if (!FunctionFragment.isFragment(fragment)) continue;
        const role = await collective.manager.getTargetFunctionRole(record.contracts[name], fragment.selector);
        if (role !== roles.ADMIN) (functions[String(role)] ??= []).push(`${name}.${fragment.name}`);
      }
    }

    expect(functions).to.deep.equal({
      1: ["validators.admit", "validators.remove", "validators.slash"],
      2: ["access.pause", "access.revoke", "distributor.cancelRoot", "distributor.pause", "registry.pause"],
      3: ["reserve.release", "reserve.skip"],
    });
  });

  it("refuses a chain that the configuration is not for", async () => {
    const connection = await network.create();

    expect(await codeOf(deployCollective(connection, { ...local, chainId: 14800 }))).to.equal("DEPLOY_WRONG_CHAIN");
  });
});

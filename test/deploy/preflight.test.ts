import { expect } from "chai";
import { network } from "hardhat";
import { local } from "../../deploy/config/local.ts";
import { policies } from "../../deploy/config/networks.ts";
import { guardianProblem, readGuardian } from "../../deploy/guardian.ts";
import { planDeployment, progressOf, type DeploymentPlan } from "../../deploy/plan.ts";
import { expectFunds, expectGenesis, expectGuardian, showCoin } from "../../deploy/preflight.ts";
import { planLines } from "../../deploy/print-plan.ts";
import { networks } from "../../deploy/config/networks.ts";
import { resolveDeployment } from "../../deploy/resolve-deployment.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { codeOf } from "../helpers/code-of.ts";
import { rejectedCode } from "../helpers/rejected-code.ts";
import { safeCode } from "../helpers/safe-code.ts";

const guardian = toAddress(`0x${"5a".repeat(20)}`);
const strict = { ...local, kind: "mainnet" as const, policy: policies.mainnet, guardian };

async function chainWithGuardian(code: string) {
  const connection = await network.create();
  await connection.provider.request({ method: "hardhat_setCode", params: [guardian, code] });
  return connection;
}

describe("before the first transaction", () => {
  it("a mainnet's guardian must be a Safe that two or more owners sign for", async () => {
    for (const [code, allowed] of [
      ["0x", false],
      ["0x60006000fd", false],
      [safeCode(1, 3), false],
      [safeCode(3, 2), false],
      [safeCode(2, 3), true],
    ] as const) {
      const outcome = await codeOf(expectGuardian(await chainWithGuardian(code), strict));
      expect(outcome, code).to.deep.equal(allowed ? { resolved: undefined } : "DEPLOY_GUARDIAN_TOO_WEAK");
    }
  });

  it("a testnet's guardian may be any account", async () => {
    const connection = await chainWithGuardian("0x");

    expect(await codeOf(expectGuardian(connection, { ...strict, policy: policies.testnet }))).to.deep.equal({
      resolved: undefined,
    });
  });

  it("the guardian's facts are told with their numbers", async () => {
    const facts = await readGuardian(await chainWithGuardian(safeCode(1, 3)), guardian);

    expect(facts).to.deep.equal({ hasCode: true, threshold: 1n, owners: 3 });
    expect(guardianProblem(facts, 2)).to.match(/found one with 1 of 3$/);
  });

  it("epoch 1 must begin within thirty days, on a mainnet not in the past, on a testnet not an epoch ago", async () => {
    const connection = await network.create();
    const now = (await connection.ethers.provider.getBlock("latest"))?.timestamp ?? 0;
    const begins = (offset: number, kind: "mainnet" | "testnet") =>
      codeOf(expectGenesis(connection, { ...local, kind, genesis: now + offset }));

    expect(await begins(0, "mainnet")).to.deep.equal({ resolved: undefined });
    expect(await begins(30 * 86_400, "mainnet")).to.deep.equal({ resolved: undefined });
    expect(await begins(30 * 86_400 + 1, "mainnet")).to.equal("DEPLOY_GENESIS_OUT_OF_REACH");
    expect(await begins(-1, "mainnet")).to.equal("DEPLOY_GENESIS_OUT_OF_REACH");
    expect(await begins(-local.schedule.epochLength, "testnet")).to.deep.equal({ resolved: undefined });
    expect(await begins(-local.schedule.epochLength - 1, "testnet")).to.equal("DEPLOY_GENESIS_OUT_OF_REACH");
  });

  it("every transaction is listed with its gas, and nothing is sent", async () => {
    const connection = await network.create();
    const target = await resolveDeployment(connection, local);

    const plan = await planDeployment(connection, target);

    expect(plan.steps).to.have.length(38);
    expect(plan.steps.every(({ gas, state }) => gas > 21_000n && state === "to send")).to.equal(true);
    expect(plan.gas).to.equal(plan.steps.reduce((sum, { gas }) => sum + gas, 0n));
    expect(plan.costWei).to.equal(plan.gas * plan.gasPriceWei);
    expect([...progressOf(target).values()].every((state) => state === "to send")).to.equal(true);
    expect(await connection.ethers.provider.getTransactionCount(target.deployer)).to.equal(0);
  });

  it("what a rehearsal refuses is said in words", async () => {
    const connection = await network.create();
    const late = { ...local, genesis: 4_000_000_000 };

    const planned = planDeployment(connection, await resolveDeployment(connection, late));

    expect(await codeOf(planned)).to.equal("CHAIN_REVERTED");
  });

  it("the account must hold what the transactions may cost at most", async () => {
    const plan: DeploymentPlan = {
      steps: [
        { contract: "token", call: "deploy", gas: 100n, state: "to send" },
        { contract: "token", call: "approve", gas: 50n, state: "done" },
      ],
      gas: 100n,
      gasPriceWei: 2n * 10n ** 9n,
      costWei: 200n * 10n ** 9n,
      neededWei: 400n * 10n ** 9n,
      balanceWei: 400n * 10n ** 9n,
    };

    expectFunds(plan, guardian, "VANA");
    expect(
      await rejectedCode(() => {
        expectFunds({ ...plan, balanceWei: plan.neededWei - 1n }, guardian, "VANA");
      }),
    ).to.equal("DEPLOY_BALANCE_TOO_LOW");
    const lines = planLines(plan, guardian, networks.baseSepolia!).join("\n");
    expect(lines).to.include("To send: 1 of 2 transactions; 1 done, 0 sent");
    expect(lines).to.include("The rollup's fee");
  });

  it("amounts of coin are rounded up", () => {
    expect(showCoin(1n)).to.equal("0.000001");
    expect(showCoin(0n)).to.equal("0.000000");
    expect(showCoin(1_500_000_000_000_000_000n)).to.equal("1.500000");
  });
});

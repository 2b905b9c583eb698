import { expect } from "chai";
import { checkDeployment } from "../../deploy/check-deployment.ts";
import { local } from "../../deploy/config/local.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { toAddress, toHex32 } from "../../src/primitives/identifiers.ts";
import { deployedCollective } from "../helpers/deployed-collective.ts";

const { connection, record, alice } = await deployedCollective();

async function failedWith(changed: Partial<DeploymentRecord>, config = local): Promise<string[]> {
  const findings = await checkDeployment(connection, config, { ...record, ...changed });
  return findings.filter(({ ok }) => !ok).map(({ statement }) => statement);
}

describe("checkDeployment", () => {
  it("sees another chain than the recorded one", async () => {
    expect(await failedWith({ chainId: 14800 })).to.deep.equal(["the chain id is the recorded one"]);
    expect(await failedWith({ genesisHash: toHex32(`0x${"0".repeat(64)}`) })).to.deep.equal([
      "the chain's first block is the recorded one",
    ]);
  });

  it("sees code that is not the compiled contract", async () => {
    const { contracts } = record;
    const swapped = { ...contracts, foundationVesting: contracts.schedule };

    expect(await failedWith({ contracts: swapped })).to.include("foundationVesting runs the compiled GPTVesting");
  });

  it("sees a guardian that is not the configured one", async () => {
    expect(await failedWith({}, { ...local, guardian: toAddress(alice.address) })).to.deep.equal([
      "only the configured guardian is GUARDIAN",
    ]);
  });

  it("sees a bond that could be withdrawn before a vote can slash it", async () => {
    const hasty = await deployedCollective({ ...local, validators: { ...local.validators, unbondingDelay: 3_600 } });
    const findings = await checkDeployment(hasty.connection, local, hasty.record);

    expect(findings.filter(({ ok }) => !ok).map(({ statement }) => statement)).to.deep.equal([
      "a bond outlasts its last report and the vote to slash it",
    ]);
  });

  it("sees windows that are shorter than the network demands", async () => {
    const strict = { ...local, policy: { ...local.policy, minActivationDelay: 86_400, minTimelockDelay: 172_800 } };

    expect(await failedWith({}, strict)).to.deep.equal([
      "the timelock waits at least as long as this network demands",
      "a root waits at least as long as this network demands",
    ]);
  });
});

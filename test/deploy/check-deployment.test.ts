import { expect } from "chai";
import { network } from "hardhat";
import { checkDeployment } from "../../deploy/check-deployment.ts";
import { local } from "../../deploy/config/local.ts";
import { deployCollective, type CollectiveConnection } from "../../deploy/deploy-collective.ts";
import { roles } from "../../deploy/modules/collective.ts";
import { connectCollective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { toAddress, toHex32 } from "../../src/primitives/identifiers.ts";
import { deployedCollective } from "../helpers/deployed-collective.ts";

const { connection, record, alice } = await deployedCollective();

const failedWith = (changed: Partial<DeploymentRecord>, config = local) =>
  failures(connection, { ...record, ...changed }, config);

async function failures(on: CollectiveConnection, of: DeploymentRecord, config = local): Promise<string[]> {
  const findings = await checkDeployment(on, config, of);
  return findings.filter(({ ok }) => !ok).map(({ statement }) => statement);
}

/** A contract of the collective as the sender of transactions. */
async function impersonate({ ethers, networkHelpers }: CollectiveConnection, address: string) {
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return ethers.getSigner(address);
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
      "the governor's guardian is the configured one",
    ]);
  });

  it("sees vesting wallets that pay somebody else", async () => {
    const somebody = toAddress(alice.address);

    expect(await failedWith({}, { ...local, foundation: somebody })).to.deep.equal([
      "foundationVesting pays the configured account",
    ]);
    expect(await failedWith({}, { ...local, team: somebody })).to.deep.equal([
      "teamVesting pays the configured account",
    ]);
  });

  it("sees a schedule, a governor and rewards that are not the configured ones", async () => {
    const schedule = { ...local.schedule, epochLength: local.schedule.epochLength + 1 };
    const governor = { ...local.governor, proposalThreshold: 1n, quorumFloor: 1n, lateQuorumExtension: 1 };
    const rewards = { ...local.rewards, emissionBps: 500 };

    expect(await failedWith({}, { ...local, genesis: 2_000_000_000, schedule, governor, rewards })).to.deep.equal([
      "epoch 1 begins at the configured time",
      "the windows are the configured ones",
      "the rewards of epoch 1 are the configured ones",
      "the late-quorum extension is the configured one",
      "the proposal threshold is the configured one",
      "the quorum is the configured one",
    ]);
  });

  it("sees vesting that starts at another time than epoch 1", async () => {
    const { connection, record, deployer } = await deployedCollective();
    const factory = await connection.ethers.getContractFactory("GPTVesting");
    const early = toAddress(await (await factory.deploy(deployer.address, 1)).getAddress());
    const vault = connectCollective(record, await impersonate(connection, record.contracts.teamVesting));
    await vault.token.transfer(early, 8_000_000n * 10n ** 18n);

    expect(
      await failures(connection, { ...record, contracts: { ...record.contracts, teamVesting: early } }),
    ).to.deep.equal(["teamVesting opens six months after epoch 1 begins, and fully after two years"]);
  });

  it("sees a validator that the deployer admitted on its own account", async () => {
    const validators = { ...local.validators, genesis: local.validators.genesis.slice(1) };

    expect(await failedWith({}, { ...local, validators })).to.deep.equal([
      "the deployment admitted the configured validators and nobody else",
    ]);
  });

  it("sees bonds that are free before a vote can reach them", async () => {
    const connection = await network.create();
    const config = { ...local, validators: { ...local.validators, unbondingDelay: 3_600 } };
    const { record } = await deployCollective(connection, config);

    expect(await failures(connection, record, config)).to.deep.equal(["a bond stays liable until a vote can reach it"]);
  });

  it("sees a reserve that was given less than the contributors' share", async () => {
    const { connection, record, collective, warpTo } = await deployedCollective();
    await warpTo(await collective.schedule.endOf(1));
    const { reserve } = connectCollective(record, await impersonate(connection, record.contracts.distributor));
    await reserve.release(1, 1);

    expect(await failures(connection, record)).to.deep.equal(["the reserve was given the contributors' 60 %"]);
  });

  it("sees a treasury that somebody else was given", async () => {
    const factory = await connection.ethers.getContractFactory("CollectiveTimelock");
    const other = await factory.deploy(60, [], [], alice.address);
    const timelock = toAddress(await other.getAddress());

    expect(await failedWith({ contracts: { ...record.contracts, timelock } })).to.include(
      "the treasury's 18 % were the timelock's",
    );
  });

  it("sees roles that somebody else could hand out or that act late", async () => {
    const { connection, record } = await deployedCollective();
    const { timelock, distributor, reserve } = record.contracts;
    const { manager } = connectCollective(record, await impersonate(connection, timelock));
    await manager.setRoleAdmin(roles.VALIDATOR_ADMIN, roles.GUARDIAN);
    await manager.setRoleGuardian(roles.REWARD_DISTRIBUTOR, roles.GUARDIAN);
    await manager.grantRole(roles.REWARD_DISTRIBUTOR, distributor, 1_000);
    await manager.setTargetAdminDelay(reserve, 1_000_000);
    await connection.networkHelpers.time.increase(1_000_000);

    expect(await failures(connection, record)).to.deep.equal([
      "VALIDATOR_ADMIN is handed out by ADMIN alone",
      "REWARD_DISTRIBUTOR is handed out by ADMIN alone",
      "REWARD_DISTRIBUTOR acts at once",
      "reserve is administered at once",
    ]);
  });

  it("sees that somebody else once executed through the timelock", async () => {
    const { connection, record, alice } = await deployedCollective();
    const { timelock } = connectCollective(record, await impersonate(connection, record.contracts.timelock));
    await timelock.grantRole(await timelock.EXECUTOR_ROLE(), alice.address);
    await timelock.revokeRole(await timelock.EXECUTOR_ROLE(), alice.address);

    expect(await failures(connection, record)).to.deep.equal(["nobody else could ever execute through the timelock"]);
  });

  it("sees windows that are shorter than the network demands", async () => {
    const strict = { ...local, policy: { ...local.policy, minActivationDelay: 86_400, minTimelockDelay: 172_800 } };

    expect(await failedWith({}, strict)).to.deep.equal([
      "the timelock waits at least as long as this network demands",
      "a root waits at least as long as this network demands",
    ]);
  });
});

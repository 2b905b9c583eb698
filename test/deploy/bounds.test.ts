import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bounds, MAX_GENESIS_DELAY, MAX_VALIDATORS } from "../../deploy/config/bounds.ts";
import { deployedCollective } from "../helpers/deployed-collective.ts";
import { root } from "../helpers/run-program.ts";

const units: Readonly<Record<string, number>> = { hours: 3_600, days: 86_400 };

/** The constants of a library, which no call can ask for. */
function libraryConstants(): ReadonlyMap<string, bigint> {
  const source = readFileSync(join(root, "contracts/libraries/GovernorBounds.sol"), "utf8");
  const matches = source.matchAll(/constant (\w+) = ([\d_]+)(e18)?(?: (hours|days))?;/g);
  return new Map(
    [...matches].map(([, name, digits = "", ether, unit]) => [
      name ?? "",
      BigInt(digits.replaceAll("_", "")) * (ether === undefined ? 1n : 10n ** 18n) * BigInt(units[unit ?? ""] ?? 1),
    ]),
  );
}

const asBigints = (pair: readonly (number | bigint)[]) => pair.map(BigInt);

describe("the bounds of deploy/config", () => {
  it("are those of the schedule, the validators, the reserve, the timelock and the access", async () => {
    const { schedule, validators, reserve, timelock, access } = (await deployedCollective()).collective;
    const window = [await schedule.MIN_WINDOW(), await schedule.MAX_WINDOW()];

    expect(asBigints(bounds.epochLength)).to.deep.equal([
      await schedule.MIN_EPOCH_LENGTH(),
      await schedule.MAX_EPOCH_LENGTH(),
    ]);
    expect([asBigints(bounds.commitWindow), asBigints(bounds.revealWindow)]).to.deep.equal([window, window]);
    expect(asBigints(bounds.activationDelay)).to.deep.equal([
      await schedule.MIN_ACTIVATION_DELAY(),
      await schedule.MAX_ACTIVATION_DELAY(),
    ]);
    expect(BigInt(MAX_GENESIS_DELAY)).to.equal(await schedule.MAX_GENESIS_DELAY());
    expect(asBigints(bounds.unbondingDelay)).to.deep.equal([
      await validators.MIN_UNBONDING_DELAY(),
      await validators.MAX_UNBONDING_DELAY(),
    ]);
    expect(bounds.bond[1]).to.equal(await validators.MAX_BOND());
    expect(BigInt(MAX_VALIDATORS)).to.equal(await validators.MAX_ACTIVE());
    expect(asBigints(bounds.emissionBps)).to.deep.equal([
      await reserve.MIN_EMISSION_BPS(),
      await reserve.MAX_EMISSION_BPS(),
    ]);
    expect(BigInt(bounds.validatorShareBps[1])).to.equal(await reserve.MAX_VALIDATOR_SHARE_BPS());
    expect(BigInt(bounds.timelockDelay[1])).to.equal(await timelock.MAX_DELAY());
    expect(BigInt(bounds.coolingOff[1])).to.equal(await access.MAX_COOLING_OFF());
    expect(BigInt(bounds.anonymityFloor[1])).to.equal(await access.MAX_ANONYMITY_FLOOR());
  });

  it("are those below which access cannot be deployed", async () => {
    const { ethers, record } = await deployedCollective();
    const { manager, token, registry, tools, validators, reserve } = record.contracts;
    const connections = { token, registry, tools, validators, reserve };
    const [coolingOff, floor] = [bounds.coolingOff[0], bounds.anonymityFloor[0]];
    const deploy = (...parameters: number[]) =>
      ethers.deployContract("DatasetAccess", [manager, connections, ...parameters]);

    const lowest = await deploy(coolingOff, floor);
    expect([await lowest.coolingOff(), await lowest.anonymityFloor()]).to.deep.equal([
      BigInt(coolingOff),
      BigInt(floor),
    ]);
    await expect(deploy(coolingOff - 1, floor)).to.be.revertedWithCustomError(
      lowest,
      "DatasetAccessCoolingOffOutOfBounds",
    );
    await expect(deploy(coolingOff, floor - 1)).to.be.revertedWithCustomError(
      lowest,
      "DatasetAccessAnonymityFloorOutOfBounds",
    );
  });

  it("are those of the governor", () => {
    const of = libraryConstants();
    const pair = (name: string) => [of.get(`MIN_${name}`), of.get(`MAX_${name}`)];

    expect(BigInt(bounds.votingDelay[1])).to.equal(of.get("MAX_VOTING_DELAY"));
    expect(asBigints(bounds.votingPeriod)).to.deep.equal(pair("VOTING_PERIOD"));
    expect(asBigints(bounds.proposalThreshold)).to.deep.equal(pair("PROPOSAL_THRESHOLD"));
    expect(asBigints(bounds.quorumCapBps)).to.deep.equal(pair("QUORUM_CAP_BPS"));
    expect(asBigints(bounds.quorumShareBps)).to.deep.equal(pair("QUORUM_SHARE_BPS"));
    expect(asBigints(bounds.quorumFloor)).to.deep.equal(pair("QUORUM_FLOOR"));
  });
});

import { expect } from "chai";
import { network } from "hardhat";
import { readClaims } from "../../../src/chain/claim-history.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { deployRewardSystem, GPT, proofOf, settleEpoch } from "../../contracts/reward-system-fixture.ts";

const connection = await network.create<"l1">();

describe("readClaims", () => {
  it("gives what one account was paid, by the epoch that it was claimed against, oldest first", async () => {
    const system = await deployRewardSystem(connection);
    const { alice, bob } = system;
    const distributor = system.distributor;
    const rows = (alices: bigint): [string, bigint][] => [
      [alice.address, alices * GPT],
      [bob.address, 50n * GPT],
    ];
    const first = await settleEpoch(system, 1n, rows(100n));
    await distributor.claim(1, alice.address, 100n * GPT, proofOf(first, alice.address));
    await distributor.claim(1, bob.address, 50n * GPT, proofOf(first, bob.address));
    const second = await settleEpoch(system, 2n, rows(130n));
    await distributor.claim(2, alice.address, 130n * GPT, proofOf(second, alice.address));
    const toBlock = await connection.ethers.provider.getBlockNumber();
    const { timestamp } = (await connection.ethers.provider.getBlock(toBlock))!;

    const claims = await readClaims(distributor, toAddress(alice.address), { fromBlock: 0, toBlock });
    expect(claims.map(({ epoch, amountWei, cumulativeWei }) => [epoch, amountWei, cumulativeWei])).to.deep.equal([
      [1, 100n * GPT, 100n * GPT],
      [2, 30n * GPT, 130n * GPT],
    ]);
    expect(claims[1]?.at).to.equal(timestamp);
    const nobody = toAddress(`0x${"9".repeat(40)}`);
    expect(await readClaims(distributor, nobody, { fromBlock: 0, toBlock })).to.deep.equal([]);
  });
});

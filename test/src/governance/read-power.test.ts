import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { readDelegates, readQuorum } from "../../../src/governance/read-power.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";
import { VOTES_WEI, votingCollective } from "../../helpers/voting-collective.ts";

const GPT = 10n ** 18n;
const { as, alice, bob, collective, now, provider, relayer, record, give } = await votingCollective();
const [first, second, third] = [alice, bob, relayer].map(({ address }) => toAddress(address));
const read = async () => {
  return readDelegates(collective, { fromBlock: record.deployedAtBlock, toBlock: await provider.getBlockNumber() });
};

describe("readDelegates", () => {
  it("gives everybody who can vote, equals in the order of their addresses", async () => {
    const accounts = [first!, second!].sort();

    expect(await read()).to.deep.equal(accounts.map((account) => ({ account, votes: VOTES_WEI })));
  });

  it("gives what each has now, the most first", async () => {
    await give(second!);
    await as(bob).token.delegate(third!);

    expect(await read()).to.deep.equal([
      { account: third, votes: 2n * VOTES_WEI },
      { account: first, votes: VOTES_WEI },
    ]);
  });

  it("leaves out whoever has none any more", async () => {
    await as(bob).token.delegate(ZeroAddress);

    expect((await read()).map(({ account }) => account)).to.deep.equal([first]);
  });
});

describe("readQuorum", () => {
  it("is what a proposal would need now, and what is delegated", async () => {
    await as(bob).token.delegate(second!);
    await provider.send("evm_mine", []);

    expect(await readQuorum(collective, await now())).to.deep.equal({
      quorum: 900_000n * GPT,
      threshold: 1_000n * GPT,
      delegated: 3_000_000n * GPT,
      missing: 0n,
    });
  });

  it("says how many votes are missing before anybody has delegated", async () => {
    const fresh = await deployedCollective();
    const { timestamp } = (await fresh.provider.getBlock("latest"))!;

    expect(await readQuorum(fresh.collective, timestamp)).to.deep.include({
      quorum: 10_000n * GPT,
      delegated: 0n,
      missing: 10_000n * GPT,
    });
  });
});

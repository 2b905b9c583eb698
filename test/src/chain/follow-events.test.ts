import { expect } from "chai";
import { followEvents } from "../../../src/chain/follow-events.ts";
import { registryEvents } from "../../../src/chain/registry-history.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const hash = (digit: number) => `0x${String(digit).repeat(64)}`;
const { as, alice, collective, provider } = await deployedCollective();
const { registry } = collective;
const source = { contract: registry, events: registryEvents(registry) };
const contribute = async (digit: number): Promise<number> => {
  await as(alice).registry.contribute(hash(digit), 1, "sha256:…");
  return provider.getBlockNumber();
};

describe("followEvents", () => {
  it("gives each event once, whoever asks how often", async () => {
    const follower = followEvents(source, 0);
    const first = await contribute(1);
    const second = await contribute(2);
    const count = async (toBlock: number) => (await follower.next(toBlock)).length;

    expect([await count(first), await count(first), await count(second), await count(first)]).to.deep.equal([
      1, 0, 1, 0,
    ]);
  });

  it("sorts the events of all kinds by their place in the chain", async () => {
    const follower = followEvents(source, (await provider.getBlockNumber()) + 1);
    const index = await registry.contributionCount(alice.address);
    await contribute(3);
    await as(alice).registry.setConsent(await registry.contributionIdOf(alice.address, index), 2);
    const last = await contribute(4);

    const events = await follower.next(last);

    expect(events.map(({ eventName }) => eventName)).to.deep.equal(["Contributed", "ConsentChanged", "Contributed"]);
  });

  it("reads again what it could not read", async () => {
    const fromBlock = (await provider.getBlockNumber()) + 1;
    const last = await contribute(5);
    let refused = true;
    const moody = {
      queryFilter: (...args: Parameters<typeof registry.queryFilter>) =>
        refused ? Promise.reject(new Error("not now")) : registry.queryFilter(...args),
    };
    const follower = followEvents({ ...source, contract: moody as unknown as typeof registry }, fromBlock);

    expect(await codeOf(follower.next(last))).to.equal("CHAIN_LOGS_UNAVAILABLE");
    refused = false;
    expect(await follower.next(last)).to.have.length(1);
  });
});

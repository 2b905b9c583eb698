import { expect } from "chai";
import type { EventLog } from "ethers";
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
    const seen: number[] = [];
    const follower = followEvents(source, 0, (events) => void seen.push(events.length));
    const first = await contribute(1);
    const second = await contribute(2);
    for (const block of [first, first, second, first]) await follower.advance(block);

    expect(seen).to.deep.equal([1, 1]);
  });

  it("sorts the events of all kinds by their place in the chain", async () => {
    const seen: EventLog[] = [];
    const follower = followEvents(source, (await provider.getBlockNumber()) + 1, (events) => void seen.push(...events));
    const index = await registry.contributionCount(alice.address);
    await contribute(3);
    await as(alice).registry.setConsent(await registry.contributionIdOf(alice.address, index), 2);
    await follower.advance(await contribute(4));

    expect(seen.map(({ eventName }) => eventName)).to.deep.equal(["Contributed", "ConsentChanged", "Contributed"]);
  });

  it("comes back with what could not be read or applied", async () => {
    const fromBlock = (await provider.getBlockNumber()) + 1;
    const last = await contribute(5);
    let refusesToRead = true;
    let refusesToApply = true;
    const moody = {
      queryFilter: (...args: Parameters<typeof registry.queryFilter>) =>
        refusesToRead ? Promise.reject(new Error("not now")) : registry.queryFilter(...args),
    };
    let applied = 0;
    const follower = followEvents({ ...source, contract: moody as unknown as typeof registry }, fromBlock, (events) => {
      if (refusesToApply) throw new Error("not applied");
      applied += events.length;
    });

    expect(await codeOf(follower.advance(last))).to.equal("CHAIN_LOGS_UNAVAILABLE");
    refusesToRead = false;
    expect(await codeOf(follower.advance(last))).to.have.property("message", "not applied");
    refusesToApply = false;
    await follower.advance(last);
    expect(applied).to.equal(1);
  });
});

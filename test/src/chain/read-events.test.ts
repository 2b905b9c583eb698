import { expect } from "chai";
import type { BaseContract } from "ethers";
import { readEvents } from "../../../src/chain/read-events.ts";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const { provider, as, relayer, collective } = await deployedCollective();
const { registry } = as(relayer);
const HASH = `0x${"11".repeat(32)}`;

/** The same contract behind a node that refuses more than `limit` blocks, or a block that it has lost. */
function withStubbornNode(limit: number, lostBlock = -1): BaseContract {
  return new Proxy(collective.registry, {
    get: (target, property) =>
      property === "queryFilter"
        ? (event: never, from: number, to: number) => {
            if (to - from + 1 > limit || (from <= lostBlock && lostBlock <= to))
              throw new Error("query returned too much");
            return target.queryFilter(event, from, to);
          }
        : (Reflect.get(target, property) as unknown),
  });
}

describe("readEvents", () => {
  const filter = registry.filters.Contributed();
  let toBlock = 0;

  before(async () => {
    for (let i = 0; i < 3; i++) {
      await registry.contribute(HASH, 1, `sha256:${"0".repeat(64)}`);
      await provider.send("hardhat_mine", ["0x900"]);
    }
    toBlock = await provider.getBlockNumber();
  });

  it("reads every page of a long range, oldest first", async () => {
    const events = await readEvents(registry, filter, { fromBlock: 0, toBlock });

    expect(toBlock).to.be.greaterThan(6_000);
    expect(events).to.have.length(3);
    expect(events.map((event) => event.blockNumber)).to.deep.equal(
      events.map((event) => event.blockNumber).sort((a, b) => a - b),
    );
  });

  it("keeps to the range, both ends included", async () => {
    const [first] = await readEvents(registry, filter, { fromBlock: 0, toBlock });
    const block = first!.blockNumber;

    expect(await readEvents(registry, filter, { fromBlock: block, toBlock: block })).to.have.length(1);
    expect(await readEvents(registry, filter, { fromBlock: block + 1, toBlock: block + 10 })).to.have.length(0);
  });

  it("asks again in halves when a node refuses a page", async () => {
    expect(await readEvents(withStubbornNode(300), filter, { fromBlock: 0, toBlock })).to.have.length(3);
  });

  it("T77: does not ask again when endpoints contradict each other", async () => {
    let asked = 0;
    const disagreement = new RetryableError("CHAIN_ENDPOINTS_DISAGREE", "1 against 2");
    const disagreeing = {
      queryFilter: () => {
        asked++;
        return Promise.reject(disagreement);
      },
    };

    const reading = readEvents(disagreeing as never, filter, { fromBlock: 0, toBlock: 500 });

    expect(await codeOf(reading)).to.equal("CHAIN_ENDPOINTS_DISAGREE");
    expect(asked).to.equal(1);
  });

  it("fails rather than leaving out a block that the node does not serve", async () => {
    const range = { fromBlock: 0, toBlock: 500 };

    expect(await codeOf(readEvents(withStubbornNode(1_000, 77), filter, range))).to.equal("CHAIN_LOGS_UNAVAILABLE");
  });
});

import { expect } from "chai";
import { syntheticZip, collectiveAtWork } from "../../../helpers/collective-at-work.ts";
import { runUntil, simulatedNode, type SimulatedNode } from "../../../helpers/simulated-nodes.ts";

type AtWork = Awaited<ReturnType<typeof collectiveAtWork>>;

/** A root needs two accounts with rewards. */
async function workWithTwo(): Promise<AtWork> {
  const work = await collectiveAtWork();
  await contribute(work, 0, 1);
  await contribute(work, 1, 2);
  return work;
}

async function contribute(work: AtWork, person: number, seed: number): Promise<void> {
  await work.register(work.people[person]!, await work.prepare(work.people[person]!, syntheticZip(seed)));
}

const settled = (work: AtWork, epoch: number) => async () =>
  (await work.collective.reserve.lastSettledEpoch()) >= BigInt(epoch);

describe("a network of nodes", function () {
  this.timeout(120_000);

  it("settles epoch after epoch, each validator stating one thing in each", async () => {
    const work = await workWithTwo();
    const nodes = [0, 1, 2, 3].map((index) => simulatedNode(work, index));
    await runUntil(work, nodes, settled(work, 1));
    await contribute(work, 2, 3);
    await runUntil(work, nodes, settled(work, 3));

    expect(await work.collective.distributor.lastActiveEpoch()).to.equal(3n);
    for (const { records, alerts } of nodes) {
      expect(records.statements.map(({ kind, epoch, attempt }) => `${kind} ${epoch}.${attempt}`)).to.deep.equal([
        ...["scores 1.0", "report 1.1", "scores 2.0", "report 2.1", "scores 3.0", "report 3.1"],
      ]);
      expect(alerts).to.deep.equal([]);
    }
  });

  it("goes on after a restart at any moment", async () => {
    const work = await workWithTwo();
    const nodes = [0, 1, 2, 3].map((index) => simulatedNode(work, index));
    const restless: SimulatedNode = {
      ...nodes[0]!,
      act: () => {
        nodes[0]!.restart();
        return nodes[0]!.act();
      },
    };
    await runUntil(work, [restless, ...nodes.slice(1)], settled(work, 2));

    expect(nodes[0]!.records.statements.filter(({ epoch }) => epoch === 2)).to.have.length(2);
  });

  it("F33: without one of four the others settle; it catches up, and scores as if it had been there", async () => {
    const work = await workWithTwo();
    const nodes = [0, 1, 2, 3].map((index) => simulatedNode(work, index));
    await runUntil(work, nodes.slice(1), settled(work, 1));
    // The same text again: worth nothing to those who know that it was counted.
    await contribute(work, 2, 1);
    await runUntil(work, nodes, settled(work, 2));

    expect(nodes[0]!.records.statements.map(({ kind, epoch }) => `${kind} ${epoch}`)).to.deep.equal([
      ...["scores 2", "report 2"],
    ]);
    const [late, early] = await Promise.all([nodes[0]!, nodes[1]!].map(({ records }) => records.epochs.find(2)));
    expect(late!.deltas).to.deep.equal(early!.deltas);
  });
});

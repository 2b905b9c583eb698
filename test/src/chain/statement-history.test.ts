import { expect } from "chai";
import { readEvents } from "../../../src/chain/read-events.ts";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { statementSources, toStatement } from "../../../src/chain/statement-history.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { scoreAndReveal } from "../../helpers/scored-epoch.ts";

type AtWork = Awaited<ReturnType<typeof collectiveAtWork>>;

/** Everything that validator `index` has said, oldest first. */
async function saidBy({ collective, validators, range }: AtWork, index: number) {
  const said = [];
  for (const { contract, events } of statementSources(collective, validators[index]!.address)) {
    for (const event of events) said.push(...(await readEvents(contract, event, await range())));
  }
  return said.sort((a, b) => a.blockNumber - b.blockNumber).map(toStatement);
}

describe("statement history", () => {
  it("F15: has every commitment, vote, confirmation and veto of one validator, and nobody else's", async () => {
    const work = await collectiveAtWork();
    const { collective, record, people, prepare, register, blobs, as, validators } = work;
    for (const person of [0, 1]) {
      await register(people[person]!, await prepare(people[person]!, syntheticZip(40 + person)));
    }
    await scoreAndReveal(work, 1);
    const { report } = await calculateReport({
      ...{ state: await readEpoch(collective, record, 1), blobs, previousFiles: null },
    });
    const other = { ...report, root: toHex32(`0x${"6".repeat(64)}`) };
    const digestOf = async (of: typeof report) => toHex32(await collective.distributor.reportHash(1, 1, of));
    const distributorOf = (index: number) => as(validators[index]!.account).distributor;
    await distributorOf(0).submitRoot(1, other, "file:other");
    for (const index of [0, 1, 2]) await distributorOf(index).submitRoot(1, report, "file:here");
    await distributorOf(3).confirmRoot(1, await digestOf(report));
    await distributorOf(0).veto(1);

    const committed = toHex32(await collective.commitments.commitmentOf(1, validators[0]!.address));
    expect(await saidBy(work, 0)).to.deep.equal([
      { kind: "scores", epoch: 1, attempt: 0, digest: committed },
      { kind: "report", epoch: 1, attempt: 1, digest: await digestOf(other) },
      { kind: "report", epoch: 1, attempt: 1, digest: await digestOf(report) },
      { kind: "veto", epoch: 1, attempt: 1, digest: null },
    ]);
    expect((await saidBy(work, 3)).slice(1)).to.deep.equal([
      { kind: "report", epoch: 1, attempt: 1, digest: await digestOf(report) },
    ]);
  });
});

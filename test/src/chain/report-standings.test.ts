import { expect } from "chai";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { readStandings } from "../../../src/chain/report-standings.ts";
import { readVotes } from "../../../src/chain/root-history.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { scoreAndReveal } from "../../helpers/scored-epoch.ts";

const work = await collectiveAtWork();
const { collective, record, people, prepare, register, blobs, as, validators, range } = work;
for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(90 + index)));
const standings = async () => readStandings(collective, await range());
const rows = async () =>
  (await standings()).map(({ report, supporters, isPending }) => [report.root, supporters, isPending]);

describe("readStandings", () => {
  it("is empty while nobody has voted, even during the epoch", async () => {
    expect(await standings()).to.deep.equal([]);
    await scoreAndReveal(work, 1);
    expect(await standings()).to.deep.equal([]);
  });

  it("tells who stands behind each report, also after a change of mind, until one is pending and confirmed", async () => {
    const state = await readEpoch(collective, record, 1);
    const { report } = await calculateReport({ state, blobs, previousFiles: null });
    const wrong = { ...report, root: toHex32(`0x${"6".repeat(64)}`) };
    const submit = (index: number, voted: typeof report) =>
      as(validators[index]!.account).distributor.submitRoot(1, voted, "file:here");
    await submit(0, wrong);
    await submit(1, report);
    await submit(2, report);

    const [first] = await standings();
    expect(first).to.deep.include({ epoch: 1, attempt: 1, quorum: 3, report: wrong });
    expect(await rows()).to.deep.equal([
      [wrong.root, 1, false],
      [report.root, 2, false],
    ]);

    await submit(0, report);
    expect(await rows()).to.deep.equal([
      [wrong.root, 0, false],
      [report.root, 3, true],
    ]);

    const { reportHash } = await collective.distributor.pendingRoot();
    await as(validators[3]!.account).distributor.confirmRoot(1, reportHash);
    expect((await rows())[1]).to.deep.equal([report.root, 4, true]);
    expect((await standings())[1]!.reportHash).to.equal(reportHash);
    const votes = await readVotes(collective.distributor, await range(), { epoch: 1, attempt: 1n });
    expect(votes.map(({ validator }) => validator)).to.deep.equal(
      [0, 1, 2, 0].map((index) => validators[index]!.address),
    );
  });
});

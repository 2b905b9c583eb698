import { expect } from "chai";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { readActiveRoots, readFirstReport } from "../../../src/chain/root-history.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { agreeAndActivate, scoreAndReveal } from "../../helpers/scored-epoch.ts";

const work = await collectiveAtWork();
const { collective, record, people, prepare, register, blobs, as, validators, range } = work;
for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(30 + index)));
await scoreAndReveal(work, 1);
const result = await calculateReport({ state: await readEpoch(collective, record, 1), blobs, previousFiles: null });

describe("root history", () => {
  it("has no active root and no first report in the beginning", async () => {
    expect(await readActiveRoots(collective.distributor, await range())).to.deep.equal([]);
    expect(await readFirstReport(collective.distributor, await range(), { epoch: 1, attempt: 1n })).to.equal(undefined);
  });

  it("tells the first report of an attempt from the one that won", async () => {
    const wrong = { ...result.report, root: toHex32(`0x${"6".repeat(64)}`) };
    await as(validators[3]!.account).distributor.submitRoot(1, wrong, "file:wrong");
    await agreeAndActivate(work, result);

    const [active, ...others] = await readActiveRoots(collective.distributor, await range());
    const first = await readFirstReport(collective.distributor, await range(), { epoch: 1, attempt: 1n });

    expect(others).to.deep.equal([]);
    expect(active).to.include({ epoch: 1, root: result.report.root, supporters: 0b111n });
    expect(active!.report).to.deep.equal(result.report);
    expect(first).to.deep.equal(wrong);
    expect(await readFirstReport(collective.distributor, await range(), { epoch: 1, attempt: 2n })).to.equal(undefined);
  });
});

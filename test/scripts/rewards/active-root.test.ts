import { expect } from "chai";
import { findActiveRoot, NEWEST } from "../../../scripts/rewards/active-root.ts";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { agreeAndActivate, scoreAndReveal } from "../../helpers/scored-epoch.ts";

const work = await collectiveAtWork();
const { collective, record, people, prepare, register, blobs } = work;
for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(40 + index)));
const find = (epoch: number, finality = record.finality) => findActiveRoot(collective, { ...record, finality }, epoch);

describe("findActiveRoot", () => {
  it("finds none while no epoch has one", async () => {
    for (const epoch of [NEWEST, 1]) expect(await codeOf(find(epoch))).to.equal("REWARDS_EPOCH_NOT_ACTIVE");
  });

  it("gives the report that won, by its epoch or as the newest, and none that could still be replaced", async () => {
    await scoreAndReveal(work, 1);
    const state = await readEpoch(collective, record, 1);
    const result = await calculateReport({ state, blobs, previousFiles: null });
    await agreeAndActivate(work, result);

    for (const epoch of [NEWEST, 1]) {
      expect(await find(epoch)).to.deep.include({ epoch: 1, report: result.report });
      expect(await codeOf(find(epoch, 1))).to.equal("REWARDS_EPOCH_NOT_ACTIVE");
    }
    for (const epoch of [2, -1]) expect(await codeOf(find(epoch))).to.equal("REWARDS_EPOCH_NOT_ACTIVE");
  });
});

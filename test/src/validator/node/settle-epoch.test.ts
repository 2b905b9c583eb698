import { expect } from "chai";
import { settleEpoch } from "../../../../src/validator/node/settle-epoch.ts";
import { collectiveAtWork } from "../../../helpers/collective-at-work.ts";
import { simulatedNode } from "../../../helpers/simulated-nodes.ts";

describe("settleEpoch", () => {
  it("F36: follows thirty epochs that ended without a root, one after the other, and repeats nothing", async () => {
    const work = await collectiveAtWork();
    const { means, records } = simulatedNode(work, 0);
    for (let epoch = 1; epoch <= 30; epoch++) {
      await work.warpTo(await work.collective.schedule.revealEndsAt(epoch));
      await work.as(work.relayer).distributor.skipEpoch(epoch);
      await settleEpoch(epoch, means);
    }
    await settleEpoch(1, means);

    expect(await means.epochs.settledThrough()).to.equal(30);
    expect(records.counted).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { scoredWork } from "../../../../src/validator/node/scored-work.ts";
import { collectiveAtWork, syntheticZip } from "../../../helpers/collective-at-work.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { simulatedNode } from "../../../helpers/simulated-nodes.ts";

describe("scoredWork", () => {
  it("scores an epoch once: what was kept comes back with its salt, whatever else has changed", async () => {
    const work = await collectiveAtWork();
    await work.register(work.people[0]!, await work.prepare(work.people[0]!, syntheticZip(1)));
    const { means } = simulatedNode(work, 0);
    expect(await rejectedCode(() => scoredWork(1, means))).to.equal("CHAIN_NOT_FINAL_YET");
    await work.warpTo((await work.collective.schedule.endOf(1)) + 1n);
    const first = await scoredWork(1, means);

    expect(first.epoch).to.equal(1);
    expect(first.deltas).to.have.length(1);
    expect((await scoredWork(1, means)).file).to.deep.equal(first.file);
  });
});

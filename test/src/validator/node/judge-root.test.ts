import { expect } from "chai";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import { sha256Hex } from "../../../../src/primitives/hash.ts";
import { judgeRoot, opposeRoot } from "../../../../src/validator/node/judge-root.ts";
import type { NodeDuty } from "../../../../src/validator/node/node-event.ts";
import { publishReport } from "../../../../src/validator/node/report-epoch.ts";
import { collectiveAtWork, syntheticZip } from "../../../helpers/collective-at-work.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { scoreAndReveal } from "../../../helpers/scored-epoch.ts";
import { simulatedNode } from "../../../helpers/simulated-nodes.ts";

const REPORT: NodeDuty = { kind: "report", epoch: 1, attempt: 1, digest: null };

/** Three of four validators have made a report pending. */
async function pending() {
  const work = await collectiveAtWork();
  for (const person of [0, 1]) {
    await work.register(work.people[person]!, await work.prepare(work.people[person]!, syntheticZip(person)));
  }
  const scored = await scoreAndReveal(work, 1);
  for (const index of [0, 1, 2]) await publishReport(REPORT, simulatedNode(work, index).means);
  const digest = toHex32((await work.collective.distributor.pendingRoot()).reportHash);
  const { means, records } = simulatedNode(work, 3);
  return { work, scored, means, records, judge: { kind: "judge", epoch: 1, attempt: 1, digest } as const };
}

describe("judgeRoot", () => {
  it("finds right what its own calculation gives", async () => {
    const { judge, means } = await pending();
    expect(await judgeRoot(judge, means)).to.equal("right");
  });

  it("F28: knows nothing about a report whose files it cannot have", async () => {
    const { judge, means, work, scored } = await pending();
    await work.blobs.delete(toHex32(sha256Hex(scored[0]!.file)));
    expect(await rejectedCode(() => judgeRoot(judge, means))).to.equal("VALIDATOR_FILES_MISSING");
  });
});

describe("opposeRoot", () => {
  it("vetoes what cannot be proved, once, after it has written it down", async () => {
    const { judge, means, records, work } = await pending();
    await opposeRoot({ ...judge, kind: "veto" }, means);

    expect(records.statements).to.deep.equal([{ kind: "veto", epoch: 1, attempt: 1, digest: judge.digest }]);
    expect((await work.collective.distributor.pendingRoot()).vetoes).to.equal(0b1000n);
    const nothing = { ...judge, kind: "veto", digest: null } as const;
    expect(await rejectedCode(() => opposeRoot(nothing, means))).to.equal("VALIDATOR_NOTHING_PENDING");
  });
});

import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { sha256Hex } from "../../../../src/primitives/hash.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import type { NodeDuty } from "../../../../src/validator/node/node-event.ts";
import { confirmReport, publishReport } from "../../../../src/validator/node/report-epoch.ts";
import { collectiveAtWork, syntheticZip } from "../../../helpers/collective-at-work.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { scoreAndReveal } from "../../../helpers/scored-epoch.ts";
import { simulatedNode } from "../../../helpers/simulated-nodes.ts";

const DUTY: NodeDuty = { kind: "report", epoch: 1, attempt: 1, digest: null };

/** An epoch that is scored and revealed by four validators. */
async function revealed() {
  const work = await collectiveAtWork();
  for (const person of [0, 1]) {
    await work.register(work.people[person]!, await work.prepare(work.people[person]!, syntheticZip(person)));
  }
  return { work, scored: await scoreAndReveal(work, 1) };
}

describe("publishReport", () => {
  it("publishes first and states before it sends", async () => {
    const { work } = await revealed();
    const { means, records } = simulatedNode(work, 0);
    const published: boolean[] = [];
    const send: typeof means.send = async (purpose, transaction) => {
      published.push(existsSync(join(means.bundles.folder, "epochs", "1")), records.statements.length === 1);
      await means.send(purpose, transaction);
    };
    await publishReport(DUTY, { ...means, send });

    expect(published).to.deep.equal([true, true]);
    const voted = await work.collective.distributor.voteOf(1, 1, means.validator);
    expect(records.statements[0]).to.deep.equal({ kind: "report", epoch: 1, attempt: 1, digest: voted });
  });

  it("F5: sends the report that it stated before it was killed, though it would calculate another one now", async () => {
    const { work, scored } = await revealed();
    const { means } = simulatedNode(work, 0);
    const killed = { ...means, send: () => Promise.reject(new Error("killed")) };
    await publishReport(DUTY, killed).catch(() => undefined);
    // Meanwhile a file is gone, and somebody reported without it.
    await work.blobs.delete(toHex32(sha256Hex(scored[3]!.file)));
    await publishReport(DUTY, simulatedNode(work, 1).means);
    await publishReport(DUTY, means);

    const [first, second] = await work.collective.distributor.queryFilter(
      work.collective.distributor.filters.RootSubmitted(1),
    );
    expect([first!.args.report.filesBitmap, second!.args.report.filesBitmap]).to.deep.equal([0b0111n, 0b1111n]);
  });

  it("sends nothing when it stated something else before", async () => {
    const { work } = await revealed();
    const { means } = simulatedNode(work, 0);
    await means.history.state({ kind: "report", epoch: 1, attempt: 1, digest: toHex32(`0x${"3".repeat(64)}`) });

    expect(await rejectedCode(() => publishReport(DUTY, means))).to.equal("VALIDATOR_CONFLICTING_STATEMENT");
    expect(BigInt(await work.collective.distributor.voteOf(1, 1, means.validator))).to.equal(0n);
  });

  it("F28: waits for a file that cannot be had, and goes without it when its patience is over", async () => {
    const { work, scored } = await revealed();
    await work.blobs.delete(toHex32(sha256Hex(scored[3]!.file)));
    const { means } = simulatedNode(work, 0);
    expect(await rejectedCode(() => publishReport(DUTY, { ...means, patience: 600 }))).to.equal(
      "VALIDATOR_FILES_AWAITED",
    );
    await work.warpTo((await work.collective.schedule.revealEndsAt(1)) + 600n);
    await publishReport(DUTY, { ...means, patience: 600 });

    const [vote] = await work.collective.distributor.queryFilter(work.collective.distributor.filters.RootSubmitted(1));
    expect(vote!.args.report.filesBitmap).to.equal(0b0111n);
  });
});

describe("confirmReport", () => {
  it("needs something to confirm", async () => {
    const { means } = simulatedNode(await collectiveAtWork(), 0);
    expect(await rejectedCode(() => confirmReport({ ...DUTY, kind: "confirm" }, means))).to.equal(
      "VALIDATOR_NOTHING_PENDING",
    );
  });
});

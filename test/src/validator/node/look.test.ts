import { expect } from "chai";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import { look } from "../../../../src/validator/node/look.ts";
import { collectiveAtWork } from "../../../helpers/collective-at-work.ts";
import { simulatedNode } from "../../../helpers/simulated-nodes.ts";

const DIGEST = toHex32(`0x${"7".repeat(64)}`);

describe("look", () => {
  it("shows chain and database together, and each epoch another validator's turn first", async () => {
    const work = await collectiveAtWork();
    const nodes = [0, 1, 2, 3].map((index) => simulatedNode(work, index));
    const before = await look({ ...nodes[0]!.means, turnSeconds: 10 });
    await work.warpTo((await work.collective.schedule.endOf(1)) + 1n);
    const sights = await Promise.all(nodes.map(({ means }) => look({ ...means, turnSeconds: 10 })));

    expect(before).to.deep.include({ epoch: 1, attempt: 1, lastSettled: 0, settledThrough: 0, silentThrough: 0 });
    expect(before.turnDelay).to.equal(0);
    expect(sights.map(({ turnDelay }) => turnDelay)).to.deep.equal([10, 20, 30, 0]);
  });

  it("F12 F15: tells what was stated in its name from what it knows to have stated", async () => {
    const work = await collectiveAtWork();
    const { means } = simulatedNode(work, 0);
    await work.warpTo((await work.collective.schedule.endOf(1)) + 1n);
    await work.as(work.validators[0]!.account).commitments.commitScores(1, DIGEST);

    expect((await look({ ...means, turnSeconds: 1 })).foreign).to.deep.equal(["scores"]);
    await means.history.state({ kind: "scores", epoch: 1, attempt: 0, digest: DIGEST });
    expect((await look({ ...means, turnSeconds: 1 })).foreign).to.deep.equal([]);
  });

  it("F13: a history that began later need not know what a lost one has stated", async () => {
    const work = await collectiveAtWork();
    const { means } = simulatedNode(work, 0);
    await work.warpTo((await work.collective.schedule.endOf(1)) + 1n);
    await work.as(work.validators[0]!.account).commitments.commitScores(1, DIGEST);
    const begun = (epoch: number) => ({ ...means.history, begunAt: () => Promise.resolve(epoch) });

    expect((await look({ ...means, history: begun(1), turnSeconds: 1 })).foreign).to.deep.equal(["scores"]);
    const later = await look({ ...means, history: begun(2), turnSeconds: 1 });
    expect([later.foreign, later.silentThrough]).to.deep.equal([[], 2]);
  });

  it("F13: is silent for ever without a history", async () => {
    const { means } = simulatedNode(await collectiveAtWork(), 0);
    const history = { ...means.history, begunAt: () => Promise.resolve(undefined) };

    expect((await look({ ...means, history, turnSeconds: 1 })).silentThrough).to.equal(Number.POSITIVE_INFINITY);
  });
});

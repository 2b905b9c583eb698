import { expect } from "chai";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RECORD_BYTES, writeAmount } from "../../../../src/merkle/reward-leaves.ts";
import { buildTree, root } from "../../../../src/merkle/tree.ts";
import type { Hex32 } from "../../../../src/primitives/identifiers.ts";
import { decodeScoreFile, scoreFileBytes } from "../../../../src/rewards/score-file.ts";
import { bytesToHex } from "../../../../src/primitives/bytes.ts";
import { fromReasonBits } from "../../../../src/validator/reason-bits.ts";
import { damages } from "../../../hostile/damaged-zip-files.ts";
import { duplicates, overlaps } from "../../../hostile/zip-files.ts";
import { scoresOf } from "../../rewards/packing.ts";
import { leavesFileBytes } from "../../../../src/rewards/leaves-file.ts";
import type { NodeMeans } from "../../../../src/validator/node/node-means.ts";
import { syntheticZip, collectiveAtWork } from "../../../helpers/collective-at-work.ts";
import { withReport } from "../../../helpers/with-report.ts";
import { runUntil, simulatedNode, type SimulatedNode } from "../../../helpers/simulated-nodes.ts";

type AtWork = Awaited<ReturnType<typeof collectiveAtWork>>;

/** A root needs two accounts with rewards. */
async function workWithTwo(): Promise<AtWork> {
  const work = await collectiveAtWork();
  await contribute(work, 0, 1);
  await contribute(work, 1, 2);
  return work;
}

async function contribute(work: AtWork, person: number, seed: number): Promise<Hex32> {
  return work.register(work.people[person]!, await work.prepare(work.people[person]!, syntheticZip(seed)));
}

/** Each node's score file of the first epoch, and what of it does not say whose it is. */
async function scoresOfAll(nodes: readonly SimulatedNode[]) {
  const files = await Promise.all(nodes.map(({ records }) => records.epochs.find(1)));
  return files.map((work) => ({ file: work!.file, packed: bytesToHex(work!.file.subarray(scoreFileBytes(0))) }));
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
    for (const { records, failures } of nodes) {
      expect(records.statements.map(({ kind, epoch, attempt }) => `${kind} ${epoch}.${attempt}`)).to.deep.equal([
        ...["scores 1.0", "report 1.1", "scores 2.0", "report 2.1", "scores 3.0", "report 3.1"],
      ]);
      expect(failures).to.deep.equal([]);
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

  it("F29: scores what the epoch ended with, whatever owners do between two validators' reads", async () => {
    const work = await workWithTwo();
    const { schedule, reserve } = work.collective;
    const [removed, updated] = [await contribute(work, 2, 3), await contribute(work, 3, 4)];
    const tooLate = await contribute(work, 4, 5);
    const registryOf = (person: number) => work.as(work.people[person]!).registry;
    const nodes = [0, 1, 2, 3].map((index) => simulatedNode(work, index));
    const endsAt = Number(await schedule.endOf(1));
    await work.provider.send("evm_setNextBlockTimestamp", [endsAt - 1]);
    await registryOf(4).remove(tooLate);
    // The snapshot is the last block before the end: what happens in the very second of it is for the next epoch.
    await work.provider.send("evm_setNextBlockTimestamp", [endsAt]);
    await registryOf(2).remove(removed);
    await work.warpTo(endsAt + 1);
    await nodes[0]!.act();
    const next = await work.prepare(work.people[3]!, syntheticZip(6));
    await registryOf(3).update(updated, 1, next.ciphertextHash, next.uri);
    await contribute(work, 5, 7);
    await nodes[1]!.act();
    await registryOf(3).remove(updated);
    await runUntil(work, nodes, settled(work, 1));

    const scores = await scoresOfAll(nodes);
    const ids = scoresOf(decodeScoreFile(scores[0]!.file)).map(({ contributionId }) => contributionId);
    expect(ids).to.have.length(4).and.include(removed).and.include(updated);
    for (const { packed } of scores) expect(packed).to.equal(scores[0]!.packed);
    const reports = nodes.flatMap(({ records }) => records.statements.filter(({ kind }) => kind === "report"));
    expect(new Set(reports.map(({ digest }) => digest)).size).to.equal(1);
    expect(await reserve.lastSettledEpoch()).to.equal(1n);
  });

  it("F30: hostile archives are worth nothing, for the same reason to all, and hold nobody up", async () => {
    const work = await workWithTwo();
    const hostile = [...damages, ...overlaps, ...duplicates]
      .filter(({ expected, isHeavy = false }) => typeof expected === "string" && !isHeavy)
      .filter((_, index) => index % 5 === 0);
    const ids = new Map<Hex32, string>();
    for (const [index, { bytes, expected }] of hostile.entries()) {
      const owner = work.people[2 + (index % 4)]!;
      ids.set(
        await work.register(owner, await work.prepare(owner, bytes())),
        typeof expected === "string" ? expected : "",
      );
    }
    const nodes = [0, 1, 2, 3].map((index) => simulatedNode(work, index));
    await runUntil(work, nodes, settled(work, 1));

    const scores = await scoresOfAll(nodes);
    for (const { packed } of scores) expect(packed).to.equal(scores[0]!.packed);
    const { scores: list } = decodeScoreFile(scores[0]!.file);
    const found = scoresOf({ scores: list }).map(({ contributionId, units }, index) => {
      const reasons = fromReasonBits(list.view.getBigUint64(index * list.recordBytes + 40));
      return { expected: ids.get(contributionId), units, reasons };
    });
    expect(ids.size).to.be.greaterThan(5);
    expect(
      found.filter(
        ({ expected, units, reasons }) => expected !== undefined && (units !== 0 || reasons[0] !== expected),
      ),
    ).to.deep.equal([]);
    expect(await work.collective.distributor.lastActiveEpoch()).to.equal(1n);
  });

  it("T25 F32: objects to a wrong root of others, and never activates it", async () => {
    const work = await workWithTwo();
    const { distributor } = work.collective;
    const wrong = `0x${"6".repeat(64)}`;
    // They do everything right but for the root that they vote for.
    const lie = (means: NodeMeans): NodeMeans => ({
      ...means,
      send: async (purpose, transaction) => {
        if (!purpose.startsWith("report")) return means.send(purpose, transaction);
        await means.send(purpose, await withReport(distributor, transaction, (report) => ({ ...report, root: wrong })));
      },
    });
    const liars = [0, 1, 2].map((index) => simulatedNode(work, index, lie));
    const honest = simulatedNode(work, 3);
    await runUntil(work, [...liars, honest], async () => (await distributor.pendingRoot()).vetoes !== 0n);

    expect((await distributor.pendingRoot()).root).to.equal(wrong);
    expect(liars.map(({ state }) => state().halted)).to.deep.equal(Array(3).fill("VALIDATOR_KEY_USED_ELSEWHERE"));
    await work.warpTo((await distributor.pendingRoot()).activatesAt + 1_000n);
    await honest.act();
    expect(await distributor.lastActiveEpoch()).to.equal(0n);
    expect(honest.records.statements.map(({ kind }) => kind)).to.deep.equal(["scores", "veto"]);
  });

  it("T25: proves a root in which somebody has less than before, which ends the attempt at once", async () => {
    const work = await workWithTwo();
    const { distributor } = work.collective;
    const forged = `0x${"9".repeat(64)}`;
    /** Publishes leaves that are worth less, and votes for their root. */
    const steal = (means: NodeMeans): NodeMeans => ({
      ...means,
      send: async (purpose, transaction) => {
        if (!purpose.startsWith("report 2")) return means.send(purpose, transaction);
        const lie = await withReport(distributor, transaction, (report) => {
          const epochs = join(means.bundles.folder, "epochs", "2");
          const file = readFileSync(join(epochs, report.inputsHash.slice(2), "leaves.bin"));
          const leaves = {
            count: (file.length - leavesFileBytes(0)) / RECORD_BYTES,
            records: file.subarray(leavesFileBytes(0)),
          };
          for (let index = 0; index < leaves.count; index++) writeAmount(leaves.records, index, 1n);
          mkdirSync(join(epochs, forged.slice(2)), { recursive: true });
          writeFileSync(join(epochs, forged.slice(2), "leaves.bin"), file);
          return { ...report, root: root(buildTree(leaves)), inputsHash: forged };
        });
        await means.send(purpose, lie);
      },
    });
    const thieves = [0, 1, 2].map((index) => simulatedNode(work, index, steal));
    const honest = simulatedNode(work, 3);
    await runUntil(work, [...thieves, honest], async () => (await distributor.attemptOf(2)) === 2n);

    const [cancelled] = await distributor.queryFilter(distributor.filters.RootCancelled(2));
    expect(cancelled!.args.reason).to.equal(0n);
    expect(cancelled!.args.by).to.equal(work.validators[3]!.account.address);
    expect(honest.records.statements.map(({ kind, epoch }) => `${kind} ${epoch}`)).to.not.include("veto 2");
  });

  it("F15: halts as soon as its key has stated something that it does not know", async () => {
    const work = await workWithTwo();
    const [node, ...others] = [0, 1, 2, 3].map((index) => simulatedNode(work, index));
    const endsAt = await work.collective.schedule.endOf(1);
    await work.warpTo(endsAt + 1n);
    await work.as(work.validators[0]!.account).commitments.commitScores(1, `0x${"7".repeat(64)}`);
    await runUntil(work, [node!, ...others], settled(work, 1));

    expect(node!.state().halted).to.equal("VALIDATOR_KEY_USED_ELSEWHERE");
    expect(node!.records.statements).to.deep.equal([]);
    expect(await work.collective.distributor.lastActiveEpoch()).to.equal(1n);
  });
});

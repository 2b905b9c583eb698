import { expect } from "chai";
import { CollectiveError } from "../../../../src/primitives/errors.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import type { SigningHistory, Statement } from "../../../../src/validator/database/signing-history.ts";
import { unknownOf, watchStatements } from "../../../../src/validator/node/watch-statements.ts";
import { collectiveAtWork, syntheticZip } from "../../../helpers/collective-at-work.ts";
import { memoryRecords } from "../../../helpers/memory-records.ts";
import { runUntil, simulatedNode } from "../../../helpers/simulated-nodes.ts";

type AtWork = Awaited<ReturnType<typeof collectiveAtWork>>;

const DIGEST = toHex32(`0x${"7".repeat(64)}`);
const OTHER = toHex32(`0x${"8".repeat(64)}`);

/** A history that holds only `statements`, as a copy of the database does that was made after them. */
async function backup(statements: readonly Statement[], begunAt = 0): Promise<SigningHistory> {
  const { history } = memoryRecords(begunAt);
  for (const statement of statements) await history.state(statement);
  return history;
}

/** What comes of comparing the whole chain with `history`: a code, or null. */
async function compare(
  work: AtWork,
  means: Omit<Parameters<typeof watchStatements>[0], "history">,
  history: SigningHistory,
) {
  const { toBlock } = await work.range();
  return watchStatements({ ...means, history })
    .advance(toBlock)
    .then(
      () => null,
      (error: unknown) => (error as CollectiveError).code,
    );
}

describe("watchStatements", function () {
  this.timeout(120_000);

  it("F12 F15: finds in all settled epochs what an older copy of the database lacks", async () => {
    const work = await collectiveAtWork();
    for (const person of [0, 1]) {
      await work.register(work.people[person]!, await work.prepare(work.people[person]!, syntheticZip(person)));
    }
    const nodes = [0, 1, 2, 3].map((index) => simulatedNode(work, index));
    await runUntil(work, nodes, async () => (await work.collective.reserve.lastSettledEpoch()) >= 2n);
    const { means, records } = nodes[0]!;
    const { statements } = records;

    expect(statements.map(({ kind, epoch }) => `${kind} ${epoch}`)).to.deep.equal([
      ...["scores 1", "report 1", "scores 2", "report 2"],
    ]);
    expect(await compare(work, means, await backup(statements))).to.equal(null);
    for (const missing of statements) {
      const older = await backup(statements.filter((statement) => statement !== missing));
      expect(await compare(work, means, older)).to.equal("VALIDATOR_KEY_USED_ELSEWHERE");
    }
    expect(await compare(work, means, await backup([], 3))).to.equal(null);
    expect(await compare(work, nodes[1]!.means, records.history)).to.equal("VALIDATOR_KEY_USED_ELSEWHERE");
  });

  it("F15: goes on from where it was, and tells a foreign statement as often as it is asked", async () => {
    const work = await collectiveAtWork();
    const { means } = simulatedNode(work, 0);
    const watch = watchStatements(means);
    const codes: (string | null)[] = [];
    const advance = async () => {
      const { toBlock } = await work.range();
      codes.push(
        await watch.advance(toBlock).then(
          () => null,
          (error: unknown) => (error as CollectiveError).code,
        ),
      );
    };
    await advance();
    await work.warpTo((await work.collective.schedule.endOf(1)) + 1n);
    await work.as(work.validators[0]!.account).commitments.commitScores(1, DIGEST);
    await advance();
    await advance();

    const code = "VALIDATOR_KEY_USED_ELSEWHERE";
    expect(codes).to.deep.equal([null, code, code]);
  });
});

describe("unknownOf", () => {
  const said = { kind: "report", epoch: 5, attempt: 2, digest: DIGEST } as const;

  it("F15: compares kind, epoch, attempt and digest; a veto has none", async () => {
    const others: Statement[] = [
      { ...said, kind: "veto" },
      { ...said, attempt: 1 },
      { ...said, epoch: 4 },
      { kind: "scores", epoch: 5, attempt: 0, digest: OTHER },
    ];
    expect(await unknownOf([said], await backup(others))).to.deep.equal([said]);
    expect(await unknownOf([{ ...said, digest: OTHER }], await backup([said]))).to.have.length(1);
    expect(await unknownOf([said, { ...said, kind: "veto", digest: null }], await backup([...others, said]))).to.be
      .empty;
  });

  it("F13: asks nothing of a history about epochs before it began, and everything about the one that ran then", async () => {
    expect(await unknownOf([said], await backup([], 6))).to.deep.equal([]);
    expect(await unknownOf([said], await backup([], 5))).to.deep.equal([said]);
    const none = { begunAt: () => Promise.resolve(undefined), statementsOf: () => Promise.resolve([]) };
    expect(await unknownOf([said], none)).to.deep.equal([]);
  });
});

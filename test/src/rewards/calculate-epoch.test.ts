import { expect } from "chai";
import fc from "fast-check";
import { toHex32, type Address } from "../../../src/primitives/identifiers.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { eachLeaf, findLeaf, leafAt, sumOf } from "../../../src/merkle/reward-leaves.ts";
import { root } from "../../../src/merkle/tree.ts";
import { allocate } from "../../../src/rewards/allocate.ts";
import { calculateEpoch, ZERO_ROOT } from "../../../src/rewards/calculate-epoch.ts";
import { packContributions } from "../../../src/rewards/contribution-list.ts";
import type { EpochInputs } from "../../../src/rewards/epoch-inputs.ts";
import { eachEntry } from "../../../src/rewards/ledger.ts";
import { decodeScoreFile, encodeScoreFile, type ContributionScore } from "../../../src/rewards/score-file.ts";
import {
  alice,
  exampleEpoch1,
  exampleEpoch2,
  exampleResults,
  exampleScoreFile,
  GPT,
  idB,
  idC,
  repeat20,
  repeat32,
} from "./example-epochs.ts";
import { randomFrom } from "../scoring/synthetic-archive.ts";
import { histories, type PastEpoch } from "./random-history.ts";
import { contributionsOf, countedOf, previousOfInputs, scoresOf } from "./packing.ts";

/** Checks the epochs of so many random histories that there are at least 10,000. */
function eachEpoch(check: (epoch: PastEpoch) => void): void {
  let epochs = 0;
  const property = fc.property(histories(4), (history) => {
    for (const epoch of history) check(epoch);
    epochs += history.length;
  });
  fc.assert(property, { numRuns: 5_000 });
  expect(epochs).to.be.at.least(10_000);
}

/** The same inputs with a changed list of score files, committed to by their validators. */
function withScoreFiles({ chain, files }: EpochInputs, scoreFiles: readonly Uint8Array[]): EpochInputs {
  const hashes = new Map(scoreFiles.map((bytes) => [decodeScoreFile(bytes).validator, toHex32(sha256Hex(bytes))]));
  const commitments = chain.commitments.map((item) => ({ ...item, hash: hashes.get(item.validator) ?? item.hash }));
  return { chain: { ...chain, commitments }, files: { ...files, scoreFiles } };
}

/** The same file with other scores. */
function rescored(bytes: Uint8Array, change: (scores: ContributionScore[]) => ContributionScore[]): Uint8Array {
  const file = decodeScoreFile(bytes);
  return encodeScoreFile(file, change(scoresOf(file)));
}

/** What accounts earn for their units alone. */
function earnedForUnits({ inputs, result }: PastEpoch): Map<Address, bigint> {
  const { contributions } = inputs.chain;
  const document = { ...result.document, revenue: [], rewardedValidators: [] };
  const { increases } = allocate(document, { contributions, counted: result.counted, ledger: result.ledger });
  return new Map([...eachLeaf(increases)].map(({ account, cumulativeWei }) => [account, cumulativeWei]));
}

describe("an epoch's rewards", () => {
  it("raise the total by exactly the pools paid, never fall or drop anybody, and pay no unit above its cap", () => {
    eachEpoch(({ inputs, result }) => {
      const { allocation, emissionWei, report, tree } = result;
      const { leaves } = previousOfInputs(inputs);
      expect(emissionWei).to.equal(sumOf(allocation.increases));
      expect(sumOf(tree.leaves) - sumOf(leaves)).to.equal(emissionWei);
      expect(report.totalCumulative).to.equal(sumOf(tree.leaves));
      expect(emissionWei <= inputs.chain.budgetWei).to.equal(true);

      const before = [...eachLeaf(leaves)];
      const now = new Map([...eachLeaf(tree.leaves)].map(({ account, cumulativeWei }) => [account, cumulativeWei]));
      expect(before.filter(({ account, cumulativeWei }) => (now.get(account) ?? 0n) < cumulativeWei)).to.deep.equal([]);

      const units = new Map<Address, bigint>();
      for (const { owner, units: more } of countedOf(inputs.chain.contributions, result.counted)) {
        units.set(owner, (units.get(owner) ?? 0n) + BigInt(more));
      }
      const { maxRewardPerUnitWei } = inputs.chain.parameters;
      const overpaid = [...earnedForUnits({ inputs, result })].filter(
        ([account, amountWei]) => amountWei > maxRewardPerUnitWei * (units.get(account) ?? 0n),
      );
      expect(overpaid).to.deep.equal([]);
    });
  }).timeout(180_000);

  it("are the same bytes whatever the order of the input lists", () => {
    const dice = randomFrom(1);
    const shuffle = <T>(list: readonly T[]): T[] =>
      list
        .map((item) => [dice(), item] as const)
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item);
    eachEpoch(({ inputs: { chain, files }, result }) => {
      const shuffled = calculateEpoch({
        chain: {
          ...chain,
          revenue: shuffle(chain.revenue),
          validators: shuffle(chain.validators),
          commitments: shuffle(chain.commitments),
          contributions: packContributions(shuffle(contributionsOf(chain.contributions))),
          rewardedValidators: shuffle(chain.rewardedValidators),
        },
        files: { ...files, scoreFiles: shuffle(files.scoreFiles) },
      });
      // The hashes in the report cover every byte of inputs, leaves and ledger; the rest of a bundle follows from them.
      expect(shuffled.report).to.deep.equal(result.report);
    });
  }).timeout(180_000);

  it("never fall for an owner when more units are agreed on for it", () => {
    let raised = 0;
    const property = fc.property(
      histories(2),
      fc.nat(),
      fc.integer({ min: 1, max: 1_000_000 }),
      (history, at, more) => {
        const last = history.at(-1);
        fc.pre(last !== undefined);
        const { inputs, result } = last;
        const { contributions } = inputs.chain;
        const counted = countedOf(contributions, result.counted);
        fc.pre(counted.length > 0);
        const chosen = counted[at % counted.length]!;
        const units = Math.min(chosen.units + more, 2 ** 32 - 1);
        const scoreFiles = inputs.files.scoreFiles.map((bytes) =>
          rescored(bytes, (scores) =>
            scores.map((score) =>
              score.contributionId === chosen.id && score.units === chosen.units ? { ...score, units } : score,
            ),
          ),
        );
        const raisedInputs = withScoreFiles(inputs, scoreFiles);
        const after = { inputs: raisedInputs, result: calculateEpoch(raisedInputs) };
        const earned = (epoch: PastEpoch): bigint => earnedForUnits(epoch).get(chosen.owner) ?? 0n;
        expect(countedOf(contributions, after.result.counted).find(({ id }) => id === chosen.id)?.units).to.equal(
          units,
        );
        expect(earned(after) >= earned(last)).to.equal(true);
        raised++;
      },
    );
    fc.assert(property, { numRuns: 200 });
    expect(raised).to.be.at.least(200);
  }).timeout(60_000);

  it("never take from anybody's earlier amount when a contributor joins", () => {
    const newcomer = { id: repeat32("fe"), owner: repeat20("fe"), version: 1, consentMask: 2 ** 32 - 1 };
    const property = fc.property(histories(3), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (history, units) => {
      for (const { inputs } of history) {
        const score = { contributionId: newcomer.id, version: 1, units, reasons: 0n };
        const scoreFiles = inputs.files.scoreFiles.map((bytes) => rescored(bytes, (scores) => [...scores, score]));
        const joined = withScoreFiles(inputs, scoreFiles);
        const contributions = packContributions([...contributionsOf(inputs.chain.contributions), newcomer]);
        const result = calculateEpoch({ ...joined, chain: { ...joined.chain, contributions } });
        expect(countedOf(contributions, result.counted).some(({ id }) => id === newcomer.id)).to.equal(true);
        for (const leaf of eachLeaf(previousOfInputs(inputs).leaves)) {
          const index = findLeaf(result.tree.leaves, leaf.account);
          expect(leafAt(result.tree.leaves, index).cumulativeWei >= leaf.cumulativeWei).to.equal(true);
        }
      }
    });
    fc.assert(property, { numRuns: 100 });
  }).timeout(60_000);

  it("chain each report to the one before it", () => {
    const [first, second] = exampleResults();
    expect(first.report.prevRoot).to.equal(ZERO_ROOT);
    expect(second.report.prevRoot).to.equal(root(first.tree));
    expect(second.document.previous?.inputsHash).to.equal(first.report.inputsHash);
  });

  it("count in a later epoch what was not agreed on in an earlier one", () => {
    const [first, second] = exampleResults();
    const unitsOfC = ({ ledger }: typeof first) => [...eachEntry(ledger)].find(({ id }) => id === idC)?.lifetimeUnits;
    expect(unitsOfC(first)).to.equal(undefined);
    expect(unitsOfC(second)).to.equal(81_000n);
  });

  it("drop a removed contribution from the ledger and keep what its owner earned", () => {
    const [first, second] = exampleResults();
    expect([...eachEntry(first.ledger)].some(({ id }) => id === idB)).to.equal(true);
    expect([...eachEntry(second.ledger)].some(({ id }) => id === idB)).to.equal(false);
    expect(second.tree.leaves.count).to.equal(6);
  });

  it("need two accounts with rewards", () => {
    const inputs = exampleEpoch1();
    const owned = contributionsOf(inputs.chain.contributions).map((each) => ({ ...each, owner: alice }));
    const contributions = packContributions(owned);
    const calculate = () => calculateEpoch({ ...inputs, chain: { ...inputs.chain, contributions } });
    expect(calculate).to.throw().with.property("code", "REWARDS_TOO_FEW_ACCOUNTS");
  });

  it("may be nothing new: the same leaves under a new report", () => {
    const [first] = exampleResults();
    const { chain, files } = exampleEpoch2(first);
    const silent = chain.validators.map(({ address }) => exampleScoreFile(chain, address, {})).slice(0, 3);
    const inputs = { chain: { ...chain, rewardedValidators: [], revenue: [], budgetWei: 600_000n * GPT }, files };
    const result = calculateEpoch(withScoreFiles(inputs, silent));
    expect(result.emissionWei).to.equal(0n);
    expect(result.report.root).to.equal(first.report.root);
    expect(result.report.artifactHash).to.not.equal(first.report.artifactHash);
  });

  it("do not depend on score files that were revealed but not used", () => {
    const inputs = exampleEpoch1();
    const scoreFiles = inputs.files.scoreFiles.slice(0, 3);
    const { report } = calculateEpoch({ ...inputs, files: { ...inputs.files, scoreFiles } });
    expect(report.filesBitmap).to.equal(0b0111n);
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { packContributions } from "../../../src/rewards/contribution-list.ts";
import { countContributions, ledgerAfter, NOT_COUNTED } from "../../../src/rewards/count-contributions.ts";
import type { CountedContribution } from "../../../src/rewards/epoch-inputs.ts";
import { eachEntry } from "../../../src/rewards/ledger.ts";
import { decodeScoreFile } from "../../../src/rewards/score-file.ts";
import {
  alice,
  bob,
  exampleEpoch1,
  exampleScoreFile,
  idA,
  idB,
  idC,
  repeat20,
  type StatedUnits,
} from "./example-epochs.ts";
import { packLedger } from "./packing.ts";

const { chain } = exampleEpoch1();
const scoresFrom = (stated: StatedUnits) => decodeScoreFile(exampleScoreFile(chain, repeat20("11"), stated)).scores;
const contributions = packContributions([
  { id: idA, owner: alice, version: 2, consentMask: 0 },
  { id: idB, owner: bob, version: 1, consentMask: 0 },
]);
const NONE = NOT_COUNTED;

/** What A and B count for. */
function count(before: readonly CountedContribution[], ...files: StatedUnits[]): number[] {
  const inputs = { contributions, ledger: packLedger(before), quorum: 3 };
  return [...countContributions(inputs, files.map(scoresFrom))];
}

describe("counting contributions", () => {
  it("counts a version when a quorum of the files states the same units", () => {
    const agreed = { [idA]: [2, 7] } as const;
    expect(count([], agreed, agreed, agreed, { [idA]: [2, 8] })).to.deep.equal([7, NONE]);
    expect(count([], { [idA]: [2, 8] }, agreed, agreed, agreed)).to.deep.equal([7, NONE]);
    expect(count([], agreed, agreed, agreed, agreed)).to.deep.equal([7, NONE]);
    expect(count([], agreed, agreed, { [idA]: [2, 8] }, { [idA]: [2, 8] })).to.deep.equal([NONE, NONE]);
    expect(count([], agreed, agreed, {})).to.deep.equal([NONE, NONE]);
  });

  it("finds the value that more than half state, whoever else states what", () => {
    const values = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(values, (stated) => {
        const quorum = Math.floor((2 * stated.length) / 3) + 1;
        const files = stated.map((units) => scoresFrom({ [idA]: [2, units] }));
        const [counted] = countContributions({ contributions, ledger: packLedger([]), quorum }, files);
        const agreed = [0, 1, 2, 3].find((value) => stated.filter((units) => units === value).length >= quorum);
        expect(counted).to.equal(agreed ?? NONE);
      }),
    );
  });

  it("counts zero units too, so that the version is settled", () => {
    const none = { [idB]: [1, 0] } as const;
    expect(count([], none, none, none)).to.deep.equal([NONE, 0]);
  });

  it("hears only the version that is active", () => {
    for (const version of [1, 3]) {
      const stale = { [idA]: [version, 7] } as const;
      expect(count([], stale, stale, stale)).to.deep.equal([NONE, NONE]);
    }
  });

  it("does not add up statements about different versions", () => {
    const [old, now] = [{ [idA]: [1, 7] }, { [idA]: [2, 7] }] as const;
    expect(count([], old, now, now)).to.deep.equal([NONE, NONE]);
  });

  it("counts no version twice and never an older one", () => {
    const stated = { [idA]: [2, 7] } as const;
    const after = (version: number) => count([{ id: idA, version, lifetimeUnits: 9n }], stated, stated, stated);
    expect([after(1), after(2), after(3)]).to.deep.equal([
      [7, NONE],
      [NONE, NONE],
      [NONE, NONE],
    ]);
  });

  it("ignores contributions that are not active at the snapshot", () => {
    const stranger = { [idC]: [1, 7] } as const;
    expect(count([], stranger, stranger, stranger)).to.deep.equal([NONE, NONE]);
  });
});

describe("the ledger after an epoch", () => {
  const after = (before: readonly CountedContribution[], counted: readonly number[]) => {
    const inputs = { contributions, ledger: packLedger(before), quorum: 3 };
    return [...eachEntry(ledgerAfter(inputs, Float64Array.from(counted)))];
  };

  it("adds units over a contribution's life, keeps what is not counted again and drops what was removed", () => {
    const before = [
      { id: idA, version: 1, lifetimeUnits: 10n },
      { id: idB, version: 1, lifetimeUnits: 20n },
      { id: idC, version: 1, lifetimeUnits: 30n },
    ];
    expect(after(before, [5, NONE])).to.deep.equal([
      { id: idA, version: 2, lifetimeUnits: 15n },
      { id: idB, version: 1, lifetimeUnits: 20n },
    ]);
  });

  it("starts with what is counted for the first time and leaves out what never was", () => {
    expect(after([], [NONE, 0])).to.deep.equal([{ id: idB, version: 1, lifetimeUnits: 0n }]);
  });
});

import { expect } from "chai";
import { countContributions, ledgerAfter } from "../../../src/rewards/count-contributions.ts";
import { parseScoreFile } from "../../../src/rewards/score-file.ts";
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

const { chain } = exampleEpoch1();
const fileOf = (stated: StatedUnits) => parseScoreFile(exampleScoreFile(chain, repeat20("11"), stated));
const contributions = [
  { id: idA, owner: alice, version: 2, consentMask: 0 },
  { id: idB, owner: bob, version: 1, consentMask: 0 },
];

function count(previousCounted: Parameters<typeof countContributions>[0]["previousCounted"], ...files: StatedUnits[]) {
  return countContributions({ contributions, previousCounted, quorum: 3 }, files.map(fileOf));
}

describe("counting contributions", () => {
  it("counts a version when a quorum of the files states the same units", () => {
    const agreed = { [idA]: [2, 7] } as const;
    expect(count([], agreed, agreed, agreed, { [idA]: [2, 8] })).to.deep.equal([
      { id: idA, owner: alice, version: 2, units: 7 },
    ]);
    expect(count([], agreed, agreed, agreed, agreed)).to.have.length(1);
    expect(count([], agreed, agreed, { [idA]: [2, 8] }, { [idA]: [2, 8] })).to.deep.equal([]);
    expect(count([], agreed, agreed, {})).to.deep.equal([]);
  });

  it("counts zero units too, so that the version is settled", () => {
    const none = { [idB]: [1, 0] } as const;
    expect(count([], none, none, none)).to.deep.equal([{ id: idB, owner: bob, version: 1, units: 0 }]);
  });

  it("hears only the version that is active", () => {
    for (const version of [1, 3]) {
      const stale = { [idA]: [version, 7] } as const;
      expect(count([], stale, stale, stale)).to.deep.equal([]);
    }
  });

  it("does not add up statements about different versions", () => {
    const [old, now] = [{ [idA]: [1, 7] }, { [idA]: [2, 7] }] as const;
    expect(count([], old, now, now)).to.deep.equal([]);
  });

  it("counts no version twice and never an older one", () => {
    const stated = { [idA]: [2, 7] } as const;
    for (const version of [2, 3])
      expect(count([{ id: idA, version, lifetimeUnits: 9n }], stated, stated, stated)).to.deep.equal([]);
    expect(count([{ id: idA, version: 1, lifetimeUnits: 9n }], stated, stated, stated)).to.have.length(1);
  });

  it("ignores contributions that are not active at the snapshot", () => {
    const stranger = { [idC]: [1, 7] } as const;
    expect(count([], stranger, stranger, stranger)).to.deep.equal([]);
  });
});

describe("the ledger after an epoch", () => {
  it("adds units over a contribution's life, keeps what is not counted again and drops what was removed", () => {
    const previousCounted = [
      { id: idA, version: 1, lifetimeUnits: 10n },
      { id: idB, version: 1, lifetimeUnits: 20n },
      { id: idC, version: 1, lifetimeUnits: 30n },
    ];
    const counted = [{ id: idA, owner: alice, version: 2, units: 5 }];
    expect(ledgerAfter({ contributions, previousCounted }, counted)).to.deep.equal([
      { id: idA, version: 2, lifetimeUnits: 15n },
      { id: idB, version: 1, lifetimeUnits: 20n },
    ]);
  });

  it("starts with what is counted for the first time and leaves out what never was", () => {
    const counted = [{ id: idB, owner: bob, version: 1, units: 0 }];
    expect(ledgerAfter({ contributions, previousCounted: [] }, counted)).to.deep.equal([
      { id: idB, version: 1, lifetimeUnits: 0n },
    ]);
  });
});

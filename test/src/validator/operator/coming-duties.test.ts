import { expect } from "chai";
import type { EpochView } from "../../../../src/validator/next-duty.ts";
import { comingDuties } from "../../../../src/validator/operator/coming-duties.ts";
import { exampleSight, exampleView } from "./example-sight.ts";

const coming = (view: Partial<EpochView>, sight: { silentThrough?: number; turnDelay?: number } = {}) =>
  comingDuties({ ...exampleSight, ...sight, view: { ...exampleView, ...view } }).map(
    ({ duty, from, until }) => `${duty} ${from ?? "?"}–${until ?? ""}`,
  );
const all = ["commit 1001–1100", "reveal 1100–1200", "report 1200–", "activate ?–"];

describe("comingDuties", () => {
  it("are all of them while the epoch runs, whoever will be eligible", () => {
    expect(coming({ now: 900, eligible: false })).to.deep.equal(all);
    expect(coming({ now: 1_001 })).to.deep.equal(all);
  });

  it("are fewer with each that was done, or whose time is over", () => {
    expect(coming({ committed: true })).to.deep.equal(all.slice(1));
    expect(coming({ now: 1_150, committed: true, revealed: true })).to.deep.equal(all.slice(2));
    expect(coming({ now: 1_150 })).to.deep.equal(all.slice(3));
    expect(coming({ now: 1_250, committed: true, revealed: true, voted: true })).to.deep.equal(all.slice(3));
  });

  it("end with the activation, in turn, after what keeps it", () => {
    const pending = { activatesAt: 1_400, supported: true, vetoed: false, judgement: null };
    const voted = { now: 1_250, committed: true, revealed: true, voted: true, pending };

    expect(coming(voted, { turnDelay: 60 })).to.deep.equal(["activate 1460–"]);
    expect(coming({ ...voted, pausedUntil: 1_500 })).to.deep.equal(["activate 1500–"]);
  });

  it("are nothing but that for who may not speak about this epoch", () => {
    expect(coming({ eligible: false })).to.deep.equal(all.slice(3));
    expect(coming({ now: 900 }, { silentThrough: 12 })).to.deep.equal(all.slice(3));
  });
});

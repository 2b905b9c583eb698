import { expect } from "chai";
import { nextDuty, type EpochView, type PendingView } from "../../../src/validator/next-duty.ts";

/** An eligible validator that has done nothing yet, in an epoch that ends at 100, commits until 200, reveals until 300. */
const fresh: EpochView = {
  now: 50,
  endsAt: 100,
  commitEndsAt: 200,
  revealEndsAt: 300,
  eligible: true,
  committed: false,
  revealed: false,
  filesRevealed: 4,
  filesRequired: 3,
  voted: false,
  governable: true,
  nextRevealEndsAt: 500,
  pausedUntil: 0,
  pending: null,
};

/** A root that becomes active at 400, and that nobody has looked at here. */
const pending: PendingView = { activatesAt: 400, supported: false, vetoed: false, judgement: null };

describe("nextDuty", () => {
  it("waits for the second after the epoch's end", () => {
    expect(nextDuty(fresh)).to.deep.equal({ kind: "wait", until: 101 });
    expect(nextDuty({ ...fresh, now: 100 })).to.deep.equal({ kind: "wait", until: 101 });
  });

  it("commits once inside the commit window", () => {
    expect(nextDuty({ ...fresh, now: 101 })).to.deep.equal({ kind: "commit" });
    expect(nextDuty({ ...fresh, now: 199, committed: true })).to.deep.equal({ kind: "wait", until: 200 });
  });

  it("reveals once inside the reveal window, and only what it committed", () => {
    expect(nextDuty({ ...fresh, now: 200, committed: true })).to.deep.equal({ kind: "reveal" });
    expect(nextDuty({ ...fresh, now: 299, committed: true, revealed: true })).to.deep.equal({
      kind: "wait",
      until: 300,
    });
    expect(nextDuty({ ...fresh, now: 200 })).to.deep.equal({ kind: "wait", until: 300 });
  });

  it("reports once after the reveal window, if it revealed scores of its own", () => {
    const worked = { ...fresh, committed: true, revealed: true, now: 300 };
    expect(nextDuty(worked)).to.deep.equal({ kind: "report" });
    expect(nextDuty({ ...worked, revealed: false })).to.deep.equal({ kind: "wait", until: null });
    expect(nextDuty({ ...worked, voted: true })).to.deep.equal({ kind: "wait", until: null });
  });

  it("skips an epoch that can never be reported", () => {
    expect(nextDuty({ ...fresh, now: 300, filesRevealed: 2 })).to.deep.equal({ kind: "skip" });
  });

  it("skips an epoch that is stranded while nobody can vote, but only then", () => {
    const early = { ...fresh, committed: true, revealed: true, governable: false };
    expect(nextDuty({ ...early, now: 499 })).to.deep.equal({ kind: "report" });
    expect(nextDuty({ ...early, now: 499, voted: true })).to.deep.equal({ kind: "wait", until: 500 });
    expect(nextDuty({ ...early, now: 500, voted: true })).to.deep.equal({ kind: "skip" });
    expect(nextDuty({ ...early, governable: true, now: 500 })).to.deep.equal({ kind: "report" });
  });

  it("waits for the root that it carries, and then activates it", () => {
    const own = { ...fresh, voted: true, revealed: true, pending: { ...pending, supported: true } };
    expect(nextDuty({ ...own, now: 399 })).to.deep.equal({ kind: "wait", until: 400 });
    expect(nextDuty({ ...own, now: 400 })).to.deep.equal({ kind: "activate" });
  });

  it("calculates a root that it does not carry, and confirms it when it is right", () => {
    const worked = { ...fresh, committed: true, revealed: true, now: 310 };
    expect(nextDuty({ ...worked, pending })).to.deep.equal({ kind: "judge" });
    const right: PendingView = { ...pending, judgement: "right" };
    expect(nextDuty({ ...worked, pending: right })).to.deep.equal({ kind: "confirm" });
    expect(nextDuty({ ...worked, voted: true, pending: right })).to.deep.equal({ kind: "wait", until: 400 });
    expect(nextDuty({ ...worked, revealed: false, pending: right })).to.deep.equal({ kind: "wait", until: 400 });
  });

  it("vetoes a wrong root once, and never activates it", () => {
    const wrong: PendingView = { ...pending, judgement: "wrong" };
    expect(nextDuty({ ...fresh, now: 310, pending: wrong })).to.deep.equal({ kind: "veto" });
    const vetoed = { ...fresh, pending: { ...wrong, vetoed: true } };
    expect(nextDuty({ ...vetoed, now: 310 })).to.deep.equal({ kind: "wait", until: null });
    expect(nextDuty({ ...vetoed, now: 400 })).to.deep.equal({ kind: "wait", until: null });
    expect(nextDuty({ ...vetoed, eligible: false, now: 400 })).to.deep.equal({ kind: "wait", until: null });
  });

  it("activates nothing during a pause", () => {
    const paused = { ...fresh, pausedUntil: 450, pending: { ...pending, supported: true } };
    expect(nextDuty({ ...paused, now: 449 })).to.deep.equal({ kind: "wait", until: 450 });
    expect(nextDuty({ ...paused, now: 450 })).to.deep.equal({ kind: "activate" });
  });

  it("neither commits, reveals nor reports when it is not eligible, but still skips and activates", () => {
    const outsider = { ...fresh, eligible: false };
    expect(nextDuty({ ...outsider, now: 150 })).to.deep.equal({ kind: "wait", until: 200 });
    expect(nextDuty({ ...outsider, now: 250, committed: true })).to.deep.equal({ kind: "wait", until: 300 });
    expect(nextDuty({ ...outsider, now: 300 })).to.deep.equal({ kind: "wait", until: null });
    expect(nextDuty({ ...outsider, now: 300, filesRevealed: 0 })).to.deep.equal({ kind: "skip" });
    expect(nextDuty({ ...outsider, now: 400, pending })).to.deep.equal({ kind: "activate" });
  });
});

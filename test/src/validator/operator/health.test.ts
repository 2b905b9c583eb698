import { expect } from "chai";
import { healthOf, patienceFor, type Vitals } from "../../../../src/validator/operator/health.ts";

const HOUR = 3_600_000;
const patience = patienceFor(12_000);
const fresh: Vitals = { startedAt: 0, lastLookAt: 1_000, running: null, halted: null, blindedBy: null };
const judged = (vitals: Partial<Vitals>, now: number) => {
  const { isWell, reason } = healthOf({ ...fresh, ...vitals }, now, patience);
  return [isWell, reason];
};

describe("the health of a node", () => {
  it("is good while it looks, and for a while after it could not", () => {
    expect(judged({}, 2_000)).to.deep.equal([true, "looking"]);
    expect(judged({ blindedBy: "CHAIN_UNREACHABLE" }, 61_000)).to.deep.equal([true, "looking"]);
    expect(judged({ blindedBy: "CHAIN_UNREACHABLE" }, 61_001)).to.deep.equal([false, "blind"]);
  });

  it("is not good before the first look", () => {
    expect(judged({ lastLookAt: null }, 1)).to.deep.equal([false, "starting"]);
    expect(judged({ lastLookAt: null }, 60_001)).to.deep.equal([false, "blind"]);
  });

  it("is good while a duty runs, for six hours", () => {
    const running = { duty: "commit", since: 2_000 };

    expect(judged({ running }, 2_000 + 6 * HOUR)).to.deep.equal([true, "performing"]);
    expect(judged({ running }, 2_001 + 6 * HOUR)).to.deep.equal([false, "stuck"]);
  });

  it("is never good again once it has halted", () => {
    expect(judged({ halted: "CHAIN_WRONG_CHAIN" }, 1_000)).to.deep.equal([false, "halted"]);
  });

  it("says which code is to blame, and how old the last look is", () => {
    expect(healthOf({ ...fresh, blindedBy: "CHAIN_UNREACHABLE" }, 91_400, patience)).to.deep.equal({
      isWell: false,
      reason: "blind",
      code: "CHAIN_UNREACHABLE",
      duty: null,
      lastLookSeconds: 90,
    });
  });

  it("waits longer for a node that looks less often", () => {
    expect(patienceFor(60_000).lookMs).to.equal(190_000);
  });
});

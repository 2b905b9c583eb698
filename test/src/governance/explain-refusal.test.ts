import { expect } from "chai";
import { customErrors } from "../../../src/chain/collective.ts";
import type { ProposalState, Standing } from "../../../src/chain/proposals/read-standing.ts";
import { explainedRefusals, explainRefusal, notNow } from "../../../src/governance/explain-refusal.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";

const votes = { against: 0n, for: 0n, abstain: 0n };
const standing = (state: ProposalState, eta = 0): Standing => {
  return { state, snapshot: 1_000, deadline: 2_000, eta, votes, quorum: 1n };
};
const reverted = (error: string) => new InvalidInputError("CHAIN_REVERTED", error, { context: { error } });

describe("explainedRefusals", () => {
  it("are errors that the contracts have", () => {
    for (const name of explainedRefusals) expect(customErrors.getError(name), name).to.not.equal(null);
    expect(explainedRefusals).to.include("GovernorInsufficientProposerVotes");
  });
});

describe("explainRefusal", () => {
  it("says what a custom error means and what to do, and keeps what was said", () => {
    for (const name of explainedRefusals) {
      const cause = reverted(name);
      const explained = explainRefusal(cause);

      expect(explained, name).to.be.instanceOf(InvalidInputError).with.property("code", "GOVERNANCE_REFUSED");
      expect(explained).to.deep.include({ cause, context: { error: name } });
      expect(explained).to.have.property("hint").that.matches(/\.$/);
    }
  });

  it("takes the state of the proposal for the reason where it is", () => {
    const cause = reverted("GovernorUnexpectedProposalState");

    expect(explainRefusal(cause, standing("pending"), 900)).to.have.property("code", "GOVERNANCE_NOT_NOW");
    expect(explainRefusal(cause, standing("executed"), 900)).to.have.property("code", "GOVERNANCE_NOT_ANY_MORE");
    expect(explainRefusal(cause)).to.have.property("code", "GOVERNANCE_REFUSED");
  });

  it("takes a timelock that is still waiting for the reason, and no other refusal of the timelock", () => {
    const cause = reverted("TimelockUnexpectedOperationState");

    expect(explainRefusal(cause, standing("queued", 3_000), 2_999)).to.have.property("code", "GOVERNANCE_NOT_NOW");
    expect(explainRefusal(cause, standing("queued", 3_000), 3_000)).to.have.property("code", "GOVERNANCE_REFUSED");
  });

  it("leaves everything else as it is", () => {
    const others = [
      reverted("toString"),
      reverted("Strange"),
      new CollectiveError("CHAIN_FAILED", "no"),
      new Error("x"),
      7,
    ];

    for (const other of others) expect(explainRefusal(other, standing("active"))).to.equal(other);
  });
});

describe("notNow", () => {
  it("asks to try again later where time alone changes the state", () => {
    for (const one of [standing("pending"), standing("active"), standing("succeeded"), standing("queued", 3_000)]) {
      const error = notNow(one, 2_999);
      expect(error, one.state).to.be.instanceOf(RetryableError).with.property("code", "GOVERNANCE_NOT_NOW");
      expect(error.context).to.deep.equal({ state: one.state });
    }
  });

  it("says when it is too late", () => {
    const over = (["cancelled", "defeated", "expired", "executed"] as const).map((state) => standing(state));
    for (const one of [...over, standing("queued", 2_999)]) {
      const error = notNow(one, 2_999);
      expect(error, one.state).to.be.instanceOf(InvalidInputError).with.property("code", "GOVERNANCE_NOT_ANY_MORE");
    }
  });
});

import { expect } from "chai";
import type { Proposal } from "../../../src/chain/proposals/read-proposals.ts";
import { findProposal, isProposalNumber, titleOf } from "../../../src/governance/find-proposal.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const ID = 2n ** 255n;
const proposals = [
  { number: 1, id: ID },
  { number: 2, id: ID + 1n },
] as unknown as readonly Proposal[];

describe("isProposalNumber", () => {
  it("is a number or an id, and no folder", () => {
    expect(["1", String(2n ** 256n - 1n)].map(isProposalNumber)).to.deep.equal([true, true]);
    expect(["", "-1", "1.0", "0x1", "001-wait", "./1", "1".repeat(79)].some(isProposalNumber)).to.equal(false);
  });
});

describe("findProposal", () => {
  it("finds it by its number or its id", () => {
    expect(findProposal(proposals, "2")).to.equal(proposals[1]);
    expect(findProposal(proposals, String(ID))).to.equal(proposals[0]);
  });

  it("says when there is none", async () => {
    for (const text of ["0", "3", "-1", "", "wait", String(ID + 2n)]) {
      expect(await rejectedCode(() => findProposal(proposals, text)), text).to.equal("GOVERNANCE_UNKNOWN_PROPOSAL");
    }
  });
});

describe("titleOf", () => {
  it("leaves out whose proposal it is", () => {
    expect(titleOf(`Pay the cook #proposer=0x${"5a".repeat(20)}`)).to.equal("Pay the cook");
  });

  it("is the first heading, or the first line", () => {
    expect(titleOf("Draft\n\n## Wait a day \n# Later\n")).to.equal("Wait a day");
    expect(titleOf("\n  Wait a day\nLater")).to.equal("Wait a day");
    expect(titleOf("")).to.equal("without a title");
  });

  it("leaves out what would move the cursor or turn the direction of writing", () => {
    expect(titleOf("# a\u001b[2J\u202eb\u0000ü")).to.equal("a[2Jbü");
  });

  it("is cut after 99 characters", () => {
    expect(titleOf(`# ${"x".repeat(100)}`)).to.equal("x".repeat(100));
    expect(titleOf(`# ${"x".repeat(101)}`)).to.equal(`${"x".repeat(99)}…`);
  });
});

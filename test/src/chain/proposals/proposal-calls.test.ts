import { expect } from "chai";
import {
  descriptionHashOf,
  proposalIdOf,
  toArrays,
  withoutProposer,
  withProposer,
  type ProposalCall,
} from "../../../../src/chain/proposals/proposal-calls.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { votingCollective } from "../../../helpers/voting-collective.ts";

const { as, alice, bob, calls, governor } = await votingCollective();
const proposer = toAddress(`0x${"a".repeat(40)}`);
const more: readonly ProposalCall[] = [
  ...calls,
  { target: toAddress(`0x${"b".repeat(40)}`), value: 5n, calldata: "0x" },
];

describe("toArrays", () => {
  it("are the calls as the governor takes them", () => {
    const { target, calldata } = calls[0]!;

    expect(toArrays(more)).to.deep.equal([
      [target, `0x${"b".repeat(40)}`],
      [0n, 5n],
      [calldata, "0x"],
    ]);
  });
});

describe("withProposer", () => {
  it("marks the end of a text with whose proposal it is", () => {
    expect(withProposer("# Why\n\n", proposer)).to.equal(`# Why\n\n#proposer=0x${"a".repeat(40)}`);
  });

  it("writes what the governor takes from nobody else", async () => {
    const arrays = toArrays(calls);
    const text = withProposer("# Why", toAddress(alice.address));

    await expect(as(bob).governor.propose(...arrays, text)).to.be.revertedWithCustomError(
      governor,
      "GovernorRestrictedProposer",
    );
    expect(await as(alice).governor.propose.staticCall(...arrays, text)).to.equal(proposalIdOf(calls, text));
  });
});

describe("withoutProposer", () => {
  it("gives back the text", () => {
    expect(withoutProposer(withProposer("# Why\n\nSo.\n", proposer))).to.equal("# Why\n\nSo.");
  });

  it("leaves alone what is not at the end, or no mark", () => {
    for (const text of [`#proposer=${proposer} said so`, "#proposer=0x12", "# Why\n"]) {
      expect(withoutProposer(text)).to.equal(text);
    }
  });
});

describe("descriptionHashOf", () => {
  it("is the keccak256 of the text", () => {
    expect(descriptionHashOf("")).to.equal("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  });
});

describe("proposalIdOf", () => {
  it("is the id that the governor gives", async () => {
    for (const [some, text] of [
      [calls, "# Why"],
      [more, "# Warum nicht: ü"],
      [[], ""],
    ] as const) {
      const id = await governor.getProposalId(...toArrays(some), descriptionHashOf(text));
      expect(proposalIdOf(some, text)).to.equal(id);
    }
  });
});

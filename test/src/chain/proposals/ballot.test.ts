import { expect } from "chai";
import { verifyTypedData } from "ethers";
import {
  ballotTypedData,
  firstNonce,
  isExtended,
  signBallot,
  splitOf,
  voteParams,
  type BallotRequest,
} from "../../../../src/chain/proposals/ballot.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { votingCollective } from "../../../helpers/voting-collective.ts";

const { alice, governor, propose } = await votingCollective();
const ballot: BallotRequest = {
  proposalId: 7n,
  voter: toAddress(alice.address),
  support: "for",
  split: null,
  reason: "",
  chainId: 31_337,
  governor: toAddress(`0x${"4".repeat(40)}`),
  nonce: 7n << 64n,
};
const split = { against: 1n, for: 2n ** 128n - 1n, abstain: 0n };
const SPLIT = `0x${"1".padStart(32, "0")}${"f".repeat(32)}${"0".repeat(32)}`;

describe("voteParams", () => {
  it("are 16 bytes each for against, for and abstain", () => {
    expect(voteParams({ support: "split", split })).to.equal(SPLIT);
  });

  it("are none for a vote that is not divided", () => {
    for (const support of ["for", "against", "abstain"] as const) {
      expect(voteParams({ support, split: null })).to.equal("0x");
    }
  });

  it("refuse a divided vote without votes, or with a part that has no place", async () => {
    const none = { against: 0n, for: 0n, abstain: 0n };
    for (const wrong of [null, none, { ...none, for: -1n }, { ...none, for: 2n ** 128n }]) {
      const code = await rejectedCode(() => voteParams({ support: "split", split: wrong }));
      expect(code).to.equal("CHAIN_BAD_VOTE_SPLIT");
    }
  });
});

describe("splitOf", () => {
  it("gives back the parts", () => {
    expect(splitOf(SPLIT)).to.deep.equal(split);
  });

  it("gives nothing for other parameters", () => {
    for (const params of ["0x", "", SPLIT.slice(0, -2), `${SPLIT}00`]) expect(splitOf(params), params).to.equal(null);
  });
});

describe("isExtended", () => {
  it("is a vote with a reason, or a divided one", () => {
    expect(isExtended({ support: "for", reason: "" })).to.equal(false);
    expect(isExtended({ support: "for", reason: "Why" })).to.equal(true);
    expect(isExtended({ support: "split", reason: "" })).to.equal(true);
  });
});

describe("firstNonce", () => {
  it("is what the governor expects of a voter who has signed nothing", async () => {
    const id = await propose();
    const expected = await governor["nonces(address,uint192)"](alice.address, BigInt.asUintN(192, id));

    expect(id >> 192n).to.not.equal(0n);
    expect(firstNonce(id)).to.equal(expected);
  });
});

describe("ballotTypedData", () => {
  it("is the governor's Ballot for a plain vote", () => {
    const { domain, types, value } = ballotTypedData(ballot);

    expect(domain).to.deep.include({ chainId: 31_337, verifyingContract: ballot.governor });
    expect(Object.keys(types)).to.deep.equal(["Ballot"]);
    expect(value).to.deep.equal({ proposalId: 7n, support: 1, voter: ballot.voter, nonce: 7n << 64n });
  });

  it("has the name and version of the governor's own domain", async () => {
    const { name, version } = await governor.eip712Domain();

    expect(ballotTypedData(ballot).domain).to.deep.include({ name, version });
  });

  it("is an ExtendedBallot for a vote with a reason or parts", () => {
    const reasoned = ballotTypedData({ ...ballot, support: "against", reason: "Why" });
    const divided = ballotTypedData({ ...ballot, support: "split", split });

    expect(Object.keys(reasoned.types)).to.deep.equal(["ExtendedBallot"]);
    expect(reasoned.value).to.deep.include({ support: 0, reason: "Why", params: "0x" });
    expect(divided.value).to.deep.include({ support: 255, reason: "", params: SPLIT });
  });
});

describe("signBallot", () => {
  it("is the voter's signature over the typed data", async () => {
    const { domain, types, value } = ballotTypedData(ballot);
    const signature = await signBallot(alice, ballot);

    expect(verifyTypedData(domain, types, value, signature)).to.equal(alice.address);
  });
});

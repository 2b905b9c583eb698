import { expect } from "chai";
import { encodeVote, parseVote, type SignedBallot } from "../../../src/governance/vote-file.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { rejection } from "../../helpers/rejected-code.ts";

const plain: SignedBallot = {
  chainId: 31_337,
  governor: toAddress(`0x${"4".repeat(40)}`),
  proposalId: 2n ** 256n - 1n,
  voter: toAddress(`0x${"3".repeat(40)}`),
  support: "for",
  split: null,
  reason: "",
  nonce: 7n << 64n,
  signature: `0x${"ab".repeat(65)}`,
};
const divided: SignedBallot = {
  ...plain,
  support: "split",
  split: { against: 1n, for: 2n ** 128n - 1n, abstain: 0n },
  reason: "Both “sides”\n",
};
const SPLIT = `0x${"1".padStart(32, "0")}${"f".repeat(32)}${"0".repeat(32)}`;

describe("vote files", () => {
  it("give back what was written", () => {
    for (const ballot of [
      plain,
      divided,
      { ...plain, support: "against" },
      { ...plain, support: "abstain" },
    ] as const) {
      expect(parseVote(encodeVote(ballot))).to.deep.equal(ballot);
    }
  });

  it("are one line of JSON that says its format and holds what was signed", () => {
    expect(encodeVote({ ...divided, proposalId: 7n, reason: "Why" })).to.equal(
      `{"chainId":31337,"format":"governance-vote-v1","governor":"0x${"4".repeat(40)}","nonce":"129127208515966861312",` +
        `"params":"${SPLIT}","proposalId":"7","reason":"Why","signature":"0x${"ab".repeat(65)}","support":"split",` +
        `"voter":"0x${"3".repeat(40)}"}\n`,
    );
  });

  it("name the field that is missing, too much or of another kind", async () => {
    const whole = JSON.parse(encodeVote(plain)) as Record<string, unknown>;
    const changed: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ extra: 1 }, "content"],
      [{ format: "governance-vote-v2" }, "format"],
      [{ format: undefined }, "format"],
      [{ chainId: "31337" }, "chainId"],
      [{ chainId: 0 }, "chainId"],
      [{ governor: "0x12" }, "governor"],
      [{ voter: `0x${"A".repeat(40)}` }, "voter"],
      [{ proposalId: 7 }, "proposalId"],
      [{ proposalId: "07" }, "proposalId"],
      [{ proposalId: "x" }, "proposalId"],
      [{ proposalId: String(2n ** 256n) }, "proposalId"],
      [{ nonce: "-1" }, "nonce"],
      [{ nonce: undefined }, "nonce"],
      [{ support: "yes" }, "support"],
      [{ support: "toString" }, "support"],
      [{ support: 1 }, "support"],
      [{ params: "0x00" }, "params"],
      [{ params: SPLIT }, "params"],
      [{ support: "split" }, "params"],
      [{ reason: null }, "reason"],
      [{ reason: "x".repeat(4_097) }, "reason"],
      [{ signature: "0x" }, "signature"],
      [{ signature: "0xABCD" }, "signature"],
      [{ signature: `0x${"ab".repeat(4_097)}` }, "signature"],
    ];
    for (const [changes, field] of changed) {
      const { code, context } = await rejection(() => parseVote(JSON.stringify({ ...whole, ...changes })));
      expect([code, context.field], JSON.stringify(changes)).to.deep.equal(["GOVERNANCE_BAD_VOTE_FILE", field]);
    }
  });

  it("are no JSON, no object, or endless", async () => {
    for (const text of ["", "{", "[]", "7", "null", encodeVote(plain) + " ".repeat(32_768)]) {
      const { code, context } = await rejection(() => parseVote(text));
      expect([code, context.field], text.slice(0, 10)).to.deep.equal(["GOVERNANCE_BAD_VOTE_FILE", "content"]);
    }
  });
});

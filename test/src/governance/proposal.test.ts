import { expect } from "chai";
import { formatActions, toAction } from "../../../src/governance/proposal.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";

const address = toAddress(`0x${"a".repeat(40)}`);
const action = toAction("access", address, {
  signature: "revoke(uint256)",
  values: { grantId: "1" },
  calldata: "0x20c5429b",
});

describe("toAction", () => {
  it("is a call without money", () => {
    expect(action).to.deep.equal({
      target: "access",
      address,
      function: "revoke(uint256)",
      arguments: { grantId: "1" },
      calldata: "0x20c5429b",
      value: "0",
    });
  });
});

describe("formatActions", () => {
  it("names the format, the chain, the text that belongs to it and the calls in their order", () => {
    const text = formatActions({ chainId: 31337, actions: [action] });

    expect(JSON.parse(text)).to.deep.equal({
      format: "collective-proposal-v1",
      chainId: 31337,
      description: "proposal.md",
      actions: [action],
    });
    expect(text).to.match(/^\{\n {2}"format": /);
  });
});

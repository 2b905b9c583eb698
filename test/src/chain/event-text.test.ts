import { expect } from "chai";
import { AbiCoder, ParamType } from "ethers";
import { labelOf, textOf } from "../../../src/chain/event-text.ts";

/** What an event with one string, whose bytes are `hex`, decodes to. */
function argsOf(hex: string) {
  const abi = AbiCoder.defaultAbiCoder();
  return abi.decode([ParamType.from("string uri")], abi.encode(["bytes"], [hex]));
}

describe("textOf", () => {
  it("gives the text of an event", () => {
    expect(textOf(argsOf("0xc3bc"), "uri")).to.equal("ü");
  });

  it("gives no text for bytes that are no UTF-8", () => {
    for (const hex of ["0xff", "0xc3", "0xeda080", "0xc080"]) expect(textOf(argsOf(hex), "uri")).to.equal("");
  });
});

describe("labelOf", () => {
  it("leaves out what would move the cursor, hide text or turn the direction of writing", () => {
    const hex = `0x${Buffer.from("a\u001b[2J\u202eb\u200bc\u0000ü\u{e0041}").toString("hex")}`;

    expect(labelOf(argsOf(hex), "uri")).to.equal("a[2Jbcü");
  });

  it("gives no text for bytes that are no UTF-8", () => {
    expect(labelOf(argsOf("0xff"), "uri")).to.equal("");
  });
});

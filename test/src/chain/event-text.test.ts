import { expect } from "chai";
import { AbiCoder, ParamType } from "ethers";
import { textOf } from "../../../src/chain/event-text.ts";

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

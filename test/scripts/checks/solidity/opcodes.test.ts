import { expect } from "chai";
import { findOpcodes } from "../../../../scripts/checks/solidity/opcodes.ts";

/** No metadata, which still has its length: two bytes. */
const END = "0000";

describe("findOpcodes", () => {
  it("finds DELEGATECALL, CALLCODE and SELFDESTRUCT with their offsets", () => {
    expect(findOpcodes(`0x00f4f2ff${END}`)).to.deep.equal([
      { name: "DELEGATECALL", offset: 1 },
      { name: "CALLCODE", offset: 2 },
      { name: "SELFDESTRUCT", offset: 3 },
    ]);
  });

  it("takes the data of a PUSH for no instruction, and what follows for one", () => {
    expect(findOpcodes(`60f461f4f47f${"f4".repeat(32)}${END}`)).to.deep.equal([]);
    expect(findOpcodes(`60f4f4${END}`)).to.deep.equal([{ name: "DELEGATECALL", offset: 2 }]);
  });

  it("takes PUSH0 to have no data", () => {
    expect(findOpcodes(`5ff4${END}`)).to.deep.equal([{ name: "DELEGATECALL", offset: 1 }]);
  });

  it("leaves the metadata out", () => {
    expect(findOpcodes("00f4f4f40003")).to.deep.equal([]);
  });

  it("finds nothing in nothing", () => {
    expect(findOpcodes("0x")).to.deep.equal([]);
  });
});

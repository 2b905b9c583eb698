import { expect } from "chai";
import { contractInterfaces } from "../../../src/chain/collective.ts";
import { decodeCall } from "../../../src/chain/decode-call.ts";
import type { Hex } from "../../../src/primitives/bytes.ts";

const { access, registry } = contractInterfaces;
const revoke = access.encodeFunctionData("revoke", [7]) as Hex;

describe("decodeCall", () => {
  it("says a call in the words of the ABI", () => {
    expect(decodeCall(access, revoke)).to.deep.equal({
      name: "revoke",
      signature: "revoke(uint256)",
      values: { grantId: "7" },
      isExact: true,
    });
  });

  it("says when more stands behind the arguments than it shows", () => {
    expect(decodeCall(access, `${revoke}00`)).to.deep.include({ values: { grantId: "7" }, isExact: false });
  });

  it("says when something stands between the arguments", () => {
    const plain = registry.encodeFunctionData("update", [`0x${"1".repeat(64)}`, 1, `0x${"2".repeat(64)}`, ""]);
    const moved = `${plain.slice(0, 10 + 3 * 64)}${"a0".padStart(64, "0")}${"9".repeat(64)}${"0".repeat(64)}`;

    expect(decodeCall(registry, moved as Hex)).to.deep.include({ name: "update", isExact: false });
  });

  it("gives nothing for a function that the contract has not", () => {
    expect(decodeCall(registry, revoke)).to.equal(null);
  });

  it("gives nothing for less than a selector", () => {
    for (const calldata of ["0x", "0x20c542"] as const) expect(decodeCall(access, calldata)).to.equal(null);
  });

  it("gives nothing for arguments that cannot be read", () => {
    expect(decodeCall(access, revoke.slice(0, -2) as Hex)).to.equal(null);
  });
});

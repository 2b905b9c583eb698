import { expect } from "chai";
import { allFrames, readFrames, readSlotChanges } from "../../../../src/governance/simulation/trace.ts";

const a = `0x${"a".repeat(40)}`;
const b = `0x${"B".repeat(40)}`;
const word = (value: number) => `0x${String(value).padStart(64, "0")}`;

describe("readFrames", () => {
  it("reads a call and those inside it, with what is left out", () => {
    const inner = { type: "CREATE", from: b, error: "execution reverted" };

    expect(readFrames({ type: "CALL", from: a, to: b, value: "0xa", input: "0x01", calls: [inner] })).to.deep.equal({
      ...{ kind: "CALL", from: a, to: b.toLowerCase(), valueWei: 10n, input: "0x01", error: null },
      calls: [
        {
          ...{ kind: "CREATE", from: b.toLowerCase(), to: null, valueWei: 0n, input: "0x" },
          ...{ error: "execution reverted", calls: [] },
        },
      ],
    });
  });
});

describe("allFrames", () => {
  it("gives the outermost first", () => {
    const leaf = (type: string) => ({ type, from: a });
    const tree = { ...leaf("1"), calls: [{ ...leaf("2"), calls: [leaf("3")] }, leaf("4")] };

    expect(allFrames(readFrames(tree)).map(({ kind }) => kind)).to.deep.equal(["1", "2", "3", "4"]);
  });
});

describe("readSlotChanges", () => {
  it("takes a slot that only one side has as zero on the other", () => {
    const answer = {
      pre: { [b]: { storage: { [word(2)]: word(5) } } },
      post: { [b]: { storage: { [word(1)]: word(7) } }, [a]: { storage: {} } },
    };

    expect(readSlotChanges(answer)).to.deep.equal([
      { address: b.toLowerCase(), slot: 1n, before: word(0), after: word(7) },
      { address: b.toLowerCase(), slot: 2n, before: word(5), after: word(0) },
    ]);
  });

  it("leaves out what stays, and accounts without storage", () => {
    const same = { storage: { [word(1)]: word(7) } };

    expect(readSlotChanges({ pre: { [a]: same, [b]: {} }, post: { [a]: same, [b]: {} } })).to.deep.equal([]);
  });
});

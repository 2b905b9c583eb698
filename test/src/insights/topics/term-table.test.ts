import { expect } from "chai";
import { createTermTable } from "../../../../src/insights/topics/term-table.ts";

describe("createTermTable", () => {
  it("says in which conversations a term stands, and how often in all", () => {
    const table = createTermTable();
    table.add(["oven", "dough", "oven"]);
    table.add([]);
    table.add(["dough"]);

    expect(table.size).to.equal(3);
    expect(table.recurring(2)).to.deep.equal([{ name: "dough", conversations: [0, 2], occurrences: 2 }]);
    expect(table.recurring(1)[0]).to.deep.equal({ name: "oven", conversations: [0], occurrences: 2 });
  });

  it("keeps 300 different terms of a conversation, and counts those on", () => {
    const table = createTermTable();
    const many = Array.from({ length: 400 }, (_, index) => `w${index}`);
    table.add([...many, ...many]);

    expect(table.recurring(1)).to.have.length(300);
    expect(table.recurring(1).every(({ occurrences }) => occurrences === 2)).to.equal(true);
  });

  it("forgets terms of a single conversation when there are too many, and keeps what recurs", () => {
    const table = createTermTable();
    table.add(["kept"]);
    table.add(["kept"]);
    for (let at = 0; at < 1_700; at++) table.add(Array.from({ length: 300 }, (_, index) => `${at} ${index}`));

    const left = table.recurring(1);
    expect(left.length).to.be.lessThan(500_000);
    expect(left[0]).to.deep.equal({ name: "kept", conversations: [0, 1], occurrences: 2 });
  });
});

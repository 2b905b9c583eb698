import { expect } from "chai";
import fc from "fast-check";
import { buildMessageTree, type TreeNode } from "../../../src/export/message-tree.ts";

const said = (id: string, parentId: string | null, time: number | null = null): TreeNode => ({
  id,
  parentId,
  message: { time },
});
const silent = (id: string, parentId: string | null): TreeNode => ({ id, parentId, message: null });

describe("message tree", () => {
  it("walks from the current node to the root", () => {
    const nodes = [silent("r", null), said("a", "r"), said("b", "a"), said("c", "a"), said("d", "b")];
    expect(buildMessageTree(nodes, "d").thread).to.deep.equal([1, 2, 4]);
    expect(buildMessageTree(nodes, "c").thread).to.deep.equal([1, 3]);
  });

  it("takes the newest leaf without a current node, the later in the file among equals", () => {
    const nodes = [said("a", null, 1), said("b", "a", 5), said("c", "a", 9), said("d", "a", 9), said("e", "a")];
    expect(buildMessageTree(nodes, null).thread).to.deep.equal([0, 3]);
    expect(buildMessageTree(nodes, "unknown")).to.include({ hasCurrent: false });
    expect(buildMessageTree(nodes, "unknown").thread).to.deep.equal([0, 3]);
  });

  it("does not open a leaf without a message", () => {
    expect(buildMessageTree([said("a", null, 1), silent("b", null)], null).thread).to.deep.equal([0]);
    expect(buildMessageTree([silent("a", null)], null).thread).to.deep.equal([]);
    expect(buildMessageTree([], null).thread).to.deep.equal([]);
  });

  it("relinks messages across nodes without one", () => {
    const nodes = [said("a", null), silent("x", "a"), silent("y", "x"), said("b", "y"), said("c", "y")];
    expect(buildMessageTree(nodes, "c").messageParents).to.deep.equal([-1, 0, 0, 0, 0]);
  });

  it("makes a root of a node whose parent does not exist", () => {
    const tree = buildMessageTree([said("a", null), said("b", "gone")], "b");
    expect(tree).to.include({ danglingParents: 1, cutCycles: 0 });
    expect(tree.thread).to.deep.equal([1]);
  });

  it("cuts a cycle above its first node in the file", () => {
    const nodes = [said("a", "c"), said("b", "a"), said("c", "b"), said("tail", "c"), said("self", "self")];
    const tree = buildMessageTree(nodes, "tail");
    expect(tree.cutCycles).to.equal(2);
    expect(tree.thread).to.deep.equal([0, 1, 2, 3]);
    expect(tree.messageParents).to.deep.equal([-1, 0, 1, 2, -1]);
  });

  it("cuts a cycle at the same place from wherever it is entered", () => {
    const nodes = [said("entry", "b"), said("a", "b"), said("b", "a")];
    expect(buildMessageTree(nodes, "entry").messageParents).to.deep.equal([2, -1, 1]);
  });

  it("does not overflow on a chain of 100,000", () => {
    const nodes = Array.from({ length: 100_000 }, (_, i) => said(`n${i}`, i === 0 ? null : `n${i - 1}`));
    expect(buildMessageTree(nodes.reverse(), "n99999").thread).to.have.lengthOf(100_000);
  });

  it("turns any parent links into a forest", () => {
    const links = fc.array(fc.record({ parent: fc.integer({ min: -1, max: 12 }), isSilent: fc.boolean() }), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(links, fc.integer({ min: -1, max: 12 }), (list, current) => {
        const nodes = list.map(({ parent, isSilent }, index) =>
          (isSilent ? silent : said)(String(index), parent < 0 ? null : String(parent)),
        );
        const tree = buildMessageTree(nodes, String(current));
        for (let start = 0; start < nodes.length; start++) {
          let steps = 0;
          for (let at = start; at !== -1; at = tree.messageParents[at]!) expect(++steps).to.be.at.most(nodes.length);
        }
        expect(new Set(tree.thread).size).to.equal(tree.thread.length);
      }),
    );
  });
});

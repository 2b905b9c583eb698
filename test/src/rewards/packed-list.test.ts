import { expect } from "chai";
import fc from "fast-check";
import { PackedCursor, readPacked, type PackedList } from "../../../src/rewards/packed-list.ts";

/** Records of an id, whose last byte is given, and one byte more. */
function listOf(ids: readonly number[]): PackedList {
  const bytes = new Uint8Array(ids.length * 33);
  for (const [index, id] of ids.entries()) bytes[index * 33 + 31] = id;
  return readPacked(bytes, 33, "ids");
}

const ascending = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 })
  .map((ids) => ids.sort((a, b) => a - b));

describe("packed lists", () => {
  it("ascend strictly by id", () => {
    expect(listOf([]).count).to.equal(0);
    expect(listOf([1, 2, 9]).count).to.equal(3);
    expect(() => listOf([1, 2, 2]))
      .to.throw()
      .with.property("code", "REWARDS_DUPLICATE");
    expect(() => listOf([1, 3, 2]))
      .to.throw()
      .with.property("code", "REWARDS_NOT_ASCENDING");
  });

  it("are walked beside one another, each record found by its id", () => {
    fc.assert(
      fc.property(ascending, ascending, (ids, wanted) => {
        const cursor = new PackedCursor(listOf(ids));
        const others = listOf(wanted);
        const found = wanted.map((_, index) => cursor.find(others, index));
        expect(found).to.deep.equal(wanted.map((id) => ids.indexOf(id)));
      }),
    );
  });
});

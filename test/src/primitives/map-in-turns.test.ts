import { expect } from "chai";
import { mapInTurns } from "../../../src/primitives/map-in-turns.ts";

const later = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("mapInTurns", () => {
  it("keeps the order of the items, however long each takes", async () => {
    const slowFirst = async (item: number): Promise<number> => {
      for (let i = item; i < 3; i++) await later();
      return item * 10;
    };

    expect(await mapInTurns([1, 2, 3], 2, slowFirst)).to.deep.equal([10, 20, 30]);
    expect(await mapInTurns([], 2, slowFirst)).to.deep.equal([]);
  });

  it("never has more under way than allowed", async () => {
    let [running, most] = [0, 0];
    await mapInTurns([1, 2, 3, 4, 5, 6, 7], 3, async () => {
      most = Math.max(most, ++running);
      await later();
      running--;
    });

    expect(most).to.equal(3);
  });

  it("throws the first failure", async () => {
    const failing = mapInTurns([1, 2], 1, (item) =>
      item === 2 ? Promise.reject(new Error("two")) : Promise.resolve(item),
    );

    expect(await failing.catch((error: unknown) => (error as Error).message)).to.equal("two");
  });
});

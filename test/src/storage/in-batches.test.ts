import { expect } from "chai";
import { inBatches } from "../../../src/storage/in-batches.ts";

describe("doing things in batches", () => {
  /** Batches that end, one after the other, when they are told to. */
  function controlled() {
    const begun: string[] = [];
    const ends: ((failure?: Error) => void)[] = [];
    const add = inBatches<string>(
      (items) =>
        new Promise((resolve, reject) => {
          begun.push(items.join(""));
          ends.push((failure) => {
            if (failure === undefined) resolve();
            else reject(failure);
          });
        }),
    );
    return { add, begun, ends };
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it("takes together what comes while a batch is running", async () => {
    const { add, begun, ends } = controlled();
    const first = [add("a"), add("b")];
    await turn();
    const second = [add("c"), add("d"), add("e")];
    await turn();
    expect(begun).to.deep.equal(["ab"]);

    ends[0]!();
    await Promise.all(first);
    await turn();
    expect(begun).to.deep.equal(["ab", "cde"]);
    ends[1]!();
    await Promise.all(second);
    const third = add("f");
    await turn();
    ends[2]!();
    await third;
    expect(begun).to.deep.equal(["ab", "cde", "f"]);
  });

  it("fails for the items of a batch, and for no other", async () => {
    const { add, ends } = controlled();
    const [failure, first] = [new Error("gone"), add("a")];
    await turn();
    const second = add("b");
    ends[0]!(failure);
    expect(await first.catch((error: unknown) => error)).to.equal(failure);
    await turn();
    ends[1]!();
    await second;
  });
});

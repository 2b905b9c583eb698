import { expect } from "chai";
import { countUnits } from "../../../scripts/rewards/count-units.ts";
import { bytesOf, type Part } from "./pack.ts";

type Entry = readonly [id: number, version: number, units: number];

const ids = ["10", "20", "30"].map((byte) => `0x${byte.repeat(32)}`);

function contributionsOf(...versions: readonly number[]) {
  return versions.map((version, i) => ({ id: ids[i]!, owner: "0x", version, consentMask: 0 }));
}

function scores(...entries: readonly Entry[]): Buffer {
  const records = entries.flatMap(([id, version, units]): Part[] => [ids[id]!, [version, 4], [units, 4], [0, 8]]);
  return bytesOf(Buffer.alloc(172), ...records);
}

function ledger(...entries: readonly Entry[]): Buffer {
  return bytesOf(
    Buffer.alloc(48),
    ...entries.flatMap(([id, version, units]): Part[] => [ids[id]!, [version, 4], [units, 8]]),
  );
}

describe("countUnits", () => {
  const chain = { contributions: contributionsOf(1, 2, 3), quorum: 2 };

  it("counts what a quorum of files says alike", () => {
    const files = [scores([0, 1, 5], [1, 2, 6]), scores([0, 1, 5], [1, 2, 7]), scores([1, 2, 8], [2, 3, 9])];
    expect(countUnits(chain, files, ledger())).to.deep.equal({
      units: [5, null, null],
      versions: [1, 0, 0],
      lifetimeUnits: [5n, 0n, 0n],
    });
  });

  it("counts zero units, and the most that a file can say", () => {
    const file = scores([0, 1, 0], [1, 2, 2 ** 32 - 1]);
    expect(countUnits(chain, [file, file], ledger())).to.deep.equal({
      units: [0, 2 ** 32 - 1, null],
      versions: [1, 2, 0],
      lifetimeUnits: [0n, 2n ** 32n - 1n, 0n],
    });
  });

  it("counts each version once, and no version below one that counted", () => {
    const file = scores([0, 1, 5], [1, 2, 6], [2, 3, 7]);
    expect(countUnits(chain, [file, file], ledger([0, 1, 50], [1, 3, 60], [2, 2, 70]))).to.deep.equal({
      units: [null, null, 7],
      versions: [1, 3, 3],
      lifetimeUnits: [50n, 60n, 77n],
    });
  });

  it("ignores scores of other versions and of contributions that are not there", () => {
    const file = scores([0, 2, 5], [1, 2, 6], [2, 3, 7]);
    const gone = { contributions: [contributionsOf(1, 2, 3)[0]!, contributionsOf(1, 2, 3)[2]!], quorum: 2 };
    expect(countUnits(gone, [file, file], ledger([1, 1, 60])).units).to.deep.equal([null, 7]);
  });

  it("adds to a lifetime of more than 53 bits exactly", () => {
    const before = bytesOf(Buffer.alloc(48), ids[0]!, [1, 4], [2n ** 60n + 1n, 8]);
    const facts = { contributions: contributionsOf(2), quorum: 1 };
    expect(countUnits(facts, [scores([0, 2, 1])], before).lifetimeUnits).to.deep.equal([2n ** 60n + 2n]);
  });
});

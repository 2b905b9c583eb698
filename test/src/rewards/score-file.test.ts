import { expect } from "chai";
import fc from "fast-check";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import {
  checkScoreFile,
  decodeScoreFile,
  encodeScoreFile,
  scoreFileBytes,
  type ContributionScore,
  type ScoreFileContext,
} from "../../../src/rewards/score-file.ts";
import { idA, idB, repeat20, repeat32 } from "./example-epochs.ts";
import { scoresOf } from "./packing.ts";

const header = {
  chainId: 2n ** 64n - 1n,
  registry: repeat20("d2"),
  epoch: 3,
  validator: repeat20("11"),
  rulesetHash: repeat32("5e"),
  salt: repeat32("ab"),
  snapshotBlock: { number: 7, hash: repeat32("01") },
};
const scoreA = { contributionId: idA, version: 1, units: 0, reasons: 0n };
const scoreB = { contributionId: idB, version: 2, units: 2 ** 32 - 1, reasons: 2n ** 64n - 1n };
const bytes = encodeScoreFile(header, [scoreA, scoreB]);
const FIRST = 172;

function expectRefused(file: Uint8Array, code: string): void {
  expect(() => decodeScoreFile(file))
    .to.throw()
    .with.property("code", code);
}

describe("score file", () => {
  it("is written byte by byte as documented", () => {
    const expected = [
      Buffer.from("CDCSCOR1").toString("hex"),
      "ff".repeat(8),
      "d2".repeat(20),
      "0000000000000003",
      "11".repeat(20),
      "5e".repeat(32),
      "ab".repeat(32),
      "0000000000000007",
      "01".repeat(32),
      "00000002",
      `${idA.slice(2)}00000001000000000000000000000000`,
      `${idB.slice(2)}00000002ffffffffffffffffffffffff`,
    ];
    expect(Buffer.from(bytes).toString("hex")).to.equal(expected.join(""));
    expect(bytes.length).to.equal(scoreFileBytes(2));
  });

  it("gives back what was written, in whatever order, wherever it lies in memory", () => {
    const id = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((each) => toHex32(`0x${Buffer.from(each).toString("hex")}`));
    const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const score = fc.record({
      contributionId: id,
      version: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
      units: uint32,
      reasons: fc.constant(0n),
    });
    const scores = fc.uniqueArray(score, { selector: ({ contributionId }) => contributionId, maxLength: 20 });
    fc.assert(
      fc.property(scores, (list: ContributionScore[]) => {
        const written = encodeScoreFile(header, list);
        const { scores: read, ...rest } = decodeScoreFile(Uint8Array.from([9, ...written]).subarray(1));
        expect(rest).to.deep.equal(header);
        const ascending = list.toSorted((a, b) => (a.contributionId < b.contributionId ? -1 : 1));
        expect(scoresOf({ scores: read })).to.deep.equal(ascending);
      }),
      { numRuns: 10_000 },
    );
  }).timeout(60_000);

  it("refuses scores that are unsorted or name a contribution twice", () => {
    const unsorted = Uint8Array.from(bytes);
    unsorted.set(bytes.subarray(FIRST + 48), FIRST);
    unsorted.set(bytes.subarray(FIRST, FIRST + 48), FIRST + 48);
    expectRefused(unsorted, "REWARDS_NOT_ASCENDING");
    const twice = Uint8Array.from(bytes);
    twice.set(bytes.subarray(FIRST, FIRST + 32), FIRST + 48);
    expectRefused(twice, "REWARDS_DUPLICATE");
    expect(() => encodeScoreFile(header, [scoreA, scoreA]))
      .to.throw()
      .with.property("code", "REWARDS_DUPLICATE");
  });

  it("writes no units outside 0 … 2^32 − 1", () => {
    for (const units of [-1, 2 ** 32, 0.5, Number.NaN]) {
      const encode = () => encodeScoreFile(header, [{ ...scoreA, units }]);
      expect(encode).to.throw().with.property("code", "REWARDS_UNITS_OUT_OF_RANGE");
    }
  });

  it("refuses what is cut short, too long, of another format, or says what cannot be", () => {
    const at = (offset: number, ...values: number[]): Uint8Array => {
      const changed = Uint8Array.from(bytes);
      changed.set(values, offset);
      return changed;
    };
    const bad = {
      empty: new Uint8Array(),
      "no header": bytes.subarray(0, FIRST - 1),
      "cut short": bytes.subarray(0, -1),
      "one byte more": Uint8Array.from([...bytes, 0]),
      "another magic": at(7, 0x32),
      "epoch 0": at(36, 0, 0, 0, 0, 0, 0, 0, 0),
      "an epoch beyond 2^53": at(36, 0, 0x20),
      "a block beyond 2^53": at(128, 0xff),
      "a count that lies": at(168, 0xff, 0xff, 0xff, 0xff),
      "version 0": at(FIRST + 32, 0, 0, 0, 0),
    };
    for (const [what, file] of Object.entries(bad)) {
      expect(() => decodeScoreFile(file), what)
        .to.throw()
        .with.property("code", "REWARDS_BAD_FILE");
    }
  });

  it("must be made for the epoch it is used in", () => {
    const file = decodeScoreFile(bytes);
    const context: ScoreFileContext = header;
    checkScoreFile(file, context);
    const wrong: [object, string][] = [
      [{ chainId: 2n }, "CHAIN"],
      [{ registry: repeat20("d1") }, "REGISTRY"],
      [{ epoch: 4 }, "EPOCH"],
      [{ validator: repeat20("12") }, "VALIDATOR"],
      [{ rulesetHash: repeat32("5f") }, "RULESET"],
      [{ snapshotBlock: { number: 8, hash: repeat32("01") } }, "SNAPSHOT"],
      [{ snapshotBlock: { number: 7, hash: repeat32("02") } }, "SNAPSHOT"],
    ];
    for (const [change, name] of wrong) {
      const check = () => {
        checkScoreFile(file, { ...context, ...change });
      };
      expect(check).to.throw().with.property("code", `REWARDS_SCORES_WRONG_${name}`);
    }
  });
});

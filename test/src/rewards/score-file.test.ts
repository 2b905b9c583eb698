import { expect } from "chai";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { checkScoreFile, parseScoreFile, serialiseScoreFile, type ScoreFile } from "../../../src/rewards/score-file.ts";
import { idA, idB, repeat20, repeat32 } from "./example-epochs.ts";

const file: ScoreFile = {
  format: "score-file-v1",
  chainId: 1n,
  registry: repeat20("d2"),
  epoch: 3,
  validator: repeat20("11"),
  rulesetHash: repeat32("5e"),
  salt: repeat32("ab"),
  snapshotBlock: { number: 7, hash: repeat32("01") },
  scores: [
    { contributionId: idA, version: 1, units: 0, reasons: [] },
    { contributionId: idB, version: 2, units: 2 ** 32 - 1, reasons: ["NO_FEEDBACK", "tier-1"] },
  ],
};
const bytes = serialiseScoreFile(file);
const [scoreA, scoreB] = [file.scores[0]!, file.scores[1]!];

function written(changes: object): Uint8Array {
  const json = JSON.parse(new TextDecoder().decode(bytes)) as object;
  return new TextEncoder().encode(`${JSON.stringify({ ...json, ...changes })}\n`);
}

describe("score file", () => {
  it("gives back what was written", () => {
    expect(parseScoreFile(bytes)).to.deep.equal(file);
    expect(serialiseScoreFile(parseScoreFile(bytes))).to.deep.equal(bytes);
  });

  it("is canonical JSON", () => {
    const text = new TextDecoder().decode(bytes);
    expect(text.startsWith('{"chainId":"1","epoch":3,"format":"score-file-v1","registry":"0xd2')).to.equal(true);
    expect(text.endsWith("}\n")).to.equal(true);
    for (const other of [` ${text}`, text.trim(), text.replace('"epoch":3,', '"epoch":3.0,')]) {
      const parse = () => parseScoreFile(new TextEncoder().encode(other));
      expect(parse).to.throw().with.property("code", "REWARDS_NOT_CANONICAL");
    }
  });

  it("refuses scores that are unsorted or name a contribution twice", () => {
    const unsorted = written({ scores: [scoreB, scoreA] });
    const twice = written({ scores: [scoreA, { ...scoreA, units: 5 }] });
    expect(() => parseScoreFile(unsorted))
      .to.throw()
      .with.property("code", "REWARDS_NOT_ASCENDING");
    expect(() => parseScoreFile(twice))
      .to.throw()
      .with.property("code", "REWARDS_DUPLICATE");
  });

  it("refuses units outside 0 … 2^32 − 1", () => {
    for (const units of [-1, 2 ** 32, 0.5, "1", null]) {
      const parse = () => parseScoreFile(written({ scores: [{ ...scoreA, units }] }));
      expect(parse).to.throw().with.property("code", "REWARDS_UNITS_OUT_OF_RANGE");
    }
  });

  it("refuses other shapes", () => {
    const changes = [
      { format: "score-file-v2" },
      { chainId: 1 },
      { chainId: (2n ** 64n).toString() },
      { epoch: 0 },
      { extra: 1 },
      { salt: "0x12" },
      { scores: [{ ...scoreA, version: 0 }] },
      { scores: [{ ...scoreA, reasons: ["words of somebody"] }] },
      { scores: [{ ...scoreA, reasons: [1] }] },
    ];
    for (const change of changes) {
      const parse = () => parseScoreFile(written(change));
      expect(parse, JSON.stringify(change)).to.throw().with.property("code", "REWARDS_BAD_DOCUMENT");
    }
  });

  it("is never written when it could not be read", () => {
    const serialise = () => serialiseScoreFile({ ...file, scores: [scoreB, scoreA] });
    expect(serialise).to.throw().with.property("code", "REWARDS_NOT_ASCENDING");
  });

  it("must be made for the epoch it is used in", () => {
    const { chainId, registry, epoch, validator, rulesetHash, snapshotBlock } = file;
    const context = { chainId, registry, epoch, validator, rulesetHash, snapshotBlock };
    checkScoreFile(file, context);
    const wrong: [object, string][] = [
      [{ chainId: 2n }, "CHAIN"],
      [{ registry: repeat20("d1") }, "REGISTRY"],
      [{ epoch: 4 }, "EPOCH"],
      [{ validator: repeat20("12") }, "VALIDATOR"],
      [{ rulesetHash: repeat32("5f") }, "RULESET"],
      [{ snapshotBlock: { number: 8, hash: repeat32("01") } }, "SNAPSHOT"],
      [{ snapshotBlock: { number: 7, hash: toHex32(`0x${"02".repeat(32)}`) } }, "SNAPSHOT"],
    ];
    for (const [change, name] of wrong) {
      const check = () => {
        checkScoreFile(file, { ...context, ...change });
      };
      expect(check).to.throw().with.property("code", `REWARDS_SCORES_WRONG_${name}`);
    }
  });
});

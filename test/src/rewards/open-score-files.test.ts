import { expect } from "chai";
import { openScoreFiles } from "../../../src/rewards/open-score-files.ts";
import { exampleEpoch1, repeat32 } from "./example-epochs.ts";

const { chain, files } = exampleEpoch1();
const context = {
  chainId: chain.chainId,
  registry: chain.contracts.registry,
  epoch: chain.epoch,
  rulesetHash: chain.parameters.rulesetHash,
  snapshotBlock: chain.snapshotBlock,
};

describe("opening score files", () => {
  it("finds the commitment of each file and orders them by slot", () => {
    const opened = openScoreFiles(files.scoreFiles.toReversed(), chain.commitments, context);
    expect(opened.map(({ commitment }) => commitment.slot)).to.deep.equal([0, 1, 2, 3]);
    expect(opened.map(({ bytes }) => bytes)).to.deep.equal(files.scoreFiles);
    expect(opened.map(({ file }) => file.validator)).to.deep.equal(chain.validators.map(({ address }) => address));
  });

  it("refuses a file that nobody revealed, or that another validator revealed", () => {
    const hash = chain.commitments[0]!.hash;
    const copied = chain.commitments.slice(1).map((item) => ({ ...item, hash }));
    for (const commitments of [chain.commitments.slice(1), copied]) {
      const open = () => openScoreFiles(files.scoreFiles.slice(0, 1), commitments, context);
      expect(open).to.throw().with.property("code", "REWARDS_SCORES_NOT_COMMITTED");
    }
  });

  it("finds the right commitment when another validator copied its hash", () => {
    const copied = { ...chain.commitments[1]!, hash: chain.commitments[0]!.hash };
    const commitments = [copied, ...chain.commitments];
    const [opened] = openScoreFiles(files.scoreFiles.slice(0, 1), commitments, context);
    expect(opened?.commitment).to.deep.equal(chain.commitments[0]);
  });

  it("refuses a file given twice and a file made for another ruleset", () => {
    const twice = () => openScoreFiles([files.scoreFiles[0]!, files.scoreFiles[0]!], chain.commitments, context);
    expect(twice).to.throw().with.property("code", "REWARDS_DUPLICATE");
    const other = () =>
      openScoreFiles(files.scoreFiles, chain.commitments, { ...context, rulesetHash: repeat32("5f") });
    expect(other).to.throw().with.property("code", "REWARDS_SCORES_WRONG_RULESET");
  });
});

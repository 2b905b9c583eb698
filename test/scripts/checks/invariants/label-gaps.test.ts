import { expect } from "chai";
import {
  definedLabels,
  labelGaps,
  labelRows,
  mentionedLabels,
} from "../../../../scripts/checks/invariants/label-gaps.ts";

describe("definedLabels", () => {
  it("takes the first word of a list item, and no mention", () => {
    const page = "- **VOT1** A validator …\n  as in VOT2\n- **VOT3**, a sentence\n- see **VOT4**";

    expect(definedLabels(page)).to.deep.equal(["VOT1", "VOT3"]);
  });
});

describe("labelRows", () => {
  it("reads lists and ranges, and whether a campaign checks them", () => {
    const table = [
      "| Property | Label | In words | Campaign | How |",
      "| --- | --- | --- | --- | --- |",
      "| I1 | TOK1, RES2–RES4 | words | all | how |",
      "|  | COM3 | words | none | how |",
      "| I29 | – | words | none | how |",
    ].join("\n");

    expect(labelRows(table)).to.deep.equal([
      { labels: ["TOK1", "RES2", "RES3", "RES4"], inCampaign: true },
      { labels: ["COM3"], inCampaign: false },
    ]);
  });
});

describe("labelGaps", () => {
  const rows = [
    { labels: ["TOK1"], inCampaign: true },
    { labels: ["COM3"], inCampaign: false },
  ];
  const named = mentionedLabels('"TOK1: supply"');

  it("is content when each invariant is listed, and named where a campaign checks it", () => {
    expect(labelGaps(["TOK1", "COM3"], rows, named)).to.deep.equal([]);
  });

  it("names what is defined twice, not listed, not defined, or not in the code", () => {
    expect(labelGaps(["TOK1", "TOK1", "REG10"], rows, new Set())).to.deep.equal([
      "TOK1: defined twice",
      "REG10: not in docs/invariants.md",
      "COM3: on no contract's page",
      "TOK1: no campaign's code names it",
    ]);
  });
});

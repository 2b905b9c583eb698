import { expect } from "chai";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { rawVolume, turnsOf, type Volume } from "../../../src/scoring/volume.ts";

const volume = (userBytes: number, assistantBytes: number, userMessages = 1, assistantMessages = 1): Volume => ({
  userBytes,
  assistantBytes,
  userMessages,
  assistantMessages,
});

describe("volume", () => {
  it("weighs user text three times", () => {
    expect(rawVolume(volume(1_000, 5_000), rulesetV1)).to.equal(8_000);
  });

  it("counts answers only as far as they were asked for", () => {
    expect(rawVolume(volume(100, 50_000), rulesetV1)).to.equal(300 + 800 + 2_000);
    expect(rawVolume(volume(0, 50_000, 0, 9), rulesetV1)).to.equal(0);
  });

  it("takes as turns the lesser of questions and answers", () => {
    expect(turnsOf(volume(1, 1, 3, 5))).to.equal(3);
    expect(turnsOf(volume(1, 1, 5, 0))).to.equal(0);
  });
});

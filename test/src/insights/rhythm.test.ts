import { expect } from "chai";
import { localClock } from "../../../src/insights/local-time.ts";
import { SESSION_GAP_SECONDS, tallyRhythm } from "../../../src/insights/rhythm.ts";
import { conversation } from "./some-conversation.ts";

const clock = localClock();
const rhythmOf = (...moments: readonly (number | null)[]) => {
  const tally = tallyRhythm(clock);
  for (const createdAt of moments) tally.add(conversation({ createdAt }));
  return tally.result();
};

describe("tallyRhythm", () => {
  it("counts own messages by day, weekday and hour", () => {
    const { days, hours } = rhythmOf(3_600, 3_601, 86_400 * 4, null);

    expect(days).to.deep.equal([
      [0, 2],
      [4, 1],
    ]);
    expect([hours[3]![1], hours[0]![0]]).to.deep.equal([2, 1]);
    expect(hours.flat().reduce((sum, each) => sum + each, 0)).to.equal(3);
  });

  it("ends a session with a pause of half an hour, in whatever order messages come", () => {
    const start = 1_000_000;
    const { sessions } = rhythmOf(start + SESSION_GAP_SECONDS + 600, start, start + 600);

    expect(sessions).to.deep.equal({ count: 2, medianMessages: 1, medianMinutes: 0, longestMinutes: 10 });
  });

  it("is nothing without times", () => {
    expect(rhythmOf(null).sessions).to.deep.equal({ count: 0, medianMessages: 0, medianMinutes: 0, longestMinutes: 0 });
  });
});

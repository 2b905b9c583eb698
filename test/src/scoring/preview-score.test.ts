import { expect } from "chai";
import { createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { gradeOf, previewScore } from "../../../src/scoring/preview-score.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import type { ScorableConversation } from "../../../src/scoring/scorable.ts";
import { measureArchive } from "../../../src/scoring/score-archive.ts";
import { settleArchive } from "../../../src/scoring/settle-archive.ts";
import { chat, conversation, KEY, OWNER, prose, silentAccount, stream, SUBMITTED_AT } from "./synthetic-archive.ts";

const measured = (conversations: readonly ScorableConversation[]) =>
  measureArchive(
    { conversations: stream(conversations), account: silentAccount },
    { ruleset: rulesetV1, fingerprintKey: KEY, submittedAt: SUBMITTED_AT, owner: OWNER, tier: "selfDeclared" },
  );

describe("previewScore", () => {
  it("says what a first contribution earns, exactly and by every tier", async () => {
    const archive = await measured([chat(1), chat(2), chat(3)]);

    const preview = previewScore(archive, rulesetV1);

    const settled = (tier: keyof typeof preview.units) =>
      settleArchive({ ...archive, tier }, createNoveltyLedger(), rulesetV1).units;
    expect(preview.units).to.deep.equal({
      selfDeclared: settled("selfDeclared"),
      mailSignature: settled("mailSignature"),
      idToken: settled("idToken"),
      idTokenAndChallenge: settled("idTokenAndChallenge"),
    });
    expect(preview.units.selfDeclared).to.be.greaterThan(0);
    expect(preview).to.include({ conversations: 3, qualifying: 3, earning: 3, freshness: 1_000 });
    expect(preview.grade).to.equal(gradeOf(preview.units.idTokenAndChallenge));
  });

  it("counts exactly what earns nothing and why", async () => {
    const copies = [chat(1), { ...chat(1), id: "copy-1" }, { ...chat(1), id: "copy-2" }];
    const short = Array.from({ length: 5 }, (_, i) =>
      conversation([prose(90 + i, 10), prose(80 + i, 10)], { id: `s${i}` }),
    );

    const { conversations, earning, reasons } = previewScore(await measured([...copies, ...short]), rulesetV1);

    expect({ conversations, earning }).to.deep.equal({ conversations: 8, earning: 1 });
    expect(reasons.filter(({ code }) => code === "TOO_SHORT" || code === "NOT_FRESH")).to.deep.equal([
      { code: "NOT_FRESH", count: 2 },
      { code: "TOO_SHORT", count: 5 },
    ]);
  });
});

describe("gradeOf", () => {
  it("grows by 60 with every doubling, in a straight line between, up to 1,000", () => {
    const units = [0, 999, 1_000, 2_000, 3_000, 7_000, 400_000, 4_000_000, 24_000_000, 2 ** 40];

    expect(units.map(gradeOf)).to.deep.equal([0, 0, 60, 90, 120, 180, 513, 717, 867, 1_000]);
  });

  it("never falls", () => {
    for (let units = 0, last = 0; units < 3_000_000; units += 777) {
      expect(gradeOf(units)).to.be.at.least(last);
      last = gradeOf(units);
    }
  });
});

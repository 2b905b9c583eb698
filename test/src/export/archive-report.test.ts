import { expect } from "chai";
import { ReportBuilder } from "../../../src/export/archive-report.ts";
import { createDrift, NameTally } from "../../../src/export/name-tally.ts";
import type { Conversation, Message } from "../../../src/export/conversation.ts";

const facts = { kind: "sharded", missingShards: [], attachments: 0, unknownFiles: 0, unknownJson: [] } as const;
const tally = (...names: string[]): NameTally => {
  const counted = new NameTally();
  for (const name of names) counted.add(name);
  return counted;
};
const notes = { repairs: {}, ...createDrift(), hasChildren: true };

function conversation(...locales: (string | null)[]): Conversation {
  const messages = locales.map(
    (locale): Message => ({
      id: "m", parentId: null, role: "user", createdAt: null, text: "", contentType: "text", hidden: false, model: null, locale,
    }), // prettier-ignore
  );
  return { id: "c", title: null, createdAt: null, updatedAt: null, messages, visible: [], models: [], gizmoId: null };
}

describe("archive report", () => {
  it("counts what it is told", () => {
    const report = new ReportBuilder(
      { ...facts, missingShards: ["conversations-001.json"], attachments: 2, unknownFiles: 1 },
      { ...createDrift(), unknownKeys: tally("user.new"), unknownValues: tally("rating.love") },
    );
    report.addBytes(10);
    report.addBytes(5);
    report.skip("NO_MAPPING");
    report.skip("NO_MAPPING");
    report.add(conversation(null), {
      ...notes,
      repairs: { CYCLE_CUT: 1, ROLE_UNKNOWN: 0 },
      unknownContentTypes: tally("new"),
      unknownKeys: tally("message.new", "message.new"),
      unknownValues: tally("role.new"),
    });
    expect(report.build()).to.deep.equal({
      container: "sharded",
      conversations: 1,
      messages: 1,
      hiddenMessages: 0,
      messageLocales: {},
      skipped: { NO_MAPPING: 2 },
      repaired: { CYCLE_CUT: 1 },
      unknownContentTypes: { new: 1 },
      unknownKeys: { "message.new": 2, "user.new": 1 },
      unknownValues: { "rating.love": 1, "role.new": 1 },
      missingShards: ["conversations-001.json"],
      attachments: 2,
      unknownFiles: 1,
      unknownJson: [],
      bytes: 15,
    });
  });

  it("calls a zip slim when no conversation has children", () => {
    const slim = { ...notes, hasChildren: false };
    const report = new ReportBuilder(facts);
    report.add(conversation(), slim);
    expect(report.build().container).to.equal("slim");
    report.add(conversation(), notes);
    expect(report.build().container).to.equal("sharded");
    const bare = new ReportBuilder({ ...facts, kind: "bare-json" });
    bare.add(conversation(), slim);
    expect(bare.build().container).to.equal("bare-json");
    const empty = new ReportBuilder(facts);
    empty.add(conversation(), { ...notes, hasChildren: null });
    expect(empty.build().container).to.equal("sharded");
  });

  it("gives the most frequent locale, the first by name among equals", () => {
    const report = new ReportBuilder(facts);
    expect(report.locale).to.equal(null);
    report.add(conversation("fr-FR", "de-DE", null), notes);
    expect(report.locale).to.equal("de-DE");
    report.add(conversation("fr-FR"), notes);
    expect(report.locale).to.equal("fr-FR");
    report.add(conversation("words of somebody"), notes);
    expect(report.build().messageLocales).to.deep.equal({ "de-DE": 1, "fr-FR": 2, other: 1 });
  });

  it("counts a thousand locales at most", () => {
    const report = new ReportBuilder(facts);
    report.add(conversation(...Array.from({ length: 1000 }, (_, index) => `x${index}`)), notes);
    report.add(conversation("zz", "zz", "x7"), notes);
    expect(report.locale).to.equal("x7");
  });
});

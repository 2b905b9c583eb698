import { expect } from "chai";
import { readArchive, type OriginalConversation } from "../../../src/export/read-archive.ts";
import { createSelector, selectAll, type LeaveReason, type SelectionRule } from "../../../src/sharing/selection.ts";
import { collect } from "../export/rejection.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { node, sampleConversation } from "../export/sample-conversations.ts";

const at = (iso: string): number => Date.parse(iso) / 1000;
const asked = (id: string, changes: Record<string, unknown> = {}, model = "gpt-4o"): unknown => ({
  ...sampleConversation(id),
  mapping: {
    q: node("q", null, "user", `question of ${id}`, { create_time: at("2025-03-01T12:00:00Z") }),
    a: node("a", "q", "assistant", "answer", {
      create_time: at("2025-03-02T12:00:00Z"),
      metadata: { model_slug: model },
    }),
  },
  create_time: at("2025-03-01T12:00:00Z"),
  ...changes,
});
const originals = async (...elements: unknown[]): Promise<OriginalConversation[]> =>
  collect((await readArchive(new Blob([JSON.stringify(elements)]))).originals);
const reasons = async (rule: Partial<SelectionRule>, ...elements: unknown[]): Promise<(LeaveReason | null)[]> => {
  const selector = createSelector({ ...selectAll, ...rule });
  return (await originals(...elements)).map((original) => selector.reasonAgainst(original));
};

describe("createSelector", () => {
  it("shares everything unless told otherwise", async () => {
    expect(await reasons({}, asked("a"), asked("b", { is_archived: true }))).to.deep.equal([null, null]);
  });

  it("takes the chosen ones only, by id or by place from 1", async () => {
    expect(await reasons({ only: ["2", "c"] }, asked("a"), asked("b"), asked("c"))).to.deep.equal([
      "NOT_CHOSEN",
      null,
      null,
    ]);
  });

  it("counts places over all elements of the export, as the list does", async () => {
    expect(await reasons({ only: ["3"] }, asked("a"), null, asked("b"))).to.deep.equal(["NOT_CHOSEN", null]);
  });

  it("leaves the excepted ones out, also when they were chosen", async () => {
    expect(await reasons({ only: ["1", "2"], except: ["b"] }, asked("a"), asked("b"))).to.deep.equal([
      null,
      "EXCEPTED",
    ]);
  });

  it("refuses to end when somebody named what is not there", async () => {
    const selector = createSelector({ ...selectAll, only: ["1", "9"], except: ["x"] });
    for (const original of await originals(asked("a"))) selector.reasonAgainst(original);
    expect(await rejectedCode(selector.finish)).to.equal("SHARING_UNKNOWN_CONVERSATION");

    const content = createSelector({ ...selectAll, only: ["1"], except: ["a"] });
    for (const original of await originals(asked("a"))) content.reasonAgainst(original);
    content.finish();
  });

  it("takes archived ones like others, not at all, or alone", async () => {
    const both = [asked("a", { is_archived: true }), asked("b")];
    expect(await reasons({ archived: "no" }, ...both)).to.deep.equal(["ARCHIVED", null]);
    expect(await reasons({ archived: "only" }, ...both)).to.deep.equal([null, "NOT_ARCHIVED"]);
  });

  it("takes only what lies within the dates as a whole, to its last message", async () => {
    const from = at("2025-03-01T00:00:00Z");
    expect(await reasons({ from, before: at("2025-03-03T00:00:00Z") }, asked("a"))).to.deep.equal([null]);
    expect(await reasons({ from, before: at("2025-03-02T00:00:00Z") }, asked("a"))).to.deep.equal(["OUTSIDE_DATES"]);
    expect(await reasons({ from: from + 86_400 }, asked("a"))).to.deep.equal(["OUTSIDE_DATES"]);
  });

  it("leaves out what has no date at all when dates are asked for", async () => {
    const timeless = asked("a", { create_time: null, mapping: { q: node("q", null, "user", "when?") } });
    expect(await reasons({ from: 0 }, timeless)).to.deep.equal(["NO_DATE"]);
    expect(await reasons({}, timeless)).to.deep.equal([null]);
  });

  it("takes conversations that use the given models and no others", async () => {
    const silent = asked("c", { mapping: { q: node("q", null, "user", "hi") } });
    expect(await reasons({ models: ["gpt-4o"] }, asked("a"), asked("b", {}, "o3"), silent)).to.deep.equal([
      null,
      "OTHER_MODEL",
      "OTHER_MODEL",
    ]);
  });

  it("leaves out what contains a keyword anywhere, in any spelling, as a part of a word too", async () => {
    const found = await reasons(
      { without: ["scheidung"] },
      asked("a", { title: "SCHEIDUNGSANWALT" }),
      asked("b", { mapping: { t: node("t", null, "tool", "Schei\u200bdung"), q: node("q", "t", "user", "hi") } }),
      asked("c"),
    );
    expect(found).to.deep.equal(["KEYWORD", "KEYWORD", null]);
  });

  it("does not look for keywords in names of types", async () => {
    expect(await reasons({ without: ["assistant", "content_type"] }, asked("a"))).to.deep.equal([null]);
  });

  it("gives the first reason that applies", async () => {
    const rule = { only: ["1"], except: ["1"], archived: "only", models: ["x"], without: ["question"] } as const;
    expect(await reasons(rule, asked("a"), asked("b"))).to.deep.equal(["EXCEPTED", "NOT_CHOSEN"]);
  });
});

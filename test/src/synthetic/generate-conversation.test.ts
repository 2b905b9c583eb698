import { expect } from "chai";
import { generateConversation, type ConversationStyle } from "../../../src/synthetic/generate-conversation.ts";
import { inventPerson } from "../../../src/synthetic/person.ts";
import { pythonJson } from "../../../src/synthetic/python-json.ts";

const style: ConversationStyle = {
  person: inventPerson(1),
  isSlim: false,
  startAt: 1_735_689_600,
  conversationsPerDay: 3,
  languages: ["en"],
  plan: "plus",
  maxTurns: 100,
  textPermille: 100,
};
const make = (index: number, changes: Partial<ConversationStyle> = {}) =>
  generateConversation({ ...style, ...changes }, index);
const parsed = (index: number, changes: Partial<ConversationStyle> = {}) =>
  JSON.parse(pythonJson(make(index, changes).json)) as Record<string, unknown> & {
    mapping: Record<string, { children: string[] }>;
  };
const many = Array.from({ length: 300 }, (_, index) => index);

describe("generated conversation", () => {
  it("depends on style and number alone", () => {
    expect(make(5)).to.deep.equal(make(5));
    expect(pythonJson(make(5).json)).to.not.equal(pythonJson(make(6).json));
  });

  it("lies on its day, in order, in waking hours", () => {
    for (const index of many) {
      const day = 20_089 + Math.floor(index / 3);
      const { createdAt } = make(index);
      expect(Math.floor(createdAt / 86_400)).to.equal(day);
      expect(createdAt % 86_400).to.be.within(7 * 3600, 23 * 3600);
      if (index > 0) expect(createdAt).to.be.greaterThan(make(index - 1).createdAt);
    }
  });

  it("has an id that begins with its time, as since September 2024", () => {
    for (const index of many.slice(0, 50)) {
      const { id, createdAt } = make(index);
      expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-80[0-9a-f]{2}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(createdAt - Number.parseInt(id.slice(0, 8), 16)).to.be.within(0, 133);
      expect(Number.parseInt(id.slice(9, 13), 16) % 4).to.equal(0);
    }
  });

  it("forks about one conversation of six", () => {
    const forked = many.filter((index) =>
      Object.values(parsed(index).mapping).some(({ children }) => children.length > 1),
    );
    expect(forked.length).to.be.within(25, 75);
  });

  it("is judged by the person now and then", () => {
    const judged = many.filter((index) => make(index).feedback !== null);
    expect(judged.length).to.be.within(6, 35);
    const feedback = JSON.parse(pythonJson(make(judged[0]!).feedback)) as Record<string, string>;
    expect(feedback).to.include({ conversation_id: make(judged[0]!).id, user_id: style.person.userId });
    expect(feedback.rating).to.match(/^thumbs_(up|down)$/);
    expect(feedback.create_time).to.match(/^2025-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(JSON.parse(feedback.content!)).to.be.an("object");
  });

  it("keeps to maxTurns", () => {
    for (const index of many) {
      expect(Object.keys(parsed(index, { maxTurns: 2 }).mapping).length).to.be.at.most(3 + 2 * 2 + 2 * 2 + 1);
    }
  });

  it("uses models of its time and plan", () => {
    const modelOn = (startAt: number, plan: "free" | "plus") => parsed(0, { startAt, plan }).default_model_slug;
    expect(modelOn(1_690_000_000, "plus")).to.equal("gpt-4");
    expect(modelOn(1_690_000_000, "free")).to.equal("text-davinci-002-render-sha");
    expect(modelOn(1_735_689_600, "plus")).to.equal("gpt-4o");
    expect(modelOn(1_760_000_000, "free")).to.equal("gpt-5-mini");
  });

  it("has the envelope of its era", () => {
    expect(Object.keys(parsed(0))).to.include.members(["safe_urls", "moderation_results", "memory_scope"]);
    const slim = Object.keys(parsed(0, { isSlim: true }));
    expect(slim).to.not.include("safe_urls");
    expect(slim).to.have.lengthOf(18);
  });
});

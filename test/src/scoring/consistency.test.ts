import { expect } from "chai";
import { consistency } from "../../../src/scoring/consistency.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import type { ScorableConversation } from "../../../src/scoring/scorable.ts";
import { message, SUBMITTED_AT } from "./synthetic-archive.ts";

const gate = (conversation: ScorableConversation) =>
  consistency(conversation, conversation.messages, SUBMITTED_AT, rulesetV1);
const CREATED = 1_781_000_000;
const [user, assistant] = [message("user", "a", { id: "1" }), message("assistant", "b", { id: "2" })];

describe("consistency", () => {
  it("lets an export of 2024 pass: random ids, all times given", () => {
    const messages = [
      { ...user, createdAt: 1_717_259_264.52 },
      { ...assistant, createdAt: 1_717_259_284.11 },
    ];
    expect(gate({ id: "a6f7a950-5cb3-46c3-8273-e2efb2b2bdcd", createdAt: 1_717_259_264.51, messages })).to.equal(1_000);
  });

  it("lets a slim export of 2026 pass: timed ids, the root's time missing", () => {
    const messages = [user, { ...assistant, createdAt: CREATED + 4 }];
    expect(gate({ id: "6a27e732-6d70-83ea-98e3-4a774335d55e", createdAt: CREATED, messages })).to.equal(1_000);
  });

  it("lets a conversation pass that says nothing about time", () => {
    expect(gate({ id: "", createdAt: null, messages: [user, assistant] })).to.equal(1_000);
  });

  it("lets a branch of an older conversation pass", () => {
    const messages = [{ ...user, createdAt: CREATED - 90 * 86_400 }, assistant];
    expect(gate({ id: "6a27e732-6d70-83ea-98e3-4a774335d55e", createdAt: CREATED, messages })).to.equal(1_000);
  });

  it("lowers a conversation whose id was made on another day than it claims", () => {
    const id = "6a27e732-6d70-83ea-98e3-4a774335d55e";
    expect(gate({ id, createdAt: CREATED - 2 * 86_400, messages: [user, assistant] })).to.equal(665);
  });

  it("lowers a conversation with impossible times or repeated ids, and stops one with both", () => {
    const twins = [user, { ...assistant, id: user.id }];
    const future = [user, assistant].map((item) => ({ ...item, createdAt: SUBMITTED_AT + 1e6 }));
    expect(gate({ id: "x", createdAt: null, messages: twins })).to.equal(875);
    expect(gate({ id: "x", createdAt: null, messages: future })).to.equal(250);
    expect(gate({ id: "x", createdAt: null, messages: future.map((item) => ({ ...item, id: "" })) })).to.equal(0);
  });
});

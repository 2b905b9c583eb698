import { expect } from "chai";
import { archiveBonus, type BonusInput } from "../../../src/scoring/bonus.ts";
import { createConversationMeter } from "../../../src/scoring/measure-conversation.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import type { ScorableConversation, ScorableFeedback } from "../../../src/scoring/scorable.ts";
import { chat, conversation, DAY, FIRST_DAY, KEY, silentAccount, SUBMITTED_AT } from "./synthetic-archive.ts";

const measure = createConversationMeter({ ruleset: rulesetV1, fingerprintKey: KEY, submittedAt: SUBMITTED_AT });
const bonus = (conversations: readonly ScorableConversation[], rest: Partial<BonusInput> = {}) =>
  archiveBonus(
    {
      measures: conversations.map(measure),
      account: silentAccount,
      tier: "selfDeclared",
      submittedAt: SUBMITTED_AT,
      ...rest,
    },
    rulesetV1,
  );
const rating = (rest: Partial<ScorableFeedback> = {}): ScorableFeedback => ({
  conversationId: "chat-1",
  rating: "up",
  hasText: false,
  createdAt: FIRST_DAY * DAY + 9_999,
  ...rest,
});
const ratings = (...feedback: ScorableFeedback[]) =>
  bonus([chat(1)], { account: { ...silentAccount, feedback } }).feedback;

describe("bonus", function () {
  this.timeout(20_000);

  it("B1: 2 ‰ per rating and 6 ‰ more with a text, at most 110 ‰", () => {
    expect(ratings()).to.equal(0);
    expect(ratings(rating(), rating({ rating: "down" }), rating({ hasText: true }))).to.equal(12);
    expect(ratings(...Array.from({ length: 80 }, () => rating({ hasText: true })))).to.equal(110);
  });

  it("B1: only ratings of a conversation in the archive, and not older than it", () => {
    expect(ratings(rating({ conversationId: "elsewhere" }), rating({ conversationId: null }))).to.equal(0);
    expect(ratings(rating({ createdAt: FIRST_DAY * DAY }), rating({ createdAt: null }))).to.equal(0);
    expect(ratings(rating({ createdAt: SUBMITTED_AT * 2 }), rating({ rating: "unknown" }))).to.equal(0);
    expect(ratings(rating({ createdAt: FIRST_DAY * DAY + 3_600 }))).to.equal(2);
  });

  it("B2: settings, conversations that name their model, proven plan", () => {
    const settings = { ...silentAccount, settingsPresent: true };
    const plus = { ...silentAccount, plan: "plus" };
    expect(bonus([chat(1)], { account: settings }).metadata).to.equal(20);
    expect(bonus([1, 2, 3].map((seed) => chat(seed, 4, { model: "m" }))).metadata).to.equal(6);
    expect(bonus(Array.from({ length: 12 }, (_, i) => chat(i, 4, { model: "m" }))).metadata).to.equal(20);
    expect(bonus([chat(1)], { account: plus }).metadata).to.equal(0);
    expect(bonus([chat(1)], { account: plus, tier: "idToken" }).metadata).to.equal(20);
    expect(bonus([chat(1)], { account: plus, tier: "idTokenAndChallenge" }).metadata).to.equal(20);
    expect(bonus([chat(1)], { tier: "idToken" }).metadata).to.equal(0);
  });

  it("B3: models, scripts and active weeks, at most 80 ‰", () => {
    expect(bonus([chat(1)]).breadth).to.equal(10);
    expect(bonus([chat(1, 4, { model: "a" }), chat(2, 4, { model: "b" })]).breadth).to.equal(30);
    expect(bonus([chat(1, 4, { day: FIRST_DAY }), chat(2, 4, { day: FIRST_DAY + 14 })]).breadth).to.equal(11);
    expect(bonus(Array.from({ length: 9 }, (_, i) => chat(i, 4, { model: `m${i}` }))).breadth).to.equal(80);
  });

  it("B: at most 250 ‰ together", () => {
    const feedback = Array.from({ length: 20 }, () => rating({ hasText: true }));
    const account = { userId: null, plan: "plus", settingsPresent: true, feedback };
    const conversations = Array.from({ length: 12 }, (_, i) => chat(i, 4, { model: `m${i}` }));
    expect(bonus(conversations, { account, tier: "idToken" })).to.deep.equal({
      feedback: 110,
      metadata: 60,
      breadth: 80,
      total: 250,
    });
  });

  it("looks at no conversation that is worth nothing", () => {
    const worthless = conversation(["hi", "hello"], { id: "chat-1", model: "m" });
    const account = { ...silentAccount, settingsPresent: true, feedback: [rating()] };
    expect(bonus([worthless], { account })).to.deep.equal({ feedback: 0, metadata: 0, breadth: 0, total: 0 });
  });
});

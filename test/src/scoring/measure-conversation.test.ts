import { expect } from "chai";
import { createConversationMeter, qualifies } from "../../../src/scoring/measure-conversation.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import type { ScorableConversation } from "../../../src/scoring/scorable.ts";
import {
  chat,
  conversation,
  DAY,
  FIRST_DAY,
  KEY,
  message,
  prose,
  SUBMITTED_AT,
  uniformWords,
} from "./synthetic-archive.ts";

const context = { ruleset: rulesetV1, fingerprintKey: KEY, submittedAt: SUBMITTED_AT };
const measure = (item: ScorableConversation) => createConversationMeter(context)(item);
const reasons = (item: ScorableConversation) => measure(item).reasons;

describe("measure conversation", function () {
  this.timeout(20_000);

  it("finds an ordinary conversation worth its volume and depth", () => {
    const { volume, quality, consistency, reasons } = measure(chat(1));
    expect({ volume, quality, consistency, reasons }).to.deep.equal({
      volume: 3 * 1_122 + 4_480,
      quality: 1_000,
      consistency: 1_000,
      reasons: [],
    });
  });

  it("reads user and assistant messages only, and no hidden ones", () => {
    const plain = chat(1);
    const noise = [
      message("system", prose(9, 50)),
      message("tool", prose(8, 50)),
      message("user", prose(7, 50), { hidden: true }),
      message("user", " … "),
    ];
    expect(measure({ ...plain, messages: [...noise, ...plain.messages] })).to.deep.equal(measure(plain));
  });

  it("does not depend on the order of the messages", () => {
    const plain = chat(2);
    expect(measure({ ...plain, messages: plain.messages.toReversed() }).fingerprints).to.deep.equal(
      measure(plain).fingerprints,
    );
  });

  it("measures a conversation the same after any other", () => {
    const meter = createConversationMeter(context);
    meter(conversation([uniformWords(1, 3_000, 50_000), "x"]));
    expect(meter(chat(3))).to.deep.equal(measure(chat(3)));
  });

  it("counts each message to its cap, and the conversation to CC", () => {
    const long = Array.from({ length: 20 }, (_, i) => prose(50 + i, 1_500));
    expect(measure(conversation(long.slice(0, 2))).volume).to.equal(3 * 4_000 + 6_000);
    expect(measure(conversation(long)).volume).to.equal(120_000);
    expect(reasons(conversation(long))).to.deep.equal(["CONVERSATION_CAP"]);
  });

  it("takes its creation as its time, else its earliest message, else none", () => {
    const own = FIRST_DAY * DAY + 3_600;
    const item = chat(4);
    const dateless = item.messages.map((each) => ({ ...each, createdAt: null }));
    expect(measure({ ...item, createdAt: own + 0.9 }).time).to.equal(own);
    expect(measure({ ...item, createdAt: null }).time).to.equal(own);
    expect(measure({ ...item, createdAt: 5 }).time).to.equal(own);
    expect(measure({ ...item, createdAt: null, messages: dateless }).time).to.equal(0);
    expect(reasons({ ...item, createdAt: null, messages: dateless })).to.deep.equal(["NO_DATE"]);
  });

  it("lists the models of the answers and whether most of them name one", () => {
    const named = measure(chat(5, 4, { model: "gpt-4o" }));
    expect([named.models, named.modelled]).to.deep.equal([["gpt-4o"], true]);
    const item = chat(5, 4, { model: "gpt-4o" });
    const half = measure({
      ...item,
      messages: item.messages.map((each, i) => (i < 4 ? { ...each, model: "" } : each)),
    });
    expect([half.models, half.modelled]).to.deep.equal([["gpt-4o"], false]);
  });

  it("counts tokens by script, digits apart", () => {
    const { scriptTokens } = measure(conversation(["one 2 три 四", "five 6"]));
    expect([scriptTokens[0], scriptTokens[2], scriptTokens[8]]).to.deep.equal([2, 1, 1]);
  });

  it("says why a conversation is worth nothing", () => {
    const paragraph = prose(6, 120);
    expect(reasons(conversation([prose(1, 200)]))).to.deep.equal(["NO_TURN"]);
    expect(reasons(conversation(["hi", "hello"]))).to.include("TOO_SHORT");
    expect(reasons(conversation([`${paragraph} `.repeat(30), `${paragraph} `.repeat(30)]))).to.deep.equal([
      "REPEATED_TEXT",
    ]);
    expect(reasons(conversation([prose(1, 100).replaceAll(" ", "=-=-=-=-=-=-=-=-= "), "ok"]))).to.deep.equal([
      "FEW_LETTERS",
    ]);
    expect(reasons(conversation([uniformWords(1, 400, 200_000), uniformWords(2, 400, 200_000)]))).to.deep.equal([
      "IMPLAUSIBLE_WORDS",
    ]);
    const late = chat(7).messages.map((each) => ({ ...each, id: "", createdAt: SUBMITTED_AT * 2 }));
    expect(reasons({ id: "x", createdAt: null, messages: late })).to.deep.equal(["INCONSISTENT", "NO_DATE"]);
  });

  it("finds nothing in an empty conversation", () => {
    const empty = measure({ id: "x", createdAt: null, messages: [] });
    expect([empty.volume, empty.quality, empty.consistency, qualifies(empty)]).to.deep.equal([0, 0, 1_000, false]);
    expect(empty.reasons).to.deep.equal(["NO_TURN", "TOO_SHORT", "NOT_SAMPLED", "NO_DATE"]);
  });

  it("refuses a fingerprint key of another length", () => {
    expect(() => createConversationMeter({ ...context, fingerprintKey: new Uint8Array(8) }))
      .to.throw()
      .with.property("code", "SCORING_KEY_LENGTH");
  });
});

import { expect } from "chai";
import type { Hex32 } from "../../../src/primitives/identifiers.ts";
import { applyDelta, createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import type { ScorableConversation } from "../../../src/scoring/scorable.ts";
import {
  chat,
  conversation,
  DAY,
  FIRST_DAY,
  OWNER,
  prose,
  randomFrom,
  score,
  silentAccount,
  SUBMITTED_AT,
  uniformWords,
  withoutBonus,
} from "./synthetic-archive.ts";

/** What an honest archive of about the same size earns. */
const honest = async () => (await score(Array.from({ length: 20 }, (_, i) => chat(i)))).units;

async function afterCounting(counted: readonly ScorableConversation[]) {
  const novelty = createNoveltyLedger();
  applyDelta(novelty, (await score(counted)).delta);
  return novelty;
}

const rewrite = (item: ScorableConversation, change: (text: string) => string): ScorableConversation => ({
  ...item,
  messages: item.messages.map((each) => ({ ...each, text: change(each.text) })),
});

const hash = (digit: string) => `0x${digit.repeat(64)}` as Hex32;

const both = (text: (seed: number) => string, id: string) => conversation([text(1), text(2), text(3), text(4)], { id });

describe("attacks", function () {
  this.timeout(30_000);

  it("a template farm with counters is paid like one filled-in template", async () => {
    const template = (i: number) =>
      conversation(
        [`Question ${i}: ${prose(1, 60)} number ${7 * i}?`, `Answer ${i}: ${prose(2, 120)} is ${i}.5 of item${i}.`],
        { id: `t${i}`, day: FIRST_DAY + i },
      );
    const ruleset = withoutBonus;
    const farm = await score(
      Array.from({ length: 200 }, (_, i) => template(i)),
      { ruleset },
    );
    expect(farm.units).to.equal((await score([template(0)], { ruleset: { ...ruleset, LT: 0 } })).units);
    const inside = Array.from({ length: 100 }, (_, i) => template(i).messages.map(({ text }) => text)).flat();
    const { units, reasons } = await score([conversation(inside)]);
    expect([units, reasons]).to.deep.equal([0, ["CONVERSATION_CAP", "REPEATED_TEXT"]]);
  });

  it("one paragraph repeated earns nothing", async () => {
    const paragraph = `${prose(3, 100)}. `;
    const { units, reasons } = await score([conversation([paragraph.repeat(20), paragraph.repeat(40)])]);
    expect(units).to.equal(0);
    expect(reasons).to.include("REPEATED_TEXT");
  });

  const noise: readonly [string, (seed: number) => string][] = [
    ["random words of a large vocabulary", (seed) => uniformWords(seed, 700, 200_000)],
    [
      "base-36 noise",
      (seed) => {
        const random = randomFrom(seed);
        return Array.from({ length: 500 }, () => Math.floor(random() * 36 ** 6).toString(36)).join(" ");
      },
    ],
    [
      "letters without spaces",
      (seed) => {
        const random = randomFrom(seed);
        return Array.from({ length: 4_000 }, () => String.fromCharCode(97 + Math.floor(26 * random()))).join("");
      },
    ],
  ];
  for (const [name, text] of noise) {
    it(`${name} earns nothing, in long conversations and in short ones`, async () => {
      const long = both(text, "long");
      const short = Array.from({ length: 30 }, (_, i) =>
        conversation([text(i).slice(0, 200), text(-i - 1).slice(0, 200)], { id: `s${i}` }),
      );
      expect((await score([long, ...short])).units).to.equal(0);
    });
  }

  it("random words of a tiny vocabulary earn nothing", async () => {
    expect((await score([both((seed) => uniformWords(seed, 2_000, 60), "tiny")])).units).to.equal(0);
  });

  it("spaces and invisible signs add nothing", async () => {
    const plain = await score([chat(1)]);
    const padded = rewrite(chat(1), (text) => text.replaceAll(" ", ` \n\t${" ".repeat(90)}\u200b\u200b`));
    expect((await score([padded])).units).to.equal(plain.units);
  });

  it("other padding makes the text signs instead of language", async () => {
    const padded = rewrite(chat(1), (text) => text.replaceAll(" ", ` ${"=".repeat(30)} `));
    const { units, reasons } = await score([padded]);
    expect([units, reasons]).to.deep.equal([0, ["FEW_LETTERS"]]);
  });

  it("a huge paste is worth one capped message, and its rest cannot be sold later", async () => {
    const paste = prose(5, 60_000);
    const pasted = conversation([paste, prose(6, 100)]);
    const { units } = await score([pasted]);
    expect(units).to.be.at.most(Math.ceil(((3 * 4_000 + 6_000) * 600 * 1.25) / 1_000));
    const recut = Array.from({ length: 10 }, (_, i) =>
      conversation([paste.slice(20_000 * (i + 1), 20_000 * (i + 1) + 4_000), prose(6, 100)], { id: `r${i}` }),
    );
    const later = await score(recut, { novelty: await afterCounting([pasted]) });
    expect(later.units).to.be.at.most((await score(recut)).units / 50);
    expect(later.breakdown.freshness).to.equal(0);
  });

  it("changed case, punctuation, spacing, numbers and invisible signs do not make text new", async () => {
    const novelty = await afterCounting([chat(1)]);
    const changes: ((text: string) => string)[] = [
      (text) => text.toUpperCase(),
      (text) => text.replaceAll(" ", "... "),
      (text) => text.replaceAll(" ", "\n"),
      (text) => text.replaceAll("a", "a\u200b"),
    ];
    for (const change of changes) expect((await score([rewrite(chat(1), change)], { novelty })).units).to.equal(0);
    const numbered = (number: number) => rewrite(chat(2), (text) => text.replaceAll(",", ` ${number} `));
    const counted = await afterCounting([numbered(1)]);
    expect((await score([numbered(22_222)], { novelty: counted })).units).to.equal(0);
  });

  it("answers without questions and questions without answers earn nothing", async () => {
    const [questions, answers] = ["user", "assistant"].map((role) => {
      const messages = chat(1, 8).messages.filter((each) => each.role === role);
      return score([{ id: "x", createdAt: null, messages }]);
    });
    expect([(await questions)?.units, (await answers)?.units]).to.deep.equal([0, 0]);
  });

  it("forged dates outside the life of the service share one day", async () => {
    const many = Array.from({ length: 60 }, (_, i) => {
      const item = conversation([prose(2 * i, 900), prose(2 * i + 1, 900)], { id: `f${i}` });
      const createdAt = i % 2 === 0 ? i * DAY : SUBMITTED_AT + (i + 2) * DAY;
      return { ...item, createdAt, messages: item.messages.map((each) => ({ ...each, createdAt })) };
    });
    const { delta, reasons } = await score(many, { ruleset: { ...rulesetV1, DC: 20_000 } });
    expect(delta.days.map(({ day, base }) => [day, base])).to.deep.equal([[0, 20_000]]);
    expect(reasons).to.deep.equal(["DAY_CAP", "NO_DATE"]);
  });

  it("one account has one cap a day, from however many wallets", async () => {
    const ruleset = { ...rulesetV1, DC: 10_000 };
    const account = { ...silentAccount, userId: "user-one" };
    const novelty = createNoveltyLedger();
    for (let wallet = 1; wallet <= 3; wallet++) {
      const owner = OWNER.replaceAll("1", String(wallet)) as typeof OWNER;
      applyDelta(novelty, (await score([chat(wallet, 6)], { ruleset, account, owner, novelty })).delta);
    }
    const bases = [...novelty.credits.values()].map((days) => [...days.values()].map(({ base }) => base));
    expect(bases).to.deep.equal([[10_000]]);
  });

  it("a stranger who names somebody's account cannot spend the day caps of a proven mailbox", async () => {
    const ruleset = { ...rulesetV1, DC: 5_000 };
    const account = { ...silentAccount, userId: "user-one" };
    const mail = { id: hash("1"), cluster: hash("2") };
    const stranger = OWNER.replaceAll("1", "9") as typeof OWNER;
    const stolen = await score([chat(1, 6)], { ruleset, account, owner: stranger, tier: "selfDeclared" });
    const novelty = createNoveltyLedger();
    applyDelta(novelty, stolen.delta);
    expect(stolen.delta.days[0]?.base).to.equal(5_000);
    const own = await score([chat(2, 6)], { ruleset, account, novelty, tier: "mailSignature", mail });
    expect(own.delta.days[0]?.base).to.equal(5_000);
  });

  it("one proven mailbox has one cap a day, from however many wallets and under however many account names", async () => {
    const ruleset = { ...rulesetV1, DC: 10_000 };
    const novelty = createNoveltyLedger();
    for (let wallet = 1; wallet <= 3; wallet++) {
      const owner = OWNER.replaceAll("1", String(wallet)) as typeof OWNER;
      const account = { ...silentAccount, userId: `user-${wallet}` };
      const mail = { id: hash(String(wallet)), cluster: hash("a") };
      const options = { ruleset, account, owner, novelty, mail, tier: "mailSignature" as const };
      applyDelta(novelty, (await score([chat(wallet, 6)], options)).delta);
    }
    const bases = [...novelty.credits.values()].map((days) => [...days.values()].map(({ base }) => base));
    expect(bases).to.deep.equal([[10_000]]);
  });

  it("a mail that a validator read in somebody's archive raises no archive of its own", async () => {
    const mail = { id: hash("1"), cluster: hash("2") };
    const novelty = createNoveltyLedger();
    const own = await score([chat(1, 6)], { tier: "mailSignature", mail, novelty });
    applyDelta(novelty, own.delta);
    const thief = OWNER.replaceAll("1", "9") as typeof OWNER;
    const stolen = await score([chat(2, 6)], { tier: "mailSignature", mail, novelty, owner: thief });
    expect(stolen.breakdown.tier).to.equal(100);
    expect(stolen.reasons).to.deep.equal(["MAIL_USED_BEFORE"]);
    expect(stolen.delta.cluster).to.not.equal(own.delta.cluster);
    const again = await score([chat(3, 6)], { tier: "mailSignature", mail, novelty });
    expect(again.breakdown.tier).to.equal(600);
  });

  it("new account names do not make text new", async () => {
    const novelty = await afterCounting([chat(1)]);
    for (const userId of ["user-a", "user-b"]) {
      expect((await score([chat(1)], { novelty, account: { ...silentAccount, userId } })).units).to.equal(0);
    }
  });

  it("forged ratings, settings and models add at most a quarter", async () => {
    const archive = Array.from({ length: 20 }, (_, i) => chat(i, 4, { model: `model-${i}` }));
    const feedback = Array.from({ length: 5_000 }, () => ({
      conversationId: "chat-1",
      rating: "up" as const,
      hasText: true,
      createdAt: SUBMITTED_AT,
    }));
    const account = { userId: null, plan: "pro", settingsPresent: true, feedback };
    const { units, delta } = await score(archive, { account });
    const base = delta.days.reduce((sum, day) => sum + day.base, 0);
    expect(units).to.equal(Math.floor((base * 1_250) / 1_000));
    expect(base).to.be.at.most(await honest());
  });

  it("an unproven archive earns a tenth of a proven one", async () => {
    const proven = await score([chat(1)]);
    const stated = await score([chat(1)], { tier: "selfDeclared" });
    expect(stated.units).to.equal(Math.floor(proven.units / 10));
  });

  it("somebody else's text in other roles is not new", async () => {
    const novelty = await afterCounting([chat(1)]);
    const roles = { user: "assistant", assistant: "user" } as const;
    const swapped = {
      ...chat(1),
      messages: chat(1).messages.map((each) => ({ ...each, role: roles[each.role as keyof typeof roles] })),
    };
    expect((await score([swapped], { novelty })).units).to.equal(0);
  });
});

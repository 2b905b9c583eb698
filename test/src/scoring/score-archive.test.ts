import { expect } from "chai";
import fc from "fast-check";
import { applyDelta, createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { rulesetV1, type Ruleset } from "../../../src/scoring/ruleset.ts";
import type { ScorableAccount, ScorableConversation } from "../../../src/scoring/scorable.ts";
import { measureArchive, scoreArchive } from "../../../src/scoring/score-archive.ts";
import { settleArchive } from "../../../src/scoring/settle-archive.ts";
import {
  chat,
  conversation,
  DAY,
  FIRST_DAY,
  KEY,
  OWNER,
  prose,
  score,
  silentAccount,
  stream,
  SUBMITTED_AT,
  withoutBonus,
  type ScoreOptions,
} from "./synthetic-archive.ts";

/** Judges language by next to nothing: what short conversations are worth then does not depend on their companions. */
const lenient: Ruleset = { ...rulesetV1, qL: [0, 1], LT: 0 };
/** Small caps, so that small archives reach them. */
const tight: Ruleset = { ...lenient, CC: 6_000, DC: 15_000 };

type Plan = { readonly seed: number; readonly turns: number; readonly day: number; readonly model: number };
const plan = fc.record<Plan>({
  seed: fc.nat(1_000_000),
  turns: fc.integer({ min: 1, max: 4 }),
  day: fc.nat(3),
  model: fc.nat(3),
});
const plans = fc.uniqueArray(plan, { minLength: 1, maxLength: 8, selector: ({ seed }) => seed });
const ordinary = ({ seed, turns, day, model }: Plan) =>
  chat(seed, turns, { day: FIRST_DAY + day, model: model === 0 ? null : `m${model}` });
/** A conversation that shares sentences with others of the same plans. */
const overlapping = ({ seed, turns, day }: Plan) =>
  conversation(
    Array.from({ length: 2 * turns }, (_, i) => `${prose(seed % 3, 60)} ${prose(seed + i, 40)}`),
    { id: `o${seed}`, day: FIRST_DAY + day },
  );

async function scoreInParts(parts: readonly (readonly ScorableConversation[])[], options: ScoreOptions = {}) {
  const novelty = createNoveltyLedger();
  let units = 0;
  for (const part of parts) {
    const scored = await score(part, { ...options, novelty });
    applyDelta(novelty, scored.delta);
    units += scored.units;
  }
  return { units, novelty };
}

function partition<T>(items: readonly T[], choice: (index: number) => number): T[][] {
  const parts: T[][] = [[], [], [], []];
  items.forEach((item, index) => parts[choice(index) % 4]?.push(item));
  return parts;
}

/** Reverses the keys of every object and adds keys that scoring does not know. */
function rekey(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rekey);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, rekey(each)] as const);
  return Object.fromEntries([["title", "x"], ...entries.reverse(), ["weight", 0.5]]);
}

const run = <T>(property: fc.IAsyncProperty<T>, numRuns = 40) => fc.assert(property, { numRuns });

describe("score archive", function () {
  this.timeout(60_000);

  describe("is a function of archive, context and state", () => {
    it("gives the same score for the same input", () =>
      run(
        fc.asyncProperty(plans, async (list) => {
          expect(await score(list.map(ordinary))).to.deep.equal(await score(list.map(ordinary)));
        }),
      ));

    it("does not depend on the order of keys or on keys it does not know", () =>
      run(
        fc.asyncProperty(plans, async (list) => {
          const archive = list.map(ordinary);
          expect(await score(rekey(archive) as typeof archive)).to.deep.equal(await score(archive));
        }),
      ));

    it("does not depend on the order of the conversations", () =>
      run(
        fc.asyncProperty(plans, fc.infiniteStream(fc.nat()), async (list, order) => {
          const archive = list.map(overlapping);
          const shuffled = archive
            .map((item) => ({ item, at: order.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
          expect(await score(shuffled)).to.deep.equal(await score(archive));
        }),
      ));

    it("measures first and settles later with the same result", async () => {
      const novelty = createNoveltyLedger();
      const context = {
        ruleset: rulesetV1,
        fingerprintKey: KEY,
        tier: "idToken",
        owner: OWNER,
        submittedAt: SUBMITTED_AT,
      } as const;
      const archive = () => ({ conversations: stream([chat(1), chat(2)]), account: silentAccount });
      expect(settleArchive(await measureArchive(archive(), context), novelty, rulesetV1)).to.deep.equal(
        await scoreArchive(archive(), { ...context, novelty }),
      );
    });

    it("reads the account after the conversations", async () => {
      let consumed = false;
      const conversations = (async function* () {
        yield* stream([chat(1, 6)]);
        consumed = true;
      })();
      const archive = {
        conversations,
        get account(): ScorableAccount {
          expect(consumed).to.equal(true);
          return { ...silentAccount, settingsPresent: true };
        },
      };
      const { breakdown } = await scoreArchive(archive, {
        ruleset: rulesetV1,
        novelty: createNoveltyLedger(),
        fingerprintKey: KEY,
        tier: "selfDeclared",
        owner: OWNER,
        submittedAt: SUBMITTED_AT,
      });
      expect(breakdown.metadataBonus).to.equal(20);
    });
  });

  describe("pays text once", () => {
    it("nothing for a version that was counted already", () =>
      run(
        fc.asyncProperty(plans, async (list) => {
          const { novelty } = await scoreInParts([list.map(ordinary)]);
          expect(await score(list.map(ordinary), { novelty })).to.include({ units: 0 });
        }),
      ));

    it("nothing for it from another wallet, another account, another day or another order of messages", async () => {
      const archive = [chat(1), chat(2)];
      const { novelty } = await scoreInParts([archive]);
      const moved = archive.map((item) => ({
        ...item,
        id: `again-${item.id}`,
        createdAt: item.createdAt + 30 * DAY,
        messages: item.messages.toReversed(),
      }));
      const owner = OWNER.replaceAll("1", "2") as typeof OWNER;
      const again = await score(moved, { novelty, owner, account: { ...silentAccount, userId: "user-other" } });
      expect([again.units, again.reasons]).to.deep.equal([0, ["NOT_FRESH"]]);
    });

    it("for a superset exactly the difference", () =>
      run(
        fc.asyncProperty(plans, fc.nat(7), async (list, cut) => {
          const whole = list.map(ordinary).sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
          const options = { ruleset: { ...lenient, bonus: withoutBonus.bonus } };
          const { units } = await scoreInParts([whole.slice(0, cut), whole], options);
          expect(units).to.equal((await score(whole, options)).units);
        }),
      ));
  });

  describe("pays nothing for splitting", () => {
    it("parts in order of time give exactly what the whole gives, whatever they share", () =>
      run(
        fc.asyncProperty(plans, fc.array(fc.nat(8), { maxLength: 3 }), async (list, cuts) => {
          const whole = list.map(overlapping).sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
          const borders = [0, ...cuts.sort((a, b) => a - b), whole.length];
          const parts = borders.slice(1).map((border, i) => whole.slice(borders[i], border));
          for (const caps of [lenient, tight]) {
            const options = { ruleset: { ...caps, bonus: withoutBonus.bonus }, tier: "selfDeclared" } as const;
            expect((await scoreInParts(parts, options)).units).to.equal((await score(whole, options)).units);
          }
        }),
      ));

    it("any parts in any order give at most what the whole gives", () =>
      run(
        fc.asyncProperty(plans, fc.infiniteStream(fc.nat()), async (list, choice) => {
          const archive = list.map(ordinary);
          const parts = partition(archive, () => choice.next().value as number);
          const account = {
            ...silentAccount,
            settingsPresent: true,
            feedback: archive.map(({ id, createdAt }) => ({
              conversationId: id,
              rating: "up" as const,
              hasText: true,
              createdAt: createdAt + 9,
            })),
          };
          for (const ruleset of [lenient, tight]) {
            const options = { ruleset, account };
            expect((await scoreInParts(parts, options)).units).to.be.at.most((await score(archive, options)).units);
          }
        }),
      ));
  });

  it("gains by splitting at most what qL took from the whole", () =>
    run(
      fc.asyncProperty(plans, fc.infiniteStream(fc.nat()), async (list, choice) => {
        const archive = list.map(ordinary);
        const parts = partition(archive, () => choice.next().value as number);
        expect((await scoreInParts(parts)).units).to.be.at.most((await score(archive, { ruleset: lenient })).units);
      }),
    ));

  describe("stays within its bounds", () => {
    it("every day of a cluster stays at or below DC, every conversation at or below CC", () =>
      run(
        fc.asyncProperty(plans, plans, async (first, second) => {
          const { novelty } = await scoreInParts([first.map(ordinary), second.map(ordinary)], { ruleset: tight });
          for (const days of novelty.credits.values()) {
            for (const { base } of days.values()) expect(base).to.be.at.most(tight.DC);
          }
          const [one] = first.map(ordinary);
          const { delta } = await score([one!], { ruleset: tight });
          expect(delta.days.every(({ base }) => base <= tight.CC)).to.equal(true);
        }),
      ));

    it("takes any text at any time, and answers with safe integers and a reason for each zero", () => {
      const text = fc.oneof(
        fc.string({ unit: "binary", maxLength: 400 }),
        fc.array(fc.nat(0xffff), { maxLength: 400 }).map((units) => String.fromCharCode(...units)),
        fc.lorem({ maxCount: 120 }),
      );
      const time = fc.oneof(fc.constant(null), fc.double(), fc.integer({ min: 1_669_000_000, max: 1_800_000_000 }));
      const message = fc.record({
        id: fc.string({ maxLength: 3 }),
        role: fc.constantFrom("user", "assistant", "tool"),
        text,
        hidden: fc.boolean(),
        createdAt: time,
        model: fc.oneof(fc.constant(null), fc.string({ maxLength: 2 })),
      });
      const any = fc.record({
        id: fc.string({ maxLength: 3 }),
        createdAt: time,
        messages: fc.array(message, { maxLength: 8 }),
      });
      return run(
        fc.asyncProperty(fc.array(any, { maxLength: 5 }), async (archive) => {
          const { units, reasons, breakdown, delta } = await score(archive);
          const numbers = [
            units,
            ...delta.fingerprints,
            ...delta.days.flatMap(({ day, base, paid }) => [day, base, paid]),
          ];
          expect(numbers.every((number) => Number.isSafeInteger(number) && number >= 0)).to.equal(true);
          expect(reasons.length > 0 || units > 0).to.equal(true);
          expect(JSON.stringify(breakdown)).to.not.match(/null|\.|e\+/);
        }),
        120,
      );
    });
  });

  describe("refuses", () => {
    const refused = async (options: ScoreOptions, code: string) => {
      const error: unknown = await score([chat(1)], options).catch((caught: unknown) => caught);
      expect(error).to.have.property("code", code);
    };
    it("a fingerprint key of another length", () =>
      refused({ fingerprintKey: new Uint8Array(32) }, "SCORING_KEY_LENGTH"));
    it("a ruleset out of bounds", () => refused({ ruleset: { ...rulesetV1, S: 1 } }, "SCORING_RULESET_OUT_OF_BOUNDS"));
    for (const submittedAt of [0, 1_669_766_399, 1_700_000_000.5, 1_700_000_000_000, Number.NaN]) {
      it(`a contribution time of ${submittedAt}`, () => refused({ submittedAt }, "SCORING_SUBMITTED_AT"));
    }
  });
});
